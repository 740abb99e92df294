"""The bench runs: its generator, and each of its measures, on a few families."""

import json

import pytest
from django.db import connections

from bench import bounds, lists, run
from bench.databases import use
from bench.sheets import text
from bench.world import RARE_AT_LEAST, SCALES, SHARES
from conversations.models import Conversation, ConversationAccess
from locality.access import newest
from locality.models import Family
from tests import databases

TINY = run.Plan("tiny", "tiny", "tiny", "tiny", rounds=2, analyzes=1, seconds=0.5)


@pytest.fixture(scope="module")
def at_the_bench(django_db_setup, django_db_blocker):
    """Django may go to the bench's own databases; afterwards it is back at the tests'."""
    outer = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock():
        yield
        databases.point_at(outer)


def test_the_generator_makes_what_its_scale_says(at_the_bench):
    use("tiny")
    scale = SCALES["tiny"]
    assert Family.objects.count() == scale.families
    assert Conversation.objects.count() == scale.families * scale.talks
    assert not ConversationAccess.objects.filter(decision=None).exists()


def test_every_partner_reads_a_page_and_the_rare_one_the_oldest(at_the_bench):
    use("tiny")
    oldest = Family.objects.order_by("last_activity_at").values_list("pk", flat=True)[:RARE_AT_LEAST]
    for place in (lists.MIDDLE, "two", len(SHARES)):
        found = newest(Family.objects, lists.practitioner(place), by="last_activity_at").records
        assert found
    assert {family.pk for family in found} <= set(oldest)


def test_history_is_kept_again_after_the_load(at_the_bench):
    name = use("tiny")
    with databases.owner_at(name) as owner:
        off = owner.execute("SELECT count(*) FROM pg_trigger WHERE tgname = 'keep_history' AND tgenabled = 'D'")
        assert off.fetchone()[0] == 0
        missing = owner.execute("SELECT count(*) FROM pg_constraint WHERE NOT convalidated").fetchone()[0]
        assert missing == 0


def test_every_measure_gives_its_numbers(at_the_bench):
    found = run.measure(TINY, list(run.GROUPS))
    assert set(bounds.AT_MOST) | set(bounds.AT_LEAST) <= set(found)
    assert all(value >= 0 for value in found.values())
    assert found["writes_without_history"] == 0
    assert found["queries_to_share_51_records_with_5_partners"] <= 3


def test_what_was_measured_is_kept_beside_what_was_not(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results.json")
    run.keep({"a": 1.23456})
    run.keep({"b": 2})
    assert json.loads(run.RESULTS.read_text()) == {"a": 1.235, "b": 2}


def test_a_missed_bound_stands_out():
    assert bounds.line("record_conversation_over_plain_insert", 99.0).startswith("! ")
    assert bounds.line("peer_guardian_over_ours_families_100k", 9.0).startswith("  ")


def test_text_for_copy_is_escaped():
    assert text("a\tb\\c\nd") == "a\\tb\\\\c\\nd"
    assert text(None) == "\\N"
    assert text(True) == "t"
