"""Question 12: was what we shared current (S112, V18)?"""

from collections import Counter
from datetime import timedelta

from django.db.models import Count, Min, Q

from consent.fresh import HALF_YEAR, YEAR
from consent.models import SHARES, DecisionItem
from consent.reports.made import DATED, FILTERS, day_words, decided, made_with, parts_of
from locality.questions import Answer, Figure, Question, question

STALE = "some of it was more than twelve months old, and nobody said why it was still right"


def run(reader, filters, now):
    """Every decision to share of the filters' days, by the oldest day of what it shared."""
    rows = decided(reader, filters).filter(outcome__in=SHARES)
    items = parts_of(DecisionItem, reader, rows).filter(include=True).order_by()
    undated, said = Count("pk", filter=Q(as_of__isnull=True)), Count("pk", filter=~Q(checked=""))
    found = items.values("decision").annotate(day=Min("as_of"), undated=undated, said=said)
    oldest = {key: rest for key, *rest in found.values_list("decision", "day", "undated", "said")}
    lines, count = [], Counter()
    for made, _ in made_with(rows):
        day, undated, said = oldest.get(made.key, (None, 0, 0))
        age = made.day - day if day else timedelta()
        stale = age > YEAR and not said
        flags = (STALE,) if stale else ()
        count.update(stale=stale, said=age > YEAR and said > 0, older=HALF_YEAR < age <= YEAR, undated=bool(undated))
        words = [f"The oldest of it is of {day_words(day)}" if day else "No day is recorded for what was shared"]
        if undated and day:
            words.append(f"{undated} without a day")
        words += ["it was said why it is still right"] if said else []
        lines.append(made.line(words, flags))
    return Answer(
        [
            Figure("More than twelve months old", count["stale"], True, "And nobody said why it was still right (V18)"),
            Figure("As old, and said to be right", count["said"], False, "Whoever decided wrote why (V18)"),
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
        "Information of more than twelve months before, and nobody said why it was still right",
        FILTERS,
        DATED,
        run,
    )
)
