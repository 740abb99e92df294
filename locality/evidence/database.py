"""Asking the evidence log: which database role asks, and what comes back."""

from django.core.management import CommandError
from django.db import connections


def connection_for(*aliases):
    """The first of these connections that this process has an address for. Raises CommandError when there is none."""
    for alias in aliases:
        if alias in connections:
            return connections[alias]
    names = " or ".join(f"DATABASE_{alias.upper()}_URL" for alias in aliases)
    raise CommandError(f"This needs a database role of its own: set {names}")


def ask(connection, sql, *parameters):
    """The rows of a statement, each a dictionary."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def govern(code, subject=None, detail="", connection=None):
    """Write down something that no table tells, such as a sign-in: a code of words, whom it is about (a key or None),
    and a word or a number. Never what somebody typed."""
    with (connection or connections["default"]).cursor() as cursor:
        cursor.execute("SELECT evidence.govern(%s, %s, %s)", [code, subject, detail])


def seal_access(connection):
    """Seal the access events that wait, and have partitions for the months to come. Safe at any time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evidence.seal_access(), evidence.make_partitions()")
