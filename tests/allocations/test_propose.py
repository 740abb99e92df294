"""Putting a family on an agenda: one of the four categories, a purpose, a meeting that takes families."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from allocations import services
from allocations.headings import EXPLANATIONS
from allocations.models import AgendaItem
from locality.access import can_see
from locality.models import Denial
from tests.allocations.meeting import PURPOSE, form, make_meeting, put_forward
from tests.cast import share_category
from tests.locality.reading import signed_in, what_is_read

NUL, TURNED = "With a \x00 in it, which nobody types", "Turned \u202eround\u202c, so as to mislead whoever reads it"


@pytest.fixture
def amira(client, story):
    return signed_in(client, story.amira)


@pytest.fixture
def address(story):
    return reverse("allocations:propose", args=[story.family.pk])


@pytest.mark.rule("S132", "S133", "S134", "S135")
def test_the_page_explains_the_four_categories_and_offers_only_meetings_that_take_families(amira, story, address):
    make_meeting(story, days=7)
    others = ((30, "scheduled"), (4, "cancelled"))
    closed = [make_meeting(story, days=days, status=status) for days, status in others]
    closed.append(make_meeting(story, days=-1))
    text = what_is_read(amira.get(address))
    assert all(words in text for words in EXPLANATIONS.values())
    assert text.count('name="heading"') == 4 and text.count('name="meeting"') == 1
    assert not any(str(meeting.pk) in text for meeting in closed)


@pytest.mark.rule("S90", "S131")
def test_a_family_is_put_on_the_agenda_for_a_stated_purpose(amira, story, address):
    meeting = make_meeting(story)
    answer = amira.post(address, form(meeting))
    assert answer.status_code == 302 and answer.url == reverse("allocations:meeting", args=[meeting.pk])
    item = AgendaItem.objects.get(meeting=meeting)
    assert (item.heading, item.purpose, item.proposed_by) == ("SUPPORT_NON_STATUTORY", PURPOSE, story.amira)
    assert "is on the agenda" in amira.get(answer.url).content.decode()
    assert not can_see(story.ben, item) and can_see(story.grace, item)


@pytest.mark.rule("S132", "S133", "S134", "S135")
def test_exactly_one_category_and_no_fifth(amira, story, address):
    meeting = make_meeting(story)
    for heading in ("", "SOMETHING_ELSE", "COMPLEX,DATA_ONLY"):
        answer = amira.post(address, form(meeting, heading=heading))
        assert answer.status_code == 422 and PURPOSE in answer.content.decode()
    assert not AgendaItem.objects.filter(meeting=meeting).exists()


@pytest.mark.rule("S90", "V24")
@pytest.mark.parametrize("purpose", ["", "   ", "Help", "x" * 1001, NUL, TURNED])
def test_without_a_purpose_that_says_something_it_is_not_put_there(amira, story, address, purpose):
    answer = amira.post(address, form(make_meeting(story), purpose=purpose))
    assert answer.status_code == 422 and "There is a problem" in answer.content.decode()
    assert not AgendaItem.objects.exists()


def test_mark_up_and_odd_letters_are_kept_as_typed(amira, story, address):
    odd = "Decide <script>alert(1)</script> =1+1 \U0001f9f8 about Nell"
    meeting = make_meeting(story)
    assert amira.post(address, form(meeting, purpose=odd)).status_code == 302
    text = amira.get(reverse("allocations:meeting", args=[meeting.pk])).content.decode()
    assert AgendaItem.objects.get().purpose == odd
    assert "<script>alert" not in text and "&lt;script&gt;alert(1)" in text


def test_a_meeting_that_closed_meanwhile_is_refused_with_words_and_nothing_is_lost(amira, story, address):
    meeting = make_meeting(story, status="in_session")
    answer = amira.post(address, form(meeting))
    assert answer.status_code == 422 and PURPOSE in answer.content.decode()
    with pytest.raises(ValidationError, match="takes no more families"):
        put_forward(story, meeting)


def test_a_family_is_on_an_agenda_once(amira, story, address):
    meeting = make_meeting(story)
    first = put_forward(story, meeting)
    answer = amira.post(address, form(meeting))
    assert answer.status_code == 422 and "already on that meeting" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(
            meeting=meeting,
            family=story.family,
            provider=story.school,
            category=first.category,
            heading="COMPLEX",
            purpose=PURPOSE,
            proposed_by=story.amira,
            submission=uuid4(),
        )


def test_the_same_form_twice_is_one_item(amira, story, address):
    answers = form(make_meeting(story))
    assert {amira.post(address, answers).url for _ in range(2)} == {
        reverse("allocations:meeting", args=[answers["meeting"]])
    }
    assert AgendaItem.objects.count() == 1


def test_somebody_elses_key_is_refused(story):
    meeting = make_meeting(story)
    item = put_forward(story, meeting)
    with pytest.raises(PermissionDenied):
        services.propose_family(
            make_meeting(story, days=9),
            by=story.grace,
            partner=story.school,
            family=story.family,
            heading="COMPLEX",
            purpose=PURPOSE,
            submission=item.submission,
        )


def test_no_meeting_open_says_so_and_names_the_front_door(amira, story, address):
    make_meeting(story, status="scheduled")
    text = what_is_read(amira.get(address))
    assert "No meeting takes families now" in text and "<form" not in text


@pytest.mark.rule("A2")
def test_a_family_that_one_may_not_see_is_not_there_and_the_door_remembers(client, story, address):
    meeting = make_meeting(story)
    signed_in(client, story.chidi)
    assert client.get(address).status_code == 404 and client.post(address, form(meeting)).status_code == 404
    assert Denial.objects.filter(practitioner=story.chidi, record=str(story.family.pk)).count() == 2
    assert not AgendaItem.objects.exists()


def test_whoever_sees_a_shared_family_puts_it_forward_as_their_own_partners_item(client, story):
    share_category(story, "family_details")
    item = put_forward(story, make_meeting(story), by=story.ben, partner=story.health)
    assert can_see(story.ben, item) and not can_see(story.amira, item)
    with pytest.raises(PermissionDenied):
        put_forward(story, make_meeting(story, days=8), by=story.ben, partner=story.school)


def test_history_keeps_every_version_of_an_item(story):
    item = put_forward(story, make_meeting(story))
    (row,) = item.history.all()
    assert (row.history_type, row.actor_name, row.acting_for) == ("+", story.amira.name, story.school.pk)
