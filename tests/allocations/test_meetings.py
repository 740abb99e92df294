"""Allocation meetings: who sees which family there, and under which heading (S131-S135)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from allocations.models import AgendaItem, AllocationMeeting
from consent import services as consent
from consent.rules import Item
from locality import services
from locality.models import Viewing
from locality.reference import category
from tests.allocations.meeting import PURPOSE, make_meeting, put_forward
from tests.cast import share, share_category
from tests.locality.reading import queries_of, signed_in, what_is_read

HEADINGS = [label for _, label in AgendaItem.Heading.choices]


def agenda(client, practitioner, meeting):
    return what_is_read(signed_in(client, practitioner).get(reverse("allocations:meeting", args=[meeting.pk])))


@pytest.mark.rule("S131")
def test_the_list_has_the_meetings_to_come_and_those_of_the_last_year(client, story):
    make_meeting(story, days=7, place="Harbour Library")
    make_meeting(story, days=-20)
    make_meeting(story, days=-400, place="Long ago")
    text = what_is_read(signed_in(client, story.ben).get(reverse("allocations:meetings")))
    assert text.index("To come") < text.index("Harbour Library") < text.index("In the last year")
    assert "Takes families" in text and "Long ago" not in text


def test_without_any_meeting_the_list_says_so(client, story):
    assert "No meeting is planned" in what_is_read(signed_in(client, story.ewan).get(reverse("allocations:meetings")))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Takes families"),
        ({"status": "scheduled"}, "Not open yet"),
        ({"status": "items_closed"}, "Agenda closed"),
        ({"status": "cancelled"}, "Cancelled"),
        ({"days": -3}, "Held"),
    ],
)
def test_a_meeting_says_where_it_stands(client, story, changes, words):
    assert words in agenda(client, story.ewan, make_meeting(story, **changes))


@pytest.mark.rule("S132", "S133", "S134", "S135", "S90")
@pytest.mark.parametrize("heading", AgendaItem.Heading.values)
def test_a_family_stands_under_its_one_heading_with_the_purpose(client, story, heading):
    meeting = make_meeting(story)
    put_forward(story, meeting, heading=heading)
    text = agenda(client, story.amira, meeting)
    assert text.count(PURPOSE) == 1
    place = HEADINGS.index(AgendaItem.Heading(heading).label)
    parts = [text.index(f">{label}</h2>") for label in HEADINGS] + [len(text)]
    assert parts[place] < text.index("The Fulmar family") < parts[place + 1]


@pytest.mark.rule("A2", "A4", "S94")
def test_others_see_the_item_only_by_a_sharing_decision_and_nothing_counts_what_is_hidden(client, story):
    meeting, empty = make_meeting(story), make_meeting(story, days=8)
    put_forward(story, meeting)
    bare = agenda(client, story.ben, empty)
    assert agenda(client, story.ben, meeting).count("Nothing here that you can see") == 4
    assert bare.count("Nothing here that you can see") == 4
    decision = share_category(story, "concerns")
    assert PURPOSE in agenda(client, story.ben, meeting)
    assert PURPOSE not in agenda(client, story.chidi, meeting)
    consent.end_decision(decision, by=story.amira, reason="The meeting is over")
    assert PURPOSE not in agenda(client, story.ben, meeting)


def test_a_hidden_agenda_reads_like_an_empty_one(client, story):
    meeting = make_meeting(story)
    before = agenda(client, story.ben, meeting)
    put_forward(story, meeting)
    assert agenda(client, story.ben, meeting) == before


def test_the_familys_name_is_read_only_by_whom_the_familys_details_are_shared_with(client, story):
    meeting = make_meeting(story)
    put_forward(story, meeting)
    both = [whole(code) for code in ("concerns", "family_details")]
    share(story, items=both[:1])
    text = agenda(client, story.ben, meeting)
    assert "Fulmar" not in text.replace("Fulmar Lane Primary", "")
    assert "A family whose details are not shared with you" in text
    share(story, items=both)
    assert "The Fulmar family" in agenda(client, story.ben, meeting)


def whole(code):
    return Item(category(code), "All of it", None, timezone.localdate())


def test_what_is_read_on_an_agenda_is_written_down(client, story):
    meeting = make_meeting(story)
    put_forward(story, meeting)
    agenda(client, story.amira, meeting)
    assert Viewing.objects.filter(
        practitioner=story.amira, family=story.family.pk, route="allocations:meeting"
    ).exists()


def test_who_is_in_a_conflict_of_interest_sees_nothing_of_the_item(client, story):
    meeting = make_meeting(story)
    put_forward(story, meeting)
    services.declare_conflict(story.family, by=story.grace, detail="My cousin’s children")
    assert PURPOSE not in agenda(client, story.grace, meeting)
    assert PURPOSE in agenda(client, story.amira, meeting)


def test_there_is_no_meeting_with_a_made_up_key(client, story):
    assert signed_in(client, story.ewan).get(reverse("allocations:meeting", args=[uuid4()])).status_code == 404


def test_the_pages_ask_the_same_however_many_meetings_and_families_there_are(client, story):
    signed_in(client, story.amira)
    meeting = make_meeting(story)
    put_forward(story, meeting)
    pages = [reverse("allocations:meetings"), reverse("allocations:meeting", args=[meeting.pk])]
    few = [_asked(client, page) for page in pages * 2][2:]  # the first round fills what is kept in memory
    for number in range(4):
        make_meeting(story, days=20 + number)
        name = f"Fulmar {number}"
        family = services.register_family(
            name, by=story.amira, partner=story.school, locality=story.harbour, submission=uuid4()
        )
        put_forward(story, meeting, family=family)
    assert [_asked(client, page) for page in pages] == few


def _asked(client, page):
    with queries_of() as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_the_family_page_and_its_chronology_name_the_meeting(client, story):
    meeting = make_meeting(story)
    put_forward(story, meeting)
    signed_in(client, story.amira)
    overview = what_is_read(client.get(reverse("locality:family", args=[story.family.pk])))
    assert str(meeting) in overview and reverse("allocations:propose", args=[story.family.pk]) in overview
    chronology = what_is_read(client.get(reverse("locality:chronology", args=[story.family.pk])))
    assert f"Put on the agenda of the {meeting}" in chronology


def test_meetings_are_in_the_navigation_of_whoever_sees_records(client, story):
    link = f'href="{reverse("allocations:meetings")}"'
    assert link in signed_in(client, story.ewan).get("/").content.decode()
    assert link not in signed_in(client, story.dana).get("/").content.decode()


def test_a_meeting_that_was_held_takes_nothing_more():
    held = AllocationMeeting(held_at=timezone.now() - timedelta(hours=1))
    assert not held.takes_items and held.takes_items_at(timezone.now() - timedelta(days=20))
