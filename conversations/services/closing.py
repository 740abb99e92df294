"""Closing help: proposed with its reason, refused while something is open, signed by another (domain.md 3d)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from conversations.closing import WITHOUT_THE_FAMILY, against_closing
from conversations.models import Closure, Episode
from locality.access import can_see, require
from locality.families import touch
from locality.history import action
from locality.reference import CONCERNS, category

Status = Episode.Status


@action
def close_help(
    episode, *, by, submission, reason, conversation, family_view, afterwards, told, harm_reasoning="", at=None
):
    """Close an episode for a `Closure.Reason`; returns the `Closure` (S15, S16).

    Where every need is met by services for everybody it is closed at once; for any other reason it is closing until
    another person who may authorise signs (`sign_closing`). Raises ValidationError while something stands against it
    (`against_closing`: statutory steps, an assessment being written, actions, needs that no review has looked at), for
    a `conversation` that did not take place or is of another family, and, when the family is out of reach, without
    `harm_reasoning`; PermissionDenied for anybody but the episode's partner. The same `submission` closes once.
    """
    require(by, "make_records", episode.provider)
    if not can_see(by, episode):
        raise PermissionDenied("That help is not yours to close")
    if found := Closure.objects.filter(submission=submission).first():
        if found.proposed_by_id != by.pk:
            raise PermissionDenied("That form was used by somebody else")
        return found
    now = Episode.objects.select_for_update(no_key=True).get(pk=episode.pk)
    if not now.is_open or now.status == Status.CLOSING:
        raise ValidationError("It is closed already, or waits for a signature")
    if conversation is None or not conversation.took_place or conversation.family_id != now.family_id:
        raise ValidationError({"conversation": "Choose the conversation in which this was agreed"})
    if not can_see(by, conversation):
        raise PermissionDenied("That conversation is not yours to see")
    if reason in WITHOUT_THE_FAMILY and not harm_reasoning:
        raise ValidationError({"harm_reasoning": "Say why no child is at risk without help"})
    if stands := against_closing(now, reason):
        raise ValidationError({"reason": stands})
    at = at or timezone.now()
    met = reason == Closure.Reason.MET
    closure = Closure.objects.create(
        family_id=now.family_id,
        provider_id=now.provider_id,
        category=category(CONCERNS),
        episode=now,
        reason=reason,
        conversation=conversation,
        family_view=family_view,
        harm_reasoning=harm_reasoning,
        afterwards=afterwards,
        told=told,
        proposed_by=by,
        proposed_at=at,
        signed_by=by if met else None,
        signed_at=at if met else None,
        submission=submission,
    )
    _stands_at(now, by, Status.CLOSED if met else Status.CLOSING, closure.get_reason_display(), at)
    touch(now.family, at, by=now.provider)
    return closure


def _stands_at(episode, by, status, reason, at):
    episode.status, episode.status_since, episode.status_reason, episode.moved_by = status, at, reason, by
    episode.moved_with, episode.over_at = None, at if status == Status.CLOSED else None
    episode.save()


@action
def sign_closing(closure, *, by, at=None):
    """Sign that help ends; returns the `Closure`. Raises PermissionDenied for whoever may not authorise for its
    partner, or proposed it, and when it is signed already or the help was taken up again; ValidationError when
    something stands against it by now."""
    require(by, "authorise", closure.provider)
    if not can_see(by, closure):
        raise PermissionDenied("That is not yours to sign")
    now = Closure.objects.select_for_update(no_key=True).get(pk=closure.pk)
    episode = Episode.objects.select_for_update(no_key=True).get(pk=now.episode_id)
    if now.proposed_by_id == by.pk or now.signed_at or episode.status != Status.CLOSING:
        raise PermissionDenied("Another person signs, once")
    if stands := against_closing(episode, now.reason):
        raise ValidationError({"reason": stands})
    now.signed_by, now.signed_at = by, at or timezone.now()
    now.save(update_fields=["signed_by", "signed_at"])
    _stands_at(episode, by, Status.CLOSED, now.get_reason_display(), now.signed_at)
    return now
