"""What is wrong in a record is said beside it, and everybody who had received it is told (F37, domain.md 6.2)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent import corrected, correcting, disclosing, services
from consent.models import Correction, CorrectionTold, DecisionItem
from locality.access import Denial
from locality.access.rule import reader_of
from locality.dues import dues_of
from locality.history import acting_as
from locality.models import Notice
from locality.services import give_reason
from tests.cast import agree, propose, share, share_category
from tests.locality.reading import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("S114")]
WORDS = "He comes without breakfast on Mondays only: the other days he eats at his grandmother’s"
SAYS = "I give him breakfast every day, and he leaves it. Nobody asked me"
ELSEWHERE = {"method": "phone", "number_check": "Rang their switchboard", "to_whom": "Ben Carrow, health visitor"}


def correct(story, record=None, **changes):
    said = {"by": story.amira, "kind": "wrong", "words": WORDS, "submission": uuid4()} | changes
    return correcting.correct(record or story.conversation, **said)


def told(story):
    with acting_as(story.amira):
        return {
            (row.partner, row.in_app): row for row in CorrectionTold.objects.select_related("correction", "partner")
        }


def words_due(who):
    with acting_as(who):
        return [due.words for due in dues_of(who, timezone.localdate())]


def test_who_reads_it_here_is_told_at_once_and_reads_it_beside_the_record(client, story):
    share(story)
    correct(story)
    assert set(told(story)) == {(story.health, True)}
    with acting_as(story.ben):
        assert Notice.objects.filter(practitioner=story.ben, kind="corrected").exists()
        assert [each.of.words for each in corrected.said_beside(story.conversation, reader_of(story.ben))] == [WORDS]
        assert not CorrectionTold.objects.exists()
    signed_in(client, story.ben)
    assert WORDS in client.get(reverse("conversations:conversation", args=[story.conversation.pk])).content.decode()
    assert (
        WORDS
        in client.get(reverse("locality:record-history", args=["conversation", story.conversation.pk])).content.decode()
    )
    assert "corrected “" in client.get("/").content.decode()


@pytest.mark.rule("A4")
def test_who_no_longer_reads_it_learns_nothing_here_and_is_told_another_way(client, story):
    decision = share(story)
    services.end_decision(decision, by=story.amira, reason="The visits are over now")
    correct(story)
    row = told(story)[story.health, False]
    with acting_as(story.ben):
        assert not Correction.objects.exists()
        assert not corrected.lately_corrected(story.ben)
    assert "Tell Northshore 0-19 Children’s Health that something it had received was corrected" in words_due(
        story.amira
    )
    said = {"method": "phone", "told_on": timezone.localdate(), "words": "Told Ben, who crossed it out"}
    correcting.say_told(row, by=story.amira, **said)
    assert not any("was corrected" in words for words in words_due(story.amira))
    with pytest.raises(PermissionDenied):
        correcting.say_told(row, by=story.amira, **said)


def test_what_was_passed_on_outside_the_service_is_corrected_there_too(story):
    decision = share(story)
    with acting_as(story.amira):
        items = list(DecisionItem.objects.visible_to(story.amira).filter(decision=decision))
    disclosing.disclose(
        decision,
        by=story.amira,
        items=items,
        partner=story.health,
        passed_at=timezone.now(),
        submission=uuid4(),
        **ELSEWHERE,
    )
    correct(story)
    assert set(told(story)) == {(story.health, True), (story.health, False)}


def test_who_received_its_whole_kind_is_told_and_nobody_else(story):
    share_category(story, "family_details")
    correct(story)
    assert not told(story)
    correct(story, story.household)
    assert set(told(story)) == {(story.health, True)}


def test_what_was_decided_and_never_in_force_told_nobody(story):
    agree(story)
    later = timezone.now() + timedelta(days=2)
    services.decide(propose(story, starts_at=later), by=story.amira, partner=story.school)
    correct(story)
    assert not told(story)


def test_somebody_who_does_not_agree_is_heard_beside_the_record_which_stays(client, story):
    share(story)
    share_category(story, "family_details")
    made = correct(story, kind="disputed", person=story.mother, words=SAYS)
    before = story.conversation.said
    give_reason(story.family, by=story.ben, partner=story.health, reason="I visit them every week")
    signed_in(client, story.ben)
    page = client.get(reverse("conversations:conversation", args=[story.conversation.pk])).content.decode()
    assert SAYS in page and "Nell Fulmar does not agree" in page and before in page
    assert SAYS in client.get(reverse("locality:chronology", args=[story.family.pk])).content.decode()
    assert (made.kind, made.person) == ("disputed", story.mother)


@pytest.mark.parametrize(
    ("changes", "field"), [({"words": "x" * 19}, "words"), ({"kind": "disputed", "person": None}, "person")]
)
def test_it_says_what_is_right_or_who_does_not_agree(story, changes, field):
    with pytest.raises(ValidationError) as wrong:
        correct(story, **changes)
    assert set(wrong.value.message_dict) == {field}
    assert correct(story, words="x" * 20)


def test_only_who_supplied_it_corrects_it_and_decisions_are_not_corrected_so(client, story):
    decision = share(story)
    for who in (story.ben, story.chidi, story.dana):
        with pytest.raises(PermissionDenied):
            correct(story, by=who)
    with pytest.raises(PermissionDenied):
        correct(story, decision)
    key = uuid4()
    assert correct(story, submission=key) == correct(story, submission=key)
    with pytest.raises(PermissionDenied):
        correct(story, story.household, submission=key)
    signed_in(client, story.ben)
    url = reverse("consent:correct", args=["conversation", story.conversation.pk])
    assert client.get(url).status_code == 403
    signed_in(client, story.chidi)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"told_on": timezone.localdate() + timedelta(days=1)}, "told_on"),
        ({"told_on": timezone.localdate() - timedelta(days=1)}, "told_on"),
        ({"method": "email"}, "method"),
        ({"words": "Told Ben."}, "words"),
    ],
)
def test_how_somebody_was_told_is_said_in_full(story, changes, field):
    services.end_decision(share(story), by=story.amira, reason="The visits are over now")
    correct(story)
    said = {"method": "", "told_on": timezone.localdate(), "words": "They closed: nobody answers"} | changes
    with pytest.raises(ValidationError) as wrong:
        correcting.say_told(told(story)[story.health, False], by=story.amira, **said)
    assert set(wrong.value.message_dict) == {field}


def test_the_pages_keep_what_was_typed_and_say_who_is_told(client, story):
    services.end_decision(share(story), by=story.amira, reason="The visits are over now")
    signed_in(client, story.amira)
    url = reverse("consent:correct", args=["conversation", story.conversation.pk])
    assert "1 partner has it from before" in client.get(url).content.decode()
    sent = {"kind": "wrong", "words": "Too little", "submission": uuid4()}
    wrong = client.post(url, sent)
    assert wrong.status_code == 422 and "Too little" in wrong.content.decode()
    page = client.get(client.post(url, sent | {"words": WORDS}).url).content.decode()
    assert WORDS in page and "to be told another way" in page
    row = told(story)[story.health, False]
    told_url = reverse("consent:correction-told", args=[row.pk])
    day = timezone.localdate()
    sent = {"method": "none", "words": "Nobody answers there", "told_on-day": day.day}
    sent |= {"told_on-month": day.month, "told_on-year": day.year}
    assert client.post(told_url, sent).status_code == 302
    assert client.get(told_url).status_code == 302
    signed_in(client, story.ben)
    assert client.get(told_url).status_code == 404
    with acting_as(story.dana):
        assert Denial.objects.filter(practitioner=story.ben, route="consent:correction-told").exists()


def test_a_page_asks_as_much_for_ten_corrections_as_for_one(story):
    share(story)
    correct(story)
    with acting_as(story.amira), CaptureQueriesContext(connection) as one:
        corrected.said_beside(story.conversation, reader_of(story.amira))
    for _ in range(9):
        correct(story)
    with acting_as(story.amira), CaptureQueriesContext(connection) as ten:
        assert len(corrected.said_beside(story.conversation, reader_of(story.amira))) == 10
    assert len(ten) <= len(one)
