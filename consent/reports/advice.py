"""Question 10: was advice sought when in doubt (S102, S103, V6)?"""

from collections import Counter

from django.db.models.functions import Length, Trim

from consent.reports.made import DATED, FILTERS, decided, made_with
from locality.questions import Answer, Figure, Question, question

NONE = "in doubt, and no advice is recorded"


def run(reader, filters, now):
    """Every decision of the filters' days that was in doubt, or on which advice was taken."""
    rows = decided(reader, filters).annotate(advice_length=Length(Trim("advice")))
    whole, count, lines = rows.count(), Counter(), []
    for made, of in made_with(rows.filter(in_doubt=True) | rows.filter(advice_length__gt=0), *NAMES):
        advised = of["advice_length"] > 0
        flags = (NONE,) if of["in_doubt"] and not advised and not of["urgent"] else ()
        count.update(flags=len(flags), doubt=int(of["in_doubt"]), advised=int(advised))
        count.update(urgent=int(of["in_doubt"] and not advised and of["urgent"]))
        lines.append(made.line(_words(of, advised), flags))
    return Answer(
        [
            Figure("In doubt, without advice", count["flags"], True, "Seek advice when in doubt (V6)"),
            Figure("In doubt, too urgent to ask", count["urgent"], False, "It was shared at once (V6)"),
            Figure("In doubt", count["doubt"], False, "The decider said so"),
            Figure("Advice is recorded", count["advised"], False, "In doubt or not"),
            Figure("Decisions", whole, False, "Of these days, in doubt or not"),
        ],
        lines,
    )


NAMES = ("in_doubt", "urgent", "advice_length")


def _words(of, advised):
    yield "In doubt" if of["in_doubt"] else "Not in doubt"
    yield f"advice of {of['advice_length']} characters" if advised else "no advice"
    if of["urgent"]:
        yield "shared at once"


QUESTION = question(
    Question(
        10,
        "Was advice sought when in doubt?",
        "Decisions whose decider said that they were in doubt, and those on which advice is recorded. Whether the "
        "advice was asked without names, and whether it was followed, stands in the decision’s own words.",
        "In doubt, not urgent, and no advice recorded",
        FILTERS,
        DATED,
        run,
    )
)
