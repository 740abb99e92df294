"""The log is only added to, by triggers; nobody who writes through the application may write in it, or as another."""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from config.database import APPLICATION, AUDIT, OWNER, POLICY, SEALER
from locality.evidence.database import connection_for
from locality.history import acting_as
from locality.models import Household
from tests.evidence.conftest import change

RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
TABLES = ("row_change", "access_event", "governance_event", "shape", "statement", "seal", "head", "waiting")


def relations(log):
    return [row["name"] for row in log.ask(
        "SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'evidence'::regnamespace"
        " AND relkind IN ('r', 'p')")]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "allowed"), [(APPLICATION, set()), (SEALER, set()), (AUDIT, {"SELECT"}), (POLICY, {"SELECT"})]
)
def test_a_role_may_do_no_more_with_the_log_than_it_needs(log, copied, role, allowed):
    assert len(relations(log)) > 10
    for table in relations(log):
        may = log.ask("SELECT right_ FROM unnest(%s::text[]) right_ WHERE has_table_privilege(%s, %s, right_)",
                      list(RIGHTS), role, table)  # fmt: skip
        assert {row["right_"] for row in may} == allowed, table


def test_each_role_may_call_only_its_own_functions(log, copied):
    may = "SELECT proname FROM pg_proc WHERE pronamespace = 'evidence'::regnamespace AND has_function_privilege(%s, oid, 'EXECUTE')"  # noqa: E501
    found = {role: {row["proname"] for row in log.ask(may, role)} for role in (APPLICATION, SEALER, AUDIT)}
    assert found[APPLICATION] == {"govern", "standing", "ask_to_verify", "packs_made"}
    assert found[SEALER] == {"seal_access", "make_partitions", "heads", "keep_statement"}
    assert {"check_seals", "check_history", "check_records", "note_verified"} <= found[AUDIT]
    assert not {"govern", "ask_to_verify", "note_change", "keep_statement", "note_erasure"} & found[AUDIT]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0}"])
def test_the_owner_too_only_adds_to_it(log, copied, table, statement, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    column = {"seal": "chain", "head": "chain", "shape": "source", "statement": "body"}.get(table, "id")
    change(copied, f"1 {table} Street", f"2 {table} Street")
    if table in ("access_event", "waiting"):
        log.by_hand(copied.amira, "INSERT INTO locality_lookup (practitioner_id, digest, answer, at)"
                    f" VALUES ('{copied.amira.pk}', '', 'unknown', now())")  # fmt: skip
    if table == "statement":
        log.command("anchor_audit")
    with pytest.raises(DatabaseError, match="only added to"):
        log.ask(statement.format(f"evidence.{table}", column))


def test_a_partition_is_guarded_as_the_whole_is(log, copied):
    change(copied, "1 Partition Street")
    for name in (row["name"] for row in log.ask("SELECT DISTINCT tableoid::regclass::text AS name"
                                                " FROM evidence.row_change")):  # fmt: skip
        for statement in ("UPDATE {} SET source = ''", "DELETE FROM {}", "TRUNCATE {}"):
            with pytest.raises(DatabaseError, match="only added to"):
                log.ask(statement.format(name))


def test_the_months_to_come_have_their_partitions(log, copied):
    names = {row["name"] for row in log.ask(
        "SELECT parent || to_char(now() + ahead * interval '1 month', '_YYYY_MM') AS name"
        " FROM unnest(ARRAY['row_change', 'access_event']) parent, generate_series(0, 3) ahead")}  # fmt: skip
    assert len(names) == 8 and {f"evidence.{name}" for name in names} <= set(relations(log))
    log.seal()  # again: nothing new, nothing wrong
    assert {f"evidence.{name}" for name in names} <= set(relations(log))


def forge(story, other):
    Household.objects.filter(pk=story.household.pk).update(address=f"{other} forged")


def test_a_change_in_the_name_of_somebody_else_is_refused(log, copied):
    with acting_as(copied.amira), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('locality.actor', %s, true)", [str(copied.ben.pk)])
        with pytest.raises(DatabaseError, match="somebody else than who is acting"), transaction.atomic():
            forge(copied, "Ben")
        cursor.execute("SELECT set_config('locality.actor', %s, true)", [str(copied.amira.pk)])
        forge(copied, "Amira")


def test_a_change_by_somebody_who_never_entered_is_refused(log, copied):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('locality.actor', %s, true)", [str(copied.amira.pk)])
        with pytest.raises(DatabaseError, match="somebody else than who is acting"), transaction.atomic():
            forge(copied, "Nobody")


def test_an_event_cannot_be_said_to_be_anothers(log, copied):
    newest = log.newest("governance_event")
    with acting_as(copied.amira), connection.cursor() as cursor:
        cursor.execute("SELECT evidence.govern('a test', NULL, '')")
    assert [row["actor"] for row in log.since("governance_event", newest)] == [copied.amira.pk]


def test_the_auditors_and_the_sealers_connections_are_those_roles(log, copied):
    for alias, role in (("audit", AUDIT), ("sealer", SEALER), ("owner", OWNER)):
        with connection_for(alias).cursor() as cursor:
            cursor.execute("SELECT session_user")
            assert cursor.fetchone() == (role,)
    assert connections["audit"] is connection_for("audit", "owner")
