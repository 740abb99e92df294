"""Question 7: did each family get the booklet, sign for it and receive a privacy notice, and when relative to the first
share (S82-S87, C13)?"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from consent.models import (
    SHARES,
    Basis,
    Consent,
    ConsentArtefact,
    DecisionItem,
    DecisionRecipient,
    Paper,
    PaperGiven,
    SharingDecision,
    Signature,
)
from consent.papers import FACT_OF
from locality.questions import Answer, Figure, Line, Question, question, supplied, within

KIND = ConsentArtefact.Kind
FACTS = {  # what the report says of each
    KIND.BOOKLET: "booklet",
    KIND.RECEIPT: "signed for it",
    KIND.NOTICE: "privacy notice",
    KIND.SOUGHT: "asked",
    KIND.GIVEN: "agreed",
}
ANSWER = ("pk", "family", "provider", "recorded_at", "status", "not_sought_reason")
EARLY = "shared before the privacy notice, and no reason is on record"
UNTOLD = "shared without a privacy notice, and no reason is on record"


@dataclass
class Told:
    """What one partner recorded about one family: the first day of each fact, of a reason not to ask, and of the first
    share that rests on agreement, with its decision."""

    facts: dict[str, date] = field(default_factory=dict)
    answered: date | None = None
    answer: UUID | None = None
    reason: date | None = None
    shared: date | None = None
    decision: UUID | None = None
    number: int = 0

    @property
    def day(self):
        return self.shared or self.answered

    def late(self, kind):
        """Whether a fact came after the first share, or never did."""
        return self.shared is not None and not (self.facts.get(kind) and self.facts[kind] <= self.shared)

    @property
    def reasoned(self):
        return self.reason is not None and self.shared is not None and self.reason <= self.shared


def run(reader, filters, now):
    """Each family with the partner that told and asked it."""
    told: dict[Any, Told] = defaultdict(Told)
    _add_answers(told, reader, filters)
    _add_papers(told, reader)
    _add_shares(told, reader, filters, now)
    if filters.get("category"):
        told = {key: each for key, each in told.items() if each.shared}
    told = {key: each for key, each in told.items() if within(each.day, filters)}
    early = [each for each in told.values() if each.late(KIND.NOTICE)]

    def having(kind):
        return sum(kind in each.facts for each in told.values())

    return Answer(
        [
            Figure(
                "Shared before the privacy notice, no reason",
                sum(not e.reasoned for e in early),
                True,
                "Or without one",
            ),
            Figure(
                "Shared before the privacy notice, with a reason", sum(e.reasoned for e in early), False, WITH_REASON
            ),
            Figure(
                "Shared before the booklet", sum(e.late(KIND.BOOKLET) for e in told.values()), False, "Or without one"
            ),
            Figure("Got the booklet", having(KIND.BOOKLET), False, "S82"),
            Figure("Signed that they received and understood it", having(KIND.RECEIPT), False, "S84, S85"),
            Figure("Got a privacy notice in writing", having(KIND.NOTICE), False, "S86"),
            Figure(
                "All five facts", sum(len(e.facts) == len(FACTS) for e in told.values()), False, "With asked and agreed"
            ),
            Figure(
                "Shared because they agreed", sum(e.shared is not None for e in told.values()), False, "At least once"
            ),
            Figure("Families", len(told), False, "Each with the partner that told and asked it"),
        ],
        [_line(*key, each) for key, each in told.items()],
    )


WITH_REASON = "Why somebody was not asked was on record by then"


def _add_answers(told, reader, filters):
    """The first day of each fact, of an answer, and of a reason not to ask; by family and partner."""
    rows = _of_partners(Consent.objects.visible_by(reader), reader, filters)
    whose = {}
    for key, family, partner, at, status, why in rows.order_by("recorded_at", "pk").values_list(*ANSWER):
        whose[key], day = (family, partner), timezone.localdate(at)
        each = told[family, partner]
        if each.answer is None:
            each.answered, each.answer = day, key
        if status == Consent.Status.NOT_ASKED and why and each.reason is None:
            each.reason = day
    facts = ConsentArtefact.objects.visible_by(reader).order_by("-happened_on")
    for consent, kind, day in facts.values_list("consent", "kind", "happened_on"):
        if consent in whose:
            told[whose[consent]].facts[kind] = day


def _add_papers(told, reader):
    """What somebody of the family was given, and signed for, before anybody answered: a fact as well, if it is
    earlier than the answers' own."""
    given = PaperGiven.objects.visible_by(reader).filter(paper__kind__in=FACT_OF)
    for family, partner, kind, day in given.values_list("family", "provider", "paper__kind", "given_on"):
        _earlier(told, family, partner, FACT_OF[kind], day)
    signed = Signature.objects.visible_by(reader).filter(given__in=given.filter(paper__kind=Paper.Kind.BOOKLET))
    for family, partner, at in signed.values_list("family", "provider", "signed_at"):
        _earlier(told, family, partner, KIND.RECEIPT, timezone.localdate(at))


def _earlier(told, family, partner, fact, day):
    if (family, partner) in told:
        facts = told[family, partner].facts
        facts[fact] = min(day, facts.get(fact, day))


def _add_shares(told, reader, filters, now):
    """The first decision to share that rests on agreement and gave sight; by family and partner."""
    rows = _of_partners(SharingDecision.objects.visible_by(reader), reader, filters)
    rows = rows.filter(outcome__in=SHARES, basis=Basis.AGREEMENT, starts_at__lte=now)
    rows = rows.filter(Q(waits_for_authoriser=False) | Q(authorised_at__isnull=False))
    rows = rows.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=F("starts_at")))
    if kind := filters.get("category"):
        items = DecisionItem.objects.visible_by(reader).filter(decision=OuterRef("pk"), include=True, what=kind)
        rows = rows.filter(Exists(items))
    first = rows.order_by("family", "provider", "starts_at", "number").distinct("family", "provider")
    for family, partner, key, number, starts in first.values_list("family", "provider", "pk", "number", "starts_at"):
        each = told[family, partner]
        each.shared, each.decision, each.number = timezone.localdate(starts), key, number


def _of_partners(rows, reader, filters):
    """Rows of the readers' own partners, or of everybody for an auditor, of the partner and locality of the filters."""
    told_to = DecisionRecipient.objects.visible_by(reader).filter(
        decision__family=OuterRef("family"), decision__provider=OuterRef("provider"), partner=filters.get("partner")
    )
    return supplied(rows, reader, filters, told_to=Exists(told_to))


def _line(family, partner, each):
    words = [
        f"{name}: {_day(each.facts[kind]) if kind in each.facts else 'not recorded'}" for kind, name in FACTS.items()
    ]
    words.append(f"first share because they agreed: {_day(each.shared) if each.shared else 'none'}")
    flags = []
    if each.late(KIND.NOTICE):
        if each.reasoned:
            words.append("why somebody was not asked was on record by then")
        else:
            flags.append(EARLY if KIND.NOTICE in each.facts else UNTOLD)
    if each.decision:
        page = (each.decision, "sharingdecision", f"Decision {each.number}, the first")
    else:
        page = (each.answer, "consent", "An answer, nothing shared")
    return Line(*page, family, partner, each.day, "; ".join(words), tuple(flags))


def _day(day):
    return f"{day.day} {day:%B %Y}"


QUESTION = question(
    Question(
        7,
        "Did each family get the booklet, sign for it and receive a privacy notice, and when relative to the first "
        "share?",
        "For each family, with the partner that told and asked it: the first day of each of the five facts (booklet, "
        "signed for it, privacy notice, asked, agreed) against the day of the first decision to share that rests on "
        "their agreement. What was given and signed for in the service counts from its own day. With a category, the "
        "first that shared it.",
        "Shared before the privacy notice, or without one, and by then no reason is on record why somebody was not "
        "asked",
        ("since", "until", "locality", "partner", "category"),
        "of the first share, or of the first answer where nothing was shared",
        run,
    )
)
