"""Unusual views: stated heuristics by which an audit finds what to ask about (the auditor's question 18; second-wall.md
4.6). A mark accuses nobody: people work late, and stand in for one another.

A view is marked when it was outside hours (not a working day, or before 7 or after 20 o'clock); when nothing on record
said by then why its reader had to do with the family; when the only reason was the reader's own word, given within the
hour before; when emergency access allowed it; and when its reader opened more than `MANY` families within the same hour
of the clock.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncHour
from django.utils import timezone

from locality.access import Involvement, Viewing
from locality.days import is_working_day

FIRST_HOUR, LAST_HOUR, MANY, JUST = 7, 20, 20, timedelta(hours=1)
OUTSIDE, NO_REASON = "outside hours", "no reason on record"
GLASS, WRONG = "by emergency access", "by emergency access that was not right"
SELF, TOO_MANY = "own word, just before", f"more than {MANY} families in an hour"
NOT_OPENED = Q(kind__startswith="list of ") | Q(kind__startswith="question ") | Q(kind__startswith="why ")
NOT_OPENED |= Q(kind__startswith="history of ") | Q(kind__in=["ledger", "who looked"])


_emergencies: list[Callable] = []


def emergencies(function):
    """Register `function(reader) -> {decision's key: whether it was right, None when nobody has said}` of all emergency
    access."""
    _emergencies.append(function)
    return function


def by_emergency(decision, taken):
    """The marks of a view by this decision (a key or None): `taken` is what `taken_by` returns."""
    if decision not in taken:
        return []
    return [WRONG if taken[decision] is False else GLASS]


def taken_by(reader):
    """All emergency access that this `Reader` may know of, as `emergencies` has it."""
    return {key: right for function in _emergencies for key, right in function(reader).items()}


def opened(rows=None):
    """Views that opened a record of a family for a partner: neither lists, nor what an audit asked."""
    rows = Viewing.objects.all() if rows is None else rows
    return rows.filter(family__isnull=False, partner__isnull=False).exclude(NOT_OPENED)


def marks_of(viewings):
    """{viewing's key: [words]} of these views: two questions, however many."""
    mine = [each for each in viewings if each.family and each.partner_id and not _asked(each.kind)]
    reasons, busy = (
        reasons_of({each.practitioner_id for each in mine}, {each.family for each in mine}),
        busy_hours(opened().filter(practitioner__in={each.practitioner_id for each in mine}), mine),
    )
    return {
        each.pk: marks(
            each.at, reasons[each.practitioner_id, each.family], (each.practitioner_id, _hour(each.at)) in busy
        )
        for each in mine
    }


def marks(at, reasons, is_busy):
    """The marks of one view: `reasons` are (starts, ends, self-declared) of its reader's involvements there."""
    found = [OUTSIDE] if is_outside(at) else []
    held = [(starts, own) for starts, ends, own in reasons if starts <= at and (ends is None or ends > at)]
    if not held:
        found.append(NO_REASON)
    elif all(own and at - starts <= JUST for starts, own in held):
        found.append(SELF)
    return found + [TOO_MANY] * is_busy


def is_outside(at):
    """Whether a moment is outside hours here."""
    local = timezone.localtime(at)
    return not is_working_day(local.date()) or not FIRST_HOUR <= local.hour < LAST_HOUR


def busy_hours(rows, viewings=None):
    """{(practitioner, hour)} in which somebody opened more than `MANY` families, of these rows; near these views only,
    when given."""
    if viewings is not None:
        if not viewings:
            return set()
        hours = [_hour(each.at) for each in viewings]
        rows = rows.filter(at__gte=min(hours), at__lt=max(hours) + timedelta(hours=1))
    counted = rows.order_by().annotate(hour=TruncHour("at")).values("practitioner", "hour")
    counted = counted.annotate(families=Count("family", distinct=True)).filter(families__gt=MANY)
    return {
        (who, hour.astimezone(timezone.get_current_timezone()))
        for who, hour in counted.values_list("practitioner", "hour")
    }


def reasons_of(practitioners, families=None):
    """{(practitioner, family): [(starts, ends, self-declared)]} of these practitioners' involvements: with these
    families only, when given."""
    found = defaultdict(list)
    rows = Involvement.objects.filter(practitioner__in=practitioners)
    if families is not None:
        rows = rows.filter(family__in=families)
    for who, family, *told in rows.values_list("practitioner", "family", "starts_at", "ends_at", "self_declared"):
        found[who, family].append(told)
    return found


def _hour(at):
    return timezone.localtime(at).replace(minute=0, second=0, microsecond=0)


def _asked(kind):
    return kind.startswith(("list of ", "question ", "why ", "history of ")) or kind in ("ledger", "who looked")
