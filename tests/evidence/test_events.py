"""Who looked and who decided is in the log, whoever writes it; and nothing that a family told (second-wall.md 4.1)."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from consent import services as consent
from locality.access import Denial, Lookup, Viewing
from locality.demo import PASSWORD
from locality.evidence.raising import GOVERNS
from locality.history import acting_as
from locality.models import (
    Household,
    Person,
    Practitioner,
)
from tests.cast import share

CANARY = "Zwitschermaschine"


def acts(log, newest):
    return [(row["act"], row["person"], row["kind"], row["record"], row["decision"]) for row in
            log.since("access_event", newest)]  # fmt: skip


def codes(log, newest):
    return [(row["code"], row["subject"]) for row in log.since("governance_event", newest)]


@pytest.fixture
def newest(log):
    return log.newest("access_event")


@pytest.fixture
def governed(log):
    return log.newest("governance_event")


def test_who_opened_what_is_in_the_log_with_the_decision_that_allowed_it(log, copied, newest):
    decision = share(copied)
    looker = Client()
    looker.force_login(copied.ben)
    assert looker.get(reverse("conversations:conversation", args=[copied.conversation.pk])).status_code == 200
    seen = acts(log, newest)
    assert ("opened", copied.ben.pk, "conversations.Conversation", copied.conversation.pk, decision.pk) in seen


def test_a_door_that_stayed_shut_is_in_the_log(log, copied, newest):
    looker = Client()
    looker.force_login(copied.ben)
    missing = "00000000-0000-4000-8000-000000000000"
    assert looker.get(reverse("locality:family", args=[missing])).status_code == 404
    (row,) = [row for row in log.since("access_event", newest) if row["act"] == "denied"]
    assert (row["person"], row["kind"], str(row["record"])) == (copied.ben.pk, "locality.Family", missing)
    assert row["route"] == "locality:family"


def test_rows_written_by_hand_are_in_the_log_too(log, copied, newest):
    with acting_as(copied.amira):
        Viewing.objects.bulk_create(
            Viewing(practitioner=copied.amira, kind=kind, record=copied.family.pk, family=copied.family.pk, route="x")
            for kind in ("list of locality.Family", "locality.Family")
        )
        Denial.objects.create(practitioner=copied.amira, kind="locality.Family", record=f"{CANARY} by hand", route="x")
        Lookup.objects.create(practitioner=copied.amira, digest=CANARY, answer="elsewhere")
    assert [(row["act"], row["record"], row["answer"]) for row in log.since("access_event", newest)] == [
        ("listed", copied.family.pk, ""),
        ("opened", copied.family.pk, ""),
        ("denied", None, ""),
        ("looked up", None, "elsewhere"),
    ]


@pytest.mark.parametrize("table", ["locality_viewing", "locality_denial", "locality_lookup"])
def test_a_row_of_who_looked_that_was_changed_by_hand_is_found(log, copied, newest, table):
    test_rows_written_by_hand_are_in_the_log_too(log, copied, newest)
    row = f"WHERE id = (SELECT max(id) FROM {table})"
    log.by_force(f"UPDATE {table} SET practitioner_id = '{copied.ben.pk}' {row}")
    assert log.verified()[0] == [("look differs", "access_event")]
    log.by_force(f"DELETE FROM {table} {row}")
    assert log.verified()[0] == [("look gone", "access_event")]
    log.by_force(f"DELETE FROM evidence.access_event WHERE source = '{table}'", "DELETE FROM evidence.seal"
                 " WHERE chain = 'access_event'", "UPDATE evidence.head SET seq = 0, events = 0, digest ="
                 " decode(repeat('00', 32), 'hex') WHERE chain = 'access_event'",
                 "DELETE FROM evidence.access_event")  # fmt: skip
    assert log.verified()[0] == []


def test_a_row_of_who_looked_that_was_put_in_by_hand_is_found(log, copied, newest):
    test_rows_written_by_hand_are_in_the_log_too(log, copied, newest)
    log.by_force("INSERT INTO locality_lookup (practitioner_id, digest, answer, at) SELECT practitioner_id, digest,"
                 " answer, at FROM locality_lookup LIMIT 1")  # fmt: skip
    assert ("look without evidence", "access_event") in log.verified()[0]
    log.by_force("DELETE FROM locality_lookup WHERE id = (SELECT max(id) FROM locality_lookup)")
    assert log.verified()[0] == []


# Who governs


def test_a_decision_made_signed_and_ended_is_in_the_log(log, copied, governed):
    decision = share(copied)
    consent.end_decision(decision, reason=CANARY, by=copied.amira)
    told = [code for code, subject in codes(log, governed) if subject == decision.pk]
    assert told[0] == "decision made" and told[-1] == "decision ended"


def test_the_tables_that_govern_are_in_the_log_whoever_writes_them(log, copied, governed):
    ben, family, who = copied.ben.pk, copied.family.pk, f"practitioner_id = '{copied.ben.pk}'"
    log.by_hand(
        Practitioner.objects.system(),
        "INSERT INTO locality_auditbox (id, auditor_id, granted_by_id, purpose, starts_at, ends_at)"
        f" VALUES (gen_random_uuid(), '{ben}', '{ben}', '{CANARY}', now(), now() + interval '1 day')",
        "INSERT INTO locality_conflict (id, practitioner_id, family_id, detail, starts_at)"
        f" VALUES (gen_random_uuid(), '{ben}', '{family}', '{CANARY}', now())",
        "INSERT INTO locality_restriction (id, family_id, reason, ask, starts_at)"
        f" VALUES (gen_random_uuid(), '{family}', '{CANARY}', '{CANARY}', now())",
        "INSERT INTO locality_restrictionname (id, restriction_id, practitioner_id)"
        f" SELECT gen_random_uuid(), id, '{copied.amira.pk}' FROM locality_restriction WHERE reason = '{CANARY}'",
        f"UPDATE locality_conflict SET ends_at = now() WHERE detail = '{CANARY}'",
        f"UPDATE locality_restriction SET ends_at = now() WHERE reason = '{CANARY}'",
        f"UPDATE locality_membership SET ends_on = current_date WHERE {who}",
        f"UPDATE locality_practitioner SET is_active = false WHERE id = '{ben}'",
        f"UPDATE locality_practitioner SET is_active = true WHERE id = '{ben}'",
        f"UPDATE locality_practitioner SET last_login = now() WHERE id = '{ben}'",
        f"UPDATE locality_membership SET ends_on = NULL WHERE {who}",
    )
    assert [code for code, _ in codes(log, governed)] == [
        "audit box made",
        "conflict made",
        "restriction made",
        "restriction name made",
        "conflict ended",
        "restriction ended",
        "membership ended",
        "practitioner closed",
        "practitioner opened again",
        "membership opened again",
    ]


def test_every_table_that_governs_has_its_trigger(log, copied):
    found = log.ask(
        "SELECT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgname = 'govern' AND tgenabled = 'O'"
    )
    assert {row["name"] for row in found} == set(GOVERNS)


def test_signing_in_and_out_and_failing_to_are_in_the_log_without_what_was_typed(log, copied, governed):
    visitor = Client()
    here = reverse("sign-in")
    visitor.post(here, {"username": copied.amira.email, "password": "wrong"})
    visitor.post(here, {"username": f"{CANARY}@example.org", "password": "wrong"})
    visitor.post(here, {"username": copied.amira.email, "password": PASSWORD})
    visitor.post(reverse("sign-out"))
    assert codes(log, governed) == [
        ("sign-in failed", copied.amira.pk),
        ("sign-in failed", None),
        ("signed in", copied.amira.pk),
        ("signed out", copied.amira.pk),
    ]


def test_what_is_said_by_the_database_itself_cannot_be_said_by_the_application(log, copied):
    for code in ("record erased", "shape kept"):
        with pytest.raises(Exception, match="says by itself"), connection.cursor() as cursor:
            cursor.execute("SELECT evidence.govern(%s, NULL, '')", [code])


# No content


def test_nothing_of_a_family_is_in_the_log(log, copied):
    with acting_as(copied.amira, partner=copied.school, reason=f"{CANARY} reason"):
        where = {"family": copied.family, "provider": copied.school, "category": copied.household.category}
        kept = Household.objects.create(address=f"{CANARY} Street", **where)
        kept.address = f"{CANARY} Road"
        kept.save()
        Person.objects.filter(pk=copied.child.pk).update(given_name=CANARY)
        Denial.objects.create(practitioner=copied.amira, kind="locality.Family", record=CANARY, route="x")
        Lookup.objects.create(practitioner=copied.amira, digest=CANARY, answer="unknown")
    share(copied, reasons=f"{CANARY} " * 12)
    log.seal()
    tables = log.ask("SELECT c.oid::regclass::text AS name FROM pg_class c"
                     " WHERE c.relnamespace = 'evidence'::regnamespace AND c.relkind = 'r'")  # fmt: skip
    assert len(tables) > 10
    for table in tables:
        found = log.ask(f"SELECT t::text AS row FROM {table['name']} t WHERE t::text ILIKE %s", f"%{CANARY}%")
        assert found == [], table
    assert log.ask("SELECT count(*) AS n FROM locality_historicalhousehold")  # the eyes are open
