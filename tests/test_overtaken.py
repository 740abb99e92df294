"""Two at once: whoever loaded a record before another changed it neither loses what that one typed nor says it anew."""

import copy
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from allocations import services as allocations
from allocations.models import AllocationMeeting
from consent import services as consent
from consent.signing import sign_agreement
from locality import reminders
from locality.models import Family
from locality.partners import Membership
from locality.reminders import ReminderChoice, choose_letter, end_calendar, make_calendar
from locality.services import end_membership, record_first_contact
from tests.allocations.sitting import act, begin, fresh, ready
from tests.cast import agree, share
from tests.databases import unseen_hand

DONE = {"safeguarding": "nothing", "outcomes": ["consultation_only"]}


def overtaken(act, record, changes=()):
    """Refused, in plain words, as what was asked for is over; and nothing of these columns changed."""
    before = {name: getattr(fresh(record), name) for name in changes}
    with pytest.raises((PermissionDenied, ValidationError)):
        act()
    assert {name: getattr(fresh(record), name) for name in changes} == before


# Agreements and decisions


@pytest.mark.rule("C10")
def test_who_withdraws_what_was_withdrawn_meanwhile_changes_nothing(story):
    given = agree(story)
    late = copy.copy(given)
    consent.withdraw(given, by=story.amira, how="Rang on Monday")
    assert consent.withdraw(late, by=story.grace, how="Said it again").withdrawn_how == "Rang on Monday"
    assert fresh(given).withdrawn_by is None and fresh(given).withdrawn_how == "Rang on Monday"


@pytest.mark.rule("C14")
def test_an_answer_that_was_replaced_meanwhile_is_not_withdrawn(story):
    given = agree(story)
    late = copy.copy(given)
    agree(story)
    overtaken(lambda: consent.withdraw(late, by=story.amira, how="Rang"), given, ["status", "superseded_at"])


@pytest.mark.rule("C10")
def test_what_was_withdrawn_meanwhile_is_not_signed_and_does_not_say_that_it_was_given(story):
    given = agree(story)
    late = copy.copy(given)
    consent.withdraw(given, by=story.amira, how="Rang")
    said = {"method": "typed", "typed_name": "Nell Fulmar", "wording": "I agree", "submission": uuid4()}
    overtaken(lambda: sign_agreement(late, by=story.amira, **said), given, ["status"])


@pytest.mark.rule("V25")
def test_a_decision_that_was_ended_meanwhile_keeps_its_end_and_the_reason(story):
    made = share(story)
    late = copy.copy(made)
    consent.end_decision(made, by=story.amira, reason="The family asked for it")
    said = ["ended_at", "end_reason", "ended_by_id"]
    overtaken(lambda: consent.end_decision(late, by=story.amira, reason="Not needed any more"), made, said)


@pytest.mark.rule("S78")
def test_the_first_contact_that_was_recorded_meanwhile_stands(story):
    family, today = Family.objects.get(pk=story.family.pk), timezone.localdate()
    Family.objects.filter(pk=family.pk).update(first_contact_on=None)
    late, values = fresh(family), {"by": story.amira, "partner": story.school}
    record_first_contact(fresh(family), contacted_on=today, **values)
    record_first_contact(late, contacted_on=today - timedelta(days=9), **values)
    assert fresh(family).first_contact_on == today


# Meetings


@pytest.fixture
def running(story):
    return begin(story, ready(story))


def opened(story, made):
    return allocations.open_minute(made.item, by=story.ewan, meeting=fresh(made.meeting))


@pytest.mark.parametrize("does", ["finish_item", "reopen_item"])
def test_closing_or_reopening_an_item_keeps_what_another_typed_meanwhile(story, running, does):
    minute = allocations.write_minute(opened(story, running), by=story.ewan, version=1, **DONE)
    if does == "reopen_item":
        minute = allocations.finish_item(minute, by=story.ewan)
    late = copy.copy(minute)
    allocations.write_minute(
        fresh(minute), by=story.ewan, version=minute.version, notes="All that the health visitor said"
    )
    found = getattr(allocations, does)(late, by=story.ewan)
    assert found.notes == fresh(minute).notes == "All that the health visitor said"
    assert fresh(minute).version == minute.version + 2


def test_who_came_and_who_confirmed_are_both_kept(story, running):
    member = fresh(running.asked["ben"])
    late = copy.copy(member)
    allocations.note_attendance(member, by=story.ewan, does="left")
    allocations.note_attendance(late, by=story.ewan, does="confirmed")
    assert fresh(member).left_at and fresh(member).confirmed_at


def test_a_meeting_that_began_meanwhile_is_not_cancelled_and_one_that_ended_does_not_begin_again(story):
    made = ready(story)
    allocations.circulate(fresh(made.meeting), by=story.ewan)
    late = fresh(made.meeting)
    late.run_by, again = story.council, fresh(made.meeting)
    allocations.begin_meeting(fresh(made.meeting), by=story.ewan)
    said = ["status", "started_at", "cancelled_at"]
    overtaken(lambda: allocations.cancel_meeting(late, by=story.ewan, why="Snow"), late, said)
    assert allocations.begin_meeting(again, by=story.ewan).started_at == fresh(made.meeting).started_at
    with unseen_hand():
        AllocationMeeting.objects.filter(pk=late.pk).update(status=AllocationMeeting.Status.MINUTES_DRAFT)
    stale = copy.copy(again)
    overtaken(lambda: allocations.end_meeting(stale, by=story.ewan), late, said)


def test_what_came_of_an_action_and_why_a_family_left_the_agenda_are_said_once(story, running):
    done = act(story, opened(story, running))
    late = copy.copy(done)
    allocations.finish_meeting_action(done, by=story.ewan, came_of_it="Rang the housing office")
    allocations.finish_meeting_action(late, by=story.ewan, came_of_it="Nothing")
    assert fresh(done).came_of_it == "Rang the housing office"
    item = fresh(running.item)
    behind = copy.copy(item)
    allocations.withdraw_item(item, by=story.amira, why="The family moved away")
    allocations.withdraw_item(behind, by=story.amira, why="By mistake")
    assert fresh(item).withdrawn_why == "The family moved away"


# People


def test_ending_a_membership_changes_nothing_else_of_it(story):
    job = Membership.objects.get(practitioner=story.amira)
    late = copy.copy(job)
    with unseen_hand():
        Membership.objects.filter(pk=job.pk).update(is_safeguarding_lead=not job.is_safeguarding_lead)
    end_membership(late, by=story.grace, leaves_work=True)
    assert fresh(job).is_safeguarding_lead != job.is_safeguarding_lead


def test_a_calendar_that_was_ended_meanwhile_stays_ended(story, monkeypatch):
    make_calendar(by=story.amira, submission=uuid4())
    late = ReminderChoice.objects.get(practitioner=story.amira)
    end_calendar(by=story.amira)
    monkeypatch.setattr(reminders, "choice_of", lambda _: late)
    choose_letter(by=story.amira, wanted=False)
    found = ReminderChoice.objects.get(practitioner=story.amira)
    assert not found.calendar_digest and not found.daily_letter
