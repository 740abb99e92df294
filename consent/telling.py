"""Telling somebody, after it was decided, what was shared about them (F25, V4): what is left to do, and that it was."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from consent.countersigning import gone_q
from consent.models import SHARES, DecisionSubject, NonInforming, NonInformingLook, SharingDecision, ToldLater
from locality.access import can_see, holds, leads_safeguarding_for, require
from locality.access.rule import reader_of
from locality.history import action

Told = DecisionSubject.Told
UNTOLD = (Told.NOT_YET, Told.WILL_NOT)
LEAST_WORDS, MOST = 10, 50


@action
def tell(decision, *, by, people, told_on, words, submission, at=None):
    """Record that these people, whom the decision is about, were told of it on a day, and what was explained; returns
    the `ToldLater` rows, said `at` a moment (default now). The same `submission` records once.

    Raises ValidationError by field when nobody is chosen, nothing is said, somebody was told before, or the day is
    before the decision or still to come; PermissionDenied unless `by` decides for its partner and may see it.
    """
    require(by, "decide_sharing", decision.provider)
    if not can_see(by, decision):
        raise PermissionDenied("That decision is not yours")
    mine = ToldLater.objects.visible_to(by).filter(decision=decision, said_by=by)
    if found := list(mine.filter(submission=submission)):
        return found
    wrong = {}
    if not people or {person.pk for person in people} - {line.person_id for line in untold_of(decision)}:
        wrong["people"] = "Choose somebody who has not been told"
    if not timezone.localdate(decision.decided_at) <= told_on <= timezone.localdate():
        wrong["told_on"] = "The day must be between the day of the decision and today"
    if len(words.strip()) < LEAST_WORDS:
        wrong["words"] = "Say in a few words what you explained"
    if wrong:
        raise ValidationError(wrong)
    said = {"told_on": told_on, "words": words, "said_by": by, "said_at": at or timezone.now()}
    said |= {"submission": submission}
    return [ToldLater.objects.create(decision=decision, person=person, **said) for person in people]


def untold_of(decision):
    """The `DecisionSubject` lines of a decision that the reader was shown: those who were not told yet."""
    later = told_later([decision])
    lines = list(DecisionSubject.objects.shown_with([decision]).filter(told__in=UNTOLD))
    for line in lines:
        line.later = later.get((line.decision_id, line.person_id))
    return [line for line in lines if still_untold(line)]


def still_untold(line):
    """Whether a `DecisionSubject` line, with its `later` telling, is of somebody who was not told yet."""
    return line.told in UNTOLD and not line.later


def told_later(decisions):
    """{(decision, person): `ToldLater`} of decisions that the reader was shown: one question."""
    rows = ToldLater.objects.shown_with(decisions).select_related("said_by")
    return {(row.decision_id, row.person_id): row for row in rows}


def still_to_tell(practitioner):
    """[(decision, how many people)] that the practitioner promised to tell and has not; those of colleagues who left
    are the safeguarding lead's. What nobody signed gave nothing, and asks nothing yet."""
    if not holds(practitioner, "decide_sharing"):
        return []
    mine = Q(decided_by=practitioner) | Q(gone=True, provider__in=leads_safeguarding_for(practitioner))
    rows = SharingDecision.objects.visible_to(practitioner).filter(
        Q(waits_for_authoriser=False) | Q(authorised_at__isnull=False),
        outcome__in=SHARES,
        provider__in=reader_of(practitioner).partners,
    )
    open_still = ~Exists(_done()) & ~Exists(_kept())
    lines = DecisionSubject.objects.filter(open_still, told=Told.NOT_YET, decision=OuterRef("pk"))
    waiting = list(rows.annotate(gone=gone_q()).filter(mine).filter(Exists(lines)).order_by("decided_at")[:MOST])
    if not waiting:
        return []
    counted = DecisionSubject.objects.shown_with(waiting).filter(open_still, told=Told.NOT_YET)
    count = dict(counted.order_by().values_list("decision").annotate(Count("pk")))
    return [(each, count[each.pk]) for each in waiting]


def _done():
    """That whom a line is about was told since."""
    return ToldLater.objects.filter(decision=OuterRef("decision"), person=OuterRef("person"))


def _kept():
    """That somebody decided since that whom a line is about is not told, and nobody found that they may be (4.5)."""
    may = NonInformingLook.objects.filter(of=OuterRef("pk"), found=NonInformingLook.Found.MAY_BE_TOLD)
    rows = NonInforming.objects.filter(decision=OuterRef("decision"), person=OuterRef("person"))
    return rows.filter(~Exists(may))
