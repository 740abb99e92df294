"""A change is a service: a documented @action with a named actor, called by keywords."""

import ast
from pathlib import PurePath

from config.checks.house import APPS, Finding
from config.checks.syntax import last

REASON = "a public service is an @action with a docstring: one positional argument at most, then keywords with by="


def check(house):
    for path in house.python():
        if path.split("/")[0] in APPS and "services" in PurePath(path).with_suffix("").parts:
            services = [
                part for part in house.tree(path).body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
            ]
            for node in services:
                faults = [] if node.name.startswith("_") else list(_faults(node))
                if faults:
                    yield Finding(path, node.lineno, f"{node.name} {', '.join(faults)}", node.name)


def _faults(function):
    given = function.args
    if not ast.get_docstring(function):
        yield "has no docstring"
    if "action" not in {last(decorator) for decorator in function.decorator_list}:
        yield "is not an @action"
    if "by" not in {argument.arg for argument in given.kwonlyargs}:
        yield "does not name its actor (keyword-only by)"
    if len(given.posonlyargs + given.args) > 1 or given.vararg:
        yield "takes more than one positional argument"
