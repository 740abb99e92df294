"""Databases for tests: made by the owner, used as the application's role, copied where commits must stay."""

import contextlib
import fcntl
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections

from config import database
from config.database import TESTER
from locality import history
from locality.history import acting_as
from locality.rights import grant_rights
from locality.wall.declare import protected_tables
from locality.wall.raising import catalogue_digest

BASE = Path(__file__).resolve().parent.parent
# What decides the schema. A change of any of these makes a new template.
SOURCES = ("requirements.txt", "config/settings.py", "locality/history.py", "locality/rights.py", "*/migrations/*.py")
SOURCES += ("locality/wall/*", "locality/evidence/*")
TEMPLATE = "the migrated template"
# Of statements that this process's connections have prepared: so many are kept.
KEPT_PLANS = 1000
VIEWS = (
    "me given shut_out rests_on restricted placed known names_to_give received readable name reference trail graded"
).split()


@contextlib.contextmanager
def owner_at(name: str) -> Iterator["psycopg.Connection[Any]"]:
    """A connection of the owner to the database called `name`, in autocommit. Closed at the end."""
    found = connections["owner"].settings_dict
    given = {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "password": found["PASSWORD"]}
    with psycopg.connect(dbname=name, autocommit=True, **{k: v for k, v in given.items() if v}) as connection:
        yield connection


def drop(name: str) -> None:
    """Drop a database, whoever still holds it. A vacuum, which is not ours to end, is waited for."""
    with owner_at("postgres") as owner:
        for patience in (0.2, 0.5, 1, 2, 4, 0):
            end_connections(owner, name)
            try:
                owner.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
                return
            except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
                if not patience:
                    raise
                time.sleep(patience)


def names(like: str) -> list[str]:
    """The databases whose names begin with `like`, oldest first."""
    with owner_at("postgres") as owner:
        rows = owner.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid", [like])
        return [row[0] for row in rows]


def drop_left_over() -> None:
    """Drop the databases of test runs that were killed: the number in the name is the run's process."""
    for name in names("test_locality_"):
        if not Path(f"/proc/{name.split('_')[2]}").exists():
            drop(name)


def point_at(name: str) -> None:
    """Let Django's connections, of all roles, be to the database called `name`."""
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name


def end_connections(owner: "psycopg.Connection[Any]", name: str) -> None:
    """End whoever is connected to the database called `name`, each as their own role, of which the owner is a member.

    The owner inherits nothing from those roles, and it takes a role's rights to end its connections. A vacuum, which
    is of none of them, leaves by itself.
    """
    found = owner.execute(
        "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = %s AND usename IS NOT NULL", [name]
    ).fetchall()
    for (role,) in found:
        with contextlib.suppress(psycopg.errors.InsufficientPrivilege):  # a superuser's, who looks at it by hand
            owner.execute(f'SET ROLE "{role}"')
            owner.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s AND usename = %s",
                [name, role],
            )
        owner.execute("RESET ROLE")


def copy(source: str, target: str) -> None:
    """Make `target` a copy of `source`, to which nobody may be connected: our connections are ended first.

    All of them, as Django has one that we cannot reach here: it keeps its connections apart before and after
    Playwright starts its event loop in this thread.
    """
    connections.close_all()
    with owner_at("postgres") as owner:
        end_connections(owner, source)
        owner.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
        owner.execute(f'REVOKE TEMPORARY ON DATABASE "{target}" FROM PUBLIC')  # rights to a database are not copied


def _template_name() -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in BASE.glob(pattern) if path.is_file()):
        digest.update(f"{path.relative_to(BASE)}\0".encode() + path.read_bytes())
    return f"template_locality_{digest.hexdigest()[:12]}"


def _make_template(name: str) -> None:
    for old in names("template_locality_")[:-2]:  # the newest may be in use by another run, on other sources
        drop(old)
    half_made = f"{name}_new"
    drop(half_made)  # of a run that failed or was killed in the middle
    with owner_at("postgres") as owner:
        owner.execute(f'CREATE DATABASE "{half_made}"')
    point_at(half_made)
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    connections.close_all()
    with owner_at("postgres") as owner:
        owner.execute(f'ALTER DATABASE "{half_made}" RENAME TO "{name}"')


def fresh_copy(name: str) -> None:
    """Make the migrated database `name`, as `manage.py migrate` leaves one, and point Django at it.

    The migrations run once for each state of their files: their result is kept, and copied for each run of the tests.
    """
    drop_left_over()
    drop(name)
    with (database.VAR / "template.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        template = _template_name()
        if template not in names(template):
            _make_template(template)
        copy(template, name)
    point_at(name)


def make_test_database(name: str) -> None:
    """Make the database `name` of a run of the tests, with rights and reference data, and point Django at it."""
    fresh_copy(name)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="owner")
    if "prepare_reference" in get_commands():
        call_command("prepare_reference", verbosity=0)
    look_over_the_wall()


def keep_plans(connection: Any, **_: Any) -> None:
    """Keep what this connection has prepared across rollbacks (a receiver of `connection_created`).

    psycopg forgets all of it at each ROLLBACK, to a savepoint too, as a table that the statement names might have
    gone with it. Every test ends with one, so that each would have the same questions planned anew; behind row security
    that is most of what the database does for a test, and so one plan for all parameters is enough: the first few
    times PostgreSQL would plan for each. No test makes a table and asks it by the ORM.
    """
    if connection.alias == "default":
        connection.connection.prepare_threshold, connection.connection.prepared_max = 2, KEPT_PLANS
        connection.connection._prepared.clear = lambda: False
        connection.connection.execute("SET plan_cache_mode = force_generic_plan")


@contextlib.contextmanager
def owner_behind_the_wall() -> Iterator[Any]:
    """A cursor of the owner for which the wall is no obstacle: it takes itself out of FORCE, and puts itself back."""
    with connections["owner"].cursor() as owner:
        for table in protected_tables():
            owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        try:
            yield owner
        finally:
            for table in protected_tables():
                owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


@contextlib.contextmanager
def second_wall_down() -> Iterator[None]:
    """A block in which whoever acts stays the tester, whom the database hinders nowhere: the first wall alone."""
    took = history.settings_of
    history.settings_of = lambda actor: took(actor) | {"role": "none"}
    try:
        yield
    finally:
        history.settings_of = took


@contextlib.contextmanager
def unseen_hand() -> Iterator[None]:
    """A block of changes in the system's name that no wall hinders: for what a test arranges and nobody may do yet."""
    from locality.models import Practitioner

    with acting_as(Practitioner.objects.system()):
        with connections["default"].cursor() as cursor:
            cursor.execute("SET LOCAL ROLE none")
        yield


def look_over_the_wall() -> None:
    """Let this process sign in as the tester, who sees every row while nobody is at work; whenever somebody acts, the
    connection takes the application's role (tests/conftest.py), and both walls stand as they do in the service.

    The service itself, in other processes, signs in as the application and knows nothing of the tester.
    """
    owner = connections["owner"]
    grant_rights(owner, TESTER)
    with owner.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA evidence TO {TESTER}")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION evidence.govern TO {TESTER}")
        for table in protected_tables():
            cursor.execute(f"CREATE POLICY looks ON {table} TO {TESTER} USING (true) WITH CHECK (true)")
        cursor.execute("SET ROLE locality_policy")
        cursor.execute(f"GRANT USAGE ON SCHEMA wall TO {TESTER}")
        cursor.execute(f"GRANT SELECT ON {', '.join(f'wall.{each}' for each in VIEWS)} TO {TESTER}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA wall TO {TESTER}")
        cursor.execute(
            "INSERT INTO wall.raised SELECT clock_timestamp(), source, %s FROM wall.raised ORDER BY at DESC LIMIT 1",
            [catalogue_digest(cursor)],
        )
        cursor.execute("RESET ROLE")
    connections["default"].close()
    for settings_dict in (connections["default"].settings_dict, settings.DATABASES["default"]):
        settings_dict["USER"] = TESTER
