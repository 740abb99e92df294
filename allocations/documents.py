"""Papers of a meeting for one member: only the items, and what partners gave, that the member’s partner may see.

Worked out behind both walls at the moment the copy is made: as the member, and as their partner as a whole.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allocations.headings import DECLARATION, STANDING_AGENDA
from allocations.items import conditions_of
from allocations.left_out import kept_from
from allocations.models import AgendaInput, AgendaItem
from allocations.models.packs import mark_of
from allocations.room import held_back_from
from locality.access.room import seen_by_all
from locality.access.rule import reader_of
from locality.families import is_known, people_of, with_families
from locality.models import Person
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


@dataclass(frozen=True)
class Parts:
    """What a member’s papers are made of now: the items, and for each what partners gave that may be shown."""

    items: list[Any]
    given: dict[Any, list[Any]]

    def only(self, keys):
        """The parts of these items (keys) alone."""
        return Parts([item for item in self.items if item.pk in keys], self.given)


def parts_for(meeting, partner, practitioner):
    """The `Parts` of a meeting’s papers for a member of a partner, as the decisions are now."""
    items = items_for(meeting, partner, practitioner)
    rows = AgendaInput.objects.visible_by(reader_of(practitioner)).filter(agenda_item__in=[item.pk for item in items])
    rows = list(rows.select_related("provider").order_by("given_at", "pk"))
    seen = seen_by_all([partner], AgendaInput, [row.pk for row in rows])
    given = {item.pk: [] for item in items}
    for row in rows:
        if row.pk in seen:
            given[row.agenda_item_id].append(row)
    return Parts(items, given)


def papers_of(meeting, partner, practitioner, parts, *, key, made_at, is_addendum=False):
    """The plain context of a copy with these `Parts`, which the member and their partner may see."""
    reader = reader_of(practitioner)
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
        "items": [_said(item, parts) | {"people": _people(item, reader)} for item in parts.items],
    }


def _people(item, reader):
    people = list(people_of(item.family, reader)) if is_known(item.family) else []
    return [f"{person} ({age_words(person)})" for person in people]


def _said(item, parts):
    known = is_known(item.family)
    return {
        "name": f"The {item.family}" if known else f"A family ({item.family.reference})",
        "category": item.get_heading_display(),
        "purpose": item.purpose,
        "by": f"{item.proposed_by}, {item.provider}",
        "conditions": [(words, str(value)) for words, value in conditions_of(item)],
        "given": [(str(row.provider), row.text) for row in parts.given[item.pk]],
    }


def shown_of(parts, key):
    """For each item of these `Parts`, a digest of what the copy with this key says of it. Nobody reads from a digest
    what was said, and in another copy it is another."""
    return [_digest(_said(item, parts), key) for item in parts.items]


def told_of(parts, reader):
    """The records of which a copy of these `Parts` says something, beside its items: the family that it names, its
    people, what partners gave; each as "place of the item:key". For the copy to know later what is still to be read."""
    found = []
    for place, item in enumerate(parts.items):
        keys = [row.pk for row in parts.given[item.pk]]
        if is_known(item.family):
            keys += [item.family.pk, *people_of(item.family, reader).values_list("pk", flat=True)]
        found += [f"{place}:{key}" for key in keys]
    return found


def lost_of(pack, seen):
    """The items (keys) of a `Pack` of which it says something that is not among the keys `seen` any more."""
    told = [entry.split(":") for entry in pack.shown if ":" in entry]
    return {pack.items[int(place)] for place, key in told if UUID(key) not in seen}


def _digest(said, key):
    return hashlib.sha256(f"{key}{json.dumps(said, sort_keys=True)}".encode()).hexdigest()


@dataclass(frozen=True)
class Copy:
    """A copy that was issued; of how many of its items something is no longer to be read, or is another now."""

    pack: Any
    gone: int
    changed: int


def copies_of(packs, parts, reader):
    """A `Copy` for each of a `Reader`’s packs, with these `Parts` as they are now. One question, however many."""
    told = {UUID(entry.split(":")[1]) for pack in packs for entry in pack.shown if ":" in entry}
    seen = {row.pk for rows in parts.given.values() for row in rows}
    seen |= {item.family.pk for item in parts.items if is_known(item.family)}
    if left := told - seen:
        seen |= set(Person.objects.visible_by(reader).filter(pk__in=left).values_list("pk", flat=True))
    return [_copy(pack, parts, seen) for pack in packs]


def _copy(pack, parts, seen):
    now = dict(zip((item.pk for item in parts.items), shown_of(parts, pack.pk), strict=True))
    was = dict(zip(pack.items, pack.shown, strict=False))
    gone = set(pack.items) - set(now) | lost_of(pack, seen)
    changed = sum(key in now and now[key] != digest for key, digest in was.items())
    return Copy(pack, len(gone), changed)


def new_for(packs, parts):
    """The `Parts` that none of these packs has as they are now: what an addendum is made of."""
    known = set()
    for pack in packs:
        now = dict(zip((item.pk for item in parts.items), shown_of(parts, pack.pk), strict=True))
        was = dict(zip(pack.items, pack.shown, strict=False))
        known |= {key for key in pack.items if was.get(key, now.get(key)) == now.get(key)}
    return parts.only({item.pk for item in parts.items} - known)
