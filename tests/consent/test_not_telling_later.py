"""Somebody who was still to be told is not told after all: who decides, who signs, what follows (domain.md 4.5)."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from consent import not_telling, services, telling
from consent.models import NonInforming, NonInformingLook
from consent.reports import not_told
from locality.access.rule import reader_of
from locality.days import after_working_days
from locality.dues import dues_of
from locality.history import acting_as
from tests.cast import share
from tests.consent.test_countersigning import override
from tests.consent.test_questions import ask, flags
from tests.locality.reading import signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("S101", "V5", "V20")]
FACTS = "Since Monday his father asks the children what they said at school, and shouts."


@pytest.fixture
def promised(story):
    """A decision on risk, in force and signed: Kai was to be told within five working days."""
    made = override(story, told={story.child.pk: "not_yet"}, urgent=True)
    return services.authorise(made, by=story.grace)


def keep(story, made, **changes):
    said = {"by": story.amira, "people": [story.child], "ground": "harm_to_child", "facts": FACTS}
    return not_telling.keep_from(made, **said | {"submission": uuid4()} | changes)


def dues(who, name, of):
    url = reverse(f"consent:{name}", args=[of.pk])
    with acting_as(who):
        return [each.by for each in dues_of(who, timezone.localdate()) if each.url == url]


def standing(who, story):
    with acting_as(who):
        return not_telling.kept_from(story.family.pk, reader_of(who))


def test_it_counts_at_once_and_nobody_is_reminded_to_tell_any_more(story, promised):
    assert dues(story.amira, "told", promised)
    [of] = keep(story, promised)
    assert (of.decided_by, of.look_again_on) == (story.amira, after_working_days(timezone.localdate(), 10))
    assert standing(story.amira, story) == {story.child.pk} and dues(story.amira, "told", promised) == []
    promised.refresh_from_db()
    assert promised.authorised_by == story.grace, "The decision stays as it was"
    found = look(story, of, "may_be_told")
    assert found and dues(story.amira, "told", promised) and standing(story.amira, story) == set()


def look(story, of, found):
    words = "His father moved out, and the social worker says yes"
    return not_telling.look_again(of, by=story.amira, found=found, words=words, submission=uuid4())


def test_somebody_else_signs_it_once_within_a_working_day(story, promised):
    [of] = keep(story, promised)
    assert dues(story.grace, "look-again", of) == [after_working_days(timezone.localdate(), 1)]
    assert dues(story.amira, "look-again", of) == [of.look_again_on]
    for who in (story.amira, story.ben, story.dana):
        with pytest.raises(PermissionDenied):
            not_telling.sign(of, by=who, submission=uuid4())
    form = uuid4()
    signed = not_telling.sign(of, by=story.grace, submission=form)
    assert not_telling.sign(of, by=story.grace, submission=form) == signed
    with pytest.raises(PermissionDenied):
        not_telling.sign(of, by=story.grace, submission=uuid4())
    assert dues(story.grace, "look-again", of) == [] and standing(story.amira, story) == {story.child.pk}
    with pytest.raises(PermissionDenied):
        look(story, of, "signed")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"people": []}, {"people"}),
        ({"people": "mother"}, {"people"}),
        ({"ground": "because"}, {"ground"}),
        ({"facts": "x" * 49}, {"facts"}),
        ({"facts": "x" * 50}, set()),
    ],
)
def test_it_says_who_why_and_on_which_facts(story, promised, changes, wrong):
    if changes.get("people") == "mother":
        changes = {"people": [story.mother]}
    if not wrong:
        assert keep(story, promised, **changes)
        return
    with pytest.raises(ValidationError) as refused:
        keep(story, promised, **changes)
    assert set(refused.value.message_dict) == wrong


def test_only_of_who_is_still_to_be_told_by_who_decides_and_once(story, promised):
    for who in (story.ben, story.chidi, story.dana):
        with pytest.raises(PermissionDenied):
            keep(story, promised, by=who)
    form = uuid4()
    assert keep(story, promised, submission=form) == keep(story, promised, submission=form)
    with pytest.raises(ValidationError):
        keep(story, promised)
    with pytest.raises(ValidationError):
        keep(story, share(story))  # by agreement: whoever agreed was told
    unsigned = override(story, told={story.child.pk: "not_yet"})
    with pytest.raises(ValidationError):
        keep(story, unsigned)
    later = override(story, told={story.child.pk: "not_yet"}, urgent=True)
    said = {"told_on": timezone.localdate(), "words": "Told him with his teacher", "submission": uuid4()}
    telling.tell(later, by=story.amira, people=[story.child], **said)
    with pytest.raises(ValidationError):
        keep(story, later)


@pytest.mark.rule("V25")
def test_the_database_takes_neither_anothers_name_nor_a_signature_of_ones_own(story, promised):
    row = {"decision": promised, "ground": "crime", "facts": FACTS, "look_again_on": timezone.localdate()}
    with acting_as(story.amira), transaction.atomic(), pytest.raises(ProgrammingError, match="row-level security"):
        NonInforming.objects.create(**row, person=story.child, decided_by=story.grace)
    [of] = keep(story, promised)
    look = {"decision": promised, "of": of, "found": "signed", "looked_by": story.amira, "submission": uuid4()}
    with acting_as(story.amira), transaction.atomic(), pytest.raises(ProgrammingError, match="row-level security"):
        NonInformingLook.objects.create(**look)


def test_the_question_tells_that_nobody_signed_it(story, promised):
    keep(story, promised)
    assert flags(ask(not_told, story.dana)) == []
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        assert flags(ask(not_told, story.dana)) == [not_told.UNSIGNED]
    not_telling.sign(NonInforming.objects.get(), by=story.grace, submission=uuid4())
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        assert flags(ask(not_told, story.dana)) == []


def test_the_pages_of_deciding_and_of_signing(client, story, promised):
    amira, page = signed_in(client, story.amira), reverse("consent:decision", args=[promised.pk])
    url = reverse("consent:keep-from", args=[promised.pk])
    assert "not to be told after all" in what_is_read(amira.get(page))
    sent = {"people": [str(story.child.pk)], "ground": "harm_to_child", "facts": "Short", "submission": str(uuid4())}
    assert amira.post(url, sent).status_code == 422
    assert amira.post(url, sent | {"facts": FACTS}).status_code == 302
    shown = what_is_read(amira.get(page))
    assert "Not signed yet" in shown and "not to be told after all" not in shown
    assert "Nobody is still to be told" in what_is_read(amira.get(url))
    of = NonInforming.objects.get()
    again = reverse("consent:look-again", args=[of.pk])
    assert "Sign that they are not told" not in what_is_read(amira.get(again))
    assert amira.post(again, {"act": "sign"}).status_code == 403
    grace = signed_in(client, story.grace)
    assert "Sign that they are not told" in what_is_read(grace.get(again))
    assert grace.post(again, {"act": "sign"}).status_code == 302
    assert "signed by Grace" in what_is_read(grace.get(page))
