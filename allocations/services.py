"""Putting families on the agenda of an allocation meeting."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from allocations.models import AgendaItem
from locality import services as foundation
from locality.history import action
from locality.reference import CONCERNS, category


@action
def propose_family(meeting, *, by, partner, family, heading, purpose, submission, at=None):
    """Put a family on a meeting's agenda under exactly one of the four categories (S132-S135), for a stated purpose
    (S90), at a moment (default now); returns the `AgendaItem`. The same `submission` proposes once.

    Raises ValidationError by field when the meeting takes no more families or already has this one, PermissionDenied
    when the family is not visible or not for `partner`.
    """
    foundation.may_add_to(family, by, partner)
    if found := AgendaItem.objects.filter(submission=submission).first():
        return _own(found, by)
    if not meeting.takes_items_at(at or timezone.now()):
        raise ValidationError({"meeting": "This meeting takes no more families. Choose a later one"})
    if AgendaItem.objects.filter(meeting=meeting, family=family, provider=partner).exists():
        raise ValidationError({"meeting": "This family is already on that meeting’s agenda"})
    foundation.touch(family, by=partner)
    return AgendaItem.objects.create(
        meeting=meeting,
        family=family,
        provider=partner,
        category=category(CONCERNS),
        heading=heading,
        purpose=purpose,
        proposed_by=by,
        proposed_at=at or timezone.now(),
        submission=submission,
    )


def _own(item, by):
    if item.proposed_by_id != by.pk:
        raise PermissionDenied("That form was used by somebody else")
    return item
