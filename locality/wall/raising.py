"""Raising the wall: after each migration, whole and in one transaction, on the owner's connection.

Not by steps in migrations: an old step would name columns that are gone by now, and nobody could read in one place what
holds today (docs/decisions/0010). Until it is raised again, a table whose policies were dropped shows nothing at all.
"""

import hashlib

from django.apps import apps
from django.conf import settings
from django.db import transaction

from locality.wall import token
from locality.wall.policies import COUNTING, GATE, POLICIES, TO

ROLES = "locality_policy, locality_backup"
# What PostgreSQL made of the files: whoever changes a policy by hand is found (locality/wall/standing.py).
CATALOGUE = """
SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
    SELECT concat_ws('|', 'policy', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check) AS line
    FROM pg_policies WHERE schemaname IN ('public', 'wall')
    UNION ALL
    SELECT concat_ws('|', 'table', relname, relrowsecurity, relforcerowsecurity)
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity
    UNION ALL
    SELECT concat_ws('|', 'view', relname, reloptions, relacl, pg_get_viewdef(oid))
    FROM pg_class WHERE relnamespace = 'wall'::regnamespace AND relkind = 'v'
    UNION ALL
    SELECT concat_ws('|', 'function', proname, proowner::regrole, prosecdef, proconfig, proacl, prosrc)
    FROM pg_proc WHERE pronamespace = 'wall'::regnamespace
    UNION ALL
    SELECT concat_ws('|', 'trigger', tgrelid::regclass, tgname, tgenabled, pg_get_triggerdef(oid))
    FROM pg_trigger WHERE tgname IN ('stays', 'follows', 'governs', 'made', 'belongs', 'shuts')
) AS found(line)
"""


def source():
    """The SQL of the gate and of what it counts, and of the policies, for these settings' application's role."""
    gate = "\n".join(file.read_text(encoding="utf-8") for file in (GATE, COUNTING))
    policies, role = POLICIES.read_text(encoding="utf-8"), settings.APPLICATION_ROLE
    return gate.replace(TO, role), policies.replace(TO, role)


def catalogue_digest(cursor):
    """A digest of the wall as it stands in the database."""
    cursor.execute(CATALOGUE)
    return hashlib.sha256((cursor.fetchone()[0] or "").encode()).hexdigest()


def raise_wall(connection):
    """Raise the wall as the files say, give its readers their rights, and tell it the keys. Does nothing that is done
    already: a wall that stands unchanged is not touched, and nobody waits for it."""
    gate, policies = source()
    digest = hashlib.sha256((gate + policies).encode()).hexdigest()
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")
        cursor.execute("CREATE SCHEMA IF NOT EXISTS wall AUTHORIZATION locality_policy")
        cursor.execute(
            f"GRANT USAGE ON SCHEMA public TO {ROLES}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {ROLES}"
        )
        if not _stands(cursor, digest):
            cursor.execute("SELECT evidence.note_governance('wall raised', NULL, %s)", [digest[:40]])
            _lower(cursor)
            cursor.execute("SET LOCAL ROLE locality_policy")
            cursor.execute(gate)
            cursor.execute("RESET ROLE")
            cursor.execute(policies)
            cursor.execute("SET LOCAL ROLE locality_policy")
            cursor.execute(
                "INSERT INTO wall.raised (source, catalogue) VALUES (%s, %s)", [digest, catalogue_digest(cursor)]
            )
        cursor.execute("SET LOCAL ROLE locality_policy")
        _tell_keys(cursor)
        cursor.execute("RESET ROLE")


def _stands(cursor, digest):
    cursor.execute("SET LOCAL ROLE locality_policy")
    cursor.execute("SELECT to_regclass('wall.raised') IS NOT NULL")
    found = None
    if cursor.fetchone()[0]:
        cursor.execute("SELECT source, catalogue FROM wall.raised ORDER BY at DESC LIMIT 1")
        found = cursor.fetchone() == (digest, catalogue_digest(cursor))
    cursor.execute("RESET ROLE")
    return found


def _lower(cursor):
    """Drop every policy: the tables keep their row security, and show nothing until the new ones are there."""
    cursor.execute("SELECT policyname, schemaname, tablename FROM pg_policies WHERE schemaname = 'public'")
    for policy, schema, table in cursor.fetchall():
        cursor.execute(f'DROP POLICY "{policy}" ON "{schema}"."{table}"')


def _tell_keys(cursor):
    known = {token.key_id(key): token.pads(key) for key in token.keys_in_use()}
    cursor.execute("DELETE FROM wall.key WHERE kid <> ALL (%s)", [list(known)])
    for name, (inner, outer) in known.items():
        cursor.execute(
            "INSERT INTO wall.key VALUES (%s, %s, %s, make_interval(secs => %s)) "
            "ON CONFLICT (kid) DO UPDATE SET lifetime = excluded.lifetime WHERE key.lifetime <> excluded.lifetime",
            [name, inner, outer, float(settings.WALL_TOKEN_SECONDS)],
        )


def raise_after_migrate(using, app_config, **kwargs):
    """post_migrate: once, after the last app and after the rights, and only on the owner's connection."""
    from django.db import connections

    if using == "owner" and app_config is list(apps.get_app_configs())[-1]:
        raise_wall(connections[using])
