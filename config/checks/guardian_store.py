"""guardian stores grants and decides nothing: only locality/access may ask it, others only inherit its tables."""

import ast
import re

from config.checks.house import Finding
from config.checks.syntax import imports, last

REASON = "guardian's shortcuts ignore time, decisions and inactive people (access.md): ask locality.access"

EXEMPT = {"bench/lists.py": "the peer that our own list is measured against"}
ASKERS = ("locality/access.py", "locality/access/")
TABLES = re.compile(r"(User|Group)ObjectPermission(Base|Manager)$")
SHORTCUTS = {
    *("get_objects_for_user", "get_objects_for_group", "get_users_with_perms", "get_groups_with_perms"),
    *("assign_perm", "bulk_assign_perm", "remove_perm", "bulk_remove_perm", "ObjectPermissionChecker"),
    *("get_perms", "get_user_perms", "get_group_perms", "get_perms_for_model", "add_obj_perm", "del_obj_perm"),
}


def check(house):
    for path in house.python():
        if path.startswith(ASKERS):
            continue
        for line, module, name, _ in imports(house.tree(path)):
            table = module.startswith(("guardian.models", "guardian.managers")) and TABLES.search(name)
            if module.split(".")[0] == "guardian" and not table:
                yield Finding(path, line, f"imports {module}{'.' + name if name else ''}")
        for node in house.nodes(path, ast.Name, ast.Attribute):
            if last(node) in SHORTCUTS:
                yield Finding(path, node.lineno, f"uses guardian's {last(node)}")
    for path in house.templates():
        for number, line in enumerate(house.text(path).splitlines(), 1):
            if "guardian_tags" in line or "get_obj_perms" in line:
                yield Finding(path, number, "asks guardian from a template")
