"""The plain table that our own records are measured against: the same columns, keys and indexes as conversations, and
nothing else. No history, no access rows, nobody who may not."""

from django.db import models

from conversations.models import Conversation

TABLE = "bench_plain_conversation"


def _copy(field):
    made = field.clone()
    if made.remote_field:
        made.remote_field.related_name = "+"
    return made


class Meta:
    app_label = "bench"  # not an installed app: only what is measured here knows of it
    managed = False
    db_table = TABLE


_columns = {field.name: _copy(field) for field in Conversation._meta.local_concrete_fields}
PlainConversation = type(
    "PlainConversation", (models.Model,), {"__module__": __name__, "Meta": Meta} | _columns
)  # a class made from the other's columns, so that a new column is measured too


def make_plain(owner, role):
    """Make the plain table afresh, as the owner (a psycopg connection), with rights for the application's role."""
    table = Conversation._meta.db_table
    owner.execute(f"DROP TABLE IF EXISTS {TABLE}; CREATE TABLE {TABLE} (LIKE {table} INCLUDING ALL)")
    found = owner.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'", [table]
    ).fetchall()
    for (definition,) in found:
        owner.execute(f"ALTER TABLE {TABLE} ADD {definition}")
    owner.execute(f'GRANT SELECT, INSERT, UPDATE ON {TABLE} TO "{role}"')
