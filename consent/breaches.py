"""Breaches of information: anybody reports one, whoever answers for the partner handles it, and a clock runs."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone

from consent.models import Breach, BreachStep
from consent.models.breaches import SETTLES
from locality.access import can_see, holds, leads_safeguarding_for, require
from locality.access.rule import reader_of
from locality.history import action
from locality.waiting import anything, may_wait

LEAST_WORDS = 20


@dataclass
class Known:
    """A breach and what was done about it, oldest first."""

    breach: Any
    steps: list = field(default_factory=list)

    @property
    def settled(self):
        """The step that settled whether the regulator is told, or None while the clock runs."""
        return next((step for step in self.steps if step.kind in SETTLES), None)

    def is_late(self, now):
        """Whether it was settled, or still is not, after the 72 hours."""
        at = self.settled.done_at if self.settled else now
        return at > self.breach.decide_by

    @property
    def state(self):
        """Where it stands, for a tag: text and colour."""
        if self.settled:
            told = self.settled.kind == BreachStep.Kind.TOLD_REGULATOR
            return {"text": "Regulator told" if told else "No risk found", "colour": "green"}
        late = self.is_late(timezone.now())
        return {"text": "72 hours are over", "colour": "red"} if late else {"text": "Clock runs", "colour": "yellow"}


def handles(practitioner):
    """The partners (keys) whose breaches a practitioner handles: as their safeguarding lead, or as who signs."""
    return holds(practitioner, "authorise") | leads_safeguarding_for(practitioner)


@action
def report(*, by, partner, kind, words, noticed_at, submission, people=None, decision=None, at=None):
    """Record that information of a partner went where it should not; returns the `Breach`, reported `at` a moment
    (default now). The same `submission` records once.

    Raises ValidationError by field when nothing is said or the moment is still to come, PermissionDenied unless `by`
    works for the partner and may see the decision, if it is about one.
    """
    require(by, "see_records", partner)
    if decision and not can_see(by, decision):
        raise PermissionDenied("That decision is not yours")
    if found := Breach.objects.filter(submission=submission, reported_by=by).first():
        return found
    wrong = {}
    if noticed_at > timezone.now():
        wrong["noticed_at"] = "It must be now or in the past"
    if len(words.strip()) < LEAST_WORDS:
        wrong["words"] = f"Say what happened in at least {LEAST_WORDS} characters"
    if wrong:
        raise ValidationError(wrong)
    what = {"kind": kind, "words": words, "people": people, "decision": decision, "noticed_at": noticed_at}
    when = {"reported_by": by, "reported_at": at or timezone.now(), "submission": submission}
    return Breach.objects.create(provider=partner, **what, **when)


@action
def note(breach, *, by, kind, words, done_at, submission, at=None):
    """Record what was done about a breach, at a moment; returns the `BreachStep`. The same `submission` records once.

    Raises ValidationError by field when nothing is said, the moment is before it was noticed or still to come, or it is
    settled already; PermissionDenied unless `by` handles breaches of its partner.
    """
    if breach.provider_id not in handles(by):
        raise PermissionDenied("Whoever answers for the partner handles it")
    if found := BreachStep.objects.filter(submission=submission, said_by=by).first():
        return found
    wrong = {}
    if not breach.noticed_at <= done_at <= timezone.now():
        wrong["done_at"] = "It must be between when it was noticed and now"
    if len(words.strip()) < LEAST_WORDS:
        wrong["words"] = f"Say it in at least {LEAST_WORDS} characters"
    if wrong:
        raise ValidationError(wrong)
    return BreachStep.objects.create(
        breach=breach,
        kind=kind,
        words=words,
        done_at=done_at,
        said_by=by,
        said_at=at or timezone.now(),
        submission=submission,
    )


def known(practitioner, key=None):
    """[`Known`] of the breaches that a practitioner may know of, what was noticed last first; only one when given its
    key. Two questions, however many there are."""
    rows = Breach.objects.known_to(practitioner, reader_of(practitioner), handles(practitioner))
    rows = rows.select_related("provider", "reported_by", "decision").order_by("-noticed_at")
    return with_steps(rows.filter(pk=key) if key else rows[:200])


def with_steps(breaches):
    """[`Known`] of these breaches, which their reader may know of: two questions."""
    found = {breach.pk: Known(breach) for breach in breaches}
    for step in BreachStep.objects.filter(breach__in=found).select_related("said_by").order_by("done_at", "said_at"):
        found[step.breach_id].steps.append(step)
    return list(found.values())


def running(practitioner):
    """The breaches that the practitioner handles of which it is not settled whether the regulator is told."""
    return list(_running(practitioner).order_by("noticed_at")[:50]) if anything("breach", practitioner) else []


@may_wait("breach")
def _running(practitioner):
    partners = handles(practitioner)
    if not partners:
        return None
    done = BreachStep.objects.filter(breach=OuterRef("pk"), kind__in=SETTLES)
    return Breach.objects.filter(~Exists(done), provider__in=partners & set(reader_of(practitioner).partners))
