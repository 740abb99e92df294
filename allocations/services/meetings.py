"""Planning meetings, asking people to them, and sending the agenda out."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from allocations.coverage import check_of
from allocations.models import AgendaItem, AllocationMeeting, CarriedOver, MeetingMember, MeetingSeries
from allocations.services.agenda import carry_over
from allocations.sitting import next_meeting, runs
from locality.access import require
from locality.access.latest import latest
from locality.access.rule import reader_of
from locality.days import is_working_day
from locality.history import action

Status = AllocationMeeting.Status
STANDS = ("status", "started_at")  # what another may have changed since the meeting was loaded
AHEAD = 6  # meetings that are planned at once


@action
def plan_series(locality, *, by, partner, week, weekday, starts, place, submission, after=None):
    """Plan the monthly meetings of a locality (S131), run by `partner` and chaired by `by`: the next six, each moved to
    the next working day where it falls on a bank holiday; returns the `MeetingSeries`.

    The same `submission` plans once. Raises PermissionDenied unless `by` runs meetings for `partner`.
    """
    require(by, "run_meetings", partner)
    if found := MeetingSeries.objects.filter(submission=submission).first():
        return found
    series = MeetingSeries.objects.create(
        locality=locality,
        week=week,
        weekday=weekday,
        starts=starts,
        place=place,
        chair=by,
        run_by=partner,
        planned_by=by,
        submission=submission,
    )
    for number, day in enumerate(_days(series, after or timezone.localdate())):
        held_at = timezone.make_aware(datetime.combine(day, starts))
        values = {"place": place, "chair": by, "run_by": partner, "series": series}
        values["status"] = Status.SCHEDULED if number else Status.ITEMS_OPEN
        AllocationMeeting.objects.get_or_create(locality=locality, held_at=held_at, defaults=values)
    return series


def _days(series, after):
    """The days of the next meetings after a day."""
    first, found = after.replace(day=1), []
    while len(found) < AHEAD:
        day = _moved(_nth(first, series.week, series.weekday))
        if day > after:
            found.append(day)
        first = (first + timedelta(days=32)).replace(day=1)
    return found


def _nth(first, week, weekday):
    """The so-many-th weekday of the month that begins on `first`."""
    return date(first.year, first.month, 1 + (weekday - first.weekday()) % 7 + 7 * (week - 1))


def _moved(day):
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _may_run(by, meeting):
    if not runs(by, meeting):
        raise PermissionDenied("That is for whoever runs the meeting")


@action
def open_agenda(meeting, *, by):
    """Open a planned meeting for families, and ask those who came to the locality's last one; returns it."""
    _may_run(by, meeting)
    latest(meeting, *STANDS)
    if meeting.status == Status.SCHEDULED:
        _move(meeting, Status.ITEMS_OPEN)
    if not MeetingMember.objects.filter(meeting=meeting).exists():
        _ask_again(meeting)
    return meeting


def _move(meeting, status, **more):
    meeting.status = status
    for name, value in more.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=["status", *more])


def _ask_again(meeting):
    earlier = AllocationMeeting.objects.filter(locality=meeting.locality_id, held_at__lt=meeting.held_at)
    last = earlier.exclude(status=Status.CANCELLED).order_by("-held_at").first()
    if last:
        MeetingMember.objects.bulk_create(
            MeetingMember(
                meeting=meeting, practitioner=each.practitioner, name=each.name, partner=each.partner, role=each.role
            )
            for each in MeetingMember.objects.filter(meeting=last, role=MeetingMember.Role.MEMBER)
        )


@action
def close_agenda(meeting, *, by):
    """Close the agenda: families come only by exception from now (3.0). Returns the meeting."""
    _may_run(by, meeting)
    latest(meeting, *STANDS)
    if meeting.status == Status.ITEMS_OPEN:
        _move(meeting, Status.ITEMS_CLOSED)
    return meeting


@action
def circulate(meeting, *, by):
    """Send the agenda out: from now members find their own part of it. Returns the meeting.

    Raises ValidationError while any item before `by` is not covered for a partner that comes, and nothing was chosen
    about it; PermissionDenied unless `by` runs the meeting.
    """
    _may_run(by, meeting)
    latest(meeting, *STANDS)
    if meeting.status not in (Status.ITEMS_CLOSED, Status.ITEMS_OPEN):
        raise ValidationError("The agenda was sent out already")
    found = check_of(meeting, reader_of(by), everything=True)
    if not found.partners:
        raise ValidationError("Nobody is asked to this meeting yet")
    if found.open_cells:
        count = len(found.open_cells)
        raise ValidationError(f"Not sent out: settle each cell that no decision covers first ({count} are left)")
    _move(meeting, Status.CIRCULATED, circulated_at=timezone.now())
    return meeting


@action
def cancel_meeting(meeting, *, by, why):
    """Cancel a meeting, with the reason. What it had goes to the next one, as far as `by` sees it and one is planned;
    papers that were issued say so from now. Returns the meeting.

    Raises ValidationError once it has begun.
    """
    _may_run(by, meeting)
    latest(meeting, *STANDS)
    if meeting.started_at or meeting.is_over:
        raise ValidationError("A meeting that has begun is not cancelled: end it instead")
    if next_meeting(meeting):
        gone = CarriedOver.objects.visible_to(by).filter(from_meeting=meeting)
        for item in AgendaItem.objects.visible_to(by).on_agenda(meeting).exclude(pk__in=gone.values("item")):
            carry_over(item, by=by, meeting=meeting, why=f"The meeting was cancelled: {why}")
    _move(meeting, Status.CANCELLED, cancelled_at=timezone.now(), cancelled_why=why)
    return meeting


@action
def take_chair(meeting, *, by):
    """Take the chair: when whoever had it leaves or cannot come. Returns the meeting."""
    _may_run(by, meeting)
    meeting.chair = by
    meeting.save(update_fields=["chair"])
    return meeting


@action
def ask_to_meeting(meeting, *, by, name, practitioner=None, asked_for=None, organisation="", role="member", deputy=""):
    """Ask somebody to a meeting: a practitioner for their partner (`asked_for`), or a guest by name, who may belong to
    no partner; returns the `MeetingMember`. Whoever is asked already stays as they are."""
    _may_run(by, meeting)
    values = {"name": name, "partner": asked_for, "organisation": organisation, "role": role, "deputy_for": deputy}
    if practitioner is None:
        return MeetingMember.objects.get_or_create(meeting=meeting, practitioner=None, name=name, defaults=values)[0]
    return MeetingMember.objects.get_or_create(meeting=meeting, practitioner=practitioner, defaults=values)[0]
