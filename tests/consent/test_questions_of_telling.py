"""Question 8 of the audit: planted decisions of which the right answer is known, just inside and just outside."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from consent.models import ToldLater
from consent.reports import not_told
from locality.days import after_working_days
from locality.models import Locality
from locality.reference import CONCERNS, FAMILY_DETAILS, category
from tests.consent.planting import share
from tests.consent.test_questions import ask, counts, flags
from tests.consent.test_questions_of_decisions import DAY, monday, override, signed
from tests.databases import unseen_hand


def days_ago(due):
    """A moment some weeks ago such that today is the last day that `due`, a function of its day, allows."""
    today = timezone.localdate()
    at = timezone.now() - 60 * DAY
    while due(timezone.localdate(at)) < today:
        at += DAY
    return at


@pytest.mark.rule("V4", "S98")
def test_who_was_promised_to_be_told_is_told_within_five_working_days_or_it_is_a_red_flag(story):
    begun = days_ago(lambda day: after_working_days(day, 5))
    share(story, at=begun)
    share(story, at=begun, told="not_yet", subjects=[story.child, story.mother])
    found = ask(not_told, story.dana)
    assert flags(found) == [] and counts(found)["People who are still to be told"] == 2
    late = share(story, at=begun - 5 * DAY, told="not_yet")
    found = ask(not_told, story.dana)
    assert flags(found) == [not_told.PROMISED] and counts(found)["Promised, and not told in time"] == 1
    with unseen_hand():
        said = {"words": "Rang her", "told_on": timezone.localdate(), "submission": uuid4(), "said_by": story.amira}
        ToldLater.objects.create(decision=late, person=story.child, **said)
    found = ask(not_told, story.dana)
    assert flags(found) == [] and counts(found)["People who were told later"] == 1 and len(found.lines) == 1


@pytest.mark.rule("V4")
def test_what_nobody_signed_has_nothing_to_tell_and_the_days_count_from_the_signature(story):
    at = monday()
    override(story, at=at, told="not_yet", waits_for_authoriser=True)
    assert ask(not_told, story.dana).lines == []
    override(story, at=at, told="not_yet", waits_for_authoriser=True, **signed(story, timezone.now()))
    found = ask(not_told, story.dana)
    assert len(found.lines) == 1 and flags(found) == []


@pytest.mark.rule("S101", "V5")
def test_what_is_kept_from_somebody_is_looked_at_within_ten_working_days_and_then_every_30(story):
    ten = days_ago(lambda day: after_working_days(day, 10))
    hidden = {"told": "will_not_be_told", "ends_at": timezone.now() + 90 * DAY}
    override(story, at=ten, **hidden, **signed(story, ten + timedelta(hours=1)))
    found = ask(not_told, story.dana)
    assert flags(found) == [] and counts(found)["People kept from knowing"] == 1
    assert "risk of significant harm to a child; not looked at again; in force" in found.lines[0].words
    early = ten - 7 * DAY
    override(story, at=early - DAY, told="will_not_be_told", ends_at=timezone.now() - DAY, **signed(story, early - DAY))
    made = ask(not_told, story.dana)
    assert flags(made) == []  # it is over, and the one above counts as a look at it


@pytest.mark.rule("S101")
@pytest.mark.parametrize(("days", "expected"), [(30, []), (31, [not_told.OVERDUE])])
def test_a_look_lasts_30_days(story, days, expected):
    at, look = timezone.now() - 70 * DAY, timezone.now() - days * DAY
    hidden = {"told": "will_not_be_told", "ends_at": timezone.now() + 90 * DAY}
    override(story, at=at, **hidden, **signed(story, at + timedelta(hours=1)))
    assert flags(ask(not_told, story.dana)) == [not_told.OVERDUE]
    share(story, at=look)
    assert flags(ask(not_told, story.dana)) == expected


@pytest.mark.rule("V20")
def test_what_is_kept_from_somebody_is_signed_within_a_working_day(story):
    at = monday(2)
    hidden = {"told": "will_not_be_told", "ends_at": timezone.now() - timedelta(minutes=1)}
    override(story, at=at, **hidden, **signed(story, at + DAY))
    assert flags(ask(not_told, story.dana)) == []
    override(story, at=at, **hidden)
    assert flags(ask(not_told, story.dana)) == [not_told.UNSIGNED]


def test_the_filters_narrow_it_and_a_lead_is_asked_of_their_own_only(story):
    override(story, at=timezone.now() - timedelta(minutes=9), told="not_yet")
    today = timezone.localdate(timezone.now() - timedelta(minutes=9))
    found = lambda **filters: len(ask(not_told, story.dana, **filters).lines)  # noqa: E731
    assert found() == found(partner=story.health) == found(locality=story.harbour) == 1
    assert found(category=category(CONCERNS)) == len(ask(not_told, story.amira).lines) == 1
    assert len(ask(not_told, story.ben).lines) == 0
    assert found(partner=story.police) == found(locality=Locality.objects.get(code="priory")) == 0
    assert found(category=category(FAMILY_DETAILS)) == found(since=today + 2 * DAY) == found(until=today - 2 * DAY) == 0
