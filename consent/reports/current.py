"""Question 12: was what we shared current (S112, V18)?"""

from collections import Counter
from datetime import timedelta

from django.db.models import Count, Min, Q

from consent.models import SHARES, DecisionItem
from consent.reports.made import DATED, FILTERS, day_words, decided, made_with, parts_of
from locality.questions import Answer, Figure, Question, question

HALF_YEAR, YEAR = timedelta(days=182), timedelta(days=365)
STALE = "some of it was more than twelve months old, by its own day"


def run(reader, filters, now):
    """Every decision to share of the filters' days, by the oldest day of what it shared."""
    rows = decided(reader, filters).filter(outcome__in=SHARES)
    items = parts_of(DecisionItem, reader, rows).filter(include=True).order_by()
    oldest = {
        key: (day, undated)
        for key, day, undated in items.values("decision")
        .annotate(day=Min("as_of"), undated=Count("pk", filter=Q(as_of__isnull=True)))
        .values_list("decision", "day", "undated")
    }
    lines, count = [], Counter()
    for made, _ in made_with(rows):
        day, undated = oldest.get(made.key, (None, 0))
        age = made.day - day if day else timedelta()
        flags = (STALE,) if age > YEAR else ()
        count.update(stale=age > YEAR, older=HALF_YEAR < age <= YEAR, undated=bool(undated))
        words = [f"The oldest of it is of {day_words(day)}" if day else "No day is recorded for what was shared"]
        if undated and day:
            words.append(f"{undated} without a day")
        lines.append(made.line(words, flags))
    return Answer(
        [
            Figure("More than twelve months old", count["stale"], True, "When it was shared, by its own day (V18)"),
            Figure("Six to twelve months old", count["older"], False, "Addresses change sooner (V18)"),
            Figure("Without a day", count["undated"], False, "Nothing says of when it is"),
            Figure("Decisions to share", len(lines), False, "Of these days"),
        ],
        lines,
    )


QUESTION = question(
    Question(
        12,
        "Was what we shared current?",
        "Decisions to share, by the day of the oldest information in them against the day of the decision. Partners "
        "read the record itself as long as sharing lasts, so that a correction is in front of them at once; the "
        "history of a record says when it was corrected.",
        "Information of more than twelve months before",
        FILTERS,
        DATED,
        run,
    )
)
