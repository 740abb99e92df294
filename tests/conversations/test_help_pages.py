"""The pages of a family's help: each act, what it refuses, and what it costs."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from conversations import services
from conversations.models import Episode, Lead
from locality.models import Membership
from tests.cast import record, share_category
from tests.conversations.helping import asked, led, opened
from tests.conversations.posting import day
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def amira(client, story):
    return signed_in(client, story.amira)


def url(name, record):
    return reverse(f"conversations:{name}", args=[record.pk])


def form(**changes):
    values = {
        "submission": str(uuid4()),
        "why": "Kai has breakfast",
        "trigger": "unmet_need",
        "objective": "prevent_complexity",
        "status": "identified",
    }
    return values | day("identified_on", timezone.localdate()) | changes


@pytest.mark.rule("S9", "S20", "S25", "S26", "S123")
def test_help_is_opened_from_the_family(amira, story):
    assert "Open help" in amira.get(url("help", story.family)).content.decode()
    answer = amira.post(url("open-help", story.family), form(trigger="step_down_safe"))
    assert answer.status_code == 302 and answer.url == url("help", story.family)
    page = what_is_read(amira.get(answer.url))
    assert "Kai has breakfast" in page and "Nobody leads yet" in page and "safe to reduce" in page
    assert Episode.objects.get().trigger == "step_down_safe"
    assert "Nobody leads yet" in amira.get(f"/families/{story.family.pk}/").content.decode()


BAD = [("why", ""), ("why", "x" * 2001), ("trigger", "because"), ("status", "closed"), ("identified_on-day", "31")]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_bad_input_is_said_beside_the_field_and_opens_nothing(amira, story, name, value):
    changes = {name: value} | ({"identified_on-month": "2"} if name == "identified_on-day" else {})
    answer = amira.post(url("open-help", story.family), form(**changes))
    assert answer.status_code == 422 and "There is a problem" in answer.content.decode()
    assert not Episode.objects.exists()


def test_a_day_to_come_is_refused_and_every_word_stays(amira, story):
    tomorrow = day("identified_on", timezone.localdate() + timedelta(days=1))
    answer = amira.post(url("open-help", story.family), form(why="Words to keep", **tomorrow))
    assert answer.status_code == 422 and "Words to keep" in answer.content.decode()


def test_sent_twice_it_is_one(amira, story):
    sent = form()
    assert [amira.post(url("open-help", story.family), sent).status_code for _ in range(2)] == [302, 302]
    assert Episode.objects.count() == 1


@pytest.mark.rule("S129")
def test_somebody_is_asked_answers_and_the_family_is_told(amira, story):
    made = opened(story)
    job = Membership.objects.get(practitioner=story.amira)
    sent = {"submission": str(uuid4()), "who": str(job.pk), "reason": "Knows Kai"}
    assert amira.post(url("propose-lead", made), sent).status_code == 302
    row = Lead.objects.get()
    home = amira.get("/").content.decode()
    assert "Say whether you lead the help for the Fulmar family" in home and url("answer-lead", row) in home
    assert amira.post(url("answer-lead", row), {"answer": ""}).status_code == 422
    assert amira.post(url("answer-lead", row), {"answer": "accepted"}).status_code == 302
    home = amira.get("/").content.decode()
    assert "Families you lead" in home and "Tell the Fulmar family that you lead" in home
    told = {"how": "At the gate"} | day("on", timezone.localdate())
    assert amira.post(url("tell-lead", row), told).status_code == 302
    assert "The family was told on" in what_is_read(amira.get(url("help", story.family)))


def test_declining_needs_a_reason(amira, story):
    row = asked(story, opened(story))
    refused = amira.post(url("answer-lead", row), {"answer": "declined", "reason": " "})
    assert refused.status_code == 422 and "Say why not" in refused.content.decode()
    assert amira.post(url("answer-lead", row), {"answer": "declined", "reason": "No time"}).status_code == 302
    assert "No time" in what_is_read(amira.get(url("help", story.family)))


@pytest.mark.rule("S94")
def test_whoever_may_not_see_it_cannot_be_asked_and_the_page_says_what_to_do(amira, story):
    made = opened(story)
    job = Membership.objects.get(practitioner=story.ben)
    sent = {"submission": str(uuid4()), "who": str(job.pk), "reason": "Visits weekly"}
    answer = amira.post(url("propose-lead", made), sent)
    assert answer.status_code == 422 and "Share “lead professional” with" in answer.content.decode()
    share_category(story, "lead_professional")
    assert amira.post(url("propose-lead", made), sent).status_code == 302
    page = signed_in(amira, story.ben).get(url("answer-lead", Lead.objects.get())).content.decode()
    assert "Do you lead the help for the DEMO-FAM" in page and "Fulmar family" not in page  # its name is not shared


@pytest.mark.rule("S45")
def test_a_step_up_asks_for_its_conversation(amira, story):
    made = opened(story)
    sent = {"status": "stepped_up", "reason": "It is worse"}
    assert amira.post(url("move-help", made), sent).status_code == 422
    assert amira.post(url("move-help", made), sent | {"conversation": str(story.conversation.pk)}).status_code == 302
    assert "Stepped up to social care" in what_is_read(amira.get(url("help", story.family)))


def test_a_lead_is_changed_by_choosing_the_conversation(amira, story):
    first = led(story)
    talk = record(story, said="Handing over")
    job = Membership.objects.get(practitioner=story.grace)
    sent = {"submission": str(uuid4()), "who": str(job.pk), "reason": "Back from leave"}
    refused = amira.post(url("propose-lead", first.episode), sent)
    assert refused.status_code == 422 and "record the conversation" in refused.content.decode()
    assert amira.post(url("propose-lead", first.episode), sent | {"handover": str(talk.pk)}).status_code == 302
    services.accept_lead(Lead.objects.get(practitioner=story.grace), by=story.grace)
    page = what_is_read(amira.get(url("help", story.family)))
    assert f"{story.grace}, {story.school}" in page and "Who led or was asked before" in page


def test_a_tampered_choice_is_refused(amira, story):
    made = opened(story)
    for who in ("somebody", str(uuid4())):
        sent = {"submission": str(uuid4()), "who": who, "reason": "A"}
        assert amira.post(url("propose-lead", made), sent).status_code == 422


def questions(client, address):
    with queries_of() as asked_of_it:
        assert client.get(address).status_code == 200
        return len(asked_of_it)


def test_the_pages_cost_the_same_for_one_episode_and_for_many(amira, story):
    first, talk = led(story), record(story)
    pages = [url("help", story.family), f"/families/{story.family.pk}/", "/"]
    for page in pages:
        amira.get(page)
    few = [questions(amira, page) for page in pages]
    for who in (story.grace, story.amira, story.grace, story.amira):
        row = asked(story, first.episode, who, handover=talk)
        services.accept_lead(row, by=who)
    assert [questions(amira, page) - count for page, count in zip(pages, few, strict=True)] == [1, 1, 0]  # the talk


def test_a_page_that_asks_one_thing_says_of_which_family(amira, story):
    """Whoever leads several families sees before writing whose help it is."""
    made = opened(story)
    for name in ("propose-lead", "move-help", "no-lead"):
        assert f"The {story.family}" in what_is_read(amira.get(url(name, made))), name
