"""What becomes of agreed actions."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from conversations.models import Action
from conversations.running import works_for
from locality.access import can_see, holds
from locality.access.taking import can_take
from locality.history import action


@action
def finish_action(agreed, *, by, outcome, on=None):
    """Record that an action was done, and what came of it; returns the `Action`. What was recorded first stands."""
    if not can_see(by, agreed):
        raise PermissionDenied("That action is not yours to see")
    if not agreed.is_for(by):
        raise PermissionDenied("Its owner, or whoever recorded it, says that it is done")
    if Action.objects.select_for_update(no_key=True).get(pk=agreed.pk).done_on:
        raise PermissionDenied("It was done already")
    agreed.done_on, agreed.outcome = on or timezone.localdate(), outcome
    agreed.save(update_fields=["done_on", "outcome"])
    return agreed


@action
def hand_on_action(agreed, *, by, to):
    """Give an action that is not done to a colleague at its owner's partner; returns the `Action`. Its history keeps
    whose it was.

    Raises ValidationError where `to` does not work there or may not see it; PermissionDenied for anybody but its owner,
    whoever recorded it, and whoever looks after the members of its owner's partner, and when it is done.
    """
    if not can_see(by, agreed):
        raise PermissionDenied("That action is not yours to see")
    if not agreed.is_for(by) and agreed.owner_partner_id not in holds(by, "manage_members"):
        raise PermissionDenied("Its owner, or whoever looks after their colleagues, hands it on")
    if Action.objects.select_for_update(no_key=True).get(pk=agreed.pk).done_on:
        raise PermissionDenied("It was done already")
    if not works_for(to, agreed.owner_partner):
        raise ValidationError(f"{to} does not work for {agreed.owner_partner}")
    if not can_take(to, agreed, by=by, partner=agreed.owner_partner):
        raise ValidationError(f"{to} may not see this family: choose somebody else")
    agreed.owner, agreed.owner_name = to, to.name
    agreed.save(update_fields=["owner", "owner_name"])
    return agreed
