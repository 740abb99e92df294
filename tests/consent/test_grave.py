"""What is graver than a routine decision stops at a page of its own, and somebody else signs it (V16, V20, S126)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from consent import replies, requests, services
from consent.grave import FRAMEWORK
from consent.models import RequestReply, SharingDecision
from consent.tray import tray_of
from locality.access import can_see
from locality.history import acting_as
from tests.cast import propose
from tests.consent.test_requests import NO, NOTHING, ask, at_school, linked
from tests.consent.test_sharing_pages import amira as amira  # noqa: PLC0414
from tests.consent.test_sharing_pages import decide_url, everybody_agrees
from tests.consent.test_sharing_pages import form as form  # noqa: PLC0414
from tests.conversations.posting import day
from tests.locality.reading import signed_in


def newest():
    return SharingDecision.objects.latest("number")


@pytest.mark.rule("V20")
def test_the_whole_record_asks_whether_all_is_needed_and_is_seen_once_somebody_else_signed(client, amira, story, form):
    everybody_agrees(story)
    sent = form | {"what": list(FRAMEWORK)}
    card = amira.post(decide_url(story), sent).content.decode()
    assert "You are sharing the whole record" in card and "Ask my safeguarding lead first" in card
    assert "Grace" in card and not SharingDecision.objects.exists()
    assert amira.post(decide_url(story), sent | {"change": "yes"}).status_code == 200
    assert amira.post(decide_url(story), sent | {"confirmed": "yes"}).status_code == 302
    made = newest()
    assert made.waits_for_authoriser and not can_see(story.ben, story.conversation)
    page = signed_in(client, story.grace).get(reverse("consent:tray")).content.decode()
    assert str(made) in page and "The whole record" in page
    assert client.post(reverse("consent:authorise", args=[made.pk])).status_code == 302
    assert can_see(story.ben, story.conversation)


@pytest.mark.rule("S126")
def test_what_is_kept_apart_asks_once_more_and_needs_no_signature(amira, story, form):
    everybody_agrees(story)
    sent = form | {"what": ["protected_address"]}
    assert "You are sharing what is kept apart" in amira.post(decide_url(story), sent).content.decode()
    assert amira.post(decide_url(story), sent | {"confirmed": "yes"}).status_code == 302
    assert newest().is_live


@pytest.mark.rule("V16", "V20")
def test_not_sharing_where_the_duty_applies_is_said_and_signed_and_names_with_whom_not(client, amira, story, form):
    sent = form | {"outcome": "not_share", "not_share_reason": "wish_respected"}
    sent |= day("reconsider_on", timezone.localdate() + timedelta(days=5))
    wrong = amira.post(decide_url(story), sent)
    assert wrong.status_code == 422 and "The duty to share reaches" in wrong.content.decode()
    sent["not_share_reason"] = "detriment"
    assert "The duty to share applies, and you do not share" in amira.post(decide_url(story), sent).content.decode()
    assert amira.post(decide_url(story), sent | {"confirmed": "yes"}).status_code == 302
    made = newest()
    page = amira.get(reverse("consent:decision", args=[made.pk])).content.decode()
    assert "Waits for a signature" in page and "With whom not" in page and str(story.health) in page
    with pytest.raises(PermissionDenied):
        services.authorise(made, by=story.amira)
    page = signed_in(client, story.grace).get(reverse("consent:tray")).content.decode()
    assert "Not shared: issues causing concern" in page and "The duty to share applies" in page
    services.authorise(made, by=story.grace)
    with acting_as(story.grace):
        assert not tray_of(story.grace).to_sign


@pytest.mark.rule("V16", "V27")
def test_whoever_asked_is_told_once_somebody_else_signed_that_nothing_is_shared(client, story):
    received = linked(story, ask(story))
    made = requests.decide(received, propose(story, **NOTHING | {"not_share_reason": "detriment"}), by=story.amira)
    with pytest.raises(ValidationError, match="Somebody else signs first"):
        replies.reply(received, by=story.amira, words=NO)
    assert not at_school(story, received.question).needs_reply
    page = signed_in(client, story.amira).get(reverse("consent:request", args=[received.question_id]))
    assert "Somebody else signs first that it is not shared" in page.content.decode()
    services.authorise(made, by=story.grace)
    assert at_school(story, received.question).needs_reply
    assert replies.reply(received, by=story.amira, words=NO).words == NO


@pytest.mark.rule("S119")
def test_to_wait_for_more_is_recorded_with_a_day_and_leaves_the_request_open(amira, story, form):
    received = linked(story, ask(story))
    url = decide_url(story, f"?request={received.question_id}")
    sent = form | {"outcome": "wait"}
    wrong = amira.post(url, sent)
    assert wrong.status_code == 422 and "wait_until" in wrong.context["form"].errors
    soon = timezone.localdate() + timedelta(days=3)
    assert amira.post(url, sent | day("wait_until", soon)).status_code == 302
    made = newest()
    assert (made.outcome, made.reconsider_on, made.trigger) == ("wait", soon, "request")
    assert at_school(story, received.question).is_open and not RequestReply.objects.exists()
    again = requests.decide(received, propose(story, **NOTHING), by=story.amira)
    assert at_school(story, received.question).decision == again
