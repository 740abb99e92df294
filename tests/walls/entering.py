"""Going behind the wall by hand: as the application's role, with any token, on a connection of the test's own."""

import contextlib

import psycopg
from django.db import connection, transaction

from config import database
from config.database import APPLICATION
from locality.wall.token import token_for


@contextlib.contextmanager
def connected(name, user=APPLICATION):
    """A connection of psycopg's to the database called `name`, signed in as `user`, in one transaction."""
    with psycopg.connect(host=str(database.SOCKETS), user=user, dbname=name) as found:
        try:
            yield found
        finally:
            found.rollback()


def token_of(link, who, **changes):
    """A token for somebody on a connection of psycopg's."""
    return token_for(who.pk, link.info.backend_pid, **changes)


def let_in(link, who, **changes):
    """Enter as somebody; whether the wall let them in."""
    return show(link, token_of(link, who, **changes))


def show(link, token):
    """Show a token; whether the wall let somebody in."""
    return link.execute("SELECT wall.enter(%s)", [token]).fetchone()[0]


@contextlib.contextmanager
def entered(who=None, **changes):
    """A cursor of Django's connection as the application, behind the wall as `who` (None: nobody). Nothing stays."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        if who is not None:
            cursor.execute("SELECT wall.enter(%s)", [token_for(who.pk, backend(cursor), **changes)])
            assert cursor.fetchone()[0], "A good token is let in"
        yield cursor
        transaction.set_rollback(True)


def backend(cursor):
    """The process at the server's side."""
    cursor.execute("SELECT pg_backend_pid()")
    return cursor.fetchone()[0]


def count(link, table):
    """How many rows of a table are seen by a connection, or a cursor."""
    found = link.execute(f"SELECT count(*) FROM {table}")
    return (found or link).fetchone()[0]
