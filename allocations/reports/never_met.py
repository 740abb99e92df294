"""Question 19: do we hold data-only families that we never contacted (domain.md section 5; S134, V30)?"""

from datetime import timedelta

from django.utils import timezone

from allocations.candidates import proposed
from allocations.models import AgendaItem, Candidate, ItemMinute, Outcome
from allocations.models.lists import GONE_AFTER
from locality.access.tables import TrailLine
from locality.models import Family
from locality.questions import Answer, Figure, Line, Question, bounds, question, supplied

LONG = 30  # days
TOO_LONG = f"not contacted after more than {LONG} days"


def run(reader, filters, now):
    """Every family that the reader's partners put forward as identified by data only, in the filters' days: whether
    anybody has met it since. For an audit, which reads no agenda, it says how many could not be looked at."""
    items = _items(reader, filters)
    met = _met(reader, items)
    ended = _ended(reader, items)
    today, lines, count = timezone.localdate(now), [], {"waiting": 0, "long": 0, "ended": 0}
    for item in items:
        days = (today - timezone.localdate(item.proposed_at)).days
        is_met, is_ended = item.family_id in met, item.pk in ended
        waits = not (is_met or is_ended)
        flags = (TOO_LONG,) if waits and days > LONG else ()
        count["waiting"] += waits
        count["long"] += bool(flags)
        count["ended"] += is_ended and not is_met
        words = (
            "somebody has met them" if is_met else "ended without contact" if is_ended else f"waiting for {days} days"
        )
        day = timezone.localdate(item.proposed_at)
        lines.append(
            Line(item.pk, "agendaitem", "Identified by data", item.family_id, item.provider_id, day, words, flags)
        )
    unchecked = TrailLine.objects.filter(kind="allocations.AgendaItem").count() - len(items) if reader.audits else 0
    return Answer(
        [
            Figure(f"Not contacted after {LONG} days", count["long"], True, "Nobody has met them", unchecked),
            Figure("Not contacted yet", count["waiting"], False, "Nobody has met them, and the meeting ended nothing"),
            Figure("Ended without contact", count["ended"], False, "The meeting agreed that nothing more is done"),
            Figure("Families identified by data only", len(items), False, "Put forward in these days"),
            *_on_lists(reader, filters, now),
        ],
        lines,
    )


def _on_lists(reader, filters, now):
    """How many on the lists of the reader's own partners wait for a decision, for how many it is too long, and of how
    many more is kept than may be. An audit reads no list: what is on one is a partner's own."""
    rows = Candidate.objects.filter(partner__in=reader.partners, deleted_at=None)
    if filters.get("partner"):
        rows = rows.filter(partner=filters["partner"])
    if filters.get("locality"):
        rows = rows.filter(locality=filters["locality"])
    waiting, _ = proposed(rows.filter(outcome=""))
    late = waiting.filter(first_listed_at__lte=now - timedelta(days=LONG)).count()
    over = rows.filter(listed_at__lte=now - GONE_AFTER - timedelta(days=1)).count()
    yield Figure("People on lists without a decision", waiting.count(), False, "Proposed by points")
    yield Figure(f"People on lists without a decision for {LONG} days", late, True, "Proposed by points")
    yield Figure("People on lists kept for too long", over, True, "A year after the last list that named them")


def _items(reader, filters):
    rows = AgendaItem.objects.visible_by(reader).filter(heading=AgendaItem.Heading.DATA_ONLY, withdrawn_at__isnull=True)
    since, after = bounds(filters)
    if since:
        rows = rows.filter(proposed_at__gte=since)
    if after:
        rows = rows.filter(proposed_at__lt=after)
    return list(supplied(rows, reader, filters).order_by("proposed_at", "pk"))


def _met(reader, items):
    """The keys of those families that somebody has met by now."""
    rows = Family.objects.visible_by(reader).filter(pk__in={item.family_id for item in items})
    return set(rows.filter(first_contact_on__isnull=False).values_list("pk", flat=True))


def _ended(reader, items):
    """The keys of the items about which a meeting agreed to do nothing more."""
    rows = ItemMinute.objects.visible_by(reader).filter(
        item__in=[item.pk for item in items], finished_at__isnull=False, outcomes__contains=[Outcome.NOTHING]
    )
    return set(rows.values_list("item", flat=True))


QUESTION = question(
    Question(
        19,
        "Do we hold data-only families that we never contacted?",
        "Families that were put forward to a meeting as identified by data only: whether anybody has met them since, "
        "or the meeting ended it, and for how many days they have waited. An audit reads no agenda: it is told how "
        "many agenda items could not be looked at.",
        f"A family that nobody has met more than {LONG} days after it was put forward",
        ("since", "until", "locality", "partner"),
        "when the family was put forward",
        run,
    )
)
