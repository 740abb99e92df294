"""Question 3: where was information shared without agreement, and was the override properly justified and signed
(V10, V11, V12, V29)?"""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db.models.functions import MD5, Length, Trim
from django.utils import timezone

from consent.models import SHARES, Basis, DecisionItem, LawfulBasis
from consent.reports.made import (
    DATED,
    FILTERS,
    day_words,
    decided,
    later_than_a_working_day,
    length_words,
    made_with,
    parts_of,
)
from consent.rules import GROUNDS, LEAST_FACTS
from locality.questions import Answer, Figure, Question, question

GROUND_WORDS = dict(GROUNDS)
TOO_OFTEN, WITHIN = 3, timedelta(days=30)  # the same reasons in more than three decisions in 30 days (V29)
NAMES = (
    *("basis", "ground", "urgent", "waits_for_authoriser", "authorised_at", "authorised_by", "decided_by", "ended_at"),
    *("condition", "provider__policy_document_on"),
    *("facts_length", "reasons_digest"),
)
UNSIGNED = "nobody signed it within one working day"
LATE = "it was signed later than one working day after"
SAME = "whoever decided also signed"
SHORT = f"the facts of the case are shorter than {LEAST_FACTS} characters"
NO_CONDITION = "it told of health or the like, and no condition for that is recorded"
NO_POLICY = "the partner had no policy document for what is special that day"
BOILERPLATE = "the same reasons stand in more than three decisions of one person within 30 days"


def run(reader, filters, now):
    """Every decision to share without agreement of the filters' days, and what is wrong with it."""
    rows = decided(reader, filters).filter(outcome__in=SHARES, basis__in=[Basis.RISK, Basis.PUBLIC_INTEREST])
    rows = rows.annotate(facts_length=Length(Trim("facts")), reasons_digest=MD5(Trim("reasons")))
    found = list(made_with(rows, *NAMES))
    often = _too_often(found)
    special = set(parts_of(DecisionItem, reader, rows).filter(include=True, what__special=True).values_list("decision"))
    special, asks = {key for (key,) in special}, set(_asking_for_a_policy())
    judged = [
        (made, of, (*_flags(made, of, often, now), *_in_law(of, made.key in special, asks, made))) for made, of in found
    ]
    count = Counter(flag for _, _, flags in judged for flag in flags)
    grounds = Counter(of["ground"] for _, of, _ in judged)
    figures = [
        Figure("Nobody signed in time", count[UNSIGNED], True, "Shared at once, unsigned after one working day (V12)"),
        Figure("Signed late", count[LATE], True, "Shared at once, signed after one working day (V12)"),
        Figure("Signed by whoever decided", count[SAME], True, "Somebody else signs (V12)"),
        Figure("Facts too short", count[SHORT], True, f"Under {LEAST_FACTS} characters (V11)"),
        Figure("The same reasons again and again", count[BOILERPLATE], True, "More than three in 30 days (V29)"),
        Figure("No condition for special information", count[NO_CONDITION], True, "Health and the like (V13)"),
        Figure("No policy document", count[NO_POLICY], True, "The condition asks for one (V13)"),
        Figure("Shared without agreement", len(judged), False, "Because of a risk, or in the public interest"),
        Figure("Still waiting to be signed", sum(_waits(of) for _, of, _ in judged), False, "Nothing is shared yet"),
    ]
    figures += [
        Figure(words, grounds[code], False, "The ground that was given (V11)", parts="grounds")
        for code, words in GROUNDS
        if grounds[code]
    ]
    return Answer(figures, [made.line(_words(made, of), flags) for made, of, flags in judged])


def _asking_for_a_policy():
    return LawfulBasis.objects.filter(needs_policy=True).values_list("code", flat=True)


def _in_law(of, special, asks, made):
    """What is wrong with the condition for what is special (V13)."""
    if special and not of["condition"]:
        yield NO_CONDITION
    has = of["provider__policy_document_on"]
    if of["condition"] in asks and not (has and has <= made.day):
        yield NO_POLICY


def _waits(of):
    return of["waits_for_authoriser"] and not of["authorised_at"] and not of["ended_at"]


def _flags(made, of, often, now):
    flags = []
    if not of["waits_for_authoriser"]:
        if not of["authorised_at"]:
            over = of["ended_at"] and not later_than_a_working_day(made.decided, of["ended_at"])
            if later_than_a_working_day(made.decided, now) and not over:
                flags.append(UNSIGNED)
        elif later_than_a_working_day(made.decided, of["authorised_at"]):
            flags.append(LATE)
    if of["authorised_by"] and of["authorised_by"] == of["decided_by"]:
        flags.append(SAME)
    if of["facts_length"] < LEAST_FACTS:
        flags.append(SHORT)
    if made.key in often:
        flags.append(BOILERPLATE)
    return tuple(flags)


def _too_often(found):
    """The keys of the decisions whose reasons one person used in more than three decisions within 30 days."""
    used = defaultdict(list)
    for made, of in found:
        used[of["decided_by"], of["reasons_digest"]].append(made)
    often = set()
    for same in used.values():
        for first, last in zip(same, same[TOO_OFTEN:], strict=False):
            if last.decided - first.decided <= WITHIN:
                often.update(each.key for each in same if first.decided <= each.decided <= last.decided)
    return often


def _words(made, of):
    yield GROUND_WORDS.get(of["ground"], "No ground is recorded")
    yield f"facts of {of['facts_length']} characters"
    if of["authorised_at"]:
        begun = "shared at once, " if not of["waits_for_authoriser"] else ""
        yield f"{begun}signed after {length_words(made.decided, of['authorised_at'])}"
    elif _waits(of):
        yield "waits for a signature: nothing is shared"
    else:
        yield "not signed"
    if of["ended_at"]:
        yield f"ended on {day_words(timezone.localdate(of['ended_at']))}"


QUESTION = question(
    Question(
        3,
        "Where was information shared without agreement, and was the override properly justified and signed?",
        "Decisions to share that rest on a risk or on the public interest and not on the family’s agreement: the "
        "ground, how long the facts of the case are, whether somebody other than the decider signed, and how soon. "
        "What was shared at once is to be signed by the end of the next working day.",
        "Unsigned after that, or signed late; signed by whoever decided; facts too short; health and the like without "
        "a condition, or without a policy document that it asks for; the same reasons used in more than three "
        "decisions of one person within 30 days",
        FILTERS,
        DATED,
        run,
    )
)
