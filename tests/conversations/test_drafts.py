"""What is typed into a form about a record is kept while it is typed, on each device, and is its writer's alone."""

import time
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from conversations.models import Draft, Need, Plan, Referral
from conversations.taking_up import KEPT
from tests.conversations.helping import completed, opened, planned, started
from tests.conversations.posting import day
from tests.locality.reading import signed_in

pytestmark = pytest.mark.django_db
WORDS = "Typed in the car, “half a sen"
FIELD = {"plan": "goal", "plan-actions": "what_1", "review": "changed", "closing": "afterwards"}
FIELD |= {"need": "what", "referral": "concerns", "move": "why"}


@pytest.fixture
def amira(client, story):
    return signed_in(client, story.amira)


def about(story, kind):
    """What a form of a kind is about."""
    made = {
        "need": lambda: started(story),
        "plan": lambda: completed(story)[0],
        "plan-actions": lambda: planned(story)[0],
        "review": lambda: planned(story)[0],
        "closing": lambda: opened(story),
        "referral": lambda: story.family,
        "move": lambda: story.family,
    }
    return made[kind]()


def keep(client, kind, record, **typed):
    values = {"draft": str(uuid4()), "draft_version": "0", "submission": str(uuid4())} | typed
    return client.post(reverse("conversations:keep-draft", args=[kind, record.pk]), values)


def page(kind, record):
    return reverse(KEPT[kind].page, args=[record.pk])


@pytest.mark.parametrize("kind", FIELD)
def test_what_was_typed_is_there_again_and_on_my_work(amira, story, kind):
    record = about(story, kind)
    answer = keep(amira, kind, record, **{FIELD[kind]: WORDS})
    assert answer.status_code == 200 and answer.json()["fields"]["draft_version"] == "1"
    text = amira.get(page(kind, record)).content.decode()
    assert WORDS in text and "had not saved it" in text and answer.json()["fields"]["draft"] in text
    assert "There is a problem" not in text  # nobody is told off for half a sentence
    assert f"?draft={answer.json()['fields']['draft']}" in amira.get(reverse("locality:home")).content.decode()


@pytest.mark.parametrize("kind", FIELD)
def test_without_javascript_a_button_keeps_it(amira, story, kind):
    record = about(story, kind)
    typed = {FIELD[kind]: WORDS, "act": "draft", "submission": str(uuid4()), "draft": "", "draft_version": "0"}
    answer = amira.post(page(kind, record), typed, follow=True)
    assert WORDS in answer.content.decode() and "Nobody else can see it" in answer.content.decode()
    kept = Draft.objects.get(author=story.amira)
    again = {**typed, "act": "forget", "draft": str(kept.pk), "draft_version": "1"}
    assert "The draft is gone" in amira.post(page(kind, record), again, follow=True).content.decode()
    assert not Draft.objects.exists()


def test_two_devices_lose_nothing(amira, story):
    record = about(story, "review")
    first = keep(amira, "review", record, changed="At the desk").json()["fields"]
    keep(amira, "review", record, **first, changed="At the desk, more")
    keep(amira, "review", record, **first, changed="On the bus")  # it saw the first version last
    assert {each.answers["changed"][0] for each in Draft.objects.all()} == {"At the desk, more", "On the bus"}
    assert "Take that up instead" in amira.get(page("review", record)).content.decode()


def test_the_draft_goes_when_the_form_is_saved_and_is_not_saved_twice(amira, story):
    made, need = completed(story)
    key, today = str(uuid4()), timezone.localdate()
    typed = {"submission": key, "goal": "Rested", "family_said": "Fine", "conversation": str(story.conversation.pk)}
    typed |= {"what_1": "Bed", "need_1": str(need.pk), "measure_1": "He says so", "who_1": "me"}
    typed |= day("agreed_on", today) | day("due_1", today)
    fields = keep(amira, "plan", made, **typed).json()["fields"]
    text = amira.get(page("plan", made)).content.decode()
    assert key in text  # the key under which it was begun
    assert amira.post(page("plan", made), typed | fields).status_code == 302
    assert Plan.objects.count() == 1 and not Draft.objects.exists()


def test_a_referral_keeps_what_it_belongs_to(amira, story):
    keep(amira, "referral", story.family, concerns=WORDS, conversation=str(story.conversation.pk))
    text = amira.get(page("referral", story.family)).content.decode()
    assert WORDS in text and "This belongs to the conversation" in text and not Referral.objects.exists()


def test_a_draft_is_its_writers_alone(amira, story, client):
    record = started(story)
    kept = keep(amira, "need", record, what=WORDS).json()["fields"]
    grace = signed_in(client, story.grace)
    assert WORDS not in grace.get(page("need", record)).content.decode()
    assert keep(grace, "need", record, **{**kept, "draft_version": "0"}, what="Mine").status_code == 403
    chidi = signed_in(client, story.chidi)
    assert keep(chidi, "need", record, what="Mine").status_code == 404
    assert keep(chidi, "nothing", record).status_code == 404
    assert not Need.objects.exists()


def test_drafts_of_two_forms_about_one_record_stay_apart(amira, story):
    record = started(story)
    keep(amira, "need", record, what=WORDS)
    assert WORDS not in amira.get(reverse("conversations:write-assessment", args=[record.pk])).content.decode()
    assert WORDS in amira.get(page("need", record)).content.decode()


def test_what_is_posted_after_the_session_ended_is_kept(amira, story):
    plan, _ = planned(story)
    session = amira.session
    session["seen_at"] = session.get("seen_at", time.time()) - 31 * 60
    session["began_at"] = session["seen_at"]
    session.save()
    answer = amira.post(page("review", plan), {"submission": str(uuid4()), "changed": WORDS})
    assert answer.status_code == 302 and "sign-in" in answer["Location"]
    assert Draft.objects.get(form="review").answers["changed"] == [WORDS]
