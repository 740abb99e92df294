"""Emergency access and advice without names in the auditor's questions 2, 10 and 18, each just inside and outside."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from consent.models import AdviceAnswer, AdviceLink, AdviceRecord, EmergencyReview
from consent.reports import advice, finished
from locality import reports
from locality.unusual import GLASS, NO_REASON, WRONG
from tests.consent.planting import share
from tests.consent.test_questions import ask, counts, flags
from tests.databases import unseen_hand
from tests.locality.test_unusual import reason, view

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
MONDAY = timezone.make_aware(datetime(2026, 11, 2, 10))
WEDNESDAY_END = timezone.make_aware(datetime(2026, 11, 4, 23, 59))


def emergency(story, at=MONDAY, **values):
    """Emergency access of Ben's to what the school holds, at this moment."""
    given = {"basis": "urgent", "urgent": True, "decided_by": story.ben, "facts": "A knife", "at": at}
    return share(story, **given | {"ends_at": at + 4 * HOUR} | values)


def looked_at(made, story, at, justified=True):
    said = {"words": "We rang him and it was so", "reviewed_by": story.grace, "reviewed_at": at}
    with unseen_hand():
        EmergencyReview.objects.create(decision=made, justified=justified, submission=uuid4(), **said)


@pytest.mark.rule("A7")
def test_question_2_asks_that_somebody_looked_at_emergency_access_in_time(story):
    looked_at(emergency(story), story, WEDNESDAY_END)
    emergency(story, at=timezone.now() - HOUR)
    found = ask(finished, story.dana)
    assert flags(found) == [] and counts(found)["Emergency access"] == 2
    looked_at(emergency(story), story, WEDNESDAY_END + MINUTE)
    emergency(story)
    looked_at(emergency(story), story, MONDAY + HOUR, justified=False)
    found = ask(finished, story.dana)
    assert sorted(flags(found)) == sorted([finished.LOOKED_LATE, finished.NOT_LOOKED, finished.NOT_RIGHT])
    told = counts(found)
    assert told["Emergency, nobody looked"] == told["Emergency, looked at late"] == told["Emergency, not right"] == 1
    assert told["Shared at once"] == 0  # nobody signs it: it is looked at


@pytest.mark.rule("A7")
def test_question_2_narrows_emergency_access_like_any_decision(story):
    emergency(story)
    assert counts(ask(finished, story.dana, since=MONDAY.date()))["Emergency access"] == 1
    assert counts(ask(finished, story.dana, since=MONDAY.date() + timedelta(days=1)))["Emergency access"] == 0
    assert counts(ask(finished, story.dana, partner=story.police))["Emergency access"] == 0


@pytest.mark.rule("A7", "A8")
def test_question_18_tells_views_by_emergency_access(story):
    reason(story, MONDAY - 48 * HOUR)
    made, plain = emergency(story), share(story)
    view(story, MONDAY + HOUR, decision=made.pk)
    view(story, MONDAY + HOUR, decision=plain.pk)
    view(story, MONDAY + HOUR)
    found = ask(reports, story.dana, since=MONDAY.date(), until=MONDAY.date())
    [line] = found.lines
    assert GLASS in line.words and line.flags == () and counts(found)["By emergency access"] == 1
    looked_at(made, story, MONDAY + 2 * HOUR, justified=False)
    found = ask(reports, story.dana, since=MONDAY.date(), until=MONDAY.date())
    assert flags(found) == [WRONG] and NO_REASON not in flags(found)


def asked(story, at, answered_at=None, family=None):
    given = {"asker": story.ben, "partner": story.health, "adviser": story.amira, "question": "A child is afraid"}
    with unseen_hand():
        made = AdviceRecord.objects.create(**given, asked_at=at, submission=uuid4())
        if answered_at:
            said = {"words": "Yes, you may", "answered_by": story.amira, "submission": uuid4()}
            AdviceAnswer.objects.create(advice=made, answered_at=answered_at, **said)
        if family:
            AdviceLink.objects.create(advice=made, family=family, linked_by=story.ben)
    return made


@pytest.mark.rule("S102", "S103")
def test_question_10_counts_advice_without_names_and_whether_it_was_answered_in_time(story):
    end_of_tuesday = timezone.make_aware(datetime(2026, 11, 3, 23, 59))
    asked(story, MONDAY, end_of_tuesday, family=story.family)
    asked(story, timezone.now())
    found = ask(advice, story.dana)
    assert flags(found) == [] and counts(found)["Asked without names"] == 2
    linked = [line for line in found.lines if "linked later" in line.words]
    assert [line.family for line in linked] == [story.family.pk]
    asked(story, MONDAY, end_of_tuesday + MINUTE)
    asked(story, MONDAY)
    found = ask(advice, story.dana)
    assert flags(found) == [advice.UNANSWERED] * 2
    assert counts(found)["Asked without names, not answered"] == 2
    assert not any("afraid" in line.words for line in found.lines)


@pytest.mark.rule("S103")
def test_question_10_tells_a_lead_nothing_of_what_was_asked_without_names(story):
    asked(story, MONDAY)
    found = ask(advice, story.grace)
    assert found.lines == [] and "Asked without names" not in counts(found)
    assert ask(advice, story.dana, partner=story.school).lines == []
    assert len(ask(advice, story.dana, partner=story.health, until=MONDAY.date()).lines) == 1
    assert ask(advice, story.dana, until=MONDAY.date() - timedelta(days=1)).lines == []
