"""Hand-written SQL passes by the rule of who sees what, so it lives in a few modules that everybody can name."""

import ast
import re

from config.checks.house import Finding
from config.checks.syntax import imports, last

REASON = "SQL by hand passes by visible_to; it belongs in the modules listed in config/checks/raw_sql.py"

PLACES = (
    "locality/history.py",
    "locality/rights.py",
    "config/database.py",
    "locality/evidence/",
    "locality/wall/",
    "bench/",
    "tests/",
)
EXEMPT = {
    "locality/access/kept.py": "runs SQL that the ORM wrote, filled with other values",
    "locality/access/versions.py": "a record's versions without their content, which the database tells an auditor",
    "consent/emergency.py": "asks the database to open something in an emergency, which writes its notices too (A7)",
    "locality/lookups.py": "whether somebody is known elsewhere, of which the database tells one bit (A6)",
    "config/start.py": "before anything is served, asks whether there is a practitioner yet",
    "config/views.py": "the health page asks the database whether it answers",
}
CALLS = {"raw", "extra", "cursor"}
STAYS = re.compile(r"set_config\([^)]*,\s*false\s*\)", re.IGNORECASE)


def check(house):
    for path in house.python():
        if not path.startswith(PLACES):
            yield from _by_hand(house, path)
        for number, line in enumerate(house.text(path).splitlines(), 1):
            if STAYS.search(line) and not path.startswith(("tests/", "bench/")):  # connections of their own
                yield Finding(path, number, "a session-wide setting outlives its transaction")


def _by_hand(house, path):
    for node in house.nodes(path, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            yield Finding(path, node.lineno, f".{node.func.attr}( is SQL by hand")
        elif last(node) == "RawSQL":
            yield Finding(path, node.lineno, "RawSQL( is SQL by hand")
    for line, module, _, _ in imports(house.tree(path)):
        if module.split(".")[0] == "psycopg":
            yield Finding(path, line, "imports the database driver")
