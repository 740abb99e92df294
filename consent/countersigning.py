"""The second signature on what is shared without agreement: to sign, to send back, to answer, to pass on (V12, F34)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from consent.ended import tell_ended
from consent.models import ReceivedRequest, SharingDecision, SigningStep, to_sign_q
from consent.replies import reply_shared
from consent.rules import Problem, overrides
from locality.access import PartnerPermission, require, stands_in_for
from locality.access.taking import MayTake
from locality.days import a_working_day_later
from locality.history import action
from locality.models import Practitioner

Kind = SigningStep.Kind
LEAST_WORDS = 10


@action
def authorise(decision, *, by, at=None):
    """Sign a decision to share without the family's agreement (V12), at a moment (default now). Returns the decision.

    Raises PermissionDenied unless `by` may authorise for the partner and is not the one who decided, and when the
    decision is over, needs nobody's signature, or was sent back and waits for an answer.
    """
    _may_sign(decision, by)
    decision.authorised_at, decision.authorised_by = at or timezone.now(), by
    decision.save(update_fields=["authorised_at", "authorised_by"])
    reply_shared(decision, by=by, at=at)
    return decision


@action
def send_back(decision, *, by, words, submission, at=None):
    """Send a decision back to whoever made it, with a comment; returns the `SigningStep`. The decision stays unsigned.

    Raises ValidationError when nothing is said, PermissionDenied as `authorise`.
    """
    if found := _said_before(decision, submission, by):
        return found
    _may_sign(decision, by)
    return _say(decision, Kind.SENT_BACK, by=by, words=words, submission=submission, at=at)


@action
def pass_on(decision, *, by, to, words, submission, at=None):
    """Leave a decision to another who may sign for the partner, and say why; returns the `SigningStep`.

    Raises ValidationError when nothing is said or `to` may not sign it, PermissionDenied as `authorise`.
    """
    if found := _said_before(decision, submission, by):
        return found
    _may_sign(decision, by)
    if not who_may_sign(decision, but=by).filter(pk=to.pk).exists():
        raise ValidationError({"to": "Choose somebody who may sign this"})
    return _say(decision, Kind.PASSED_ON, by=by, words=words, submission=submission, at=at, to=to)


@action
def answer(decision, *, by, words, submission, at=None):
    """Answer what was said when a decision was sent back, as an addendum to it (V25): then it waits for the signature
    again. Returns the `SigningStep`.

    Raises ValidationError when nothing is said, PermissionDenied as `may_answer`.
    """
    if found := _said_before(decision, submission, by):
        return found
    may_answer(decision, by)
    return _say(decision, Kind.ANSWERED, by=by, words=words, submission=submission, at=at)


def may_answer(decision, by, family=None):
    """Return nothing when a decision (about this family) was sent back and `by` may answer or decide anew: who made it,
    their deputy, or when they have left anybody who decides for the partner and did not send it back. Raise
    PermissionDenied otherwise. Until the transaction ends nobody else says anything about it."""
    require(by, "decide_sharing", decision.provider)
    if family and decision.family_id != family.pk:
        raise PermissionDenied("That decision is about another family")
    step = _held(decision, by) and sent_back(steps_of([decision]))
    if not step:
        raise PermissionDenied("This decision was not sent back")
    if not answers(decision, by, step, _has_left(decision, by)):
        raise PermissionDenied("Whoever made the decision answers")


def answers(decision, practitioner, step, gone):
    """Whether somebody who decides for the partner is to answer what was said (`step`) when a decision was sent back:
    who made it; while they are away who stands in for them, or when they have `gone` anybody, but never the one who
    said it. So nothing is left lying (V12)."""
    if practitioner.pk == decision.decided_by_id:
        return True
    instead = gone or (decision.provider_id, decision.decided_by_id) in absent_of(practitioner)
    return instead and practitioner.pk != step.said_by_id


def absent_of(practitioner):
    """{(partner, practitioner)} of keys: where the practitioner stands in today, and for whom."""
    return {(job.partner_id, job.practitioner_id) for job in stands_in_for(practitioner)}


def gone_q():
    """The condition on a decision that who made it decides for its partner no longer."""
    return ~Exists(_holding("decide_sharing").filter(user=OuterRef("decided_by")))


def unsignable_q():
    """The condition on a decision that nobody may sign it: who could has left, made it, or is shut out (V28)."""
    sees = MayTake(OuterRef("family"), OuterRef("provider"), F("user"))
    return ~Exists(_holding("authorise").filter(sees).exclude(user=OuterRef("decided_by")))


def _holding(permission):
    return PartnerPermission.objects.live().filter(content_object=OuterRef("provider"), permission__codename=permission)


def _has_left(decision, by):
    return SharingDecision.objects.visible_to(by).filter(gone_q(), pk=decision.pk).exists()


def sign_until(instead_of, now):
    """Until when what is shared at once must be signed (V12): the clock of a decision that was sent back runs on."""
    return (instead_of and instead_of.sign_by) or a_working_day_later(now)


def anew_problems(proposal, instead_of, now):
    """A `Problem` when something is to be shared at once a second time, which nobody signed in time before (V12)."""
    if overrides(proposal) and proposal.urgent and sign_until(instead_of, now) <= now:
        words = "It was shared at once before and nobody signed in time. Now it waits for the signature"
        yield Problem("V12", "speed", words)


def replace(decision, made, at):
    """Another decision, made at this moment, takes the place of one that was sent back (V25). `may_answer` first."""
    was_live = decision.is_live
    decision.superseded_at, decision.superseded_by = at, made
    decision.save(update_fields=["superseded_at", "superseded_by"])
    ReceivedRequest.objects.filter(decision=decision).update(decision=made)
    reply_shared(made, by=made.decided_by, at=at)
    if was_live:
        tell_ended([decision])


def who_may_sign(decision, but=None):
    """The practitioners who may sign a decision: they authorise for its partner, did not make it and are not shut
    out of the family (V12, V28)."""
    found = signers_of(decision.provider_id, decision.decided_by_id, decision.family_id)
    return found.exclude(pk=but.pk) if but else found


def signers_of(partner, decider, family):
    """The practitioners who sign for a partner what this decider decides about a family (keys), by name."""
    held = PartnerPermission.objects.live().filter(content_object=partner, permission__codename="authorise")
    found = Practitioner.objects.filter(MayTake(family, partner, F("pk")), pk__in=held.values("user"))
    return found.exclude(pk=decider).order_by("name")


def steps_of(decisions):
    """What was said about decisions that the reader was shown, oldest first: one question."""
    return list(SigningStep.objects.shown_with(decisions).select_related("said_by", "to").order_by("said_at"))


def sent_back(steps):
    """The step by which a decision was sent back, if it was and nobody has answered since; else None."""
    said = [step for step in steps if step.kind != Kind.PASSED_ON]
    return said[-1] if said and said[-1].kind == Kind.SENT_BACK else None


def _may_sign(decision, by):
    require(by, "authorise", decision.provider)
    if not _held(decision, by):
        raise PermissionDenied("This decision does not wait for a signature")
    if decision.decided_by_id == by.pk:
        raise PermissionDenied("Somebody else signs (V12)")
    if sent_back(steps_of([decision])):
        raise PermissionDenied("It was sent back: whoever decided answers first")


def _held(decision, by):
    """Whether `by` sees the decision and it waits for a signature; if so nobody else changes it until we are done."""
    waiting = SharingDecision.objects.visible_to(by).filter(to_sign_q(), pk=decision.pk)
    return waiting.select_for_update(of=("self",)).exists()


def _said_before(decision, submission, by):
    """What an earlier press of the same button recorded; raises PermissionDenied when it was something else."""
    found = SigningStep.objects.visible_to(by).filter(submission=submission).first()
    if found and (found.decision_id, found.said_by_id) != (decision.pk, by.pk):
        raise PermissionDenied("That form was used for something else")
    return found


def _say(decision, kind, *, by, words, submission, at, to=None):
    if len(words.strip()) < LEAST_WORDS:
        raise ValidationError({"words": f"Say it in at least {LEAST_WORDS} characters"})
    return SigningStep.objects.create(
        decision=decision,
        kind=kind,
        words=words,
        to=to,
        said_by=by,
        said_at=at or timezone.now(),
        submission=submission,
    )
