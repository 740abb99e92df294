"""The bench runs: its generator, and each of its measures, on a few families."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from bench import bounds, lists, run
from bench.databases import use
from bench.measure import Stage
from bench.sheets import text
from bench.world import RARE_AT_LEAST, SCALES, SHARES, YEARS
from config.database import APPLICATION, BACKUP
from consent.models import Consent, ConsentCategory, ConsentPartner
from conversations.models import Conversation, ConversationAccess
from locality.access import newest
from locality.history import acting_as
from locality.models import Family
from tests import databases

TINY = run.Plan("tiny", "tiny", "tiny", "tiny", rounds=2, analyzes=1, seconds=0.5, changes=100)


@pytest.fixture(scope="module")
def at_the_bench(django_db_setup, django_db_blocker):
    """Django may go to the bench's own databases, as the application; afterwards it is back at the tests'."""
    found = connections["default"].settings_dict
    outer, tester = found["NAME"], found["USER"]
    with django_db_blocker.unblock():
        _sign_in_as(APPLICATION)
        yield
        _sign_in_as(tester)
        databases.point_at(outer)


def _sign_in_as(user):
    connections["default"].close()
    connections["default"].settings_dict["USER"] = settings.DATABASES["default"]["USER"] = user


def test_the_generator_makes_what_its_scale_says(at_the_bench):
    scale, name = SCALES["tiny"], f"{BACKUP}@{use('tiny')}"
    stage = Stage([name])  # whoever makes backups passes the wall
    try:
        stage.use(name)
        assert Family.objects.count() == scale.families
        assert Conversation.objects.count() == scale.families * scale.talks
        assert not ConversationAccess.objects.filter(decision=None).exists()
        agreed = Consent.objects.count()
        named = (
            ConsentPartner.objects.values("consent").distinct(),
            ConsentCategory.objects.values("consent").distinct(),
        )
        assert agreed - 1 <= named[0].count() <= named[1].count() == agreed
    finally:
        stage.close()


def test_every_partner_reads_a_page_and_the_rare_one_the_oldest(at_the_bench):
    use("tiny")
    for place in (lists.MIDDLE, "two", len(SHARES)):
        person = lists.practitioner(place)
        with acting_as(person):
            found = newest(Family.objects, person, by="last_activity_at").records
        assert found
    scale = SCALES["tiny"]  # `place` 0 is the newest, and each is older than the one before
    age = timedelta(days=365 * YEARS) * (scale.families - RARE_AT_LEAST) / scale.families
    assert all(family.last_activity_at < timezone.now() - age for family in found)


def test_history_is_kept_again_after_the_load(at_the_bench):
    name = use("tiny")
    with databases.owner_at(name) as owner:
        off = owner.execute("SELECT count(*) FROM pg_trigger WHERE tgname = 'keep_history' AND tgenabled = 'D'")
        assert off.fetchone()[0] == 0
        missing = owner.execute("SELECT count(*) FROM pg_constraint WHERE NOT convalidated").fetchone()[0]
        assert missing == 0
        open_to_owner = owner.execute(
            "SELECT count(*) FROM pg_class WHERE relrowsecurity AND relforcerowsecurity IS FALSE"
            " AND relnamespace = 'public'::regnamespace"
        ).fetchone()[0]
        assert open_to_owner == 0


def test_every_measure_gives_its_numbers(at_the_bench):
    found = run.measure(TINY, list(run.GROUPS))
    assert set(bounds.AT_MOST) | set(bounds.AT_LEAST) <= set(found)
    # What entering costs is a difference of two short times: a busy machine may make it less than none.
    assert all(value >= 0 for name, value in found.items() if name != "enter_microseconds")
    assert "enter_microseconds" in found
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
