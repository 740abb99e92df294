"""What goes wrong around a meeting: each has its outcome, and nothing typed is lost (faults.md, interface.md 6.5)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from allocations import services
from allocations.models import AgendaItem, AllocationMeeting, CarriedOver, ItemMinute, Pack
from consent import services as consent
from consent.models import Consent
from locality.dues import dues_of
from locality.history import acting_as
from tests.allocations.meeting import PURPOSE, make_meeting, put_forward
from tests.allocations.sitting import agreed, begin, cover, fresh, ready
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read

WORDS = "He sleeps in the hall, and his aunt comes on Fridays"


def run_url(made):
    return reverse("allocations:run", args=[made.item.pk, made.meeting.pk])


def due_words(person):
    with acting_as(person):
        return [due.words for due in dues_of(person, timezone.localdate())]


@pytest.mark.rule("S131")
def test_a_meeting_that_is_cancelled_gives_its_families_to_the_next(story):
    made = ready(story)
    services.circulate(made.meeting, by=story.ewan)
    later = make_meeting(story, days=42)
    services.cancel_meeting(fresh(made.meeting), by=story.ewan, why="Snow")
    gone = CarriedOver.objects.get()
    assert (gone.to_meeting, gone.why, gone.deferred) == (later, "The meeting was cancelled: Snow", False)
    assert AgendaItem.objects.visible_to(story.amira).on_agenda(later).get() == made.item
    services.cancel_meeting(fresh(later), by=story.ewan, why="Snow again")  # no later one is planned: it stays there
    assert CarriedOver.objects.count() == 1


def test_the_chair_leaves_and_the_room_offers_the_chair(client, story):
    made = begin(story, ready(story))
    room, ewan = reverse("allocations:room", args=[made.meeting.pk]), signed_in(client, story.ewan)
    assert "Take the chair" not in what_is_read(ewan.get(room))
    with unseen_hand():
        AllocationMeeting.objects.filter(pk=made.meeting.pk).update(chair=story.grace)
    assert "Grace" in what_is_read(ewan.get(room)) and "Take the chair" in what_is_read(ewan.get(room))
    assert ewan.post(room, {"act": "chair"}).status_code == 302
    assert fresh(made.meeting).chair == story.ewan and "Take the chair" not in what_is_read(ewan.get(room))


def test_half_way_without_a_quorum_only_what_comes_after_is_provisional_until_it_is_ratified(story):
    made = ready(story)
    other = put_forward(story, make_meeting(story, days=13))
    cover(story, other, "health", "police", "council")
    begin(story, made)
    first = agreed(story, made)
    for key in ("chidi", "ben"):
        services.note_attendance(fresh(made.asked[key]), by=story.ewan, does="left")
    with unseen_hand():
        CarriedOver.objects.create(
            item=other,
            from_meeting=other.meeting,
            to_meeting=made.meeting,
            why="Not reached",
            written_by=story.ewan,
            written_for=story.council,
        )
    made.item = other
    second = agreed(story, made, lead=None, lead_accepts=False, no_lead_why="The family asked for time first")
    assert (fresh(first).provisional, fresh(second).provisional) == (False, True)


@pytest.mark.rule("S94")
def test_when_the_family_takes_its_agreement_back_what_was_being_typed_is_not_lost(client, story):
    made = begin(story, ready(story))
    ewan = signed_in(client, story.ewan)
    ewan.get(run_url(made))
    for given in Consent.objects.filter(family=story.family, withdrawn_at__isnull=True):
        consent.withdraw(given, by=story.amira, how="Rang during the meeting")
    answer = ewan.post(run_url(made), {"act": "save", "version": "1", "notes": WORDS})
    assert answer.status_code == 404 and WORDS in what_is_read(answer) and "Fulmar" not in what_is_read(answer)
    assert ewan.post(run_url(made), {"act": "save", "version": "1", "notes": ""}).status_code == 404
    assert WORDS not in ItemMinute.objects.get().notes
    assert "Family 1" not in what_is_read(ewan.get(reverse("allocations:meeting", args=[made.meeting.pk])))


@pytest.mark.rule("S94")
def test_when_somebody_comes_in_who_may_not_see_it_what_was_typed_is_in_the_minute(client, story):
    made = ready(story, covered=("health", "council"))
    services.choose_for_partner(made.item, by=story.ewan, meeting=made.meeting, other=story.police, choice="leaves")
    begin(story, made)
    ewan = signed_in(client, story.ewan)
    assert ewan.post(run_url(made), {"act": "leave"}).status_code == 302
    assert PURPOSE in what_is_read(ewan.get(run_url(made)))
    services.come_back(made.item, by=story.ewan, meeting=fresh(made.meeting))
    answer = ewan.post(run_url(made), {"act": "save", "version": "1", "notes": WORDS, "command": "a ben ring"})
    text = what_is_read(answer)
    assert "not on the screen" in text and "What you were typing is kept" in text and WORDS not in text
    assert ItemMinute.objects.get().notes == f"{WORDS}\na ben ring"
    ewan.post(run_url(made), {"act": "save", "version": "1", "notes": WORDS})
    assert ItemMinute.objects.get().notes.count(WORDS) == 1


def test_a_copy_that_is_out_of_date_is_on_its_holders_list_until_the_meeting_is_over(story):
    made = ready(story)
    services.circulate(made.meeting, by=story.ewan)
    with acting_as(story.ben):
        values = {"practitioner": story.ben, "partner": story.health, "items": [made.item.pk], "digest": "0" * 64}
        Pack.objects.create(meeting=made.meeting, **values)
    assert "Destroy papers that are out of date" not in due_words(story.ben)
    services.withdraw_item(made.item, by=story.amira, why="They moved away")
    assert "Destroy papers that are out of date" in due_words(story.ben)
    assert "Destroy papers that are out of date" not in due_words(story.chidi)
    with unseen_hand():
        AllocationMeeting.objects.filter(pk=made.meeting.pk).update(status="closed")
    assert "Destroy papers that are out of date" not in due_words(story.ben)


TOLD = "Read what a meeting agreed about a family of yours"


def test_who_put_a_family_forward_and_who_gave_something_are_told_what_became_of_it(client, story):
    made = begin(story, ready(story))
    given = {"by": story.ben, "partner": story.health, "text": "Seen twice", "submission": uuid4()}
    services.give_input(made.item, **given)
    agreed(story, made, lead=story.chidi, lead_accepts=False)
    make_meeting(story, days=42)
    services.end_meeting(fresh(made.meeting), by=story.ewan)
    assert TOLD not in due_words(story.amira)
    services.agree_minutes(fresh(made.meeting), by=story.ewan)
    assert [TOLD in due_words(who) for who in (story.amira, story.ben, story.chidi)] == [True, True, False]
    page = reverse("allocations:item", args=[made.item.pk])
    assert "Lead professional and an assessment" in what_is_read(signed_in(client, story.amira).get(page))
    assert [TOLD in due_words(who) for who in (story.amira, story.ben)] == [False, True]
    with unseen_hand():
        AllocationMeeting.objects.update(agreed_at=timezone.now() - timedelta(days=40))
    assert TOLD not in due_words(story.ben)


def test_what_meetings_leave_due_costs_the_same_however_much_it_is(story):
    from allocations.dues import dues

    made = ready(story)
    with acting_as(story.ben):
        list(dues(story.ben, timezone.localdate()))
        with queries_of() as few:
            list(dues(story.ben, timezone.localdate()))
        values = {"practitioner": story.ben, "partner": story.health, "items": [made.item.pk], "digest": "0" * 64}
        for _ in range(3):
            Pack.objects.create(meeting=made.meeting, **values)
        with queries_of() as many:
            list(dues(story.ben, timezone.localdate()))
    assert len(many) == len(few) + 1  # which of them may still be read


def test_a_family_on_two_agendas_says_so_to_whoever_may_see_both(client, story):
    first = put_forward(story, make_meeting(story))
    second = put_forward(story, make_meeting(story, days=20))
    cover(story, first, "health")
    page, words = reverse("allocations:item", args=[first.pk]), "Also on an agenda"
    assert words in what_is_read(signed_in(client, story.amira).get(page))
    assert words not in what_is_read(signed_in(client, story.ben).get(page))
    services.withdraw_item(second, by=story.amira, why="One meeting is enough")
    assert words not in what_is_read(signed_in(client, story.amira).get(page))


@pytest.mark.rule("A9")
def test_a_member_who_was_suspended_since_is_marked_before_the_meeting(client, story):
    made = ready(story)
    page, ewan = reverse("allocations:members", args=[made.meeting.pk]), signed_in(client, story.ewan)
    assert "Works there no more" not in what_is_read(ewan.get(page))
    with unseen_hand():
        type(story.ben).objects.filter(pk=story.ben.pk).update(is_active=False)
    assert what_is_read(ewan.get(page)).count("Works there no more") == 1
