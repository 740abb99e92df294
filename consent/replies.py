"""The reply to a partner that asked for information: what it reads, and no more (V27)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from consent.giving import notify
from consent.models import SHARES, ReceivedRequest, RequestReply, SharingDecision
from locality.access import require
from locality.history import action
from locality.models import Notice

Shared = RequestReply.Shared
LEAST_WORDS = 20


@action
def reply(received, *, by, words="", why_no_reasons="", at=None):
    """Tell whoever asked that nothing is shared: with `words`, the reasons; or without any, `why_no_reasons` then says
    to one's own partner why not. Returns the `RequestReply`; the same said again is one reply.

    Raises ValidationError by field when neither is said, PermissionDenied unless `by` decides for the asked partner and
    either its decision shares nothing or it knows no such family.
    """
    require(by, "decide_sharing", received.partner)
    if found := RequestReply.objects.filter(question=received.question_id).first():
        return found
    if received.family_id and not received.decision_id:
        raise PermissionDenied("Decide first whether you share it")
    if _shares(received, by):
        raise PermissionDenied("It is shared: that is said by itself")
    if received.decision_id is None and words.strip():
        raise PermissionDenied("Reasons would say that nobody is known")
    words, why = words.strip(), why_no_reasons.strip()
    if not words and not why:
        raise ValidationError({"words": "Give your reasons, or say why giving them would be unsafe"})
    if len(words or why) < LEAST_WORDS:
        raise ValidationError({"words" if words else "why_no_reasons": f"Say it in at least {LEAST_WORDS} characters"})
    if not words:
        received.why_no_reasons = why
        received.save(update_fields=["why_no_reasons"])
    return _say(received, by, Shared.NOTHING, words, None, at)


def reply_shared(decision, *, by, at=None):
    """Tell whoever asked, if somebody did, that this decision shares what they asked for: once it gives anything."""
    if not decision.shares or (decision.waits_for_authoriser and not decision.authorised_at):
        return
    for received in ReceivedRequest.objects.filter(decision=decision).select_related("question"):
        if not RequestReply.objects.filter(question=received.question_id).exists():
            _say(received, by, Shared(decision.outcome), "", decision, at)


def _shares(received, by):
    return SharingDecision.objects.visible_to(by).filter(pk=received.decision_id, outcome__in=SHARES).exists()


def _say(received, by, shared, words, decision, at):
    made = RequestReply.objects.create(
        question_id=received.question_id,
        shared=shared,
        words=words,
        decision=decision,
        replied_by=by,
        replied_at=at or timezone.now(),
    )
    notify([received.question.asked_by_id], Notice.Kind.REQUEST, made)
    return made
