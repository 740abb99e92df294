"""Question 14: was it sent securely, and were there breaches (S116, V21)?"""

from collections import Counter

from django.utils import timezone

from consent.breaches import with_steps
from consent.disclosing import acts_of
from consent.models import SHARES, Breach, Disclosure
from consent.models.disclosures import Method
from consent.reports.made import FILTERS, Made, decided, length_words, made_with_keys, parts_of
from locality.questions import Answer, Figure, Line, Question, bounds, question, supplied

LATE = "it was not settled within 72 hours whether the regulator is told"
INSECURE = "it went by an insecure way"
ASKED_OF_BREACHES = ("locality", "partner")


def run(reader, filters, now):
    """Every act of passing on of the filters' decisions, by the way it took; and every breach of their days."""
    rows = decided(reader, filters).filter(outcome__in=SHARES)
    count, lines = Counter(here=rows.count()), []
    acts = acts_of(parts_of(Disclosure, reader, rows))
    for made, _ in made_with_keys(rows, acts):
        for act in acts[made.key]:
            count[act.row.method] += 1
            lines.append(_line(made, act.row))
    for each in with_steps(_breaches(reader, filters)):
        flags = tuple(_flags(each, now))
        count.update(["breach", *flags])
        lines.append(_told(each, flags, now))
    return Answer(
        [
            Figure("Breaches settled late", count[LATE], True, "More than 72 hours after somebody noticed"),
            Figure("Went by an insecure way", count[INSECURE], True, "As a breach that was reported says"),
            Figure("Breaches", count["breach"], False, "Of these days, by when they were noticed"),
            Figure("Decisions to share here", count["here"], False, "In this service, where each view is on record"),
            *(Figure(way.label, count[way], False, "Passed on outside this service") for way in Method),
        ],
        lines,
    )


def _line(made: Made, row):
    words = [row.get_method_display().lower(), f"received by {row.partner}"]
    words += ["the number was checked"] if row.number_check else []
    words += ["confirmed"] if row.receipt else []
    return made.line(words)


def _breaches(reader, filters):
    if filters.get("category"):
        return Breach.objects.none()  # a breach says nothing of kinds of information
    rows = supplied(Breach.objects.all(), reader, filters).select_related("provider")
    since, after = bounds(filters)
    if since:
        rows = rows.filter(noticed_at__gte=since)
    return rows.filter(noticed_at__lt=after) if after else rows


def _flags(each, now):
    if each.is_late(now):
        yield LATE
    if each.breach.kind == Breach.Kind.INSECURE:
        yield INSECURE


def _told(each, flags, now):
    breach, settled = each.breach, each.settled
    words = [breach.get_kind_display()[:1].lower() + breach.get_kind_display()[1:]]
    at = length_words(breach.noticed_at, settled.done_at if settled else now)
    words.append(
        f"{settled.get_kind_display()[:1].lower()}{settled.get_kind_display()[1:]}, after {at}"
        if settled
        else f"not settled for {at}"
    )
    day = timezone.localdate(breach.noticed_at)
    return Line(breach.pk, "breach", str(breach), None, breach.provider_id, day, "; ".join(words), flags)


QUESTION = question(
    Question(
        14,
        "Was it sent securely, and were there breaches?",
        "How what decisions allowed was passed on outside this service, by the ways that may be recorded, which are "
        "all secure; and the breaches that anybody reported. Within 72 hours of noticing one, it is settled whether "
        "the regulator is told.",
        "It was not settled in time whether the regulator is told, or something went by an insecure way",
        FILTERS,
        "when it was decided, or the breach was noticed",
        run,
    )
)
