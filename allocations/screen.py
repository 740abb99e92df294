"""What the projector shows of one family: worked out for the people who are in the room now (interface.md 6.4c)."""

from allocations.agenda import agenda_of
from allocations.models import CarriedOver, ItemAction, ItemMinute
from allocations.quorum import item_problems, meeting_problems
from allocations.room import held_back_from, inputs_for
from allocations.sitting import members_of
from locality.access.room import seen_by_all
from locality.access.rule import reader_of
from locality.families import is_known, people_of, with_families
from locality.models import Person
from locality.pages import age_words

MINUTES_EACH = 10  # what a family may take before the timer says so


def screen_of(meeting, item, minute, room, practitioner):
    """The context of the page on which a meeting talks about an item, for whoever runs it. Without a `minute` the room
    may not see the item, and nothing of it is gathered."""
    reader = reader_of(practitioner)
    _, items = agenda_of(meeting, practitioner)
    members = [member for member in members_of(meeting) if member.arrived_at]
    context = {
        "meeting": meeting,
        "item": item,
        "minute": minute,
        "minutes_each": MINUTES_EACH,
        "room": room,
        "members": members,
        "quorum": meeting_problems(meeting, room.members) + item_problems(item, room.members),
        "in_session": meeting.status == meeting.Status.IN_SESSION,
        **_around(meeting, item, items, reader),
    }
    if minute is None:
        return context
    return context | _of_item(meeting, item, minute, room, reader) | {"may_lead": _may_lead(members, item, minute)}


def _around(meeting, item, items, reader):
    """The list of items with where each stands, and the ones before and after this one."""
    keys = [each.pk for each in items]
    done = ItemMinute.objects.visible_by(reader).filter(meeting=meeting, finished_at__isnull=False)
    done = set(done.values_list("item", flat=True))
    held = held_back_from(meeting, keys, reader)
    gone = CarriedOver.objects.visible_by(reader).filter(from_meeting=meeting)
    gone = set(gone.values_list("item", flat=True))
    place = keys.index(item.pk) if item.pk in keys else 0
    states = {key: "Closed" if key in done else "Held back" if key in held | gone else "" for key in keys}
    lines = [
        {"item": each, "number": number, "state": states[each.pk], "here": each.pk == item.pk}
        for number, each in enumerate(items, 1)
    ]
    waiting = [each for each in items[place + 1 :] + items[:place] if not states[each.pk]]
    return {
        "lines": lines,
        "number": place + 1,
        "before": items[place - 1] if place else None,
        "after": items[place + 1] if place + 1 < len(items) else None,
        "following": waiting[0] if waiting else None,
    }


def _of_item(meeting, item, minute, room, reader):
    """The family, what partners gave and what was agreed before: as far as everybody in the room may see it."""
    with_families([item], reader)
    partners = list(room.partners.values())
    named = is_known(item.family)
    people = list(people_of(item.family, reader)) if named else []
    seen = seen_by_all(partners, Person, [person.pk for person in people])
    inputs, more = inputs_for(item, reader, partners)
    actions = ItemAction.objects.visible_by(reader).filter(taken_back_at__isnull=True).select_related("owner_partner")
    earlier = actions.filter(item__family=item.family_id).exclude(minute=minute)
    earlier = list(earlier.order_by("-written_at")[:10])
    open_to_all = seen_by_all(partners, type(item), {each.item_id for each in earlier})
    return {
        "name": f"The {item.family}" if named else "A family whose details are not shared",
        "initials": f"{item.family.name[:1]}. family" if named else "A family",
        "people": [_person(person) for person in people if person.pk in seen],
        "inputs": inputs,
        "held_back": more or len(seen) < len(people),
        "actions": list(actions.filter(minute=minute).order_by("written_at", "pk")),
        "earlier": [each for each in earlier if each.item_id in open_to_all],
    }


def _person(person):
    first = (person.known_as or person.given_name or person.family_name)[:1]
    return {"initials": f"{first}. ({age_words(person)})", "name": f"{person} ({age_words(person)})"}


def _may_lead(members, item, minute):
    """Whom the meeting may ask to lead: who came, whoever put the family forward, and who was asked already."""
    found = {member.practitioner_id: str(member) for member in members if member.practitioner_id}
    found.setdefault(item.proposed_by_id, f"{item.proposed_by}, {item.provider}")
    if minute.lead_id:
        found.setdefault(minute.lead_id, str(minute.lead))
    return sorted(found.items(), key=lambda pair: pair[1])
