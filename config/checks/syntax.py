"""Small questions about Python syntax trees, shared by the checks."""

import ast


def dotted(node):
    """`a.b.c` for a chain of names, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def last(node):
    """The last name of a chain, a call's own name, or ""."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def names_in(node):
    """Every name and attribute mentioned inside a node."""
    return {last(part) for part in ast.walk(node) if isinstance(part, ast.Name | ast.Attribute)}


def keyword(call, name):
    """The value given for a keyword argument of a call, or None."""
    return next((given.value for given in call.keywords if given.arg == name), None)


def text_of(node):
    """The string that a node is, or None."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def parents(tree):
    """{node: the node that holds it} for a whole tree."""
    return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def assigned(class_node):
    """{name: value} of the assignments in a class body, `a, b = x, y` included."""
    pairs = []
    for statement in class_node.body:
        if isinstance(statement, ast.Assign):
            pairs += [(target, statement.value) for target in statement.targets]
        elif isinstance(statement, ast.AnnAssign) and statement.value:
            pairs.append((statement.target, statement.value))
    for target, value in pairs:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            pairs += zip(target.elts, value.elts, strict=False)
    return {target.id: value for target, value in pairs if isinstance(target, ast.Name)}


def imports(tree):
    """(line, module, name, name here) of every import; name is "" for `import module`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "", alias.asname or alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield from ((node.lineno, module, alias.name, alias.asname or alias.name) for alias in node.names)


def descendants(classes, *roots):
    """Names of the classes that inherit, at any distance, from one of the named classes (themselves left out)."""
    found, grew = set(), True
    while grew:
        new = {
            name
            for name, (_, node) in classes.items()
            if name not in found and {word for base in node.bases for word in names_in(base)} & (found | set(roots))
        }
        found, grew = found | new, bool(new)
    return found


def lineage(classes, name):
    """The class of this name and the classes above it that the house defines, nearest first."""
    if name not in classes:
        return []
    node = classes[name][1]
    return [node] + [above for base in node.bases for above in lineage(classes, last(base))]
