"""A form lists the fields that it may change, so that a new column is never editable by accident."""

import ast
from pathlib import PurePath

from config.checks.house import Finding
from config.checks.syntax import assigned, keyword, last, text_of

REASON = "a form lists its fields: a new column must not become editable by itself"


def check(house):
    for path in house.python():
        for node in house.nodes(path, ast.ClassDef, ast.Call):
            given = assigned(node).get("fields") if isinstance(node, ast.ClassDef) else keyword(node, "fields")
            if given and (text_of(given) == "__all__" or last(given) == "ALL_FIELDS"):
                yield Finding(path, given.lineno, "takes every field of the model")
            if _is_form_meta(node, path) and "exclude" in assigned(node):
                yield Finding(path, assigned(node)["exclude"].lineno, "takes every field but some")


def _is_form_meta(node, path):
    return isinstance(node, ast.ClassDef) and node.name == "Meta" and "forms" in PurePath(path).with_suffix("").parts
