"""Question 11: was only the minimum shared, only with those who needed it (S111, S113, V19)?"""

from collections import Counter, defaultdict

from consent.grave import FRAMEWORK
from consent.models import SHARES, DecisionItem, DecisionRecipient
from consent.reports.made import DATED, FILTERS, decided, made_with, parts_of
from locality.models import InformationCategory
from locality.questions import Answer, Figure, Question, question

SAME_NEED = "several partners, and the same words for why each needs to know"
NO_NEED = "a partner without a word on why it needs to know"


def run(reader, filters, now):
    """Every decision to share of the filters' days: how much went to how many, and why to each."""
    rows = decided(reader, filters).filter(outcome__in=SHARES)
    needs, kinds, records, kept = defaultdict(list), defaultdict(set), Counter(), Counter()
    for key, need in parts_of(DecisionRecipient, reader, rows).values_list("decision", "need_to_know"):
        needs[key].append(need.strip().lower())
    for key, kind, record, include in parts_of(DecisionItem, reader, rows).values_list(
        "decision", "what", "record", "include"
    ):
        if not include:
            kept[key] += 1
        elif record:
            records[key] += 1
        else:
            kinds[key].add(kind)
    every = set(InformationCategory.objects.filter(code__in=FRAMEWORK).values_list("pk", flat=True))
    lines, count, breadth = [], Counter(), Counter()
    for made, _ in made_with(rows):
        whole = every <= kinds[made.key]
        flags = _flags(needs[made.key])
        count.update(flags)
        count.update(whole=whole, kept=bool(kept[made.key]), single=bool(records[made.key] and not kinds[made.key]))
        breadth[min(len(needs[made.key]), 5)] += 1
        words = _words(len(needs[made.key]), len(kinds[made.key]), records[made.key], kept[made.key], whole)
        lines.append(made.line(words, flags))
    return Answer(_figures(len(lines), count, breadth), lines)


def _flags(needs):
    same = len(needs) > 1 and len(set(needs)) == 1
    return (NO_NEED,) * any(not need for need in needs) + (SAME_NEED,) * same


def _figures(shares, count, breadth):
    breadths = {1: "one partner", 2: "two partners", 3: "three partners", 4: "four partners", 5: "five or more"}
    figures = [
        Figure("Several partners, one reason for all", count[SAME_NEED], True, "Each has its own need to know (V19)"),
        Figure("A partner without a reason", count[NO_NEED], True, "Why it needs to know (V19)"),
        Figure("The whole record", count["whole"], False, "All four kinds of the framework at once (V20)"),
        Figure("Single records only", count["single"], False, "And no whole kind of information"),
        Figure("Something was kept back", count["kept"], False, "Items that were left out, with the reason"),
        Figure("Decisions to share", shares, False, "Of these days"),
    ]
    told = [
        Figure(f"Shared with {words}", breadth[many], parts="breadth")
        for many, words in breadths.items()
        if breadth[many]
    ]
    return figures + told


def _words(partners, kinds, records, kept, whole):
    yield f"{partners} partner{'' if partners == 1 else 's'}"
    yield "the whole record" if whole else f"{kinds} whole kind{'' if kinds == 1 else 's'} of information"
    if records:
        yield f"{records} single record{'' if records == 1 else 's'}"
    if kept:
        yield f"{kept} kept back"


QUESTION = question(
    Question(
        11,
        "Was only the minimum shared, and only with those who needed it?",
        "Decisions to share: how many partners each told and why each of them needs to know, how many whole kinds of "
        "information and single records it gave, and what it kept back. The whole record is all four kinds of the "
        "framework at once.",
        "Several partners with the same words for why each needs to know, or a partner with none",
        FILTERS,
        DATED,
        run,
    )
)
