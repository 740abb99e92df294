"""A meeting that is ready to run: four partners are asked, and one family is shared with all of them."""

from types import SimpleNamespace
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from allocations import printing, services
from consent.rules import Item
from locality.reference import category
from tests.allocations.meeting import make_meeting, put_forward
from tests.cast import share
from tests.locality.reading import signed_in

NEED = {
    "health": "Health visits the family every week",
    "police": "The police know the street and the evenings",
    "council": "The council runs the meeting and its minutes",
}


def members(story, meeting, *keys):
    """Ask these of the cast; {key: member}."""
    homes = {"amira": "school", "grace": "school", "ben": "health", "chidi": "police", "ewan": "council"}
    found = {}
    for key in keys:
        person, partner = getattr(story, key), getattr(story, homes[key])
        values = {"practitioner": person, "asked_for": partner, "name": person.name}
        found[key] = services.ask_to_meeting(meeting, by=story.ewan, **values)
    return found


def cover(story, item, *partners, details=True):
    """The school's decision that lets these partners (keys) see the item, and with `details` whose it is."""
    today = timezone.localdate()
    items = [Item(item.category, "This item", item, today)]
    if details:
        items.append(Item(category("family_details"), "All of it", None, today))
    recipients = {getattr(story, key): NEED[key] for key in partners}
    return share(story, items=items, recipients=recipients)


def ready(story, *, covered=("health", "police", "council"), people=("amira", "ben", "chidi", "ewan"), **changes):
    """A meeting with one item (these columns changed), covered for these partners, its agenda not sent out yet."""
    meeting = make_meeting(story)
    asked = members(story, meeting, *people)
    item = put_forward(story, meeting, **changes)
    if covered:
        cover(story, item, *covered)
    return SimpleNamespace(meeting=meeting, item=item, asked=asked)


def fresh(record):
    """The record as it stands now."""
    return type(record).objects.get(pk=record.pk)


def begin(story, made, *, confirm=True):
    """Send the agenda out, begin, and let everybody who was asked come and confirm."""
    for step in (services.circulate, services.begin_meeting):
        made.meeting = step(fresh(made.meeting), by=story.ewan)
    for key, member in made.asked.items():
        made.asked[key] = come(story, member, confirm=confirm)
    return made


def come(story, member, *, confirm=True):
    """One member comes, and confirms."""
    member = services.note_attendance(fresh(member), by=story.ewan, does="arrived")
    return services.note_attendance(member, by=story.ewan, does="confirmed") if confirm else member


def agreed(story, made, **answers):
    """The item talked about and closed, with an outcome, a lead who accepts in the room, and one action."""
    minute = services.open_minute(made.item, by=story.ewan, meeting=fresh(made.meeting))
    values = {"safeguarding": "nothing", "notes": "The mornings are hard", "outcomes": ["allocate_lead_and_EHA"]}
    values |= {"lead": story.ben, "lead_accepts": True} | answers
    minute = services.write_minute(minute, by=story.ewan, version=minute.version, **values)
    act(story, minute)
    return services.finish_item(fresh(minute), by=story.ewan)


def act(story, minute):
    """One action of Ben's."""
    values = {"owner": story.ben, "owner_name": story.ben.name, "owner_partner": story.health}
    return services.agree_action(
        fresh(minute), by=story.ewan, what="Ring on Monday", due_on=timezone.localdate(), **values
    )


def copy_for(client, meeting, who, act="papers"):
    """Ask for a copy of a meeting's papers as this person does, let the worker come by, and read it; None when there
    is none."""
    signed_in(client, who)
    key = uuid4()
    asked = client.post(reverse("allocations:papers", args=[meeting.pk]), {"act": act, "submission": str(key)})
    assert asked.status_code == 302
    printing.make_waiting()
    answer = client.get(reverse("allocations:papers-file", args=[key]))
    return answer if answer.status_code == 200 else None
