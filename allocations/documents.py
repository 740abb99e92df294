"""Papers of a meeting for one member: only the items, and what partners gave, that the member’s partner may see.

Worked out behind both walls at the moment the copy is made: as the member, and as their partner as a whole.
"""

from allocations.headings import DECLARATION, STANDING_AGENDA
from allocations.items import conditions_of
from allocations.left_out import kept_from
from allocations.models import AgendaInput, AgendaItem
from allocations.models.packs import mark_of
from allocations.room import held_back_from
from locality.access.room import seen_by_all
from locality.access.rule import reader_of
from locality.families import is_known, people_of, with_families
from locality.pages import age_words

TEMPLATE = "allocations/papers_pdf.html"


def items_for(meeting, partner, practitioner):
    """The items of a meeting that go into the papers of a member of a partner: seen by both, held back from nobody, and
    left out by nobody in the family (C9)."""
    reader = reader_of(practitioner)
    rows = AgendaItem.objects.visible_by(reader).on_agenda(meeting).select_related("provider", "proposed_by")
    items = list(rows.order_by("proposed_at", "pk"))
    seen = seen_by_all([partner], AgendaItem, [item.pk for item in items])
    held = held_back_from(meeting, [item.pk for item in items], reader)
    kept = kept_from(partner, items) | held
    return with_families([item for item in items if item.pk in seen and item.pk not in kept], reader)


def papers_of(meeting, partner, practitioner, items, *, key, made_at, is_addendum=False):
    """The plain context of a copy with these items, which the member and their partner may see."""
    reader = reader_of(practitioner)
    given = AgendaInput.objects.visible_by(reader).filter(agenda_item__in=[item.pk for item in items])
    given = list(given.select_related("provider").order_by("given_at"))
    seen = seen_by_all([partner], AgendaInput, [row.pk for row in given])
    shown = [row for row in given if row.pk in seen]
    return {
        "meeting": str(meeting),
        "when": meeting.held_at,
        "place": meeting.place,
        "title": "Addendum to the papers" if is_addendum else "Papers for the meeting",
        "marking": f"Confidential. For {practitioner}, {partner}. Copy {mark_of(key)}. Not to be copied or passed on.",
        "partner": str(partner),
        "made_at": made_at,
        "standing": () if is_addendum else STANDING_AGENDA,
        "declaration": DECLARATION,
        "items": [_item(item, reader, [row for row in shown if row.agenda_item_id == item.pk]) for item in items],
    }


def _item(item, reader, given):
    known = is_known(item.family)
    people = list(people_of(item.family, reader)) if known else []
    return {
        "name": f"The {item.family}" if known else f"A family ({item.family.reference})",
        "people": [f"{person} ({age_words(person)})" for person in people],
        "category": item.get_heading_display(),
        "purpose": item.purpose,
        "by": f"{item.proposed_by}, {item.provider}",
        "conditions": [(words, str(value)) for words, value in conditions_of(item)],
        "given": [(str(row.provider), row.text) for row in given],
    }
