"""Nobody stands above the rule, and nothing escapes history."""

import ast

from config.checks.house import Finding
from config.checks.syntax import last

REASON = "is_superuser means nothing here, and history has no off switch (access.md, architecture.md rule 2)"

SWITCHES = {"skip_history_when_saving", "save_without_historical_record", "bulk_create_with_history"}
EXEMPT = {"config/checks/side_doors.py": "names what it forbids"}


def check(house):
    for path in house.python():
        for node in house.nodes(path, ast.Attribute, ast.Name, ast.keyword, ast.Constant):
            name = _named(node)
            if name in SWITCHES:
                yield Finding(path, node.lineno, f"uses simple-history's {name}")
            elif name == "is_superuser" and not path.startswith("tests/") and not _refuses(node):
                yield Finding(path, node.lineno, "uses is_superuser")


def _named(node):
    if isinstance(node, ast.keyword):
        return node.arg
    return node.value if isinstance(node, ast.Constant) else last(node)


def _refuses(node):
    """`is_superuser=False`, as in a constraint, and `is_superuser = False` in a class body say that nobody is."""
    if isinstance(node, ast.keyword):
        return isinstance(node.value, ast.Constant) and node.value.value is False
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
