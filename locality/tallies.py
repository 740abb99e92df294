"""Answers made of marks: each record of a partner with what is said of it, or for an audit numbers of them alone.

A mark is "conversation" (one of these), "conversation:late" (one of which that is said), or "conversation:faulty" (one
with a red flag). A partner's own records are marked one by one, and listed; of everybody's an audit is told how many
each partner has in each month (locality/wall/counts.py), and a line stands for all of those.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from locality.models import Partner
from locality.questions import LEAST, Line, within
from locality.wall.counts import counted


@dataclass(frozen=True)
class Marked:
    """One record with its marks; `words` say what its marks do not."""

    key: UUID
    kind: str
    what: str
    family: UUID | None
    partner: UUID
    day: date
    marks: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True)
class Group:
    """What the records of a group are called, on a line for several of them, and the words for their marks."""

    name: str
    several: str
    marks: dict[str, str]
    red: tuple[str, ...]

    def said(self, marks):
        """The words of those marks that are no red flag."""
        return [words for mark, words in self.marks.items() if mark in marks and mark not in self.red]

    def flags(self, marks):
        """The words of those that are."""
        return tuple(self.marks[mark] for mark in self.red if mark in marks)


def marks_of(marks):
    """The marks that hold, of a dict from mark to whether it does."""
    return tuple(mark for mark, holds in marks.items() if holds)


def answer_of_records(records, groups, filters):
    """(how often each mark is found, the lines) of `Marked` records within the filters' days."""
    count, lines = Counter(), []
    for each in records:
        if not within(each.day, filters):
            continue
        count.update(each.marks)
        group = groups.get(each.marks[0])
        if group:
            words = "; ".join(filter(None, [each.words, *group.said(each.marks)]))
            flags = group.flags(each.marks)
            lines.append(Line(each.key, each.kind, each.what, each.family, each.partner, each.day, words, flags))
    return count, lines


def answer_of_counts(question, groups, filters):
    """The same from numbers alone, for an audit: a line for each partner, month and group."""
    count, cells = Counter(), defaultdict(Counter)
    asked = _partners(filters)
    for mark, partner, month, number in counted(question, filters.get("since"), filters.get("until")):
        if asked is None or partner in asked:
            count[mark] += number
            cells[mark.split(":")[0], partner, month][mark] += number
    lines = [
        _line(groups[name], partner, month, cell) for (name, partner, month), cell in cells.items() if name in groups
    ]
    return count, lines


def _partners(filters):
    if not filters.get("locality") and not filters.get("partner"):
        return None
    rows = Partner.objects.filter(locality=filters["locality"]) if filters.get("locality") else Partner.objects.all()
    found = set(rows.values_list("pk", flat=True))
    return found & {filters["partner"].pk} if filters.get("partner") else found


def _line(group, partner, month, cell):
    number, reds = cell[group.name], cell[f"{group.name}:faulty"]
    said = [f"{cell[mark]}: {words}" for mark, words in group.marks.items() if cell[mark] and mark not in group.red]
    flags = tuple(f"{cell[mark]}: {group.marks[mark]}" for mark in group.red if cell[mark])
    key, words = uuid5(partner, f"{group.name} {month}"), "; ".join([f"{number} in this month", *said])
    return Line(key, "", group.several, None, partner, month, words, flags, number, reds)


def share_of(part, whole, tells_all):
    """How many per cent, in words, or "" where it would tell a number that is too small to be told."""
    if not whole or not (tells_all or (part >= LEAST or not part) and (whole - part >= LEAST or whole == part)):
        return ""
    return f"{round(100 * part / whole)} %"
