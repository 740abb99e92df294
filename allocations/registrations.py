"""What allocations adds to the registries of the apps below."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import allocations.reports  # noqa: F401  # its questions
from allocations import after_ending, leaving  # noqa: F401 - what meetings left to do registers itself
from allocations.agenda import may_propose
from allocations.dues import dues
from allocations.models import AgendaItem, AllocationMeeting, MeetingMember
from allocations.moves import panel_of_move
from locality.access import kept
from locality.access.rule import reader_of
from locality.calendars import Appointment, calendar_from
from locality.dues import dues_from
from locality.registries import Entry, Panel, Step, chronology, family_panel, family_step, navigation, record_panel


@navigation
def links(request):
    """The list of meetings, for whoever may see records."""
    if reader_of(request.user).partners:
        yield 40, "Meetings", "allocations:meetings"


@family_panel
def of_family(request, family):
    """The meetings on whose agenda the family is or was, as far as the reader may see that."""
    items = _newest(reader_of(request.user), family)
    return Panel("allocations/panel_family.html", {"items": items}, 60)


@family_step
def put_on_an_agenda(request, family):
    """For whoever makes records."""
    if not may_propose(request.user):
        return None
    return Step("Put on an agenda", reverse("allocations:propose", args=[family.pk]), 30)


@chronology("Meetings")
def entries(request, family):
    """Each time that the family was put on an agenda."""
    for item in _items(reader_of(request.user), family):
        yield Entry(
            at=item.proposed_at,
            title=f"Put on the agenda of the {item.meeting}",
            words=f"{item.get_heading_display()}: {item.purpose}",
            by=f"{item.proposed_by}, {item.provider}",
            url=reverse("allocations:item", args=[item.pk]),
        )


def _items(reader, family):
    rows = AgendaItem.objects.visible_by(reader).filter(family=family)
    return rows.select_related("meeting__locality", "provider", "proposed_by")


@kept
def _newest(reader, family):
    return _items(reader, family).order_by("-meeting__held_at")[:3]


@record_panel
def on_an_agenda(request, record):
    """Beside a move between services: the meetings on whose agenda it stands (3g)."""
    return panel_of_move(request, record)


@dues_from
def of_meetings(practitioner, today):
    """What meetings ask of the practitioner: what they agreed to do, whether they lead, what their partner knows."""
    yield from dues(practitioner, today)


@calendar_from
def days_of_meetings(practitioner, today):
    """The meetings that the practitioner is asked to, of the last month and to come; a cancelled one says so."""
    since = timezone.now() - timedelta(days=31)
    asked = MeetingMember.objects.filter(practitioner=practitioner).values("meeting")
    rows = AllocationMeeting.objects.filter(pk__in=asked, held_at__gte=since).select_related("locality")
    for meeting in rows.order_by("held_at")[:200]:
        url, words = reverse("allocations:meeting", args=[meeting.pk]), f"Allocation meeting, {meeting.locality}"
        gone = meeting.status == AllocationMeeting.Status.CANCELLED
        yield Appointment(f"meeting-{meeting.pk}", words, url, meeting.held_at, meeting.place, gone)
