"""Who looked: the auditor's list of viewings, newest first, by family, person or day (A8; auditor's question 18)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from locality.access import Viewing
from locality.access.audit import decision_numbers, references_of
from locality.access.listing import EPOCH
from locality.kinds import viewing_words
from locality.unusual import marks_of

PAGE = 25
ASKED = ("who looked", "ledger", "governance", "audits", "audit sample", "audit file", "who audits", "alert", "alerts")
ASKED += ("evidence packs",)
QUESTIONS = Q(kind__in=ASKED) | Q(kind__startswith="question ")
QUESTIONS |= Q(kind__startswith="why ") | Q(kind__startswith="history of ")


@dataclass(frozen=True)
class Look:
    """One viewing in words. `family` is a reference and `decision` a number: names of families are not told."""

    viewing: Viewing
    what: str
    family: str
    decision: int | None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looks:
    """One page of viewings; `older` is the text to continue from, or empty."""

    looks: list[Look]
    older: str


def looks(
    *, family=None, person=None, partner=None, record=None, on=None, lists=False, questions=True, after="", size=PAGE
):
    """A page of `Looks` before `after`: of a family, a practitioner, a partner, a record (keys) and a day, each if
    given. With `lists`, also where the family only stood in a list; without `questions`, not the auditors' own."""
    given = {"family": family, "practitioner": person, "partner": partner, "record": record}
    rows = Viewing.objects.filter(**{name: key for name, key in given.items() if key})
    if not lists:
        rows = rows.exclude(kind__startswith="list of ")
    if not questions:
        rows = rows.exclude(QUESTIONS)
    if on:
        start = timezone.make_aware(datetime.combine(on, time()))
        end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time()))
        rows = rows.filter(at__gte=start, at__lt=end)
    if place := _parse(after):
        at, key = place
        rows = rows.filter(Q(at__lte=at), Q(at__lt=at) | Q(pk__lt=key))
    found = list(rows.select_related("practitioner", "partner").order_by("-at", "-pk")[: size + 1])
    shown = found[:size]
    return Looks(_told(shown), _text(shown[-1]) if len(found) > size else "")


def _told(viewings):
    families = references_of(viewing.family for viewing in viewings)
    numbers = decision_numbers(viewing.decision for viewing in viewings)
    unusual = marks_of(viewings)
    return [
        Look(
            v, viewing_words(v.kind), families.get(v.family, ""), numbers.get(v.decision), tuple(unusual.get(v.pk, ()))
        )
        for v in viewings
    ]


def _text(viewing):
    return f"{(viewing.at - EPOCH) // timedelta(microseconds=1)}.{viewing.pk}"


def _parse(text):
    try:
        moment, key = text.split(".")
        return EPOCH + timedelta(microseconds=int(moment)), int(key)
    except (ValueError, OverflowError):
        return None


def key_of(text):
    """The key in an address's filter, or None when it is none."""
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None
