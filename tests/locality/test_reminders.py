"""The daily letter that somebody stops, and the calendar behind a secret address (3.0; interface of telephones)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from conversations.models import Action
from locality import post
from locality.access import Denial, Viewing
from locality.dues import how_many_due
from locality.history import acting_as
from locality.models import Membership, ReminderChoice
from locality.reminders import make_calendar
from tests.allocations.meeting import make_meeting
from tests.allocations.sitting import members
from tests.cast import agree, share_category
from tests.conversations.helping import planned
from tests.databases import unseen_hand
from tests.locality.reading import signed_in, what_is_read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_counts():
    cache.clear()


def address(token):
    return reverse("locality:calendar-feed", args=[token])


def made(story, who=None):
    """The address of Amira's calendar."""
    return address(make_calendar(by=who or story.amira, submission=uuid4()))


def events(response):
    assert response.status_code == 200, response.content
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


@pytest.mark.rule("S30", "S131")
def test_it_holds_reviews_and_meetings_by_reference_and_names_nobody(client, story):
    plan, _ = planned(story)
    meeting = make_meeting(story)
    members(story, meeting, "amira")
    url = made(story)
    answer = client.get(url)
    review, sitting = sorted(events(answer), key=lambda each: each["summary"], reverse=True)
    assert review["summary"] == f"Review, {story.family.reference}" and review["dtstart"].dt == plan.review_on
    assert sitting["summary"] == f"Allocation meeting, {meeting.locality}"
    assert sitting["dtstart"].dt == meeting.held_at.replace(microsecond=0)
    assert sitting["dtstart"].to_ical().endswith(b"Z")
    text = answer.content.decode()
    assert not any(word in text for word in ("Fulmar family", "Kai", "Nell", "Amira"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8" and answer["Cache-Control"] == "no-store"
    lines = answer.content.split(b"\r\n")
    assert all(b"\n" not in line and len(line) <= 75 for line in lines) and lines[0] == b"BEGIN:VCALENDAR"
    for each in (review, sitting):
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL", "STATUS"} <= set(each)
    again = {str(each["uid"]): each["dtstart"].dt for each in events(client.get(url))}
    assert again == {str(each["uid"]): each["dtstart"].dt for each in (review, sitting)}


def test_a_review_that_was_held_leaves_and_a_cancelled_meeting_says_so(client, story):
    meeting = make_meeting(story)
    members(story, meeting, "amira")
    url = made(story)
    with unseen_hand():
        type(meeting).objects.filter(pk=meeting.pk).update(status="cancelled")
    [one] = events(client.get(url))
    assert one["status"] == "CANCELLED"


@pytest.mark.rule("S94")
def test_it_is_read_as_its_owner_and_no_further(client, story):
    planned(story)
    assert len(events(client.get(made(story)))) == 1
    assert events(client.get(made(story, story.ben))) == []
    signed_in(client, story.ben)
    assert len(events(client.get(made(story)))) == 1, "Whoever is signed in, it is the owner's"


def test_its_secret_is_not_kept_and_every_reading_is_written_down(client, story):
    token = make_calendar(by=story.amira, submission=uuid4())
    client.get(address(token))
    with acting_as(story.amira):
        choice = ReminderChoice.objects.get()
        seen = Viewing.objects.filter(kind="calendar")
        assert [(each.record, each.route) for each in seen] == [(choice.pk, "locality:calendar-feed")]
        assert token not in str(vars(choice)) and not hasattr(choice.history.first(), "calendar_digest")
    with acting_as(story.ben):
        assert not ReminderChoice.objects.exists()


def test_a_wrong_one_is_not_found_written_down_and_soon_refused(client, story, settings):
    url = made(story)
    for _ in range(20):
        assert client.get(address("wrong")).status_code == 404
    assert client.get(address("wrong")).status_code == 429
    assert client.get(url).status_code == 200, "The right one opens, whoever else guesses from there"
    with acting_as(story.dana):
        assert Denial.objects.filter(kind="calendar").count() == 20


def test_a_new_one_ends_the_old_and_stopping_ends_both(client, story):
    first = made(story)
    second = made(story)
    assert client.get(first).status_code == 404 and client.get(second).status_code == 200
    signed_in(client, story.amira).post(reverse("locality:reminders"), {"act": "end"})
    assert client.get(second).status_code == 404


def test_whoever_leaves_or_may_not_sign_in_has_none_any_more(client, story):
    url = made(story, story.ben)
    assert client.get(url).status_code == 200
    with unseen_hand():
        Membership.objects.filter(practitioner=story.ben).update(
            ends_on=timezone.localdate() - timedelta(days=1), starts_on=timezone.localdate() - timedelta(days=9)
        )
    assert client.get(url).status_code == 404
    with acting_as(story.ben):
        assert ReminderChoice.objects.get().calendar_digest == ""
    url = made(story)
    with unseen_hand():
        type(story.amira).objects.filter(pk=story.amira.pk).update(is_active=False)
    assert client.get(url).status_code == 404


def test_the_address_is_shown_once(client, story):
    page = reverse("locality:reminders")
    signed_in(client, story.amira)
    form = {"act": "make", "submission": str(uuid4())}
    text = what_is_read(client.post(page, form))
    assert "http://testserver/calendar/" in text and "shown this once" in text
    url = text.split("http://testserver")[1].split("<")[0]
    assert client.get(url).status_code == 200
    assert client.post(page, form).status_code == 302, "The same form again shows nothing and changes nothing"
    assert "/calendar/" not in what_is_read(client.get(page)) and client.get(url).status_code == 200


def test_an_auditor_and_whoever_works_nowhere_make_none(client, story):
    page = reverse("locality:reminders")
    signed_in(client, story.dana)
    assert "Make a calendar address" not in what_is_read(client.get(page))
    assert client.post(page, {"act": "make", "submission": str(uuid4())}).status_code == 302
    with acting_as(story.dana):
        assert not ReminderChoice.objects.exists()


def test_the_daily_letter_can_be_stopped_and_comes_again(client, story, monkeypatch):
    day = timezone.localtime().replace(year=2026, month=12, day=14, hour=8)
    monkeypatch.setattr(post, "how_many_due", lambda who, on: who == story.amira)
    page = reverse("locality:reminders")
    signed_in(client, story.amira).post(page, {"act": "no-letter"})
    assert "You get no daily e-mail" in what_is_read(client.get(page))
    post.send_digests(day)
    assert mail.outbox == []
    client.post(page, {"act": "letter"})
    assert post.send_digests(day + timedelta(days=1)) == 1 and mail.outbox[0].to == [story.amira.email]


@pytest.mark.rule("S130")
def test_an_action_that_is_late_is_counted_in_the_letter_and_one_that_is_done_is_not(story):
    action = Action.objects.get()
    agree(story)
    share_category(story, "actions")
    with acting_as(story.ben):
        before = how_many_due(story.ben, action.due_on - timedelta(days=1))
        assert how_many_due(story.ben, action.due_on) == before + 1
    with acting_as(story.chidi):
        assert how_many_due(story.chidi, action.due_on) == 0
