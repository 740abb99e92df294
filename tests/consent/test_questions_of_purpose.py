"""Question 15 of the audit: planted decisions of which the right answer is known, just inside and just outside."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from consent.models import Purpose
from consent.reports import onward
from locality.models import Locality
from locality.questions import in_batches, questions
from tests.consent.planting import share
from tests.consent.test_questions import ask, counts, flags

DAY = timedelta(days=1)


def item(story):
    return {"record_kind": "conversations.Conversation", "record": story.conversation.pk}


@pytest.mark.rule("V23", "S94", "S95")
def test_a_record_of_another_partner_is_a_red_flag_and_ones_own_is_not(story):
    share(story)
    share(story, item=item(story))
    assert ask(onward, story.dana).lines == []
    share(story, item=item(story), provider=story.health)
    found = ask(onward, story.dana)
    assert flags(found) == [onward.NOT_THEIRS] and counts(found)["Shared what another partner supplied"] == 1
    assert found.lines[0].words == "supplied by Fulmar Lane Primary" and counts(found)["Decisions to share"] == 3


@pytest.mark.rule("S92")
def test_what_is_outside_the_teams_purpose_is_told(story):
    other = Purpose.objects.get(code="other")
    share(story, purpose=other)
    share(story, purpose=other, purpose_text="A research study", basis="public_interest", ground="other")
    share(
        story, purpose=other, outcome="not_share", basis="", starts_at=None, ends_at=None, not_share_reason="detriment"
    )
    found = ask(onward, story.dana)
    assert flags(found) == [] and counts(found)["Outside the team’s purpose"] == len(found.lines) == 2
    assert counts(found)["Of these, because the family agreed"] == 1
    assert {"A research study" in line.words for line in found.lines} == {True, False}


def test_a_record_that_is_nowhere_is_said_not_to_be_checked(story):
    share(story, item=item(story) | {"record": uuid4()})
    found = ask(onward, story.dana)
    figure = next(each for each in found.figures if each.red)
    assert (figure.number, figure.unchecked) == (0, 1) and found.lines == []


def test_the_filters_narrow_it_and_only_an_audit_is_told(story):
    share(story, purpose=Purpose.objects.get(code="other"), at=timezone.now() - timedelta(minutes=9))
    today = timezone.localdate(timezone.now() - timedelta(minutes=9))
    found = lambda **filters: len(ask(onward, story.dana, **filters).lines)  # noqa: E731
    assert found() == found(partner=story.health) == found(locality=story.harbour) == 1
    assert found(partner=story.police) == found(locality=Locality.objects.get(code="priory")) == 0
    assert found(since=today + 2 * DAY) == found(until=today - 2 * DAY) == 0
    assert next(each for each in questions() if each.number == 15).audit_only


def test_more_keys_than_a_statement_takes_are_asked_in_batches():
    assert [len(some) for some in in_batches(range(70_001))] == [10_000] * 7 + [1]
    assert list(in_batches(())) == []
