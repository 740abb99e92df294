"""Who was not told before is told within five working days, and that is recorded (V4, F25)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from consent import services, telling
from consent.models import DecisionSubject, ToldLater
from locality.days import after_working_days
from locality.dues import dues_of
from locality.history import acting_as
from tests.cast import agree, propose, share
from tests.consent.test_countersigning import override
from tests.consent.test_left_behind import leaves
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("V4")]
WORDS = "Rang Nell: that health knows about the mornings, why, and that it is only health. She was glad."


def url(decision):
    return reverse("consent:told", args=[decision.pk])


def untold(story, **changes):
    """A decision about Kai and Nell, of whom neither was told yet."""
    people = [story.child, story.mother]
    for person in people:
        agree(story, person)
    return share(story, subjects=people, told={person.pk: "not_yet" for person in people}, **changes)


def tell(story, decision, *people, by=None, day=None, words=WORDS, submission=None):
    said = {"told_on": day or timezone.localdate(), "words": words, "submission": submission or uuid4()}
    return telling.tell(decision, by=by or story.amira, people=people, **said)


def dues(who, decision):
    with acting_as(who):
        return [(each.by, each.words) for each in dues_of(who, timezone.localdate()) if each.url == url(decision)]


def test_it_is_due_within_five_working_days_until_each_of_them_was_told(story):
    decision = untold(story)
    words = f"Tell the 2 people whom decision {decision.number} is about what was shared"
    assert dues(story.amira, decision) == [(after_working_days(timezone.localdate(), 5), words)]
    assert dues(story.grace, decision) == dues(story.ben, decision) == []
    tell(story, decision, story.child)
    assert "Tell the person whom" in dues(story.amira, decision)[0][1]
    tell(story, decision, story.mother)
    assert dues(story.amira, decision) == []


def test_nothing_is_due_of_who_was_told_before_or_is_not_to_be_told_or_of_what_nobody_signed(story):
    assert dues(story.amira, share(story)) == []
    assert dues(story.amira, override(story, told={story.child.pk: "will_not_be_told"}, urgent=True)) == []
    waits = override(story, told={story.child.pk: "not_yet"})
    assert dues(story.amira, waits) == []
    services.authorise(waits, by=story.grace)
    assert len(dues(story.amira, waits)) == 1


def test_when_who_promised_has_left_the_safeguarding_lead_is_asked(story):
    decision = services.decide(
        propose(
            story, basis="risk", ground="harm_to_child", facts="x" * 100, safety="y", told={story.child.pk: "not_yet"}
        ),
        by=story.grace,
        partner=story.school,
    )
    services.authorise(decision, by=_signer(story))
    assert dues(story.amira, decision) == []
    leaves(story, story.grace)
    assert len(dues(story.amira, decision)) == 1


def _signer(story):
    from tests.consent.test_left_behind import colleague

    return colleague(story, "authorise")


@pytest.mark.rule("V25")
def test_the_decision_stays_as_it_was(story):
    decision = untold(story)
    tell(story, decision, story.child, story.mother)
    assert set(DecisionSubject.objects.filter(decision=decision).values_list("told", flat=True)) == {"not_yet"}


def test_the_same_form_sent_twice_is_recorded_once_and_nobody_is_told_twice(story):
    decision, key = untold(story), uuid4()
    first = tell(story, decision, story.child, submission=key)
    assert [row.pk for row in tell(story, decision, story.child, submission=key)] == [row.pk for row in first]
    with pytest.raises(ValidationError):
        tell(story, decision, story.child)
    assert ToldLater.objects.count() == 1


def test_the_day_lies_between_the_decision_and_today(story):
    decision, today = untold(story), timezone.localdate()
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(ValidationError) as refused:
            tell(story, decision, story.child, day=day)
        assert set(refused.value.message_dict) == {"told_on"}
    with pytest.raises(ValidationError) as refused:
        tell(story, decision, story.baby, words="Told her")
    assert set(refused.value.message_dict) == {"people", "words"}


@pytest.mark.parametrize("who", ["ben", "chidi", "dana", "iris"])
def test_nobody_else_says_so(story, who):
    decision = untold(story)
    with pytest.raises(PermissionDenied):
        tell(story, decision, story.child, by=getattr(story, who))


def test_the_pages_say_who_was_told_and_what_was_explained(story, client):
    decision = untold(story)
    amira = signed_in(client, story.amira)
    shown = amira.get(reverse("consent:decision", args=[decision.pk])).content.decode()
    assert url(decision) in shown and "Kai Fulmar: not told yet" in shown
    wrong = amira.post(url(decision), {"words": WORDS, "submission": uuid4()})
    assert wrong.status_code == 422 and "Rang Nell" in wrong.content.decode()
    today = timezone.localdate()
    sent = {"people": [str(story.child.pk)], "words": WORDS, "submission": uuid4()}
    sent |= {"told_on-day": today.day, "told_on-month": today.month, "told_on-year": today.year}
    assert amira.post(url(decision), sent).status_code == 302
    assert "Rang Nell" in what_is_read(amira.get(reverse("consent:decision", args=[decision.pk])))
    assert "Kai" not in what_is_read(amira.get(url(decision))).split("Who was told?")[1]
    tell(story, decision, story.mother)
    assert amira.get(url(decision)).status_code == 302


def test_the_number_of_questions_is_the_same_for_one_decision_and_three(story):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            untold(story)
        with acting_as(story.amira), queries_of() as asked:
            found = telling.still_to_tell(story.amira)
        counts.append(len(asked))
    assert len(found) == 3 and counts[0] == counts[1]
