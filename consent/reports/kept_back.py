"""Question 4: where did we decide not to share, why, and what happened to the child next (F30, F31, V16)?"""

from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import timedelta

from django.utils import timezone

from consent.duty import COVERED, DUTY
from consent.grave import AGAINST, NOT_MET
from consent.models import SHARES, DecisionRecipient, Outcome, ReceivedRequest, RequestReply, SharingDecision
from consent.reports.made import DATED, FILTERS, day_words, decided, made_with, parts_of
from consent.rules import NOT_SHARE_REASONS
from locality.models import Partner
from locality.questions import Answer, Figure, Question, question

WHY = dict(NOT_SHARE_REASONS)
# With these the duty's own test is not met, or it allows keeping it. That they have it already is still looked at.
OUTSIDE = {*NOT_MET, *AGAINST} - {"already_held"}
NEXT = timedelta(days=90)
NOT_TOLD = "another partner asked for it, and has not been told that nothing is shared"
DUTY_MET = "the duty to share applied, and the reason given is none that it allows"


def run(reader, filters, now):
    """Every decision not to share, or to wait, of the filters' days; and what was decided in the 90 days after."""
    rows = decided(reader, filters).filter(outcome__in=[Outcome.NOT_SHARE, Outcome.WAIT])
    found = list(made_with(rows, "outcome", "not_share_reason", "reconsider_on"))
    covered, asked = _covered(), defaultdict(set)
    for key, partner in parts_of(DecisionRecipient, reader, rows).values_list("decision", "partner"):
        asked[key].add(partner)
    unsaid = _nobody_told()
    later, today = _later(reader, rows), timezone.localdate(now)
    lines, count, why = [], Counter(), Counter()
    for made, of in found:
        then = [(at, outcome) for at, outcome in _after(later[made.family, made.partner], made.decided)]
        due = made.partner in covered and asked[made.key] & covered and made.day >= DUTY
        flags = (
            (DUTY_MET,) if due and of["outcome"] == Outcome.NOT_SHARE and of["not_share_reason"] not in OUTSIDE else ()
        )
        flags += (NOT_TOLD,) if made.key in unsaid else ()
        overdue = bool(of["reconsider_on"] and of["reconsider_on"] < today and not then)
        shared = any(outcome in SHARES and at <= made.decided + NEXT for at, outcome in then)
        why[of["not_share_reason"]] += of["outcome"] == Outcome.NOT_SHARE
        count.update(
            flags=DUTY_MET in flags,
            unsaid=made.key in unsaid,
            overdue=overdue,
            shared=shared,
            waits=of["outcome"] == Outcome.WAIT,
        )
        lines.append(made.line(_words(made, of, then, overdue, shared), flags))
    return Answer(_figures(len(found), count, why), lines)


def _figures(whole, count, why):
    return [
        Figure(
            "Not shared although the duty applied", count["flags"], True, f"Sharing is a duty from {day_words(DUTY)} on"
        ),
        Figure("Asked for, and nobody was told", count["unsaid"], True, "Whoever asked had no reply (V27)"),
        Figure("Never looked at again", count["overdue"], False, "Its day passed and nothing was decided since (F31)"),
        Figure("Shared within 90 days after all", count["shared"], False, "Something, about the same family"),
        Figure("Decided to wait for more", count["waits"], False, "Before deciding"),
        Figure("Not shared, or waited", whole, False, "Every decision of this question"),
        *(Figure(f"Why not: “{words}”", why[code], parts="why") for code, words in NOT_SHARE_REASONS if why[code]),
    ]


def _nobody_told():
    """The keys of decisions that answer a request to which nobody replied."""
    asked = ReceivedRequest.objects.filter(decision__isnull=False)
    asked = asked.exclude(question__in=RequestReply.objects.values("question"))
    return set(asked.values_list("decision", flat=True))


def _covered():
    """The partners that the duty to share is known to reach."""
    return set(Partner.objects.filter(duty_basis__in=COVERED).values_list("pk", flat=True))


def _later(reader, rows):
    """{(family, partner): [(moment, outcome)]} of every decision about these families, the oldest first."""
    found = defaultdict(list)
    others = SharingDecision.objects.visible_by(reader).filter(family__in=rows.order_by().values("family"))
    names = ("family", "provider", "decided_at", "outcome")
    for family, partner, at, outcome in others.order_by("decided_at").values_list(*names):
        found[family, partner].append((at, outcome))
    return found


def _after(decisions, moment):
    return decisions[bisect_right(decisions, moment, key=lambda each: each[0]) :]


def _words(made, of, then, overdue, shared):
    yield (
        "Waited for more" if of["outcome"] == Outcome.WAIT else WHY.get(of["not_share_reason"], "No reason is recorded")
    )
    if of["reconsider_on"]:
        yield f"to be thought about again by {day_words(of['reconsider_on'])}"
    if overdue:
        yield "that day passed, and nothing was decided since"
    soon = [at for at, _ in then if at <= made.decided + NEXT]
    yield f"{len(soon)} further decision{'' if len(soon) == 1 else 's'} in 90 days" + (
        ", of which one shared" if shared else ""
    )


QUESTION = question(
    Question(
        4,
        "Where did we decide not to share, why, and what happened next?",
        "Decisions not to share, or to wait for more: the reason, the day by which it was to be thought about again, "
        "and what the same partner decided about the same family in the 90 days after. What happened to the child "
        "outside these decisions is read in the family’s own records, which an audit does not open here.",
        "Both partners are under the duty to share, it was in force, and the reason is none that the duty allows: not "
        "relevant, no help to their work, harm to the child, or forbidden by law; or another partner asked for it and "
        "has no reply",
        FILTERS,
        DATED,
        run,
    )
)
