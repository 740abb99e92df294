"""The policies as SQL that a person can read: generated from the declarations into policies.sql, which is reviewed
and committed (`./dev wall` writes it, `./dev check` says when it is stale), and raised from there.
"""

from pathlib import Path

from django.apps import apps

from locality.history import recorded_models
from locality.rights import rights_of
from locality.wall.declare import column_of, walls
from locality.wall.rules import AUDITS, ME

HERE = Path(__file__).resolve().parent
GATE, COUNTING, POLICIES = HERE / "gate.sql", HERE / "counting.sql", HERE / "policies.sql"
TO = "locality_app"
HEAD = """\
-- The wall: what the application's role may see and write, table by table. Written by `./dev wall` from the models'
-- declarations (locality/wall/declare.py); read it before committing it. What is not allowed here is forbidden.
--
-- Every table: row security on, for its owner too; one policy for each command; and the floor, which nothing can be
-- added to: nobody is at work, nothing is seen. The gate and the backup read; only triggers of the owner write history.
"""


def policies_sql():
    """The whole text of policies.sql, as the models declare it now."""
    histories = {model.history.model._meta.db_table for model in recorded_models()}
    parts = [HEAD]
    for table, wall in walls().items():
        parts.append(_table(table, wall, is_history=table in histories))
    parts += [*_stays(), *_governs(), *_made(), *_shuts(), _emergency()]
    parts.append(_trail())
    return "\n".join(parts)


def _table(table, wall, *, is_history):
    rights = rights_of(table)
    lines = [
        f"\n-- {table}",
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
        f"CREATE POLICY floor ON {table} AS RESTRICTIVE TO {TO}",
        "    USING ((SELECT true FROM wall.me)) WITH CHECK ((SELECT true FROM wall.me));",
        f"CREATE POLICY see ON {table} FOR SELECT TO {TO} USING (",
        f"    {_written(wall.see, table)});",
    ]
    if "INSERT" in rights:
        lines += [
            f"CREATE POLICY add ON {table} FOR INSERT TO {TO} WITH CHECK (",
            f"    {_written(wall.add or wall.see, table)});",
        ]
    if "UPDATE" in rights:
        condition = _written(wall.change or wall.see, table)
        lines += [f"CREATE POLICY change ON {table} FOR UPDATE TO {TO} USING (", f"    {condition});"]
    if "DELETE" in rights and wall.remove:
        lines += [
            f"CREATE POLICY remove ON {table} FOR DELETE TO {TO} USING (",
            f"    {_written(wall.remove, table)});",
        ]
    lines.append(f"CREATE POLICY reads ON {table} FOR SELECT TO locality_policy, locality_backup USING (true);")
    if is_history:
        lines.append(f"CREATE POLICY keeps ON {table} FOR INSERT TO locality_owner WITH CHECK (true);")
    return "\n".join(lines)


def _written(condition, table):
    return condition.replace("{row}", table)


def _stays():
    """A record stays with its family and its supplier: the rule rests on both."""
    for model in sorted(apps.get_models(), key=lambda each: each._meta.label):
        table = model._meta.db_table
        is_record = hasattr(model._default_manager, "visible_by")
        fixed = {"family", "provider"}
        if is_record and getattr(model, "readers_change_it", False):  # else they could show it to others
            fixed |= set(model._default_manager.all()._paths().values())
        fixed |= set(getattr(model, "stays_with", ()))
        moved = set(getattr(model, "follows_its_conversation", ()))
        if is_record and "UPDATE" in rights_of(table):
            yield from _kept_as(model, "stays", fixed - moved)
            yield from _kept_as(model, "follows", moved)


def _kept_as(model, trigger, names):
    table, columns = (
        model._meta.db_table,
        [each.column for each in model._meta.local_concrete_fields if each.name in names],
    )
    if columns:
        changed = " OR ".join(f"OLD.{each} IS DISTINCT FROM NEW.{each}" for each in columns)
        yield (
            f"\nCREATE OR REPLACE TRIGGER {trigger} BEFORE UPDATE ON {table}\n"
            f"    FOR EACH ROW WHEN ({changed})\n    EXECUTE FUNCTION wall.{trigger}();"
        )


GOVERNING = ("practitioner", "membership", "partnerpermission", "auditbox", "agreement", "acceptance", "attestation")


def _governs():
    """What the gate believes is not for everybody at work to write."""
    for name in GOVERNING:
        yield (
            f"\nCREATE OR REPLACE TRIGGER governs BEFORE INSERT OR UPDATE OR DELETE ON locality_{name}\n"
            "    FOR EACH ROW EXECUTE FUNCTION wall.governs();"
        )


MADE_ONCE = ("sharingdecision", "consent")
OF_A_DECISION = ("decisionitem", "decisionrecipient", "decisionsubject", "decisiongateway", "decisionconsent")
OF_A_DECISION += ("familyaccess", "noninforming", "onwardshare")


def _made():
    """A decision consists of what was written with it (V25)."""
    for name in MADE_ONCE:
        yield (
            f"\nCREATE OR REPLACE TRIGGER made BEFORE INSERT OR UPDATE ON consent_{name}\n"
            "    FOR EACH ROW EXECUTE FUNCTION wall.made();"
        )
    for name in OF_A_DECISION:
        yield (
            f"\nCREATE OR REPLACE TRIGGER belongs BEFORE INSERT ON consent_{name}\n"
            "    FOR EACH ROW EXECUTE FUNCTION wall.belongs();"
        )


SHUTTING = ("restriction", "restrictionname", "conflict")


def _shuts():
    """Who shuts a family, or opens it, finds it so in the same transaction."""
    for name in SHUTTING:
        yield (
            f"\nCREATE OR REPLACE TRIGGER shuts AFTER INSERT OR UPDATE OR DELETE ON locality_{name}\n"
            "    FOR EACH STATEMENT EXECUTE FUNCTION wall.shut_anew();"
        )


URGENT = (
    "EXISTS (SELECT FROM consent_sharingdecision d WHERE d.id = {row}.decision_id AND d.basis = 'urgent'"
    " AND d.made_in = pg_current_xact_id())"
)
GATE_WRITES = {
    "consent_sharingdecision": (
        f"basis = 'urgent' AND decided_by_id = {ME} AND ends_at <= starts_at + interval '4 hours'"
    ),
    "consent_decisionitem": URGENT,
    "consent_decisionrecipient": URGENT,
    "consent_familyaccess": URGENT,
    "conversations_conversationaccess": URGENT,
    "locality_notice": "kind = 'emergency'",
}


def _emergency():
    """What the gate itself may write, by `wall.take_emergency` alone: a short decision of whoever is at work, what it
    is made of, and the notices of it (access.md)."""
    numbers = "decision_number, consent_familyaccess_id_seq, conversations_conversationaccess_id_seq"
    lines = [
        "\n-- Emergency access: written by the gate alone, with its notices",
        f"GRANT USAGE ON SEQUENCE {numbers} TO locality_policy;",
    ]
    for table, condition in GATE_WRITES.items():
        lines.append(f"GRANT INSERT ON {table} TO locality_policy;")
        lines.append(f"CREATE POLICY emergency ON {table} FOR INSERT TO locality_policy WITH CHECK (")
        lines.append(f"    {_written(condition, table)});")
    return "\n".join(lines)


def _trail():
    """Where every record belongs, for the auditor, who may ask about any and read the content of none (A8)."""
    lines = []
    for model in sorted(apps.get_models(), key=lambda each: each._meta.label):
        if hasattr(model._default_manager, "visible_by") and model._meta.managed:
            lines.append(_places(model, model._default_manager.all()))
    return (
        "\n-- Where every record belongs, and nothing of what it says: for the auditor alone (A8)\n"
        "SET LOCAL ROLE locality_policy;\n"
        "-- For the gate's own use\n"
        "CREATE OR REPLACE VIEW wall.places WITH (security_barrier) AS\n"
        "SELECT kind, record, provider, family, category, item, whole FROM (\n"
        + "\n    UNION ALL\n".join(lines)
        + "\n) AS found(kind, record, provider, family, category, item, whole);\n"
        "CREATE OR REPLACE VIEW wall.trail WITH (security_barrier) AS\n"
        "SELECT kind, record, provider, family, category, item, whole FROM wall.places\n"
        f"WHERE {AUDITS};\n"
        f"GRANT SELECT ON wall.trail TO {TO};\n"
        "RESET ROLE;\n"
    )


def _places(model, paths):
    """One record's line: its kind, key, supplier, family, category, item and the record that it hangs from."""
    table, label = model._meta.db_table, model._meta.label
    if not hasattr(model, "category_id") and "__" not in paths.family:  # a person, by their places in families
        return (
            f"    SELECT '{label}', m.person_id, m.provider_id, m.family_id, m.category_id, NULL::uuid, NULL::uuid"
            f" FROM locality_familymember m"
        )
    if "__" in paths.family:
        link = model._meta.get_field(paths.family.split("__")[0])
        item = f"t.{link.column}" if paths.item else "NULL::uuid"
        return (
            f"    SELECT '{label}', t.id, p.provider_id, p.family_id, p.category_id, {item}, t.{link.column}"
            f" FROM {table} t JOIN {link.related_model._meta.db_table} p ON p.id = t.{link.column}"
        )
    item = "NULL::uuid" if paths.item is None else f"t.{column_of(model, paths.item or 'pk')}"
    family = column_of(model, paths.family)
    return f"    SELECT '{label}', t.id, t.provider_id, t.{family}, t.category_id, {item}, NULL::uuid FROM {table} t"
