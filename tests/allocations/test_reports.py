"""Questions 17 and 19 of the audit, and the manager's report across meetings."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from allocations import services
from allocations.models import AgendaItem, AllocationMeeting, MeetingMember
from allocations.reports import never_met, sat
from allocations.reports.across import report_of
from locality.access.rule import reader_of
from locality.history import acting_as
from locality.models import Family
from tests.allocations.meeting import make_meeting, put_forward
from tests.allocations.sitting import agreed, begin, fresh, ready
from tests.consent.test_questions import ask, counts, flags
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read


@pytest.fixture
def held(story):
    """A meeting that agreed about its one family and is over."""
    made = begin(story, ready(story))
    with unseen_hand():
        AllocationMeeting.objects.filter(pk=made.meeting.pk).update(held_at=F("started_at"))
    made.minute = agreed(story, made)
    services.end_meeting(fresh(made.meeting), by=story.ewan)
    return made


# Question 17


@pytest.mark.rule("S91", "S131")
def test_a_meeting_at_which_somebody_did_not_confirm_is_a_red_flag(story, held):
    assert counts(ask(sat, story.dana))["Somebody there did not confirm"] == 0
    with unseen_hand():
        MeetingMember.objects.filter(pk=held.asked["chidi"].pk).update(confirmed_at=None)
        MeetingMember.objects.filter(pk=held.asked["ben"].pk).update(
            arrived_at=F("arrived_at") + timedelta(minutes=30), left_at=F("left_at") + timedelta(minutes=30)
        )
    found = ask(sat, story.dana)
    assert flags(found) == [sat.UNSIGNED] and counts(found)["Came late"] == 1 and counts(found)["Without a quorum"] == 0
    assert "1 did not confirm" in found.lines[0].words and "quorate" in found.lines[0].words


def test_without_a_quorum_is_told_and_a_meeting_that_never_began_is_not_asked_about(story, held):
    make_meeting(story, days=20)
    with unseen_hand():
        AllocationMeeting.objects.filter(pk=held.meeting.pk).update(chair=story.grace)
    found = ask(sat, story.dana)
    assert counts(found)["Without a quorum"] == 1 and counts(found)["Meetings that began"] == 1
    assert "The chair is not here" in found.lines[0].words and flags(found) == []


def test_question_17_is_about_the_meetings_of_ones_own_partner_outside_an_audit(story, held):
    assert len(ask(sat, story.dana).lines) == len(ask(sat, story.ewan).lines) == 1
    assert len(ask(sat, story.amira).lines) == 0
    assert ask(sat, story.dana, until=timezone.localdate() - timedelta(days=1)).lines == []


def test_the_page_of_question_17_leads_to_the_meeting(client, story, held):
    text = what_is_read(signed_in(client, story.dana).get(reverse("locality:question", args=[17])))
    assert reverse("allocations:meeting", args=[held.meeting.pk]) in text and "quorate" in text


# Question 19


@pytest.fixture
def unmet(story):
    with unseen_hand():
        Family.objects.filter(pk=story.family.pk).update(first_contact_on=None)
    story.family.first_contact_on = None
    return put_forward(story, make_meeting(story), heading="DATA_ONLY", purpose="Decide who contacts them, if anybody.")


@pytest.mark.rule("S134")
def test_a_family_that_nobody_met_for_more_than_thirty_days_is_a_red_flag(story, unmet):
    assert counts(ask(never_met, story.amira))["Not contacted yet"] == 1 and flags(ask(never_met, story.amira)) == []
    with unseen_hand():
        AgendaItem.objects.update(proposed_at=timezone.localtime() - timedelta(days=31))  # by London's clock
    assert flags(ask(never_met, story.amira)) == [never_met.TOO_LONG]
    assert ask(never_met, story.chidi) is None or ask(never_met, story.chidi).lines == []
    with unseen_hand():
        Family.objects.filter(pk=story.family.pk).update(first_contact_on=timezone.localdate())
    found = ask(never_met, story.amira)
    assert flags(found) == [] and found.lines[0].words == "somebody has met them"


@pytest.mark.rule("A8")
def test_an_audit_is_told_that_it_could_not_look(story, unmet):
    figure = ask(never_met, story.dana).figures[0]
    assert (figure.number, figure.unchecked) == (0, 1)


# The manager's report


@pytest.mark.rule("S131", "S136")
def test_the_report_adds_up_what_its_reader_may_read(client, story, held):
    with acting_as(story.ewan):
        outcomes, leads, workload, attendance, meetings = report_of(reader_of(story.ewan), months=12)
    assert outcomes.rows == [["Lead professional and an assessment", 1, 0, 1, 0, 0]]
    assert leads.rows == [["Needs support, not a statutory intervention", 0, 0, 1, 0]]
    assert workload.rows == [["Ben Carrow", 1, 1]]
    assert {tuple(row[1:]) for row in attendance.rows} == {(1, 1)} and len(attendance.rows) == 4
    assert meetings.rows[0][1:] == [1, 0, 0, "Yes"]
    assert outcomes.chart["bars"][0]["width"] > 0 and leads.chart is None and meetings.chart is None
    url = reverse("allocations:report")
    text = what_is_read(signed_in(client, story.ewan).get(url))
    assert 'role="img"' in text and "What was agreed" in text and "Ben Carrow" in text and "Fulmar family" not in text
    assert signed_in(client, story.ewan).get(url, {"months": "99"}).status_code == 422
    assert signed_in(client, story.amira).get(url).status_code == 403
    with acting_as(story.amira):
        assert all(part.rows == [] for part in report_of(reader_of(story.amira), months=12))


def test_the_report_asks_the_same_however_many_meetings_there_are(story, held):
    def asked():
        with acting_as(story.ewan), queries_of() as found:
            report_of(reader_of(story.ewan), months=12)
        return len(found)

    asked()
    few = asked()
    with unseen_hand():
        for days in (40, 80):
            at = timezone.now() - timedelta(days=days)
            make_meeting(story, held_at=at, started_at=at, status="minutes_agreed")
    assert asked() == few
