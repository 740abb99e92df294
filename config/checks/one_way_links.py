"""Links to a family, person, partner or practitioner have no way back, so that no template walks in by a side door."""

import ast

from config.checks.house import APPS, Finding
from config.checks.syntax import descendants, keyword, last, parents, text_of

REASON = 'use to_one(...) of locality/history.py, or related_name="+" (access.md): no way back from the family'

TARGETS = {"Family", "Person", "Partner", "Practitioner", "AUTH_USER_MODEL"}
LINKS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def check(house):
    guardian_tables = descendants(house.classes, "UserObjectPermissionBase", "GroupObjectPermissionBase")
    for path in house.python():
        if path.split("/")[0] not in APPS:
            continue
        above = parents(house.tree(path))
        for node in house.nodes(path, ast.Call):
            both_ways = last(node) in LINKS and text_of(keyword(node, "related_name")) != "+"
            if both_ways and _target(node) in TARGETS and not _needed_by_guardian(node, above, guardian_tables):
                yield Finding(path, node.lineno, f"{last(node)} to {_target(node)} can be walked backwards")


def _target(call):
    given = call.args[0] if call.args else keyword(call, "to")
    return (text_of(given) or last(given)).split(".")[-1] if given is not None else ""


def _needed_by_guardian(call, above, guardian_tables):
    """guardian finds its direct tables by walking back over `content_object`, so that one link must stay open."""
    statement = above[call]
    owner = above.get(statement)
    named = [target.id for target in getattr(statement, "targets", ()) if isinstance(target, ast.Name)]
    return isinstance(owner, ast.ClassDef) and owner.name in guardian_tables and named == ["content_object"]
