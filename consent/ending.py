"""Before decisions end: for each partner that received something, what it will no longer see, what other decisions give
it still, and what it was still to do, so that nothing is left with somebody who no longer sees it (C10).

    @still_to_do      def open_work(families, reader) -> iterable of ToDo

Each app above says so of what lies in its tables, in `registrations.py`.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import get_text_list

from consent.models import DecisionItem, DecisionRecipient
from consent.whatif import access_to, lost, places_of, still
from locality.kinds import PAGES, counted_words
from locality.models import Partner

NAMED_FIRST = {*PAGES, "action", "household", "itemaction", "lead", "needlevel"}


@dataclass(frozen=True)
class ToDo:
    """Something open about a family (its key) that `who` does for a partner (its key) by a day, and the record by which
    they know of it: the model's label and its key. `words` are for whoever may see that record."""

    family: Any
    kind: str
    key: Any
    partner: Any
    words: str
    who: str
    by: date | None = None
    url: str = ""

    @property
    def by_words(self):
        """The last day, in words."""
        return f"by {self.by.day} {self.by:%B %Y}" if self.by else ""


@dataclass
class Ending:
    """What ends for one partner: (decision, what it shares) of each that ends; the records it loses now, (kind, key);
    numbers of the decisions that give it something about the family still; what it was to do."""

    partner: Any
    decisions: list[tuple[Any, str]] = field(default_factory=list)
    records: set[tuple[str, Any]] = field(default_factory=set)
    kept: list[int] = field(default_factory=list)
    to_do: list[ToDo] = field(default_factory=list)

    @property
    def by_kind(self):
        """How many records of each kind it loses, in words, the most first: ["3 conversations", "1 action"]."""
        return [counted_words(kind, number) for kind, number in self._kinds()]

    @property
    def among(self):
        """The same of what a practitioner would name first, in a sentence; all of it where nothing else is lost."""
        named = [counted_words(kind, number) for kind, number in self._kinds() if kind in NAMED_FIRST]
        return get_text_list(named or self.by_kind, "and")

    def _kinds(self):
        kinds = Counter(kind.rsplit(".", 1)[-1].lower() for kind, _ in self.records)
        return sorted(kinds.items(), key=lambda each: (-each[1], each[0]))


_sources: list[Callable] = []


def still_to_do(function):
    """Register `function(families, reader)`: every `ToDo` about families (their keys) that the reader may see."""
    _sources.append(function)
    return function


def open_work(families, reader) -> Iterable[ToDo]:
    """Everything open about families (their keys) that this `Reader` may see, the most urgent first."""
    found = [each for source in _sources for each in source(families, reader)]
    return sorted(found, key=lambda each: (each.by or date.max, each.words))


def endings(decisions, reader):
    """An `Ending` for each recipient of these decisions about one family, by name: what becomes of it if all of them
    end now, as far as this `Reader` may see."""
    if not decisions:
        return []
    families, over = [decisions[0].family_id], {each.pk for each in decisions}
    what, whom = _what(decisions), _whom(decisions)
    access, places, work = access_to(families), places_of(families, reader), list(open_work(families, reader))
    found = []
    for partner in Partner.objects.filter(pk__in=whom).order_by("name", "pk"):
        gone = lost(over, partner, places, access)
        found.append(
            Ending(
                partner,
                [(each, ", ".join(what.get(each.pk, []))) for each in decisions if each.pk in whom[partner.pk]],
                gone,
                still(over, partner, access),
                [each for each in work if each.partner == partner.pk and (each.kind, each.key) in gone],
            )
        )
    return found


def left_behind(decisions, reader):
    """[(decision, `ToDo`)] of what recipients of these decisions, which are over, were to do and no longer see."""
    own: dict = {}
    for partner, keys in _whom(decisions).items():
        for each in decisions:
            if each.pk in keys:
                own.setdefault((each.family_id, partner), []).append(each)
    families = {family for family, _ in own}
    work = [each for each in open_work(families, reader) if (each.family, each.partner) in own]
    if not work:
        return []
    families, over = {each.family for each in work}, {each.pk for each in decisions}
    places, access = places_of(families, reader, {each.kind for each in work}), access_to(families, also=over)
    partners = Partner.objects.in_bulk({each.partner for each in work})
    gone = {key: lost(over, partner, places, access) for key, partner in partners.items()}
    return [
        (max(own[each.family, each.partner], key=_number), each)
        for each in work
        if (each.kind, each.key) in gone[each.partner]
    ]


def _number(decision):
    return decision.number


def _what(decisions):
    found: dict = {}
    for item in DecisionItem.objects.shown_with(decisions).filter(include=True).order_by("pk"):
        found.setdefault(item.decision_id, []).append(_in_a_sentence(item.description))
    return found


def _whom(decisions):
    found: dict = {}
    for recipient in DecisionRecipient.objects.shown_with(decisions):
        found.setdefault(recipient.partner_id, set()).add(recipient.decision_id)
    return found


def _in_a_sentence(words):
    return words[:1].lower() + words[1:]
