"""Question 10: was advice sought when in doubt (S102, S103, V6)?"""

from collections import Counter

from django.db.models.functions import Length, Trim
from django.utils import timezone

from consent.models import AdviceAnswer, AdviceLink, AdviceRecord
from consent.reports.made import DATED, FILTERS, decided, later_than_a_working_day, length_words, made_with
from locality.questions import Answer, Figure, Line, Question, bounds, question

UNANSWERED = "asked without names, and not answered within one working day"
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
    asked = _without_names(reader, filters, now)
    late = sum(bool(line.flags) for line in asked)
    further = [
        Figure("Asked without names, not answered", late, True, "Within one working day (S102)"),
        Figure("Asked without names", len(asked), False, "Questions to a safeguarding lead (S103)"),
    ]
    return Answer(
        [
            Figure("In doubt, without advice", count["flags"], True, "Seek advice when in doubt (V6)"),
            Figure("In doubt, too urgent to ask", count["urgent"], False, "It was shared at once (V6)"),
            Figure("In doubt", count["doubt"], False, "The decider said so"),
            Figure("Advice is recorded", count["advised"], False, "In doubt or not"),
            Figure("Decisions", whole, False, "Of these days, in doubt or not"),
            *(further if reader.audits else []),
        ],
        lines + asked,
    )


def _without_names(reader, filters, now):
    """Questions that named nobody, and what came of them. Only an audit knows of all of them; of which kind of
    information they were, nobody does."""
    if not reader.audits or filters.get("category"):
        return []
    rows = AdviceRecord.objects.of(reader)
    for name, path in (("partner", "partner"), ("locality", "partner__locality")):
        if filters.get(name):
            rows = rows.filter(**{path: filters[name]})
    since, after = bounds(filters)
    rows = rows.filter(asked_at__gte=since) if since else rows
    rows = rows.filter(asked_at__lt=after) if after else rows
    answered = dict(AdviceAnswer.objects.filter(advice__in=rows.order_by()).values_list("advice", "answered_at"))
    families = dict(AdviceLink.objects.filter(advice__in=rows.order_by()).values_list("advice", "family"))
    found = rows.values_list("pk", "partner", "asked_at")
    return [_asked(*each, answered.get(each[0]), families.get(each[0]), now) for each in found]


def _asked(key, partner, asked_at, answered_at, family, now):
    words = [f"answered after {length_words(asked_at, answered_at)}" if answered_at else "not answered"]
    words += ["the family was linked later"] if family else []
    flags = (UNANSWERED,) if later_than_a_working_day(asked_at, answered_at or now) else ()
    day = timezone.localdate(asked_at)
    return Line(key, "", "Advice asked without names", family, partner, day, "; ".join(words), flags)


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
        "Decisions whose decider said that they were in doubt, and those on which advice is recorded: whether it was "
        "followed stands in the decision’s own words. For an audit also the questions that were asked of a "
        "safeguarding lead without names, and how soon they were answered.",
        "In doubt, not urgent, and no advice recorded; a question without names that nobody answered within one "
        "working day",
        FILTERS,
        DATED,
        run,
    )
)
