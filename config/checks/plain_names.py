"""Names say what a thing is for; words that fit everything say nothing."""

import ast
import re
from pathlib import PurePath

from config.checks.house import Finding
from config.checks.syntax import descendants

REASON = "a name that fits everything says nothing (architecture.md, Names): use the noun a practitioner would say"

BANNED = {"util", "utils", "helper", "helpers", "common", "manager", "handler", "data", "info"}
OURS = ("line_manager", "team_manager", "locality_manager", "data_only", "data_protection")
GIVEN = {"get_context_data", "bound_data", "handle_data", "handler400", "handler403", "handler404", "handler500"}
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def check(house):
    for path in house.paths:
        if path.endswith((".py", ".html", ".js")) and "/migrations/" not in path:
            for part in PurePath(path).with_suffix("").parts:
                if word := _empty_word(part):
                    yield Finding(path, 1, f"the file's name says {word!r}")
    for path in house.python():
        for node in house.nodes(path, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef):
            if word := _empty_word(node.name):
                yield Finding(path, node.lineno, f"{node.name} says {word!r}", node.name)

    yield from _same_names(house)


def _same_names(house):
    """The checks follow tables by name, and so do people: nothing else bears a table's name."""
    tables = {name: house.classes[name] for name in descendants(house.classes, "Model", "Kept", "Recorded")}
    for path, node in house.outer_classes():
        if node.name in tables and node is not tables[node.name][1]:
            yield Finding(path, node.lineno, f"{node.name} is a table in {tables[node.name][0]}", node.name)


def _empty_word(name):
    """The first banned word in a name, or None. Roles, terms of the field and names from a library do not count."""
    if name in GIVEN:
        return None
    words = "_".join(WORDS.findall(name)).lower()
    for term in OURS:
        words = words.replace(term, "")
    return next((word for word in words.split("_") if word in BANNED), None)
