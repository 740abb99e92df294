"""Raises the evidence log's functions, triggers, partitions and rights after each migrate. Safe to repeat."""

from pathlib import Path

from django.conf import settings
from django.db import connections, transaction

FOLDER = Path(__file__).parent
FILES = ("functions.sql", "guards.sql", "events.sql", "verify.sql")
AS_POLICY = "content.sql"
LOOKED = ("locality_viewing", "locality_denial", "locality_lookup")
# The tables that say who may do or see what: a noun; then each column whose being filled has a word of its own.
GOVERNS = {
    "consent_sharingdecision": (
        "decision",
        ("authorised_at", "signed"),
        ("ended_at", "ended"),
        ("superseded_at", "superseded"),
    ),
    "locality_membership": ("membership", ("ends_on", "ended")),
    "locality_partnerpermission": ("permission",),
    "locality_auditbox": ("audit box",),
    "locality_restriction": ("restriction", ("ends_at", "ended")),
    "locality_restrictionname": ("restriction name",),
    "locality_conflict": ("conflict", ("ends_at", "ended")),
    "locality_acceptance": ("acceptance",),
    "locality_attestation": ("attestation",),
    "locality_practitioner": ("practitioner", ("is_active", "closed")),
}
# Who may call what, and read what, beside the owner.
CALLS = {
    "default": ("govern(text, uuid, text)", "standing()", "ask_to_verify()", "packs_made()"),
    "sealer": ("seal_access()", "make_partitions()", "heads()", "keep_statement(text, text, bytea)"),
    "audit": (
        "sum(evidence.row_change)",
        "sum(evidence.access_event)",
        "sum(evidence.governance_event)",
        "link(bytea, evidence.seal, bytea)",
        "need_utf8()",
        "shape_told(evidence.shape)",
        "check_seals(text, timestamptz, timestamptz)",
        "check_ends(text, interval)",
        "check_shapes()",
        "note_verified(text)",
    ),
}
POLICY = "locality_policy"
# PostgreSQL lets everybody call a new function.
CLOSE_OWN = """
DO $$
DECLARE
    found regprocedure;
BEGIN
    FOR found IN SELECT oid FROM pg_proc
                 WHERE pronamespace = 'evidence'::regnamespace AND proowner = current_user::regrole LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', found);
    END LOOP;
END $$
"""
READS_CONTENT = ("check_history(text, bigint[])", "check_records(text, bigint[])", "check_looks()")
READS = {"default": (), "sealer": (), "audit": ("ALL TABLES IN SCHEMA evidence",)}


def role_of(alias):
    """Name of the database role behind a Django alias, also where this process has no address for it."""
    if alias == "default":
        return settings.APPLICATION_ROLE
    return settings.DATABASES.get(alias, {}).get("USER") or f"locality_{alias}"


def raise_evidence(connection):
    """Functions, guards, triggers on the tables that exist, partitions and rights, in one transaction."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name in FILES:
            cursor.execute((FOLDER / name).read_text(encoding="utf-8"))
        _raise_as_policy(cursor)
        for statement in (*_triggers(connection.introspection.table_names(cursor)), *_rights(cursor)):
            cursor.execute(statement)
        cursor.execute("SELECT evidence.make_partitions()")


def _raise_as_policy(cursor):
    """What reads content belongs to the role of the wall that may read, and that nobody can sign in as."""
    cursor.execute(f"GRANT USAGE, CREATE ON SCHEMA evidence TO {POLICY}")
    cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA evidence TO {POLICY}")
    cursor.execute(f"SET LOCAL ROLE {POLICY}")
    cursor.execute((FOLDER / AS_POLICY).read_text(encoding="utf-8"))
    cursor.execute(CLOSE_OWN)
    for function in READS_CONTENT:
        cursor.execute(f'GRANT EXECUTE ON FUNCTION evidence.{function} TO "{role_of("audit")}"')
    cursor.execute("RESET ROLE")
    cursor.execute(f"REVOKE CREATE ON SCHEMA evidence FROM {POLICY}")


def _triggers(tables):
    for table in set(LOOKED) & set(tables):
        yield (
            f"CREATE OR REPLACE TRIGGER note_access AFTER INSERT ON {table} REFERENCING NEW TABLE AS added"
            " FOR EACH STATEMENT EXECUTE FUNCTION evidence.note_access()"
        )
    for table in set(GOVERNS) & set(tables):
        noun, *columns = GOVERNS[table]
        arguments = ", ".join(f"'{word}'" for word in (noun, *(word for pair in columns for word in pair)))
        yield (
            f"CREATE OR REPLACE TRIGGER govern AFTER INSERT OR UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION evidence.govern_table({arguments})"
        )


def _rights(cursor):
    yield CLOSE_OWN
    cursor.execute("SELECT rolname FROM pg_roles")
    there = {row[0] for row in cursor.fetchall()}
    for alias, functions in CALLS.items():
        if (role := role_of(alias)) not in there:
            continue
        yield f'GRANT USAGE ON SCHEMA evidence TO "{role}"'
        yield f'REVOKE ALL ON ALL TABLES IN SCHEMA evidence FROM "{role}"'
        for readable in READS[alias]:
            yield f'GRANT SELECT ON {readable} TO "{role}"'
        for function in functions:
            yield f'GRANT EXECUTE ON FUNCTION evidence.{function} TO "{role}"'


def raise_functions_in_migration(apps, schema_editor):
    """RunPython step: the functions that the triggers of the same migration call."""
    raise_evidence(schema_editor.connection)


def raise_after_migrate(using, app_config, **kwargs):
    """post_migrate: once, after the last app, and only on the owner's connection."""
    from django.apps import apps

    if using == "owner" and app_config is list(apps.get_app_configs())[-1]:
        raise_evidence(connections[using])
