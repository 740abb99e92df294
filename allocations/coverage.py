"""The disclosure check: to send an item out, or to talk about it, tells every partner that is there. For each item and
each partner: does the rule itself, asked as that partner, give it sight of the item and of the family's details, and
did nobody in the family leave that partner, or what it would be told, out of their agreement (C9)?
"""

from dataclasses import dataclass, field
from typing import Any

from allocations.left_out import LeftOut, left_out, who_said, words_for
from allocations.models import AgendaItem, ItemChoice
from allocations.sitting import members_of, partners_at
from locality.access.room import sight_of_partners
from locality.families import is_known, with_families
from locality.models import Family


@dataclass(frozen=True)
class Sight:
    """How much of an item a partner may see: a code for its colours, a sign and a word."""

    code: str
    symbol: str
    word: str


COVERED, PART, NOT = Sight("agreed", "●", "Covered"), Sight("part", "◐", "Part"), Sight("refused", "✕", "Not covered")
OWN = Sight("needless", "–", "Their own")


@dataclass(frozen=True)
class Cell:
    """One item and one partner: what it may see, by which decisions (numbers), what was chosen where that is not all,
    and what the family left out, for whoever recorded it."""

    partner: Any
    sight: Sight
    decisions: tuple[int, ...] = ()
    choice: Any = None
    words: str = ""
    said: str = ""

    @property
    def is_open(self):
        """Whether something has to be done before this goes out: nothing covers it, and nobody chose what then."""
        return self.sight in (PART, NOT) and self.choice is None

    @property
    def lets_stay(self):
        """Whether the partner may be in the room for it."""
        return self.sight in (COVERED, OWN)


@dataclass
class Row:
    """One item with its cells, in the order of the check's partners; `name` as its reader may say it."""

    item: Any
    name: str
    own: bool
    cells: list[Cell] = field(default_factory=list)

    @property
    def open_cells(self):
        return [cell for cell in self.cells if cell.is_open]


@dataclass
class Check:
    """The matrix: the partners that come, and a row for each item."""

    partners: list
    rows: list[Row]

    @property
    def open_cells(self):
        return [(row, cell) for row in self.rows for cell in row.cells if cell.is_open]


def check_of(meeting, reader, *, everything):
    """The `Check` of a meeting for a `Reader`: of every item that they see (`everything`, for whoever runs it), or of
    those that their own partners put forward."""
    rows = AgendaItem.objects.visible_by(reader).on_agenda(meeting)
    if not everything:
        rows = rows.filter(provider__in=reader.partners)
    items = with_families(rows.select_related("provider").order_by("proposed_at", "pk"), reader)
    partners = partners_at(members_of(meeting))
    cells = cells_of(meeting, items, partners, reader)
    own = reader.partners
    return Check(partners, [Row(item, name_of(item), item.provider_id in own, cells[item.pk]) for item in items])


def name_of(item):
    """What the reader whom `with_families` was asked for may call the item's family."""
    return f"The {item.family}" if is_known(item.family) else "A family whose details are not shared with you"


def cells_of(meeting, items, partners, reader):
    """{item's key: its `Cell`s} for these items, which the `Reader` sees, and these partners in their order."""
    seen = sight_of_partners(partners, AgendaItem, [item.pk for item in items])
    known = sight_of_partners(partners, Family, {item.family_id for item in items})
    chosen = ItemChoice.objects.visible_by(reader).filter(meeting=meeting, item__in=[item.pk for item in items])
    choices = {(each.item_id, each.partner_id): each for each in chosen}
    kept = left_out(items, partners)
    names = who_said(kept.values(), reader)

    def cell(item, partner):
        has, whose, pair = seen.get(partner.pk, {}), known.get(partner.pk, {}), (item.pk, partner.pk)
        against = kept.get(pair, LeftOut())
        return _cell(item, partner, has, whose, choices.get(pair), against, words_for(against.lines, names))

    return {item.pk: [cell(item, partner) for partner in partners] for item in items}


def _cell(item, partner, seen, known, choice, against, said):
    has_item = item.pk in seen and not against.item
    has_family = item.family_id in known and not against.family
    numbers = {seen.get(item.pk), known.get(item.family_id)} - {None}
    if has_item and has_family:
        sight = OWN if item.provider_id == partner.pk else COVERED
    else:
        sight = PART if has_item or has_family else NOT
    choice = None if sight in (COVERED, OWN) else choice
    return Cell(partner, sight, tuple(sorted(numbers)), choice, _words(sight, has_item), said)


def _words(sight, has_item):
    if sight == PART:
        return (
            "they may see the item, not who the family is"
            if has_item
            else "they may see the family, not why it is here"
        )
    return ""
