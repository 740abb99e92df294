"""What meetings agreed that somebody who leaves a partner does (S136)."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from allocations.models import ItemAction
from allocations.services.afterwards import hand_on_meeting_action
from locality.access.rule import reader_of
from locality.leaving import Left, hands_on, leaves_open


@leaves_open
def meeting_actions(people, partner, reader):
    """What meetings agreed, that is theirs and not done."""
    rows = ItemAction.objects.visible_by(reader).filter(
        owner__in=people, owner_partner=partner, done_on=None, taken_back_at=None
    )
    for each in rows.select_related("minute__item"):
        url = reverse("allocations:action-done", args=[each.pk])
        family = each.minute.item.family_id
        yield Left(each.owner_id, "Actions", each.what, url, "meeting", each.pk, each.due_on, family)


@hands_on("meeting")
def hand_meeting_action(key, *, by, to, partner):
    """Give what a meeting agreed to a colleague."""
    found = ItemAction.objects.visible_by(reader_of(by)).filter(pk=key, owner_partner=partner).first()
    if found is None:
        raise PermissionDenied("That action is not yours to hand on")
    return hand_on_meeting_action(found, by=by, to=to)
