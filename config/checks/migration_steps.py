"""Migrations first expand, and contract only when no running code needs the old shape; a contraction says so."""

import ast
import re
from pathlib import PurePath

from config.checks.house import Finding
from config.checks.syntax import keyword, last, text_of

REASON = "expand, then contract: write `# contract: why no running code needs the old shape` above the step"

REMOVES = {"RemoveField", "RenameField", "RenameModel", "DeleteModel", "AlterModelTable"}
OF_A_COLUMN = ("model_name", "name", "field")
MARKER = re.compile(r"#\s*contract:\s*\S.{9,}")


def check(house):
    nullable = {}
    for path in house.python(migrations=True):
        place = PurePath(path)
        if place.parent.name != "migrations":
            continue
        app, lines = place.parent.parent.name, house.text(path).splitlines()
        for node in sorted(house.nodes(path, ast.Call), key=lambda call: (call.lineno, call.col_offset)):
            step = _contraction(node, app, nullable)
            marked = MARKER.search("\n".join(lines[max(0, node.lineno - 2) : node.lineno]))
            if step and not marked and not place.name.startswith("0001"):
                yield Finding(path, node.lineno, step)


def _contraction(call, app, nullable):
    """What the operation takes away, or None. Remembers in `nullable` which columns may be empty so far."""
    kind = last(call)
    if kind in REMOVES:
        return f"{kind} takes away what running code may use"
    if kind == "CreateModel":
        model = text_of(keyword(call, "name"))
        for pair in getattr(keyword(call, "fields"), "elts", ()):
            nullable[app, str(model).lower(), text_of(pair.elts[0])] = _may_be_null(pair.elts[1])
    if kind in ("AddField", "AlterField"):
        model, name, field = (keyword(call, word) or _at(call, n) for n, word in enumerate(OF_A_COLUMN))
        key = (app, str(text_of(model)).lower(), text_of(name))
        was, now = nullable.get(key, True), _may_be_null(field)
        if key[2]:  # a step written once for several columns is taken for what it may be to any of them
            nullable[key] = now
        if kind == "AlterField" and was and not now:
            return f"AlterField makes {key[1]}.{key[2] or 'some columns'} required"
    return None


def _at(call, n):
    return call.args[n] if n < len(call.args) else None


def _may_be_null(field):
    given = keyword(field, "null") if isinstance(field, ast.Call) else None
    return isinstance(given, ast.Constant) and given.value is True
