"""Logging a conversation and deciding about it in one page (S10, S23, S41, S42, S96, S117)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from consent.models import DecisionConsent, DecisionRecipient, SharingDecision
from conversations.models import Action, Conversation, Draft, Participant
from locality import services
from locality.access import can_see
from locality.models import Involvement, Membership, Viewing
from tests.cast import agree, record, share
from tests.conversations.posting import conversation_form, day, sharing


@pytest.fixture
def amira(client, story):
    client.force_login(story.amira, backend="locality.access.backend.RecordBackend")
    return client


@pytest.fixture
def address(story):
    return reverse("conversations:new", args=[story.family.pk])


def newest():
    return Conversation.objects.order_by("-recorded_at").first()


def test_the_page_asks_and_shows_the_front_door(amira, address):
    answer = amira.get(address)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "What was said?" in text and "Front Door" in text


@pytest.mark.rule("S10", "S24", "S41", "S42", "S117", "S119")
def test_a_conversation_is_recorded_with_the_decision_not_to_share(amira, story, address):
    answer = amira.post(address, conversation_form(story))
    made = newest()
    assert answer.status_code == 302 and answer.url == reverse("conversations:conversation", args=[made.pk])
    assert made.said == "Kai comes to school hungry." and made.recorded_by == story.amira
    assert set(Participant.objects.filter(conversation=made).values_list("partner__name", "tier")) == {
        (story.school.name, "universal"),
        (story.health.name, "universal"),
    }
    assert Action.objects.get(conversation=made).owner == story.amira
    decision = SharingDecision.objects.latest("number")
    assert decision.outcome == "not_share" and decision.not_share_reason == "already_held"
    assert not can_see(story.ben, made)


@pytest.mark.rule("S96", "S104", "S113", "S120", "V8")
def test_sharing_with_who_took_part_lets_them_see_it_and_nobody_else(amira, story, address):
    consent = agree(story)
    assert amira.post(address, sharing(story)).status_code == 302
    made, decision = newest(), SharingDecision.objects.latest("number")
    assert can_see(story.ben, made) and not can_see(story.chidi, made)
    assert DecisionRecipient.objects.get(decision=decision).partner == story.health
    assert DecisionConsent.objects.get(decision=decision).consent == consent
    told = amira.get(reverse("conversations:conversation", args=[made.pk])).content.decode()
    assert f"{story.health} can see it" in told


@pytest.mark.rule("V8")
def test_sharing_by_agreement_without_an_agreement_is_refused_and_keeps_every_word(amira, story, address):
    before = Conversation.objects.count()
    answer = amira.post(address, sharing(story, said="Words that must not be lost"))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "No agreement is recorded that covers this" in text and "Words that must not be lost" in text
    assert "Error: " in text
    assert Conversation.objects.count() == before


@pytest.mark.rule("V8")
def test_what_is_missing_and_what_the_rules_say_come_in_one_round(amira, story, address):
    before = Conversation.objects.count()
    answer = amira.post(address, sharing(story, agreed="", said="Words that must not be lost"))
    text = answer.content.decode()
    assert answer.status_code == 422 and Conversation.objects.count() == before
    assert "Write what was agreed" in text and "No agreement is recorded that covers this" in text
    assert "Words that must not be lost" in text
    agree(story)
    text = amira.post(address, sharing(story, agreed="", **{"sharing-reasons": ""})).content.decode()
    assert "Write what was agreed" in text and "Give your reasons" in text and "No agreement is recorded" not in text
    text = amira.post(address, sharing(story, people=[], **{"sharing-reasons": "GDPR"})).content.decode()
    assert "Choose whom it is about" in text and "Data protection law is no reason in itself" in text
    assert "No agreement is recorded" not in text


def test_nothing_is_asked_about_sharing_while_nobody_else_took_part(amira, story, address):
    grace = str(Membership.objects.get(practitioner=story.grace).pk)
    text = amira.post(address, sharing(story, agreed="", with_1=grace, **{"sharing-reasons": ""})).content.decode()
    assert "Write what was agreed" in text and "Give your reasons" not in text


@pytest.mark.rule("V10", "V11", "V12", "S106", "S107")
def test_sharing_without_agreement_needs_facts_and_a_second_signature(amira, story, address):
    facts = (
        "On Friday Kai showed a burn on his hand and said that he is not to tell anybody at home about it, ever again."
    )
    without = {
        "sharing-basis": "without",
        "sharing-ground": "harm_to_child",
        "sharing-condition": "asking_would_harm",
        "sharing-safety": "He may be hurt again if nobody acts.",
        "sharing-speed": "signed",
        "sharing-told": "will_not_be_told",
    }
    short = amira.post(address, sharing(story, **without, **{"sharing-facts": "He is at risk"}))
    assert short.status_code == 422 and "facts of this case" in short.content.decode()
    assert amira.post(address, sharing(story, **without, **{"sharing-facts": facts})).status_code == 302
    decision, made = SharingDecision.objects.latest("number"), newest()
    assert decision.waits_for_authoriser and not can_see(story.ben, made)
    sign = reverse("consent:authorise", args=[decision.pk])
    assert amira.post(sign).status_code == 403
    amira.force_login(story.grace, backend="locality.access.backend.RecordBackend")
    assert amira.post(sign).status_code == 302
    assert can_see(story.ben, made)


@pytest.mark.rule("V1", "S97")
def test_data_protection_alone_is_no_reason(amira, story, address):
    answer = amira.post(address, conversation_form(story, **{"sharing-reasons": "Because of GDPR, no consent."}))
    assert answer.status_code == 422 and "Data protection law is no reason in itself" in answer.content.decode()


@pytest.mark.rule("S49", "S50", "S51", "S53", "S55")
@pytest.mark.parametrize("kind", ["child_in_need", "harm", "likely_harm"])
def test_a_child_who_may_be_harmed_asks_for_the_call(amira, story, address, kind):
    harm = {"harm": "yes", "harm_kind": kind, "harm_reasoning": "A fresh bruise"}
    refused = amira.post(address, conversation_form(story, **harm))
    assert refused.status_code == 422 and "Ring the Front Door" in refused.content.decode()
    call = day("called", date(2026, 1, 2)) | {"called-time": "10:15", "front_door_spoke_to": "Ola"}
    assert amira.post(address, conversation_form(story, **harm, **call)).status_code == 302
    assert newest().harm == kind and newest().front_door_spoke_to == "Ola"


@pytest.mark.rule("S23")
@pytest.mark.parametrize("mode", ["phone", "meeting_in_person", "video", "corridor"])
def test_calls_and_meetings_are_told_apart_and_dated(amira, story, address, mode):
    earlier = {"when": "earlier", "started_at-time": "09:30"} | day("started_at", date(2026, 3, 2))
    assert amira.post(address, conversation_form(story, mode=mode, **earlier)).status_code == 302
    made = newest()
    assert made.mode == mode and f"{timezone.localtime(made.started_at):%d %m %Y %H:%M}" == "02 03 2026 09:30"
    assert made.was_recorded_late


@pytest.mark.rule("S18", "S128", "S130", "S33")
def test_strengths_worries_and_the_childs_words_stand_beside_each_other(amira, story, address):
    words = {"strengths": "She asks for help", "concerns": "No breakfast", "child_voice": "I like toast"}
    assert amira.post(address, conversation_form(story, concerns_are="fact", **words)).status_code == 302
    made = newest()
    assert {name: getattr(made, name) for name in words} == words
    action = Action.objects.get(conversation=made)
    assert action.what == "Ring Nell" and action.owner_partner == story.school and action.due_on > date(2026, 1, 1)


@pytest.mark.rule("S32", "S10")
def test_a_conversation_has_at_least_two_sides(amira, story, address):
    alone = amira.post(address, conversation_form(story, with_1=""))
    assert alone.status_code == 422 and "Choose who you talked to" in alone.content.decode()
    named = conversation_form(story, with_1="", other_name="Sister Ruth", other_partner=str(story.police.pk))
    assert amira.post(address, named).status_code == 302
    assert Participant.objects.filter(conversation=newest(), name="Sister Ruth", partner=story.police).exists()


@pytest.mark.rule("S41")
def test_a_declined_conversation_is_recorded_too(amira, story, address):
    declined = {"took_place": "no", "declined_reason": "The practice does not talk about siblings"}
    assert amira.post(address, conversation_form(story, **declined)).status_code == 302
    assert not newest().took_place


def test_the_form_sent_twice_is_one_record(amira, story, address):
    form = conversation_form(story)
    first, second = amira.post(address, form), amira.post(address, form)
    assert first.url == second.url
    assert Conversation.objects.filter(submission=form["submission"]).count() == 1


def test_somebody_elses_form_key_is_refused(client, story, address):
    share(story)
    client.force_login(story.grace, backend="locality.access.backend.RecordBackend")
    services.give_reason(story.family, by=story.grace, partner=story.school, reason="I lead the school")
    form = conversation_form(story, submission=str(story.conversation.submission))
    assert client.post(address, form).status_code == 403


@pytest.mark.parametrize("key", ["", "not-a-key", "0" * 400])
def test_a_tampered_form_key_makes_no_record_of_its_own_choosing(amira, story, address, key):
    answer = amira.post(address, conversation_form(story, submission=key))
    assert answer.status_code == (302 if key == "" else 400)


BAD = [
    ("said", ""),
    ("said", "x" * 20001),
    ("said", "a\0b"),
    ("said", "left\u202eright"),
    ("people", ["00000000-0000-0000-0000-000000000000"]),
    ("people", ["drop table"]),
    ("with_1", "somebody"),
    ("mode", "carrier pigeon"),
    ("harm", ""),
    ("due_1-day", "31"),
    ("agreed", "   "),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_bad_input_gets_an_error_and_saves_nothing(amira, story, address, name, value):
    changes = {name: value}
    if name == "due_1-day":
        changes |= {"due_1-month": "2"}
    before = Conversation.objects.count()
    answer = amira.post(address, conversation_form(story, strengths="Kept words", **changes))
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode() and "Kept words" in answer.content.decode()
    assert Conversation.objects.count() == before


def test_odd_but_honest_text_is_kept_as_it_is(amira, story, address):
    text = "O’Brien said <b>=1+1</b> 👩‍👧 {{ 7*7 }} & Łukasz عمر"
    assert amira.post(address, conversation_form(story, said=text)).status_code == 302
    assert newest().said == text
    shown = amira.get(reverse("conversations:conversation", args=[newest().pk])).content.decode()
    assert "&lt;b&gt;" in shown and "<b>=1+1" not in shown


def test_what_is_typed_is_kept_and_taken_up_again(amira, story, address):
    form = conversation_form(story, said="Half a thought")
    answer = amira.post(reverse("conversations:draft", args=[story.family.pk, form["submission"]]), form)
    assert answer.status_code == 200 and ":" in answer.json()["saved_at"]
    again = amira.get(address).content.decode()
    assert "Half a thought" in again and form["submission"] in again and "There is a problem" not in again
    assert amira.post(address, form).status_code == 302
    assert not Draft.objects.filter(author=story.amira).exists()


def test_a_draft_is_its_authors_alone(amira, story, address):
    form = conversation_form(story, said="Private thought")
    url = reverse("conversations:draft", args=[story.family.pk, form["submission"]])
    amira.post(url, form)
    amira.force_login(story.grace, backend="locality.access.backend.RecordBackend")
    services.give_reason(story.family, by=story.grace, partner=story.school, reason="I lead the school")
    assert amira.post(url, form).status_code == 403
    assert "Private thought" not in amira.get(address).content.decode()


def test_saving_a_draft_without_javascript(amira, story, address):
    amira.post(address, conversation_form(story, said="", agreed="Only this so far", act="draft"))
    assert "Only this so far" in amira.get(address).content.decode()


@pytest.mark.rule("S95")
def test_the_reader_is_told_which_decision_lets_them_see(client, story):
    decision = share(story)
    client.force_login(story.ben, backend="locality.access.backend.RecordBackend")
    url = reverse("conversations:conversation", args=[story.conversation.pk])
    text = client.get(url).content.decode()
    assert f"decision {decision.number}" in text
    seen = Viewing.objects.get(practitioner=story.ben, record=story.conversation.pk)
    assert seen.decision == decision.pk and seen.partner == story.health
    client.force_login(story.chidi, backend="locality.access.backend.RecordBackend")
    assert client.get(url).status_code == 404


def test_recording_is_a_reason_to_open_the_family(amira, story, address):
    amira.post(address, conversation_form(story))
    assert Involvement.objects.filter(practitioner=story.amira, family=story.family).count() == 1


def test_the_same_form_sent_by_eight_at_once_is_one_conversation(told_once, clone_database):
    key, story, start = uuid4(), told_once, threading.Barrier(8)

    def press(_):
        start.wait()
        try:
            return record(story, submission=key).pk
        finally:
            connection.close()

    with clone_database("pressed"):
        with ThreadPoolExecutor(8) as pool:
            answers = set(pool.map(press, range(8)))
        assert len(answers) == 1
        assert Conversation.objects.filter(submission=key).count() == 1
        assert Participant.objects.filter(conversation__in=answers).count() == 2
