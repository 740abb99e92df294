"""Referring to the Front Door: at once, by anybody, with nothing in the way (domain.md 3f; S52-S56)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from conversations.models import Episode, Referral, ReferralChild, ReferralNote
from conversations.running import may_run, to_pause
from conversations.services.episodes import move_episode
from locality import services as foundation
from locality.access import can_see, must_give_reason, require
from locality.families import touch
from locality.history import action
from locality.reference import CONCERNS, category


@action
def refer(family, *, by, partner, submission, children, at=None, **answers):
    """Record a referral to the Front Door; returns the `Referral`.

    Nobody's approval and no answer but the reason and the worry is needed, whatever state the family's help is in
    (S52, S54): `by` must see the family and work for `partner`, no more. `children` are `Person`s; `answers` are
    columns of `Referral`. The same `submission` records once. Raises PermissionDenied otherwise, and ValidationError
    for a conversation of another family or a child in no place that `by` can see.
    """
    require(by, "see_records", partner)
    if not can_see(by, family):
        raise PermissionDenied("That family is not yours to see")
    if found := Referral.objects.filter(submission=submission).first():
        return _own(found, by)
    talk = answers.get("conversation")
    if talk and (talk.family_id != family.pk or not can_see(by, talk)):
        raise ValidationError({"conversation": "Choose a conversation about this family"})
    made = Referral.objects.create(
        family=family,
        provider=partner,
        category=category(CONCERNS),
        submission=submission,
        recorded_by=by,
        recorded_at=at or timezone.now(),
        **answers,
    )
    ReferralChild.objects.bulk_create(ReferralChild(referral=made, person=child) for child in children)
    touch(family, made.recorded_at, by=partner)
    if must_give_reason(by, family):
        foundation.give_reason(family, by=by, partner=partner, reason="Referred to the Front Door", self_declared=False)
    return made


def _own(found, by):
    if found.recorded_by_id != by.pk:
        raise PermissionDenied("That form was used by somebody else")
    return found


def _locked(referral, by):
    """The referral as it stands, for somebody of the partner that made it."""
    require(by, "see_records", referral.provider)
    if not can_see(by, referral):
        raise PermissionDenied("That referral is not yours to see")
    return Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)


@action
def record_call(referral, *, by, called_at, spoke_to, said, advice="", reference=""):
    """Record the call that had not been made when the referral was written (S55); returns the `Referral`. What was
    recorded first stands: raises PermissionDenied when there is a call already."""
    now = _locked(referral, by)
    if now.called_at:
        raise PermissionDenied("The call is recorded already")
    now.called_at, now.spoke_to, now.said, now.advice, now.reference = called_at, spoke_to, said, advice, reference
    now.save(update_fields=["called_at", "spoke_to", "said", "advice", "reference"])
    return now


@action
def add_to_referral(referral, *, by, kind, happened_at, text, submission):
    """Add what happened since: chased, sent in writing, told; returns the `ReferralNote`. The same `submission` adds
    once. Raises ValidationError for something that happened before the concern was seen."""
    now = _locked(referral, by)
    if happened_at < now.identified_at:
        raise ValidationError({"happened_at": "This must be after the concern was seen"})
    values = {"referral": now, "kind": kind, "happened_at": happened_at, "text": text, "written_by": by}
    return ReferralNote.objects.get_or_create(submission=submission, defaults=values)[0]


@action
def record_outcome(referral, *, by, outcome, words, at, conversation=None):
    """Record what the Front Door decided; returns the `Referral`. Said once.

    When social care took it on, early help waits: with the `conversation` in which the step up was agreed, the
    partner's own open help is moved aside (S45; paused, not closed). Without it the pause is due (`to_pause`). Raises
    ValidationError when the outcome would be before the call, or there was no call, PermissionDenied when there is an
    outcome already.
    """
    now = _locked(referral, by)
    if now.outcome:
        raise PermissionDenied("What came of it is recorded already")
    if not now.called_at:
        raise ValidationError("Record the call first: the Front Door decides about what it was told")
    if at < now.called_at:
        raise ValidationError({"at": "This must be after the call"})
    now.outcome, now.outcome_words, now.outcome_at, now.outcome_by = outcome, words, at, by
    now.save(update_fields=["outcome", "outcome_words", "outcome_at", "outcome_by"])
    episode = to_pause(now)
    if episode and conversation and may_run(by, episode):
        reason = f"{now}: {now.get_outcome_display().lower()}"
        move_episode(episode, by=by, status=Episode.Status.STEPPED_UP, reason=reason, conversation=conversation)
    return now
