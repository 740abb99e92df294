"""Names say what a thing is for; words that fit everything say nothing."""

import ast
import re
from pathlib import PurePath

from config.checks.house import Finding

REASON = "a name that fits everything says nothing (architecture.md, Names): use the noun a practitioner would say"

BANNED = {"util", "utils", "helper", "helpers", "common", "manager", "handler", "data", "info"}
OURS = ("line_manager", "team_manager", "locality_manager", "data_only", "data_protection")
DJANGOS = {"get_context_data", "bound_data", "handler400", "handler403", "handler404", "handler500"}
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
    """The checks follow classes by name, and so do people: one name, one class."""
    seen = {}
    for path, node in house.outer_classes():
        if node.name in seen and node.name != "Command":
            yield Finding(path, node.lineno, f"{node.name} is also the name of a class in {seen[node.name]}", node.name)
        seen.setdefault(node.name, path)


def _empty_word(name):
    """The first banned word in a name, or None. Roles, terms of the field and what Django calls us by do not count."""
    if name in DJANGOS:
        return None
    words = "_".join(WORDS.findall(name)).lower()
    for term in OURS:
        words = words.replace(term, "")
    return next((word for word in words.split("_") if word in BANNED), None)
