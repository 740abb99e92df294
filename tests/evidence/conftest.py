"""Committed copies of the test database; eyes to read the log with, the owner's; and the hands of a superuser."""

import io
import os
import threading

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections

from locality.evidence.database import connection_for, seal_access
from locality.evidence.verifying import verify
from locality.evidence.words import report
from locality.history import acting_as
from locality.models import Household


class Log:
    """The evidence log of the database that Django's connections are to now."""

    def ask(self, sql, *parameters):
        """Rows of a statement of the owner's, as dictionaries; each on its own, so that what was committed is seen."""
        with connections["owner"].cursor() as cursor:
            cursor.execute(sql, parameters or None)
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()] if names else []

    def newest(self, table):
        """The newest id of a table of the log, 0 when it is empty."""
        return self.ask(f"SELECT coalesce(max(id), 0) AS id FROM evidence.{table}")[0]["id"]

    def since(self, table, newest):
        """Rows of a table of the log after an id, oldest first."""
        return self.ask(f"SELECT * FROM evidence.{table} WHERE id > %s ORDER BY id", newest)

    def sealed(self, chain="row_change"):
        """How many seals a chain has, by its head."""
        return self.ask("SELECT seq FROM evidence.head WHERE chain = %s", chain)[0]["seq"]

    def seal(self):
        """What the worker does every ten seconds, as the role that does it."""
        seal_access(connection_for("sealer"))

    def verified(self, **options):
        """What verifying finds, as the auditor's role: the problems and their places, sorted; and the report."""
        self.seal()
        result = verify(connection_for("audit"), **options)
        return sorted({(found.problem, found.place) for found in result.wrong}), "\n".join(report(result, 0))

    def command(self, *arguments):
        """Run a command of manage.py; what it printed, and with what it ended."""
        out, code = io.StringIO(), 0
        try:
            call_command(*arguments, stdout=out)
        except SystemExit as end:
            code = end.code
        return out.getvalue(), code

    def superuser(self):
        """A connection past every right, in autocommit. For the embedded server, whose superuser is let in."""
        found = connections["owner"].settings_dict
        return psycopg.connect(dbname=found["NAME"], host=found["HOST"], user="postgres", autocommit=True)

    def by_hand(self, actor, *statements):
        """What somebody does at the console in the name of `actor`, in one transaction, with triggers on."""
        with self.superuser() as superuser, superuser.transaction():
            superuser.execute("SELECT set_config('locality.actor', %s, true)", [str(actor.pk)])
            for statement in statements:
                superuser.execute(statement)

    def by_force(self, *statements):
        """What somebody does who may do anything, with triggers off."""
        with self.superuser() as superuser:
            superuser.execute("SET session_replication_role = replica")
            for statement in statements:
                superuser.execute(statement)


def in_thread(work):
    """Run `work` in another thread, with database connections of its own. Returns the thread, begun."""

    def run():
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def change(story, *addresses):
    """Save the story's household under these addresses, each in a transaction of its own."""
    for address in addresses:
        with acting_as(story.amira, partner=story.school, reason="A reason"):
            Household.objects.filter(pk=story.household.pk).update(address=address)


@pytest.fixture(scope="module")
def copied(clone_database, told_once, django_db_blocker, request):
    """The story in a database of this module's own, in which what is done stays done."""
    with clone_database(request.module.__name__.rsplit(".", 1)[-1]), django_db_blocker.unblock():
        yield told_once


@pytest.fixture
def log(copied):
    return Log()


@pytest.fixture
def fresh(clone_database, told_once, django_db_blocker, settings, tmp_path):
    """A database of this test's own and its `Log`, to be tampered with; five changes are in it."""
    settings.VAR_DIR = tmp_path
    with clone_database(f"fresh{os.getpid()}"), django_db_blocker.unblock():
        change(told_once, *(f"{n} Avocet Way" for n in range(1, 6)))
        yield Log()
