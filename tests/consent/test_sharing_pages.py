"""Deciding on the family's own page, one record or whole categories; ending; signing; the sharing page (6.4b)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent.models import DecisionItem, Purpose, SharingDecision
from consent.services import decide
from conversations.models import Conversation
from locality import services
from locality.access import can_see
from tests.cast import ALL, FACTS, NEED, REASONS, agree, propose, record, share, share_category
from tests.consent.test_answers import answer
from tests.conversations.posting import day


@pytest.fixture
def amira(client, story):
    client.force_login(story.amira, backend="locality.access.backend.RecordBackend")
    return client


@pytest.fixture
def form(story):
    values = {
        "submission": str(uuid4()),
        "outcome": "share",
        "what": ["concerns"],
        "whom": "chosen",
        "to_1": str(story.health.pk),
        "need_1": NEED,
        "purpose": str(Purpose.objects.get(code="plan_early_help").pk),
        "basis": "agreement",
        "told": "told_before",
        "in_doubt": "no",
        "reasons": REASONS,
    }
    return values | day("until", timezone.localdate() + timedelta(days=60))


def everybody_agrees(story):
    for person in (story.child, story.mother, story.baby):
        agree(story, person, categories=ALL)


def decide_url(story, query=""):
    return reverse("consent:decide", args=[story.family.pk]) + query


def test_a_whole_category_is_shared_from_the_familys_page(amira, story, form):
    everybody_agrees(story)
    answer = amira.post(decide_url(story), form)
    made = SharingDecision.objects.latest("number")
    assert answer.url == reverse("consent:decision", args=[made.pk])
    assert can_see(story.ben, story.conversation) and can_see(story.ben, story.need)
    assert not can_see(story.ben, story.family)
    assert Conversation.objects.visible_to(story.ben).count() == 1
    assert record(story) in Conversation.objects.visible_to(story.ben)


def test_one_record_is_shared_from_its_own_page(amira, story, form):
    everybody_agrees(story)
    other = record(story)
    query = f"?kind=conversation&record={other.pk}"
    assert "This record" in amira.get(decide_url(story, query)).content.decode()
    assert amira.post(decide_url(story, query), form | {"what": ["record"]}).status_code == 302
    assert can_see(story.ben, other) and not can_see(story.ben, story.conversation)


@pytest.mark.parametrize(
    "query", ["?kind=conversation&record=nonsense", "?kind=person&record=", "?kind=partner", "?kind=x"]
)
def test_a_forged_record_is_not_found(amira, story, query):
    assert amira.get(decide_url(story, query)).status_code == 404


@pytest.mark.rule("S94")
def test_another_partners_record_cannot_be_given_away(client, story, form):
    share_category(story, "family_details")
    client.force_login(story.ben, backend="locality.access.backend.RecordBackend")
    services.give_reason(story.family, by=story.ben, partner=story.health, reason="I visit them")
    query = f"?kind=conversation&record={story.conversation.pk}"
    assert client.get(decide_url(story, query)).status_code == 404
    share(story)
    sent = form | {"to_1": str(story.police.pk), "what": ["record"]}
    assert client.post(decide_url(story, query), sent).status_code in (403, 422)
    assert not can_see(story.chidi, story.conversation)


@pytest.mark.rule("S105", "S119")
def test_sharing_part_says_what_is_kept_back(amira, story, form):
    everybody_agrees(story)
    part = form | {"outcome": "share_part"}
    assert amira.post(decide_url(story), part).status_code == 422
    assert amira.post(decide_url(story), part | {"keep_back": "What Nell said about her mother"}).status_code == 302
    made = SharingDecision.objects.latest("number")
    assert DecisionItem.objects.get(decision=made, include=False).exclude_reason == "What Nell said about her mother"
    text = amira.get(reverse("consent:decision", args=[made.pk])).content.decode()
    assert "What Nell said about her mother" in text


BAD = [
    {"what": []},
    {"what": ["sharing_record"]},
    {"to_1": ""},
    {"to_1": "0" * 36},
    {"need_1": "x"},
    {"need_1": "y" * 301},
    {"purpose": "historic"},
    {"basis": ""},
    {"until-day": "31", "until-month": "2"},
    {"until-year": "2199"},
    {"reasons": "too short"},
    {"reasons": "x" * 4001},
    {"outcome": "maybe"},
    {"told": ""},
]


@pytest.mark.parametrize("changes", BAD)
def test_a_bad_answer_is_refused_with_a_summary_and_everything_kept(amira, story, form, changes):
    everybody_agrees(story)
    answer = amira.post(decide_url(story), form | changes)
    text = answer.content.decode()
    assert answer.status_code == 422 and "There is a problem" in text
    assert changes.get("need_1", NEED) in text
    assert not SharingDecision.objects.filter(family=story.family).exists()


def test_ending_needs_a_reason_and_is_immediate(amira, story):
    made = share(story)
    url = reverse("consent:end", args=[made.pk])
    assert amira.post(url, {"reason": " "}).status_code == 422 and can_see(story.ben, story.conversation)
    assert amira.post(url, {"reason": "Visits are over"}).status_code == 302
    assert not can_see(story.ben, story.conversation)
    assert amira.post(url, {"reason": "Again"}).status_code == 403


@pytest.mark.parametrize("address", ["consent:decision", "consent:end", "consent:authorise"])
def test_recipients_and_strangers_cannot_open_a_decision(client, story, address):
    made = share(story)
    for who in (story.ben, story.chidi, story.iris):
        client.force_login(who, backend="locality.access.backend.RecordBackend")
        assert client.post(reverse(address, args=[made.pk]), {"reason": "x"}).status_code in (404, 405)


@pytest.mark.rule("A8")
def test_the_auditor_reads_a_decision_and_changes_nothing(client, story):
    made = share(story)
    client.force_login(story.dana, backend="locality.access.backend.RecordBackend")
    assert REASONS in client.get(reverse("consent:decision", args=[made.pk])).content.decode()
    assert client.post(reverse("consent:end", args=[made.pk]), {"reason": "x"}).status_code == 403
    made.refresh_from_db()
    assert not made.ended_at


@pytest.mark.rule("C9", "S105")
def test_the_list_of_answers_says_which_leave_something_out(amira, story):
    address = reverse("consent:sharing", args=[story.family.pk])
    agree(story)
    assert "Agreed in writing, in part" not in amira.get(address).content.decode()
    answer(story, exclusions=[story.police])
    assert "Agreed in writing, in part" in amira.get(address).content.decode()


def test_the_sharing_page_asks_the_same_number_of_questions_for_one_and_for_many(amira, story):
    url = reverse("consent:sharing", args=[story.family.pk])
    share(story)
    amira.get(url)
    with CaptureQueriesContext(connection) as one:
        amira.get(url)
    for _ in range(9):
        share(story)
    with CaptureQueriesContext(connection) as many:
        amira.get(url)
    assert len(many) == len(one)


def test_the_list_of_conversations_asks_the_same_number_of_questions_for_one_and_for_many(amira, story):
    url = reverse("conversations:conversations")
    amira.get(url)
    with CaptureQueriesContext(connection) as one:
        amira.get(url)
    for _ in range(9):
        record(story)
    with CaptureQueriesContext(connection) as many:
        amira.get(url)
    assert len(many) == len(one)


def test_one_record_asks_for_the_agreement_of_those_it_is_about(amira, story, form):
    agree(story, story.child)
    query = f"?kind=conversation&record={story.conversation.pk}"
    assert amira.post(decide_url(story, query), form | {"what": ["record", "concerns"]}).status_code == 422
    assert amira.post(decide_url(story, query), form | {"what": ["record"]}).status_code == 302
    assert can_see(story.ben, story.conversation)


@pytest.mark.rule("V9", "V10", "V11", "V12", "S105", "S106")
@pytest.mark.parametrize("speed", ["signed", "urgent"])
def test_sharing_without_agreement_is_interrupted_first(amira, story, form, speed):
    agree(story, status="refused")
    facts = {
        "basis": "without",
        "ground": "harm_to_child",
        "condition": "asking_would_harm",
        "facts": FACTS,
        "safety": "Harm either way",
        "speed": speed,
    }
    sent = form | facts | {"wishes": "Nell fears what her partner would do"}
    before = SharingDecision.objects.count()
    shown = amira.post(decide_url(story), sent).content.decode()
    assert "You are sharing without the family’s agreement" in shown and "Kai Fulmar did not agree" in shown
    assert ("They see it at once" in shown) == (speed == "urgent") and "Nell fears" in shown
    assert "Who may sign: Grace Olufemi." in shown
    assert SharingDecision.objects.count() == before
    back = amira.post(decide_url(story), sent | {"change": "yes"}).content.decode()
    assert "afraid to go home" in back and SharingDecision.objects.count() == before
    assert amira.post(decide_url(story), sent | {"confirmed": "yes"}).status_code == 302
    made = SharingDecision.objects.latest("number")
    assert made.is_live == (speed == "urgent") and bool(made.sign_by) == made.urgent == (speed == "urgent")
    page = amira.get(reverse("consent:decision", args=[made.pk])).content.decode()
    assert ("it ends by itself" in page) == (speed == "urgent")


def test_what_a_rule_stands_against_is_not_interrupted_but_mended(amira, story, form):
    sent = form | {
        "basis": "without",
        "ground": "harm_to_child",
        "condition": "asking_would_harm",
        "facts": "At risk",
        "safety": "x",
        "speed": "urgent",
    }
    answer = amira.post(decide_url(story), sent)
    assert answer.status_code == 422 and "facts of this case" in answer.content.decode()


@pytest.mark.rule("V12", "V26")
def test_what_nobody_signed_in_time_is_over_and_no_longer_offered_to_be_ended(amira, story):
    now = timezone.now()
    for at, over in ((now, False), (now - timedelta(days=10), True)):
        without = {
            "basis": "risk",
            "ground": "harm_to_child",
            "condition": "asking_would_harm",
            "facts": FACTS,
            "safety": "He may be hurt",
            "urgent": True,
        }
        made = decide(propose(story, **without), by=story.amira, partner=story.school, at=at)
        end, what_if = (reverse(f"consent:{name}", args=[made.pk]) for name in ("end", "what-if"))
        page = amira.get(reverse("consent:decision", args=[made.pk])).content.decode()
        assert ("Ended" in page, end in page, what_if in page) == (over, not over, not over)
        assert amira.get(end).status_code == (302 if over else 200)


def test_what_begins_later_is_not_said_to_have_ended(amira, story):
    made = share(story, starts_at=timezone.now() + timedelta(days=2))
    for page in (reverse("consent:decision", args=[made.pk]), reverse("consent:sharing", args=[story.family.pk])):
        shown = amira.get(page).content.decode()
        assert "Begins later" in shown and "Ended" not in shown
