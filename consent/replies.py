"""The reply to a partner that asked for information: what it reads, and no more (V27)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from consent.giving import notify
from consent.meanwhile import decided, hold, replied, said_which
from consent.models import SHARES, ReceivedRequest, RequestReply, SharingDecision
from locality.access import require
from locality.history import action
from locality.models import Notice

Shared = RequestReply.Shared
LEAST_WORDS = 20
NOT_YOURS_NOW = "You no longer see the family, so this cannot be kept. Ask somebody who sees it to reply"


@action
def reply(received, *, by, words="", why_no_reasons="", nobody_known=False, at=None):
    """Tell whoever asked that nothing is shared: with `words`, the reasons; or without any, `why_no_reasons` then says
    to one's own partner why not, or where one looked for a family that is not known (`nobody_known`). Returns the
    `RequestReply`; the same said again by the same is one reply.

    Raises ValidationError by field when neither is said, or when somebody replied, said which family it is or decided
    to share meanwhile; PermissionDenied unless `by` decides for the asked partner and either its decision shares
    nothing or it knows no such family.
    """
    require(by, "decide_sharing", received.partner)
    held = hold(received)
    words, why = words.strip(), why_no_reasons.strip()
    beside = "words" if words else "why_no_reasons"
    if found := reply_to(received):
        if _same(found, received, by, words, why):
            return found
        raise ValidationError({beside: replied(found, by)})
    if nobody_known and received.family_id:
        raise ValidationError({beside: said_which(received, by)})
    if received.family_id and not received.decision_id:
        raise PermissionDenied("Decide first whether you share it")
    if _shares(received, by):
        raise ValidationError({beside: decided(received, by)})
    if _unsigned(received, by):
        raise ValidationError({beside: "Somebody else signs first that it is not shared, as the duty to share applies"})
    if received.decision_id is None and words:
        raise PermissionDenied("Reasons would say that nobody is known")
    if not words and not why:
        raise ValidationError({"words": "Give your reasons, or say why giving them would be unsafe"})
    if len(words or why) < LEAST_WORDS:
        raise ValidationError({beside: f"Say it in at least {LEAST_WORDS} characters"})
    if not words:
        if not held:
            raise ValidationError({beside: NOT_YOURS_NOW})
        received.why_no_reasons = why
        received.save(update_fields=["why_no_reasons"])
    made = _say(received, by, Shared.NOTHING, words, None, at)
    if made is None:  # whoever lost sight of the family holds nothing, and a colleague was first
        raise ValidationError({beside: replied(reply_to(received), by)})
    return made


def reply_shared(decision, *, by, at=None):
    """Tell whoever asked, if somebody did, that this decision shares what they asked for: once it gives anything."""
    if not decision.shares or (decision.waits_for_authoriser and not decision.authorised_at):
        return
    # The request is not held here: who signs holds the decision, and may not change what was made of the request.
    for received in ReceivedRequest.objects.filter(decision=decision).select_related("question"):
        if not reply_to(received):
            _say(received, by, Shared(decision.outcome), "", decision, at)


def reply_to(received):
    """What whoever asked was told, or None."""
    return RequestReply.objects.filter(question=received.question_id).select_related("replied_by").first()


def _same(found, received, by, words, why):
    """Whether a reply that is there is what the same practitioner says again."""
    kept = received.why_no_reasons if not words else why
    return (found.replied_by_id, found.shared, found.words, kept) == (by.pk, Shared.NOTHING, words, why)


def _shares(received, by):
    return SharingDecision.objects.visible_to(by).filter(pk=received.decision_id, outcome__in=SHARES).exists()


def _unsigned(received, by):
    waiting = SharingDecision.objects.visible_to(by).filter(waits_for_authoriser=True, authorised_at__isnull=True)
    return waiting.filter(pk=received.decision_id).exists()


def _say(received, by, shared, words, decision, at):
    """The reply, or None when somebody replied at the same moment: the database lets one through."""
    said = {"shared": shared, "words": words, "decision": decision, "replied_by": by}
    try:
        with transaction.atomic():
            made = RequestReply.objects.create(
                question_id=received.question_id, replied_at=at or timezone.now(), **said
            )
    except IntegrityError:
        if reply_to(received):
            return None
        raise
    notify([received.question.asked_by_id], Notice.Kind.REQUEST, made)
    return made
