"""What somebody would leave open when they stop working for a partner, and handing it on (domain.md 3d; A9, S136).

Asked of the tables whenever somebody looks. Each app says what it knows of, in `leaving.py`:

    @leaves_open            def work(people, partner, reader) -> iterable of Left
    @hands_on("action")     def hand(key, *, by, to, partner) -> the record; raises ValidationError, PermissionDenied

Whoever asks is told only what they may see. What cannot be handed on with a button says on which page it is settled.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from locality.access import holds
from locality.access.rule import reader_of
from locality.access.taking import takers
from locality.dues import Due, dues_from
from locality.families import Family, is_known, with_families
from locality.partners import Membership

SOON, LONG_AGO, MOST = timedelta(days=14), timedelta(days=365), 20


@dataclass
class Left:
    """One thing that a practitioner (`who`, their key) holds for a partner. `kind` names who hands it on, or, without
    one, `url` is the page on which it is settled. `family_id` gets its `family` from `open_work_of`."""

    who: Any
    heading: str
    words: str
    url: str
    kind: str = ""
    key: Any = None
    by: date | None = None
    family_id: Any = None
    family: Any = None

    @property
    def hint(self):
        """Whose it is about and by when, in words."""
        about = f"The {self.family}" if self.family is not None and is_known(self.family) else ""
        when = f"by {self.by:%-d %B %Y}" if self.by else ""
        return ", ".join(filter(None, [about, when]))


_sources: list[Callable] = []
_hands: dict[str, Callable] = {}


def leaves_open(function):
    """Register a source of what practitioners would leave open. It returns only what the reader may see."""
    _sources.append(function)
    return function


def hands_on(kind):
    """Register how a thing of a kind is handed on to a colleague."""

    def register(function):
        _hands[kind] = function
        return function

    return register


def open_work_of(people, partner, reader):
    """Every `Left` of these practitioners (their keys) at a partner, as far as the `Reader` may see: by heading."""
    found = [each for source in _sources for each in source(list(people), partner, reader)]
    return sorted(with_families(found, reader), key=lambda each: (each.heading, each.by or date.max, each.words))


def hand_on(kind, key, *, by, to, partner):
    """Hand one thing on from whoever holds it to the practitioner `to`, who works for `partner` too. Raises
    ValidationError where they cannot take it, PermissionDenied where it is not for `by` to hand on."""
    return _hands[kind](key, by=by, to=to, partner=partner)


def colleagues_of(membership):
    """Who else works for the membership's partner now: `Membership`s, by name."""
    rows = Membership.objects.live().filter(partner=membership.partner_id, practitioner__is_active=True)
    rows = rows.exclude(practitioner=membership.practitioner_id).select_related("practitioner")
    return rows.order_by("practitioner__name", "pk")


def takers_of(left, colleagues, partner, practitioner):
    """{family: keys} of which of these colleagues (`Membership`s) are not shut out of each family that these `Left`
    things are about; a family that the practitioner sees in part only is not there. One question, or none."""
    families = {each.family_id for each in left if each.kind and each.family_id}
    if not colleagues or not families:
        return {}
    seen = Family.objects.visible_to(practitioner).filter(pk__in=families)
    return takers(seen, [job.practitioner_id for job in colleagues], partner)


@dues_from
def left_behind(practitioner, today):
    """What those who left a partner, or leave it within a fortnight, hold still: whoever looks after its members hands
    it on."""
    partners = holds(practitioner, "manage_members")
    if not partners:
        return
    rows = Membership.objects.filter(
        partner__in=partners, ends_on__gt=today - LONG_AGO, ends_on__lte=today + SOON
    ).exclude(practitioner=practitioner)
    rows = list(rows.select_related("practitioner", "partner").order_by("-ends_on")[:MOST])
    reader, left = reader_of(practitioner), {}
    for partner in {row.partner for row in rows}:
        people = [row.practitioner_id for row in rows if row.partner == partner]
        for each in open_work_of(people, partner, reader):
            left[each.who, partner.pk] = left.get((each.who, partner.pk), 0) + 1
    for row in rows:
        count = left.pop((row.practitioner_id, row.partner_id), 0)
        if count and not _works_there_again(row, today):
            verb = "left" if row.ends_on <= today else "leaves"
            words = f"Hand on what {row.practitioner} {verb} open: {count} thing{'' if count == 1 else 's'}"
            yield Due(row.ends_on, words, reverse("locality:hand-over", args=[row.pk]))


def _works_there_again(row, today):
    others = Membership.objects.live(max(today, row.ends_on)).filter(
        practitioner=row.practitioner_id, partner=row.partner_id
    )
    return others.exists()


def left_open_by(membership, practitioner):
    """What the membership's person would leave open, as far as `practitioner` may see: a list of `Left`."""
    people = [membership.practitioner_id]
    return open_work_of(people, membership.partner, reader_of(practitioner))


def has_ended(membership):
    """Whether the membership is over today."""
    return bool(membership.ends_on and membership.ends_on <= timezone.localdate())
