"""Episodes of help: opened, moved on, and never out of step with what has to be there first (domain.md 2.4, 3d)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from conversations.models import Episode, StepTransfer
from conversations.running import (
    AT_THE_START,
    WITH_A_CONVERSATION,
    WITH_A_LEAD,
    lead_of,
    next_of,
    require_run,
)
from locality import services as foundation
from locality.access import can_see, may_add_to, must_give_reason, require
from locality.families import touch
from locality.history import action
from locality.reference import LEAD_PROFESSIONAL, category

Status = Episode.Status


@action
def open_episode(
    family,
    *,
    by,
    partner,
    submission,
    why,
    identified_on=None,
    status=Status.IDENTIFIED,
    trigger=Episode.Trigger.UNMET,
    objective=Episode.Objective.PREVENT,
    no_lead_reason="",
    follows=None,
    at=None,
):
    """Open an episode of help for a family (S9, S123); returns the `Episode`.

    `identified_on` is the day somebody saw the need (default today, never to come); `status` one of `AT_THE_START`;
    `follows` the closed episode that this one takes up again, whose family it must be. The record is the partner's, in
    the category "lead professional": others see it only through a decision that gives them that. The same `submission`
    opens once. Raises PermissionDenied when the family is not visible or not for `partner`, ValidationError when the
    partner has an open episode of this family already (2.4: checked before a case is opened), or for a day to come.
    """
    may_add_to(family, by, partner)
    if found := Episode.objects.filter(submission=submission).first():
        if found.opened_by_id != by.pk:
            raise PermissionDenied("That form was used by somebody else")
        return found
    at = at or timezone.now()
    identified_on = identified_on or timezone.localdate(at)
    if identified_on > timezone.localdate():
        raise ValidationError({"identified_on": "The day on which the need was seen must be today or in the past"})
    if status not in AT_THE_START:
        raise ValidationError({"status": "An episode begins before help does"})
    if Episode.objects.open().filter(family=family, provider=partner).exists():
        raise ValidationError("Help is under way for this family already: carry on with that")
    if follows and (follows.family_id != family.pk or follows.is_open):
        raise ValidationError("Only an episode of this family that is over can be taken up again")
    made = Episode.objects.create(
        family=family,
        provider=partner,
        category=category(LEAD_PROFESSIONAL),
        submission=submission,
        status=status,
        status_since=at,
        moved_by=by,
        identified_on=identified_on,
        trigger=trigger,
        objective=objective,
        why=why,
        no_lead_reason=no_lead_reason,
        follows=follows,
        opened_by=by,
        opened_at=at,
    )
    touch(family, at, by=partner)
    if must_give_reason(by, family):
        foundation.give_reason(family, by=by, partner=partner, reason="Opened help for the family", self_declared=False)
    return made


@action
def move_episode(episode, *, by, status, reason, conversation=None, at=None):
    """Move an episode on, or aside, because of `reason`; returns it.

    Raises ValidationError when that does not follow from where it is, when help would begin with nobody to lead it and
    no reason why nobody needs to (S129), or when a child would move between services, or come back, without the
    `conversation` in which that was agreed (S45): one that took place, about this family; and for a transfer while
    whoever takes over does not lead yet. Raises PermissionDenied for whoever neither
    leads it nor works for its partner.
    """
    require_run(by, episode)
    now = Episode.objects.select_for_update(no_key=True).get(pk=episode.pk)
    if status not in next_of(now):
        words = f"From “{now.get_status_display()}” it does not go to “{Status(status).label}”"
        raise ValidationError({"status": words})
    if status in WITH_A_LEAD and not now.no_lead_reason and not lead_of(now):
        raise ValidationError({"status": "Somebody has to have agreed to lead first, or say why nobody needs to"})
    if status in WITH_A_CONVERSATION or now.status == Status.STEPPED_UP:  # up, away, and back down again
        _talked_about(by, now, conversation)
    if status == Status.TRANSFERRED and StepTransfer.objects.open().filter(episode=now).exists():
        raise ValidationError({"status": "A transfer is under way: it ends when somebody leads there"})
    at = at or timezone.now()
    now.status, now.status_since, now.status_reason, now.moved_by = status, at, reason, by
    now.moved_with = conversation
    now.over_at = at if status == Status.TRANSFERRED else None
    now.save()
    return now


def _talked_about(by, episode, conversation):
    if conversation is None or not conversation.took_place or conversation.family_id != episode.family_id:
        raise ValidationError({"conversation": "Choose the conversation in which the move was agreed"})
    if not can_see(by, conversation):
        raise PermissionDenied("That conversation is not yours to see")


@action
def need_no_lead(episode, *, by, reason):
    """Say why nobody needs to lead (S129: "where applicable"); returns the `Episode`."""
    require(by, "make_records", episode.provider)
    require_run(by, episode)
    episode.no_lead_reason = reason
    episode.save(update_fields=["no_lead_reason"])
    return episode
