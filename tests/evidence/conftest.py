"""A committed copy of the test database for each module, and eyes to read the log with: the owner's."""

import pytest
from django.db import connections


class Log:
    """The evidence log, read as its owner; each question on its own, so that what was committed is seen."""

    def ask(self, sql, *parameters):
        """Rows of a statement, as dictionaries."""
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


@pytest.fixture(scope="module")
def copied(clone_database, told_once, django_db_blocker, request):
    """The story in a database of this module's own, in which what is done stays done."""
    with clone_database(request.module.__name__.rsplit(".", 1)[-1]), django_db_blocker.unblock():
        yield told_once


@pytest.fixture
def log(copied):
    return Log()
