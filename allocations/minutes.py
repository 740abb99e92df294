"""Minutes as their reader may see them: each family's apart, with who heard it, what follows and what was added."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from allocations.models import (
    ItemAction,
    ItemMinute,
    LeadAnswer,
    MeetingMember,
    MinuteAddendum,
    StoodOut,
)
from allocations.room import heard_by
from locality.families import is_known, with_families


@dataclass
class Told:
    """One minute with its lines. `name`: what its reader may call the family; `lead`: who leads, in words."""

    minute: Any
    name: str
    known: bool
    lead: str
    waits_for_lead: bool
    actions: list = field(default_factory=list)
    addenda: list = field(default_factory=list)
    heard: list = field(default_factory=list)


def minutes_of(meeting, reader):
    """The `Told` minutes of a meeting that a `Reader` may see, in the order in which they were talked about."""
    rows = ItemMinute.objects.visible_by(reader).filter(meeting=meeting)
    return told(rows.order_by("opened_at", "pk"), reader)


def told(rows, reader):
    """These minutes, which the `Reader` may see, as `Told`: in a number of queries that does not grow with them."""
    minutes = list(rows.select_related("item", "item__provider", "meeting", "lead"))
    with_families([minute.item for minute in minutes], reader)
    keys = [minute.pk for minute in minutes]
    actions, addenda = _by_minute(_actions(keys, reader)), _by_minute(_addenda(keys, reader))
    answers = {(each.minute_id, each.practitioner_id): each for each in _answers(keys, reader)}
    members, out = _members(minutes), _out(minutes, reader)
    found = []
    for minute in minutes:
        item, answer = minute.item, answers.get((minute.pk, minute.lead_id))
        known = is_known(item.family)
        found.append(
            Told(
                minute,
                f"The {item.family}" if known else "A family whose details are not shared with you",
                known,
                _lead(minute, answer),
                bool(minute.lead_id and answer is None),
                actions[minute.pk],
                addenda[minute.pk],
                heard_by(minute, members[minute.meeting_id], out[minute.item_id, minute.meeting_id]),
            )
        )
    return found


def _lead(minute, answer):
    """Who leads, and whether they took it on: named, not only suggested (S136)."""
    if not minute.lead_id:
        return f"Nobody: {minute.no_lead_why}" if minute.no_lead_why else "Not settled"
    if answer is None:
        return f"{minute.lead}, who was asked and has not answered yet"
    if not answer.accepted:
        return f"{minute.lead} was asked and did not accept" + (f": {answer.why}" if answer.why else "")
    where = "in the room" if answer.in_the_room else f"on {timezone.localtime(answer.written_at):%-d %B}"
    return f"{minute.lead}, who accepted {where}"


def _by_minute(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.minute_id].append(row)
    return found


def _actions(keys, reader):
    rows = ItemAction.objects.visible_by(reader).filter(minute__in=keys, taken_back_at__isnull=True)
    return rows.select_related("owner_partner").order_by("written_at", "pk")


def _addenda(keys, reader):
    rows = MinuteAddendum.objects.visible_by(reader).filter(minute__in=keys)
    return rows.select_related("written_by", "written_for").order_by("written_at", "pk")


def _answers(keys, reader):
    return LeadAnswer.objects.visible_by(reader).filter(minute__in=keys).order_by("written_at", "pk")


def _members(minutes):
    found = defaultdict(list)
    rows = MeetingMember.objects.filter(meeting__in={minute.meeting_id for minute in minutes})
    for row in rows.select_related("partner").order_by("name", "pk"):
        found[row.meeting_id].append(row)
    return found


def _out(minutes, reader):
    found = defaultdict(set)
    rows = StoodOut.objects.visible_by(reader).filter(item__in={minute.item_id for minute in minutes})
    for item, meeting, member in rows.values_list("item", "meeting", "member"):
        found[item, meeting].add(member)
    return found
