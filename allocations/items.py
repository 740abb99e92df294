"""What the page of one agenda item says: gathered once, as its reader may see it."""

from datetime import date

from django.utils import timezone

from allocations.conditions import FIELDS
from allocations.dues import waiting_for_help
from allocations.minutes import told
from allocations.models import AgendaInput, AgendaItem, CarriedOver, InputRequest, Interest, ItemMinute
from allocations.sitting import members_of, partners_at, runs
from locality.access import holds
from locality.access.rule import reader_of
from locality.families import is_known, people_of, with_families

WORDS = {
    "agencies": "Services that help already",
    "reviewed_on": "Review that found it not enough",
    "exception": "Why it is complex all the same",
    "no_harm_why": "Why nobody is thought to be at risk of significant harm",
    "source": "Where it comes from",
    "match_rule": "How it was matched",
    "from_level": "Level of help now",
    "to_level": "Level it moves to",
    "closing_summary": "What the closing service did, and what is left",
    "conversation": "Talked about in",
    "agreement": "Where the family stands",
}


def item_page(item, practitioner):
    """The context of an item's page for a practitioner who may see the item."""
    reader = reader_of(practitioner)
    with_families([item], reader)
    known, meeting = is_known(item.family), item.meeting
    own, runner = item.provider_id in reader.partners, runs(practitioner, meeting)
    gave = AgendaInput.objects.visible_by(reader).filter(agenda_item=item)
    gave = list(gave.select_related("provider", "given_by").order_by("given_at"))
    requests = _requests(item, reader, {row.provider_id for row in gave})
    minutes = told(ItemMinute.objects.visible_by(reader).filter(item=item).order_by("opened_at"), reader)
    people = list(people_of(item.family, reader)) if known else []
    carried = list(_carried(item, reader))
    return {
        "item": item,
        "name": f"The {item.family}" if known else "A family whose details are not shared with you",
        "known": known,
        "own": own,
        "runs": runner,
        "finishes": runner,
        "conditions": conditions_of(item),
        "inputs": gave,
        "own_partners": set(reader.partners),
        "requests": requests,
        "may_ask": own or runner,
        "to_ask": _to_ask(meeting, reader, requests),
        "may_give": known and bool(holds(practitioner, "make_records")),
        "interests": _interests(item, reader, practitioner, runner),
        "same_name": _same_name(practitioner, people),
        "carried": carried,
        "elsewhere": _elsewhere(item, reader),
        "is_open": not all(each.is_over for each in (meeting, *(row.to_meeting for row in carried))),
        "minutes": minutes,
        "asked_to_lead": next(
            (each for each in minutes if each.waits_for_lead and each.minute.lead_id == practitioner.pk), None
        ),
        "to_begin": next((row for row in waiting_for_help(practitioner, reader) if row.item_id == item.pk), None),
        "over": next((each for each in minutes if each.minute.meeting.is_over), None),
    }


def conditions_of(item):
    """What was said for the item's category, as (words, value) pairs."""
    found = [("Why it could not wait", item.urgent_why)] if item.urgent_why else []
    for name in FIELDS[item.heading]:
        if name == "conversation":  # that there is one: whoever reads this need not be one who may see it
            value = "A conversation on record" if item.conversation_id else ""
        else:
            value = getattr(item, f"get_{name}_display", lambda name=name: getattr(item, name))()
        if isinstance(value, date):
            value = f"{value:%-d %B %Y}"
        if value not in (None, ""):
            found.append((WORDS[name], value))
    return found


def _requests(item, reader, gave):
    """Which partners are asked, and whether what they gave is there for the reader."""
    rows = InputRequest.objects.visible_by(reader).filter(item=item).select_related("partner").order_by("partner__name")
    return [
        {"request": row, "given": row.partner_id in gave, "mine": row.partner_id in reader.partners} for row in rows
    ]


def _to_ask(meeting, reader, requests):
    asked = {each["request"].partner_id for each in requests} | set(reader.partners)
    return [partner for partner in partners_at(members_of(meeting)) if partner.pk not in asked]


def _interests(item, reader, practitioner, runner):
    """Who knows the family. The detail is for themselves and for whoever runs the meeting."""
    rows = Interest.objects.visible_by(reader).filter(item=item).select_related("written_by").order_by("written_at")
    return [
        {"interest": row, "detail": row.detail if runner or row.written_by_id == practitioner.pk else ""}
        for row in rows
    ]


def _same_name(practitioner, people):
    """Whether somebody in the family has the reader's own surname: a hint, no more."""
    surname = practitioner.name.split()[-1].casefold()
    return any(person.family_name.casefold() == surname for person in people if person.family_name)


def _elsewhere(item, reader):
    """The family’s other items on agendas of meetings to come, as far as the reader may see them."""
    rows = AgendaItem.objects.visible_by(reader).filter(family=item.family_id, withdrawn_at__isnull=True)
    rows = rows.filter(meeting__held_at__gt=timezone.now(), meeting__cancelled_at__isnull=True).exclude(pk=item.pk)
    return list(rows.select_related("meeting__locality", "provider").order_by("meeting__held_at", "pk"))


def _carried(item, reader):
    rows = CarriedOver.objects.visible_by(reader).filter(item=item)
    return rows.select_related("from_meeting__locality", "to_meeting__locality").order_by("written_at")
