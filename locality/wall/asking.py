"""What the database tells the system and nobody else, as it goes past every partner's wall."""

from django.db import connection


def files_known(digests):
    """The set of those of these file digests (SHA-256, hexadecimal) that a row knows, whoever's it is. Raises
    ProgrammingError unless the system is at work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall.files_known(%s)", [list(digests)])
        return set(cursor.fetchone()[0])
