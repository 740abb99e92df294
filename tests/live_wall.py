"""The wall as PostgreSQL has it, on a database just made: `python -m tests.live_wall` (`./dev check` runs it).

Says what the service itself would say at its start (locality/wall/standing.py), then what pgrls says, a linter of
others' making that knows the usual mistakes in policies; locality/wall/pgrls.toml lists what it is not asked.
"""

import os
import subprocess
import sys
from urllib.parse import quote

import django

from config import database
from config.compose import BASE

LINT = [sys.executable, "-m", "pgrls", "lint", "--config", "locality/wall/pgrls.toml"]


def lint(name: str) -> list[str]:
    """What pgrls finds in the database called `name`, line by line; [] when it finds nothing."""
    url = f"postgresql://{database.OWNER}@/{name}?host={quote(str(database.SOCKETS), safe='')}"
    ran = subprocess.run([*LINT, "--database-url", url], cwd=BASE, capture_output=True, text=True, check=False)
    return [] if ran.returncode == 0 else (ran.stdout + ran.stderr).splitlines()


def main() -> int:
    """Make the database, ask both, drop it. 0 when neither finds anything."""
    database.ensure()
    django.setup()
    from django.db import connections

    from locality.wall import standing
    from tests import databases

    name = f"test_locality_{os.getpid()}_wall"
    databases.fresh_copy(name)
    try:
        found = standing.problems(connections["default"])
        found += lint(name)
    finally:
        databases.point_at("postgres")
        databases.drop(name)
    print("\n".join(found) or "The wall stands, and pgrls finds nothing")
    return 1 if found else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.exit(main())
