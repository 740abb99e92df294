"""What each of the four categories asks for, until when families come, and when a meeting is (S131-S135; 3c, 3.0)."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from allocations import services
from allocations.models import AgendaItem, AllocationMeeting, MeetingMember, MeetingSeries
from locality import services as foundation
from locality.days import before_working_days, is_working_day
from tests.allocations.meeting import conditions, form, make_meeting, put_forward
from tests.allocations.sitting import fresh
from tests.locality.reading import signed_in, what_is_read

COMPLEX, DATA_ONLY, SUPPORT, TRANSITION = "COMPLEX", "DATA_ONLY", "SUPPORT_NON_STATUTORY", "TRANSITION_DOWN"
WRONG = [
    (COMPLEX, {"agencies": 1}, "agencies"),
    (COMPLEX, {"agencies": None}, "agencies"),
    (COMPLEX, {"reviewed_on": None}, "reviewed_on"),
    (SUPPORT, {"no_harm_why": "Fine"}, "no_harm_why"),
    (DATA_ONLY, {"source": " "}, "source"),
    (DATA_ONLY, {"match_rule": ""}, "match_rule"),
    (TRANSITION, {"from_level": ""}, "from_level"),
    (TRANSITION, {"to_level": "L4_SPECIALIST_STATUTORY"}, "to_level"),
    (TRANSITION, {"closing_summary": "Done"}, "closing_summary"),
    (TRANSITION, {"conversation": None}, "conversation"),
    (TRANSITION, {"agreement": ""}, "agreement"),
]


@pytest.mark.rule("S132", "S133", "S134", "S135")
@pytest.mark.parametrize(("heading", "change", "field"), WRONG)
def test_a_category_asks_for_its_own(story, heading, change, field):
    meeting = make_meeting(story)
    with pytest.raises(ValidationError) as refused:
        put_forward(story, meeting, heading=heading, **change)
    assert list(refused.value.message_dict) == [field]
    assert put_forward(story, meeting, heading=heading).heading == heading


@pytest.mark.rule("S132")
def test_a_complex_case_may_be_one_all_the_same_with_a_reason(story):
    why = "Two plans, one of them from another town, contradict each other"
    change = {"agencies": 1, "reviewed_on": None, "exception": why}
    assert put_forward(story, make_meeting(story), heading=COMPLEX, **change).exception == why


@pytest.mark.rule("S134", "V30")
@pytest.mark.parametrize("word", ["depression", "Muslim", "offending", "pregnancy", "Traveller"])
def test_nothing_special_is_said_of_people_whom_nobody_has_met(story, word):
    purpose = f"Decide who makes contact, as a list says {word} of them"
    with pytest.raises(ValidationError, match=word):
        put_forward(story, make_meeting(story), heading=DATA_ONLY, purpose=purpose)


@pytest.mark.rule("S134")
def test_a_family_that_somebody_met_is_not_identified_by_data_only(story):
    values = {"by": story.amira, "partner": story.school, "contacted_on": timezone.localdate()}
    story.family = foundation.record_first_contact(fresh(story.family), **values)
    with pytest.raises(ValidationError, match="has met this family"):
        put_forward(story, make_meeting(story), heading=DATA_ONLY)


def test_the_page_shows_what_is_missing_beside_its_field_and_keeps_what_was_typed(client, story):
    answers = form(make_meeting(story), heading=TRANSITION, closing_summary="Weekly visits until the summer")
    answer = signed_in(client, story.amira).post(reverse("allocations:propose", args=[story.family.pk]), answers)
    text = what_is_read(answer)
    assert answer.status_code == 422 and "Weekly visits until the summer" in text
    assert "Choose the conversation in which the move was talked about" in text


@pytest.mark.rule("S131")
def test_families_come_until_five_working_days_before_then_by_exception(story):
    meeting = make_meeting(story, days=14)
    last = before_working_days(timezone.localdate(meeting.held_at), 5)
    assert meeting.closes_on == last and meeting.agenda_out_by == before_working_days(meeting.held_at.date(), 3)
    with time_machine.travel(timezone.make_aware(datetime.combine(last, time(23, 30))), tick=False):
        assert meeting.takes_items
    with time_machine.travel(timezone.make_aware(datetime.combine(last + timedelta(days=1), time(0, 30)))):
        assert not meeting.takes_items
        with pytest.raises(ValidationError, match="cannot wait"):
            put_forward(story, meeting)
        urgent = put_forward(story, meeting, urgent_why="They move on Friday and nobody else knows")
        assert urgent.urgent_why


@pytest.mark.rule("S131")
@pytest.mark.parametrize(
    ("after", "first"), [(date(2026, 12, 1), date(2026, 12, 29)), (date(2027, 4, 28), date(2027, 5, 24))]
)
def test_a_monthly_series_steps_over_bank_holidays(story, after, first):
    week = {"week": 4, "weekday": 0, "starts": time(13, 30), "place": "Hall"}
    series = services.plan_series(
        story.harbour, by=story.ewan, partner=story.council, submission=uuid4(), after=after, **week
    )
    days = [timezone.localdate(each.held_at) for each in AllocationMeeting.objects.filter(series=series)]
    assert days[0] == first and len(days) == 6 and all(map(is_working_day, days))
    assert len({(day.year, day.month) for day in days}) == 6


def test_only_who_runs_meetings_plans_them_and_twice_the_same_form_is_one_series(client, story):
    with pytest.raises(PermissionDenied):
        services.plan_series(
            story.harbour,
            by=story.amira,
            partner=story.school,
            week=1,
            weekday=1,
            starts=time(9),
            place="Hall",
            submission=uuid4(),
        )
    answers = {"locality": str(story.harbour.pk), "week": "2", "weekday": "1", "starts": "13:30", "place": "Hall"}
    answers["submission"] = str(uuid4())
    ewan = signed_in(client, story.ewan)
    assert [ewan.post(reverse("allocations:plan"), answers).status_code for _ in range(2)] == [302, 302]
    assert MeetingSeries.objects.count() == 1 and AllocationMeeting.objects.count() == 6
    assert ewan.post(reverse("allocations:plan"), answers | {"starts": "half past"}).status_code == 422


def test_a_meeting_that_is_opened_asks_those_who_came_last_time(story):
    earlier, later = make_meeting(story, days=-20), make_meeting(story, days=20, status="scheduled")
    values = {"practitioner": story.ben, "asked_for": story.health, "name": "Ben Carrow"}
    services.ask_to_meeting(earlier, by=story.ewan, **values)
    services.ask_to_meeting(earlier, by=story.ewan, name="A guest", role="guest")
    services.open_agenda(later, by=story.ewan)
    assert [each.name for each in MeetingMember.objects.filter(meeting=later)] == ["Ben Carrow"]


def test_another_partner_puts_the_same_family_forward_without_knowing(story):
    meeting = make_meeting(story)
    first = put_forward(story, meeting)
    assert AgendaItem.objects.visible_to(story.ben).filter(pk=first.pk).count() == 0
    assert conditions(story, COMPLEX)["agencies"] == 3
