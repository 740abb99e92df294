"""Apps call one another by name, downwards. A signal would let a lower app start work that it cannot see."""

import ast

from config.checks.house import APPS, Finding
from config.checks.syntax import dotted, imports, last

REASON = "no signals between apps (architecture.md): call the service, or fill the lower app's registry"

PLACES = ("locality/apps.py", "tests/")


def check(house):
    for path in house.python():
        if path.startswith(PLACES) or path.split("/")[0] not in APPS:
            continue
        for line, module, name, _ in imports(house.tree(path)):
            if module == "django.dispatch" or module.endswith(".signals") or name == "signals":
                yield Finding(path, line, f"imports {module}.{name}")
        for node in house.nodes(path, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr == "connect":
                yield Finding(path, node.lineno, f"{dotted(node.func) or 'a signal'}.connect( listens to a signal")
            elif last(node) == "receiver":
                yield Finding(path, node.lineno, "@receiver listens to a signal")
