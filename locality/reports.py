"""Question 18: who looked at records, and did they need to?"""

from collections import Counter

from django.utils import timezone

from locality.access import Viewing
from locality.kinds import viewing_words
from locality.models import Practitioner
from locality.questions import Answer, Figure, Line, Question, bounds, question
from locality.unusual import (
    GLASS,
    MANY,
    NO_REASON,
    OUTSIDE,
    SELF,
    TOO_MANY,
    WRONG,
    busy_hours,
    by_emergency,
    marks,
    opened,
    reasons_of,
    taken_by,
)

NAMES = ("record", "kind", "family", "partner", "practitioner", "at", "decision")


def run(reader, filters, now):
    """Every unusual view of a record in the filters' days; the views of everybody, so for an audit only."""
    rows = _narrowed(filters)
    whole, busy, reasons = rows.count(), busy_hours(rows), reasons_of(rows.values("practitioner").distinct())
    names = dict(Practitioner.objects.values_list("pk", "name"))
    taken = taken_by(reader)
    lines, count = [], Counter()
    for record, kind, family, partner, who, at, decision in rows.values_list(*NAMES).iterator(chunk_size=5000):
        hour = timezone.localtime(at).replace(minute=0, second=0, microsecond=0)
        found = marks(at, reasons[who, family], (who, hour) in busy) + by_emergency(decision, taken)
        if not found:
            continue
        count.update(found)
        flags = tuple(mark for mark in found if mark in (NO_REASON, TOO_MANY, WRONG))
        words = [f"{names.get(who, '')} at {timezone.localtime(at):%H:%M}", *(m for m in found if m not in flags)]
        what = f"View: {viewing_words(kind)}"
        lines.append(Line(record, "", what, family, partner, timezone.localdate(at), "; ".join(words), flags))
    return Answer(
        [
            Figure("No reason on record", count[NO_REASON], True, "Nothing said by then why they had to do with it"),
            Figure(
                f"More than {MANY} families in an hour", count[TOO_MANY], True, "Views of such an hour of the clock"
            ),
            Figure("By emergency access, not right", count[WRONG], True, "So said whose information it was (A7)"),
            Figure("By emergency access", count[GLASS], False, "Right, or not looked at yet: see question 2"),
            Figure(
                "Own word, just before", count[SELF], False, "They gave the reason themselves, within the hour before"
            ),
            Figure("Outside hours", count[OUTSIDE], False, "Not a working day, or before 7 or after 20 o’clock"),
            Figure("Unusual views", len(lines), False, "With one of these marks or several"),
            Figure("Views", whole, False, "Records that were opened"),
        ],
        lines,
    )


def _narrowed(filters):
    rows = opened(Viewing.objects.all())
    since, after = bounds(filters)
    if since:
        rows = rows.filter(at__gte=since)
    if after:
        rows = rows.filter(at__lt=after)
    if filters.get("partner"):
        rows = rows.filter(partner=filters["partner"])
    if filters.get("locality"):
        rows = rows.filter(partner__locality=filters["locality"])
    return rows.order_by()


QUESTION = question(
    Question(
        18,
        "Who looked at records, and did they need to?",
        "Every view that opened a record of a family, marked by stated signs: no reason on record by then why its "
        "reader had to do with the family; the only reason their own word, given within the hour before; emergency "
        "access; outside hours; many families in an hour. A mark accuses nobody: it says what to ask about. Readers’ "
        "addresses are not recorded here, and people’s names are not shown to an audit, so neither is compared.",
        f"A view without a reason on record; more than {MANY} families opened within one hour of the clock; a view by "
        "emergency access that was not right",
        ("since", "until", "locality", "partner"),
        "when it was looked at; the partner is the reader’s",
        run,
        lately=True,
        audit_only=True,
    )
)
