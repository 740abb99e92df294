"""A partner asks another for information: who decides, what whoever asked learns, and the reply (F3, F4, V27)."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent import replies, requests, requests_tray, services
from consent.models import InformationRequest, Purpose, ReceivedRequest, RequestReply
from locality.access import can_see
from locality.dues import dues_of
from locality.history import acting_as
from locality.models import Conflict, Notice
from locality.reference import CONCERNS
from locality.services import give_reason, register_family
from tests.cast import FACTS, agree, propose
from tests.databases import unseen_hand
from tests.locality.reading import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("V27")]
ABOUT = "Kai Fulmar, born 28 February 2019, at Fulmar Lane school"
WHY = "I see the baby and want to know whether his brother eats and sleeps"
NO = "His mother asked us not to, and he comes to no harm by it. Ask her: she may tell you herself"
UNSAFE = "Whoever reads it at their end may tell her partner that we spoke"
NOTHING = {"outcome": "not_share", "not_share_reason": "not_their_function", "recipients": {}, "basis": ""}
NOTHING |= {"reconsider_on": timezone.localdate() + timedelta(days=7)}


def ask(story, **changes):
    given = {"by": story.ben, "partner": story.health, "asked": story.school, "about": ABOUT, "wanted": [CONCERNS]}
    given |= {"purpose": Purpose.objects.first(), "why": WHY, "submission": uuid4()} | changes
    return requests.ask(**given)


def at_school(story, request, who=None):
    """What the school reads of a request."""
    with acting_as(who or story.amira):
        return requests_tray.request_for(who or story.amira, request.pk)


def linked(story, request):
    found = at_school(story, request).received
    return requests.link(found, by=story.amira, family=story.family)


def refused(story, request):
    return requests.decide(linked(story, request), propose(story, **NOTHING), by=story.amira)


def for_ben(client, story, request):
    signed_in(client, story.ben)
    return client.get(reverse("consent:request", args=[request.pk])).content.decode()


def words_due(who):
    with acting_as(who):
        return [due.words for due in dues_of(who, timezone.localdate())]


def test_what_is_shared_is_told_by_itself(client, story):
    agree(story)
    made = ask(story)
    assert any("asks for information" in words for words in words_due(story.amira))
    with acting_as(story.amira):
        assert Notice.objects.filter(practitioner=story.amira, kind="request").count() == 1
    decision = requests.decide(linked(story, made), propose(story), by=story.amira)
    assert decision.trigger == "request"
    with acting_as(story.ben):
        reply = RequestReply.objects.get(question=made)
        assert (reply.shared, reply.decision_id) == ("share", decision.pk)
        assert can_see(story.ben, story.conversation)
    assert "See what was decided" in for_ben(client, story, made)
    assert not any("asks for information" in words for words in words_due(story.amira))


def test_a_decision_not_to_share_needs_a_reply_and_whoever_asked_reads_the_reasons(client, story):
    made = ask(story)
    decision = refused(story, made)
    found = at_school(story, made)
    assert found.needs_reply and found.state["text"] == "Tell them"
    assert any("do not share what it asked" in words for words in words_due(story.amira))
    signed_in(client, story.amira)
    shown = client.get(reverse("consent:decision", args=[decision.pk])).content.decode()
    assert "has not been told that nothing is shared" in shown
    assert "shares nothing" not in for_ben(client, story, made)
    replies.reply(found.received, by=story.amira, words=NO)
    assert not at_school(story, made).needs_reply
    assert NO[:40] in for_ben(client, story, made)
    assert not any("do not share what it asked" in words for words in words_due(story.amira))


def test_reasons_are_kept_when_giving_them_is_unsafe(client, story):
    made = ask(story)
    refused(story, made)
    replies.reply(at_school(story, made).received, by=story.amira, why_no_reasons=UNSAFE)
    shown = for_ben(client, story, made)
    assert "It gives no reasons" in shown and UNSAFE not in shown
    assert at_school(story, made).received.why_no_reasons == UNSAFE


@pytest.mark.rule("A6")
def test_nobody_known_and_reasons_withheld_read_the_same_to_whoever_asked(client, story):
    """Neither page nor table tells them apart: they learn of the family from no more than a decision with reasons."""
    unknown, known = ask(story), ask(story)
    refused(story, known)
    pages = []
    for each in (unknown, known):
        replies.reply(at_school(story, each).received, by=story.amira, why_no_reasons=UNSAFE)
        page = for_ben(client, story, each)
        pages.append(page[page.index("<main") : page.index("</main")].replace(str(each.pk), "KEY"))
    assert pages[0] == pages[1]
    with acting_as(story.ben):
        assert not ReceivedRequest.objects.exists()
        same = RequestReply.objects.values_list("shared", "words", "decision")
        assert len(set(same)) == 1


def test_of_nobody_known_no_reasons_are_given(story):
    with pytest.raises(PermissionDenied):
        replies.reply(at_school(story, ask(story)).received, by=story.amira, words="We know nobody of that name here")


@pytest.mark.parametrize(
    ("said", "field"),
    [({}, "words"), ({"words": "No, we may not now"[:19]}, "words"), ({"why_no_reasons": "x" * 19}, "why_no_reasons")],
)
def test_a_reply_says_something(story, said, field):
    made = ask(story)
    refused(story, made)
    received = at_school(story, made).received
    with pytest.raises(ValidationError) as wrong:
        replies.reply(received, by=story.amira, **said)
    assert set(wrong.value.message_dict) == {field}
    assert replies.reply(received, by=story.amira, words="x" * 20).words == "x" * 20


def test_it_is_shared_with_whoever_asked_or_not_because_they_asked(story):
    agree(story, partners=[story.health, story.council])
    made = linked(story, ask(story))
    other = {story.council: "They lead the plan and meet the family"}
    with pytest.raises(ValidationError) as wrong:
        requests.decide(made, propose(story, recipients=other), by=story.amira)
    assert set(wrong.value.message_dict) == {"whom"}


@pytest.mark.rule("V12")
def test_what_waits_for_a_signature_is_told_once_it_is_signed(story):
    made = linked(story, ask(story))
    without = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "safety": "He may be hurt if nobody knows"}
    without |= {"told": {story.child.pk: "told_before"}, "wishes": "She did not wish it"}
    decision = requests.decide(made, propose(story, **without), by=story.amira)
    assert decision.waits_for_authoriser
    with acting_as(story.ben):
        assert not RequestReply.objects.exists()
    assert not any("asks for information" in words for words in words_due(story.amira))
    services.authorise(decision, by=story.grace)
    with acting_as(story.ben):
        assert RequestReply.objects.get().decision_id == decision.pk


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"about": "Kai"}, "about"),
        ({"wanted": []}, "wanted"),
        ({"why": "Please"}, "why"),
        ({"answer_by": timezone.localdate() - timedelta(days=1)}, "answer_by"),
    ],
)
def test_a_request_says_whom_what_why_and_by_when(story, changes, field):
    with pytest.raises(ValidationError) as wrong:
        ask(story, **changes)
    assert set(wrong.value.message_dict) == {field}


def test_the_same_form_asks_once_and_not_for_somebody_else(story):
    key = uuid4()
    assert ask(story, submission=key) == ask(story, submission=key)
    with pytest.raises(PermissionDenied):
        ask(story, submission=key, by=story.chidi, partner=story.police)


def test_who_may_ask_link_decide_and_reply(story):
    with pytest.raises(ValidationError):
        ask(story, asked=story.health)
    with pytest.raises(PermissionDenied):
        ask(story, by=story.dana)
    made = ask(story)
    received = at_school(story, made).received
    for act in (requests.link, replies.reply):
        more = {"family": story.family} if act is requests.link else {"why_no_reasons": UNSAFE}
        with pytest.raises(PermissionDenied):
            act(received, by=story.chidi, **more)
    with pytest.raises(PermissionDenied):
        requests.decide(received, propose(story), by=story.amira)
    with pytest.raises(PermissionDenied):
        replies.reply(linked(story, made), by=story.amira, words=NO)


@pytest.mark.rule("V28", "A4")
def test_whoever_is_shut_out_of_the_family_no_longer_reads_what_was_asked(client, story):
    made = ask(story)
    linked(story, made)
    assert at_school(story, made, story.grace)
    with acting_as(story.grace):
        Conflict.objects.create(family=story.family, practitioner=story.grace, detail="My sister's children")
    assert at_school(story, made, story.grace) is None
    with acting_as(story.grace):
        assert not InformationRequest.objects.exists() and not ReceivedRequest.objects.exists()
    signed_in(client, story.grace)
    assert client.get(reverse("consent:request", args=[made.pk])).status_code == 404


@pytest.mark.rule("A4")
def test_neither_another_partner_nor_a_hand_at_the_database_reads_or_writes_it(client, story):
    made = ask(story)
    linked(story, made)
    with acting_as(story.chidi):
        assert not InformationRequest.objects.exists() and not ReceivedRequest.objects.exists()
    signed_in(client, story.chidi)
    assert client.get(reverse("consent:request", args=[made.pk])).status_code == 404
    with acting_as(story.ben), pytest.raises(ProgrammingError), transaction.atomic():
        RequestReply.objects.create(question=made, shared="not_share", replied_by=story.ben)
    with acting_as(story.ben):
        assert not ReceivedRequest.objects.filter(question=made).update(why_no_reasons="x")


def test_what_nobody_answers_is_late_on_both_sides(client, story):
    made = ask(story)
    assert not any("has not answered what you asked" in words for words in words_due(story.ben))
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=True):
        assert any("has not answered what you asked" in words for words in words_due(story.ben))
        assert any("asks for information" in words for words in words_due(story.amira))
        assert "No answer in time" in for_ben(client, story, made)


def test_the_pages_ask_find_the_family_and_keep_what_was_typed(client, story):
    signed_in(client, story.ben)
    url = reverse("consent:ask-partner")
    sent = {"asked": story.school.pk, "about": ABOUT, "wanted": [CONCERNS], "why": "Please", "submission": uuid4()}
    sent |= {"purpose": Purpose.objects.selectable().first().pk}
    day = timezone.localdate() + timedelta(days=3)
    sent |= {"answer_by-day": day.day, "answer_by-month": day.month, "answer_by-year": day.year}
    wrong = client.post(url, sent)
    assert wrong.status_code == 422 and ABOUT in wrong.content.decode()
    page = client.post(url, sent | {"why": WHY}).url
    assert "Asked of you" not in client.get(reverse("consent:requests")).content.decode()
    signed_in(client, story.amira)
    shown = client.get(page).content.decode()
    assert story.family.reference in shown and "We do not know whom they mean" in shown
    assert client.post(page, {"family": "other", "number": "999999"}).status_code == 422
    assert client.post(page, {"family": "other", "number": story.family.reference}).status_code == 302
    assert "Decide about sharing" in client.get(page).content.decode()


def test_the_lists_ask_as_much_for_ten_as_for_one(story, django_assert_num_queries):
    ask(story)
    with acting_as(story.amira):
        requests_tray.tray_of(story.amira)
        with CaptureQueriesContext(connection) as one:
            requests_tray.tray_of(story.amira)
    for _ in range(9):
        ask(story)
    with acting_as(story.amira), django_assert_num_queries(len(one)):
        theirs, ours = requests_tray.tray_of(story.amira)
    assert (len(theirs), len(ours)) == (10, 0)


# A colleague was first


def test_who_replies_what_a_colleague_replied_meanwhile_reads_that_beside_the_words_they_typed(client, story):
    made = ask(story)
    refused(story, made)
    url = reverse("consent:request-reply", args=[made.pk])
    replies.reply(at_school(story, made).received, by=story.amira, words=NO)
    signed_in(client, story.grace)
    shown = client.post(url, {"reasons": "no", "words": "", "why_no_reasons": UNSAFE})
    page = shown.content.decode()
    assert shown.status_code == 422 and UNSAFE in page and "Amira Haddon told them on" in page
    assert "Go on without what you typed" in page and "Tell them</button>" not in page
    assert client.get(url).status_code == 302
    signed_in(client, story.amira)
    assert client.post(url, {"reasons": "yes", "words": NO, "why_no_reasons": ""}).status_code == 302, "Pressed twice"


def test_who_says_that_nobody_is_known_when_a_colleague_has_found_the_family_keeps_the_words(client, story):
    made = ask(story)
    linked(story, made)
    signed_in(client, story.grace)
    shown = client.post(reverse("consent:request-reply", args=[made.pk]), {"why_no_reasons": UNSAFE})
    page = shown.content.decode()
    assert shown.status_code == 422 and UNSAFE in page and "Amira Haddon said on" in page


def test_which_family_it_is_is_not_said_over_what_a_colleague_said_or_decided(client, story):
    made = ask(story)
    other = register_family("Tern", by=story.amira, partner=story.school, locality=story.harbour, submission=uuid4())
    linked(story, made)
    url = reverse("consent:request", args=[made.pk])
    sent = {"family": "other", "number": other.reference, "was": ""}
    signed_in(client, story.grace)
    shown = client.post(url, sent)
    assert shown.status_code == 422 and "Amira Haddon said on" in shown.content.decode()
    assert client.post(url, sent | {"number": story.family.reference}).status_code == 302, "They say the same"
    assert client.post(url, sent | {"was": story.family.pk}).status_code == 302, "Now they know"
    assert at_school(story, made).received.family_id == other.pk
    assert client.post(url, sent | {"number": story.family.reference, "was": other.pk}).status_code == 302
    requests.decide(at_school(story, made).received, propose(story, **NOTHING), by=story.amira)
    shown = client.post(url, sent | {"was": story.family.pk})
    assert shown.status_code == 422 and "decided on" in shown.content.decode()
    assert at_school(story, made).received.family_id == story.family.pk


def test_what_a_colleague_decided_meanwhile_is_read_beside_a_decision_that_keeps_its_words(client, story):
    agree(story)
    made = ask(story)
    linked(story, made)
    url = f"{reverse('consent:decide', args=[story.family.pk])}?request={made.pk}"
    day = timezone.localdate() + timedelta(days=7)
    sent = {"outcome": "not_share", "not_share_reason": "not_their_function", "reasons": NO, "in_doubt": "no"}
    sent |= {"reconsider_on-day": day.day, "reconsider_on-month": day.month, "reconsider_on-year": day.year}
    sent |= {"purpose": Purpose.objects.selectable().first().pk, "submission": uuid4()}
    signed_in(client, story.amira)
    assert client.post(url, sent).status_code == 302
    again = client.post(url, sent)
    assert again.status_code == 302 and again.url == reverse("consent:request", args=[made.pk]), "One form sent twice"
    decision = at_school(story, made).decision
    assert client.get(url).status_code == 302
    give_reason(story.family, by=story.grace, partner=story.school, reason="I lead on safeguarding here")
    signed_in(client, story.grace)
    shown = client.post(url, sent | {"submission": uuid4()})
    page = shown.content.decode()
    assert shown.status_code == 422 and NO in page and f"do not share ({decision})" in page
    assert at_school(story, made).decision == decision


@pytest.mark.rule("V12")
def test_what_was_over_before_it_gave_anything_is_decided_again(client, story):
    agree(story)
    made = linked(story, ask(story))
    without = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "safety": "He may be hurt if nobody knows"}
    first = requests.decide(made, propose(story, **without), by=story.amira)
    services.end_decision(first, by=story.amira, reason="The family agrees after all")
    signed_in(client, story.amira)
    page = client.get(reverse("consent:request", args=[made.question_id])).content.decode()
    assert "Decide about sharing" in page and "not in force yet" not in page
    again = requests.decide(made, propose(story), by=story.amira)
    with acting_as(story.ben):
        assert RequestReply.objects.get().decision_id == again.pk


def test_who_no_longer_sees_the_family_replies_with_reasons_or_leaves_it_to_who_does(story):
    made = ask(story)
    refused(story, made)
    received = at_school(story, made).received
    said = {"locality": story.harbour, "submission": uuid4()}
    other = register_family("Tern", by=story.ewan, partner=story.council, **said)
    with unseen_hand():  # as when what another partner had shared of the family is over
        ReceivedRequest.objects.filter(pk=received.pk).update(family=other)
    with pytest.raises(ValidationError, match="no longer see the family"):
        replies.reply(received, by=story.amira, why_no_reasons=UNSAFE)
    assert replies.reply(received, by=story.amira, words=NO).words == NO
