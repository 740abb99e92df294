"""Does the wall stand? Asked of the database's own catalogue before anything is served (second-wall.md 3.6 A).

The web server and the worker do not start, anywhere, when the application's role may more than it should or a table
stands open: `insist`. `manage.py check --database default` says the same.
"""

import time
from pathlib import Path

from django.conf import settings
from django.core.checks import Error
from django.db import OperationalError, connections

from locality.rights import history_tables, rights_of
from locality.wall.declare import open_tables, protected_tables

QUESTION = Path(__file__).resolve().with_suffix(".sql")
GATE = "locality_policy"
# Functions that run with other rights than their caller's, and that the application may call: each was reviewed.
CALLABLE = (
    "wall.manages(uuid, uuid)",  # one bit about whoever is at work: whether they manage a partner's members
    "wall.enter(text)",  # believes nothing but a signed token
    "wall.leave()",  # only ever shows less
    "wall.shut_families()",  # what the policies ask; each answers about who entered, as the gate's views do
    "wall.opened()",  # to an auditor: keys of the sampled cases that they opened
    "wall.grants_audits()",  # one bit about whoever is at work: whether they say who audits
    "wall.has_received(uuid)",
    "wall.gives(uuid, uuid, integer)",
    "wall.decided(uuid)",
    "wall.may_take(uuid, uuid, uuid)",  # one bit about a colleague: whether they are shut out of a family that one sees
    "wall.versions(text, uuid, bigint, integer)",  # to an auditor: when which fields changed, no content
    "wall.recorded(date, date, date[])",  # to an auditor: numbers by partner and month, of no record, family or person
    "wall.helped(date, date, date[])",  # the same
    "wall.files_known(text[])",  # to the system: which files a row knows
    "wall.known_elsewhere(text, text, date, uuid[])",  # one bit, to somebody at work: is there such a person
    # a decision of four hours for one's own partner, with its notices; nothing of a family that one is shut out of
    "wall.take_emergency(text, text, date, uuid, uuid, text[], text, text, uuid)",
    "evidence.govern(text, uuid, text)",  # adds a line of its own to the log
    "evidence.standing()",  # to an auditor: how far the log is sealed, signed and verified; no line of it
    "evidence.ask_to_verify()",  # adds the line that an auditor asks for it; to others false
    "evidence.packs_made()",  # to an auditor and a guardian: who made which pack, what for, and its digest
)


class WallIsDown(Exception):
    """The database does not guard its rows: nothing may be served from it. The message says why, line by line."""


def problems(connection, role=None):
    """What is wrong with the wall around `role` (default: who the connection belongs to), in plain words; [] when it
    stands. Takes a connection of Django's or of psycopg's."""
    tables = [*protected_tables(), *open_tables()]
    with connection.cursor() as cursor:
        if itself := role is None:
            cursor.execute("SELECT session_user")
            role = cursor.fetchone()[0]
        asked = {
            "role": role,
            "itself": itself,
            "gate": GATE,
            "tables": tables,
            "rights": [rights_of(table) for table in tables],
            "histories": list(history_tables()),
            "protected": protected_tables(),
            "open": list(open_tables()),
            "callable": list(CALLABLE),
        }
        cursor.execute(QUESTION.read_text(encoding="utf-8"), asked)
        return [row[0] for row in cursor.fetchall()]


def insist(patience=30):
    """Raise WallIsDown unless the wall stands. A database that does not answer is waited for, for `patience` seconds.

    Raises OperationalError when it still does not answer then.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            found = problems(connections["default"])
            break
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(1)
        finally:
            connections["default"].close()
    if found:
        raise WallIsDown("\n  ".join([f"Not started: the database {_name()} does not guard its rows.", *found]))


def _name():
    return connections["default"].settings_dict["NAME"]


def wall_stands(app_configs=None, databases=None, **kwargs):
    """Django's check of it, for `manage.py check --database default`. Not before a migration, which may mend it."""
    if "default" not in (databases or ()):
        return []
    found = problems(connections["default"], settings.APPLICATION_ROLE)
    return [Error(text, id=f"wall.E{number:03}") for number, text in enumerate(found, 1)]
