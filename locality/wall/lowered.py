"""The wall lowered for its owner while the demonstration is loaded: it tells of what many people did in months, which
none of them could write down, or see, in one go. Not in production, where nobody but migrations has that connection.
"""

import contextlib

from django.conf import settings
from django.db import connections, transaction

from locality.wall.declare import protected_tables

# What of the wall the application may use, and the owner by itself may not.
LENT = """
SELECT format('SELECT ON %%s', oid::regclass) FROM pg_class
WHERE relnamespace = 'wall'::regnamespace AND relkind = 'v' AND relname <> 'me'
  AND has_table_privilege(%s, oid, 'SELECT')
UNION ALL
SELECT format('EXECUTE ON FUNCTION %%s', oid::regprocedure) FROM pg_proc
WHERE pronamespace = 'wall'::regnamespace AND has_function_privilege(%s, oid, 'EXECUTE')
"""


@contextlib.contextmanager
def lowered():
    """A block in which Django's own connection is the owner's, and row security does not hold for the owner.

    A load that is killed leaves a database on which nothing starts (locality/wall/standing.py), until
    `manage.py prepare` has raised the wall again. Raises RuntimeError in production.
    """
    if settings.ENV == "production":
        raise RuntimeError("The wall is not lowered in production")
    default, owner = connections["default"], connections["owner"]
    default.close()
    own, default.settings_dict = (
        default.settings_dict,
        default.settings_dict | {key: owner.settings_dict[key] for key in ("USER", "PASSWORD", "HOST", "PORT")},
    )
    try:
        _set(owner, "NO FORCE", "GRANT {} TO {}")
        yield
    finally:
        default.close()
        default.settings_dict = own
        _set(owner, "FORCE", "REVOKE {} FROM {}")
        owner.close()


def _set(owner, forced, lending):
    with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
        cursor.execute("SELECT current_user")
        who = owner.ops.quote_name(cursor.fetchone()[0])
        for table in protected_tables():
            cursor.execute(f"ALTER TABLE {table} {forced} ROW LEVEL SECURITY")
        cursor.execute(LENT, [settings.APPLICATION_ROLE] * 2)
        lent = [row[0] for row in cursor.fetchall()]
        cursor.execute("SET LOCAL ROLE locality_policy")
        for right in lent:
            cursor.execute(lending.format(right, who))
