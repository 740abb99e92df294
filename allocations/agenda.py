"""What the pages of allocation meetings show: the meetings, and the part of an agenda that somebody may see."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from allocations.headings import EXPLANATIONS
from allocations.models import AgendaItem, AllocationMeeting
from locality.access import holds
from locality.access.rule import reader_of
from locality.families import is_known, with_families


@dataclass
class Line:
    """An item as its reader sees it: the family's name only when that is shared too, and whether it is their own."""

    item: Any
    name: str
    opens: bool
    own: bool


@dataclass
class Group:
    """One of the four categories with what it means and the lines under it."""

    name: str
    explanation: str
    lines: list[Line] = field(default_factory=list)


def open_meetings():
    """The meetings that take families now, if only by exception (3.0), the next one first."""
    status = AllocationMeeting.Status
    taking = (status.ITEMS_OPEN, status.ITEMS_CLOSED, status.CIRCULATED)
    coming = AllocationMeeting.objects.filter(status__in=taking, held_at__gt=timezone.now())
    return coming.select_related("locality").order_by("held_at")


def meetings_of_the_year():
    """The meetings to come, the next one first, and those of the last year, the newest first."""
    now = timezone.now()
    found = AllocationMeeting.objects.select_related("locality", "chair")
    held = found.filter(held_at__lte=now, held_at__gt=now - timedelta(days=366))
    return list(found.filter(held_at__gt=now).order_by("held_at")), list(held.order_by("-held_at"))


def agenda_of(meeting, practitioner):
    """The meeting's agenda for a practitioner: (the four `Group`s in their order, the items in them). What they may
    not see is not there, and is not counted."""
    reader = reader_of(practitioner)
    rows = AgendaItem.objects.visible_by(reader).on_agenda(meeting)
    items = with_families(rows.select_related("provider", "proposed_by").order_by("proposed_at", "pk"), reader)
    named = {item.family_id for item in items if is_known(item.family)}
    groups = {code: Group(label, EXPLANATIONS[code]) for code, label in AgendaItem.Heading.choices}
    for item in items:
        groups[item.heading].lines.append(_line(item, reader, item.family_id in named))
    return list(groups.values()), items


def _line(item, reader, named):
    name = f"The {item.family}" if named else "A family whose details are not shared with you"
    return Line(item, name, named, item.provider_id in reader.partners)


def may_propose(practitioner):
    """Whether the practitioner makes records for any partner."""
    return bool(holds(practitioner, "make_records"))
