"""Rows for COPY: a sheet for each table, and the tables made ready for a load and put right after it."""

import contextlib
from datetime import date, datetime

from django.db.models.fields import NOT_PROVIDED

KEEP = ("p", "c", "n")  # primary keys, checks and NOT NULLs stay on while rows are loaded


class Sheet:
    """Lines of one table. `given` are the columns that each line says; all others have the model's default."""

    def __init__(self, model, *given):
        fields = {f.attname: f for f in model._meta.local_concrete_fields if f.db_default is NOT_PROVIDED}
        rest = [
            f for name, f in fields.items() if name not in given and not f.get_internal_type().endswith("AutoField")
        ]
        columns = [fields[name].column for name in given] + [f.column for f in rest]
        self.table = model._meta.db_table
        self.copy = f"COPY {self.table} ({', '.join(columns)}) FROM STDIN"
        self.tail = "".join(f"\t{text(_constant(f))}" for f in rest) + "\n"

    def line(self, *values):
        """One row: the given columns in their order, as text that `text` made or that needs no escape."""
        return "\t".join(values) + self.tail


def _constant(field):
    if callable(field.default) and field.default is not NOT_PROVIDED:
        raise TypeError(f"{field} has a default that differs from row to row: give it")
    return field.get_default()


def text(value):
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


@contextlib.contextmanager
def bare(owner, tables):
    """A block in which these tables have no index, foreign key or trigger to slow a load, and no wall before their
    owner; all come back at its end.

    `owner` is a psycopg connection of their owner: nobody else may. History is not kept while it lasts.
    """
    forced = owner.execute(
        "SELECT oid::regclass::text FROM pg_class WHERE relforcerowsecurity AND oid::regclass::text = ANY(%s)", [tables]
    ).fetchall()
    constraints = owner.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid::regclass::text = ANY(%s) AND NOT contype::text = ANY(%s) ORDER BY contype DESC",
        [tables, list(KEEP)],
    ).fetchall()
    indexes = owner.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid::regclass::text"
        " = ANY(%s) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)",
        [tables],
    ).fetchall()
    for table, name, _ in sorted(constraints, key=lambda each: not each[2].startswith("FOREIGN")):
        owner.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        owner.execute(f"DROP INDEX {name}")
    for table in tables:
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for (table,) in forced:
        owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    yield
    for _, definition in indexes:
        owner.execute(definition)
    for table, name, definition in constraints:
        owner.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    for table in tables:
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    for (table,) in forced:
        owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
