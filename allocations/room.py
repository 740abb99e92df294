"""What everybody in the room may see: the screen shows nothing else (interface.md 6.4c). Worked out anew for each page,
from who is present now and from the decisions that are live now.
"""

from dataclasses import dataclass, field
from typing import Any

from allocations.coverage import cells_of
from allocations.models import AgendaInput, Interest, ItemChoice
from allocations.sitting import members_of, room_of, unconfirmed
from locality.access.room import seen_by_all, sight_of_partners
from locality.models import Partner


@dataclass
class Room:
    """Who is in the room for an item, and what stands against showing it: those who have not confirmed, those who must
    leave first (member, why), and that it is held back from this meeting."""

    members: list = field(default_factory=list)
    unconfirmed: list = field(default_factory=list)
    must_leave: list = field(default_factory=list)
    held_back: bool = False

    @property
    def may_show(self):
        """Whether the item may be on the screen now."""
        return bool(self.members) and not (self.unconfirmed or self.must_leave or self.held_back)

    @property
    def partners(self):
        return {member.partner_id: member.partner for member in self.members if member.partner_id}


def room_for(meeting, item, reader):
    """The `Room` of an item that the `Reader` sees, as it is at this moment."""
    everybody = members_of(meeting)
    found = Room(room_of(meeting, item, everybody), unconfirmed(everybody))
    partners = list(found.partners.values())
    stays = {cell.partner.pk for cell in cells_of(meeting, [item], partners, reader)[item.pk] if cell.lets_stay}
    leaving = Interest.objects.visible_by(reader).filter(item=item, does=Interest.Does.LEAVE)
    conflicted = set(leaving.values_list("written_by", flat=True))
    for member in found.members:
        if member.partner_id not in stays:
            why = f"no decision covers {member.partner}" if member.partner else "they work for no partner"
            found.must_leave.append((member, why))
        elif member.practitioner_id in conflicted:
            found.must_leave.append((member, "they said that they leave for this item"))
    choices = ItemChoice.objects.visible_by(reader).filter(meeting=meeting, item=item)
    found.held_back = choices.filter(choice=ItemChoice.Choice.HOLD_BACK).exists()
    return found


def inputs_for(item, reader, partners):
    """(what partners gave to the item that every one of `partners` may see, whether anything is held back)."""
    rows = AgendaInput.objects.visible_by(reader).filter(agenda_item=item)
    rows = list(rows.select_related("provider", "given_by").order_by("given_at"))
    seen = seen_by_all(list(partners), AgendaInput, [row.pk for row in rows])
    shown = [row for row in rows if row.pk in seen]
    return shown, len(shown) < len(rows)


def held_back_from(meeting, items, reader):
    """The keys of those of these items that are held back from the meeting."""
    rows = ItemChoice.objects.visible_by(reader).filter(meeting=meeting, item__in=items)
    return set(rows.filter(choice=ItemChoice.Choice.HOLD_BACK).values_list("item", flat=True))


def partners_who_may_see(item, reader):
    """The active partners that the rule gives sight of an item which the `Reader` sees: [Partner], by name."""
    partners = list(Partner.objects.active().order_by("name", "pk"))
    sight = sight_of_partners(partners, type(item), [item.pk])
    return [partner for partner in partners if item.pk in sight.get(partner.pk, {})]


def heard_by(minute, members, stood_out) -> list[Any]:
    """Who heard an item: there between its beginning and its end, confirmed, not standing out (`stood_out`, keys)."""
    until = minute.finished_at
    return [
        member
        for member in members
        if member.confirmed_at
        and member.pk not in stood_out
        and member.was_there(minute.opened_at, until or member.arrived_at or minute.opened_at)
    ]
