"""Files and functions stay small enough to be read at one sitting."""

import ast

from config.checks.house import Finding

REASON = "modules up to 300 lines (tests 500), functions 60, page templates 100: split by noun, or give a reason here"

MODULE, TESTS, FUNCTION, PAGE = 300, 500, 60, 100
PARTS = ("templates/forms/", "templates/components/")
EXEMPT = {}


def check(house):
    for path in house.python():
        most = TESTS if path.startswith("tests/") else MODULE
        if (lines := len(house.text(path).splitlines())) > most:
            yield Finding(path, 1, f"{lines} lines, over {most}")
        for node in house.nodes(path, ast.FunctionDef, ast.AsyncFunctionDef):
            if (lines := node.end_lineno - node.lineno + 1) > FUNCTION:
                yield Finding(path, node.lineno, f"{node.name} has {lines} lines, over {FUNCTION}", node.name)
    for path in house.templates():
        if not any(part in path for part in PARTS) and (lines := len(house.text(path).splitlines())) > PAGE:
            yield Finding(path, 1, f"{lines} lines, over {PAGE}")
