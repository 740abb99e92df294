"""What becomes of agreed actions."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from conversations.models import Action
from locality.access import can_see
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
