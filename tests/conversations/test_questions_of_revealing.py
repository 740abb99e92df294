"""Question 9 of the audit: what was issued to a family, compared with what was kept from somebody of it then."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from consent import not_telling
from consent.models import NonInforming, PaperGiven
from conversations import services
from conversations.reports import revealed
from locality.reference import CONSENT, category
from locality.services import add_household
from tests.cast import FACTS, paper, share
from tests.consent.test_questions import ask, counts, flags
from tests.conversations.helping import completed
from tests.databases import unseen_hand

pytestmark = [pytest.mark.django_db, pytest.mark.rule("S101", "S126")]
TODAY = timezone.localdate


def kept(story, **changes):
    """Amira shares at once on risk, and Nell is not told."""
    values = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "safety": "He may be hurt if nobody knows"}
    values |= {"subjects": [story.mother], "told": {story.mother.pk: "will_not_be_told"}, "urgent": True}
    return NonInforming.objects.get(decision=share(story, **values, **changes))


def given(story, person, how="post", day=None):
    """A paper that somebody was given, whatever the service would have said."""
    with unseen_hand():
        values = {"family": story.family, "provider": story.school, "category": category(CONSENT), "person": person}
        values |= {"paper": story.booklet, "layout": "standard", "how": how, "given_by": story.amira}
        return PaperGiven.objects.create(given_on=day or TODAY(), submission=uuid4(), **values)


@pytest.fixture(autouse=True)
def booklet(story):
    story.booklet = paper(story)


def test_what_was_sent_to_somebody_from_whom_something_is_kept_is_a_red_flag(story):
    given(story, story.mother)
    found = ask(revealed, story.dana)
    assert found.lines == [] and counts(found)["Documents issued"] == 1
    kept(story)
    found = ask(revealed, story.dana)
    assert flags(found) == [revealed.TO_THEM] and "by post" in found.lines[0].words
    assert counts(found)["Sent to somebody from whom something was kept"] == 1


@pytest.mark.parametrize(("how", "expected"), [("email", [revealed.AT_HOME]), ("by_hand", [])])
def test_what_was_sent_to_another_of_the_family_too_and_what_was_handed_over_is_none(story, how, expected):
    kept(story)
    given(story, story.child, how)
    found = ask(revealed, story.dana)
    assert flags(found) == expected and len(found.lines) == 1


def test_it_counts_from_the_day_of_the_decision_to_the_day_somebody_finds_that_they_may_be_told(story):
    of = kept(story)
    given(story, story.mother, day=TODAY() - timedelta(days=1))
    assert ask(revealed, story.dana).lines == []
    look = {"found": "may_be_told", "words": "He has moved out and she is safe with her sister"}
    not_telling.look_again(of, by=story.amira, submission=uuid4(), **look)
    given(story, story.mother, day=TODAY() + timedelta(days=1))
    assert ask(revealed, story.dana).lines == []


def test_what_was_posted_where_an_address_is_secret_is_a_red_flag_for_an_audit_and_for_the_lead(story):
    values = {
        "by": story.amira,
        "partner": story.school,
        "address": "9 Ropewalk of Little Wishes",
        "postcode": "NT4 7CV",
    }
    add_household(story.family, people=[story.mother], is_confidential=True, **values)
    given(story, story.child)
    for who in (story.dana, story.amira):
        assert flags(ask(revealed, who)) == [revealed.ADDRESS]
    assert ask(revealed, story.ben).lines == []


def test_a_copy_for_somebody_is_listed_without_a_flag(story):
    kept(story)
    assessment, _ = completed(story)
    services.issue_copy(assessment, by=story.amira, partner=story.school, submission=uuid4(), person=story.mother)
    for who in (story.dana, story.amira):
        found = ask(revealed, who)
        assert flags(found) == [] and [line.what for line in found.lines] == ["Copy for the family"]
