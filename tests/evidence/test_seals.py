"""One seal for each transaction, whatever happens inside it and beside it; looks are sealed in batches."""

import threading

import psycopg
import pytest
from django.db import connection, connections, transaction

from consent.models import Consent
from locality.access import Lookup
from locality.history import acting_as
from locality.models import Conflict, Household
from locality.tasks import seal_evidence
from tests.evidence.conftest import change, in_thread


def rename(story, address):
    Household.objects.filter(pk=story.household.pk).update(address=address)


def conflict(story):
    Conflict.objects.create(practitioner=story.ben, family=story.family, detail="A detail")


def last_seal(log, chain="row_change"):
    return log.ask("SELECT n, ids::text FROM evidence.seal WHERE chain = %s ORDER BY seq DESC LIMIT 1", chain)[0]


def test_a_transaction_is_sealed_once_whatever_it_holds(log, copied):
    before, newest = log.sealed(), log.newest("row_change")
    with acting_as(copied.amira):
        for number in range(4):
            rename(copied, f"{number} Godwit Lane")
    assert log.sealed() == before + 1 and last_seal(log)["n"] == 4
    assert len(log.since("row_change", newest)) == 4


def test_what_was_rolled_back_to_a_savepoint_is_in_no_seal(log, copied):
    """Also when the transaction's first event, and with it the seal that it opened, went with the savepoint."""
    before = log.sealed()
    with acting_as(copied.amira):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            rename(copied, "1 Whimbrel Rise")
            raise ZeroDivisionError
        rename(copied, "2 Whimbrel Rise")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            rename(copied, "3 Whimbrel Rise")
            raise ZeroDivisionError
        with transaction.atomic():
            rename(copied, "4 Whimbrel Rise")
    assert log.sealed() == before + 1 and last_seal(log)["n"] == 2
    assert log.verified()[0] == []


def test_a_transaction_that_was_rolled_back_leaves_nothing(log, copied):
    before, newest = log.sealed(), log.newest("row_change")
    with pytest.raises(ZeroDivisionError), acting_as(copied.amira):
        rename(copied, "1 Dunlin Close")
        raise ZeroDivisionError
    assert (log.sealed(), log.newest("row_change")) == (before, newest)
    assert log.verified()[0] == []


def test_constraints_made_immediate_do_not_leave_anything_unsealed(log, copied):
    before = log.sealed()
    with acting_as(copied.amira), connection.cursor() as cursor:
        rename(copied, "1 Knot Square")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        rename(copied, "2 Knot Square")
        rename(copied, "3 Knot Square")
    assert log.sealed() == before + 3
    assert log.verified()[0] == []


def test_two_transactions_at_once_are_sealed_one_after_the_other(log, copied):
    """Each begins one chain first and then the other's: neither waits for the other for ever."""
    before, meet = (log.sealed(), log.sealed("governance_event")), threading.Barrier(2, timeout=20)
    trouble = []

    def work(first, second):
        try:
            with acting_as(copied.amira):
                first(copied)
                meet.wait()
                second(copied)
                meet.wait()
        except Exception as error:
            trouble.append(error)

    def note(story):
        with connection.cursor() as cursor:
            cursor.execute("SELECT evidence.govern('a test', NULL, '')")

    def add(story):
        Household.objects.create(family=story.family, provider=story.school, category=story.household.category)

    threads = [in_thread(lambda: work(note, add)), in_thread(lambda: work(add, note))]
    for thread in threads:
        thread.join(30)
    assert trouble == []
    assert (log.sealed(), log.sealed("governance_event")) == (before[0] + 2, before[1] + 2)
    assert log.verified()[0] == []


def test_forty_writers_at_once_leave_a_whole_chain(log, copied):
    before = log.sealed()

    def work():
        with acting_as(copied.amira):
            Household.objects.create(family=copied.family, provider=copied.school, category=copied.household.category)

    for _ in range(4):
        threads = [in_thread(work) for _ in range(10)]
        for thread in threads:
            thread.join(30)
    assert log.sealed() == before + 40
    assert log.verified()[0] == []


def look(story):
    with acting_as(story.amira):
        Lookup.objects.create(practitioner=story.amira, digest="0" * 64, answer="unknown")


def test_looks_are_sealed_in_batches_by_the_task(log, copied):
    log.seal()
    before = log.sealed("access_event")
    for _ in range(3):
        look(copied)
    assert log.sealed("access_event") == before
    seal_evidence.delay()
    assert log.sealed("access_event") == before + 1 and last_seal(log, "access_event")["n"] == 3
    seal_evidence.delay()
    assert log.sealed("access_event") == before + 1


def test_a_look_that_commits_late_is_in_the_next_batch(log, copied):
    looked, sealed = threading.Event(), threading.Event()

    def late():
        with acting_as(copied.amira):
            Lookup.objects.create(practitioner=copied.amira, digest="1" * 64, answer="unknown")
            looked.set()
            sealed.wait(20)

    thread = in_thread(late)
    assert looked.wait(20)
    look(copied)
    log.seal()
    early = last_seal(log, "access_event")
    sealed.set()
    thread.join(30)
    log.seal()
    late_seal = last_seal(log, "access_event")
    assert (early["n"], late_seal["n"]) == (1, 1) and early != late_seal
    assert log.verified()[0] == []


def test_a_sealer_killed_half_way_leaves_all_to_the_next(log, copied):
    log.seal()
    before = log.sealed("access_event")
    look(copied)
    found = connections["sealer"].settings_dict
    with psycopg.connect(dbname=found["NAME"], host=found["HOST"], user=found["USER"]) as sealer:
        sealer.execute("SELECT evidence.seal_access()")
        sealer.execute("SET CONSTRAINTS ALL IMMEDIATE")  # everything is done but the commit
        with log.superuser() as superuser:
            superuser.execute("SELECT pg_terminate_backend(%s, 5000)", [sealer.info.backend_pid])
        with pytest.raises(psycopg.OperationalError):
            sealer.execute("SELECT 1")
    assert log.sealed("access_event") == before
    log.seal()
    assert log.sealed("access_event") == before + 1
    assert log.verified()[0] == []


def test_looks_left_unsealed_for_more_than_a_minute_are_told(log, copied):
    look(copied)
    log.by_force("UPDATE evidence.access_event SET at = at - interval '2 minutes' WHERE id = "
                 "(SELECT max(id) FROM evidence.waiting)")  # fmt: skip
    told, code = log.command("verify_audit")
    assert code == 1 and "in no seal" in told
    log.seal()
    assert log.command("verify_audit")[1] == 0


def test_a_change_from_a_client_of_another_encoding_is_refused(log, copied):
    with acting_as(copied.amira), connection.cursor() as cursor:
        cursor.execute("SET LOCAL client_encoding = 'LATIN1'")
        with pytest.raises(Exception, match="needs client_encoding UTF8"), transaction.atomic():
            rename(copied, "1 Curlew Row")


@pytest.mark.rule("A10")
def test_a_record_that_was_erased_is_told_as_erased_only_when_the_log_says_so(log, copied):
    with acting_as(copied.amira):
        gone = Household.objects.create(
            family=copied.family, provider=copied.school, category=copied.household.category, address="1 Ruff Drive"
        )
    erase = (
        f"DELETE FROM locality_historicalhousehold WHERE id = '{gone.pk}'",
        f"DELETE FROM locality_household WHERE id = '{gone.pk}'",
    )
    log.by_force(*erase)
    assert log.verified()[0] == [("history gone", "locality_household"), ("record gone", "locality_household")]
    log.ask("SELECT evidence.note_erasure('locality_household', %s)", gone.pk)
    assert log.verified()[0] == []
    assert "1 entries are of records that were erased" in log.command("verify_audit")[0]


def test_nothing_else_is_hidden_by_an_erasure(log, copied):
    """Of the record itself, only what was before it; and not another record's history."""
    change(copied, "1 Plover Path")
    log.ask("SELECT evidence.note_erasure('locality_household', %s)", copied.household.pk)
    change(copied, "2 Plover Path")
    log.by_force(f"DELETE FROM locality_historicalhousehold WHERE history_id = (SELECT max(history_id) FROM"
                 f" locality_historicalhousehold WHERE id = '{copied.household.pk}')")  # fmt: skip
    assert log.verified()[0] == [("history gone", "locality_household")]


def test_consents_and_other_apps_tables_are_in_the_log(log, copied):
    assert {row["source"] for row in log.ask("SELECT DISTINCT source FROM evidence.shape")} >= {
        Consent._meta.db_table, "conversations_conversation", "allocations_agendaitem", "locality_practitioner",
    }  # fmt: skip
