"""Putting families on the agenda of an allocation meeting."""

from django.core.exceptions import ValidationError

from allocations.models import AgendaItem
from locality.access import may_add_to
from locality.families import touch
from locality.history import action
from locality.reference import CONCERNS, category


@action
def propose_family(meeting, *, by, partner, family, heading, purpose, submission):
    """Put a family on a meeting's agenda under exactly one of the four categories (S132-S135), for a stated purpose
    (S90); returns the `AgendaItem`. The same `submission` proposes once.

    Raises ValidationError when the meeting takes no more families or already has this one, PermissionDenied when the
    family is not visible or not for `partner`.
    """
    may_add_to(family, by, partner)
    if found := AgendaItem.objects.filter(submission=submission).first():
        return found
    if not meeting.takes_items:
        raise ValidationError({"meeting": "This meeting takes no more families. Choose a later one"})
    if AgendaItem.objects.filter(meeting=meeting, family=family).exists():
        raise ValidationError({"meeting": "This family is already on that meeting’s agenda"})
    touch(family)
    return AgendaItem.objects.create(
        meeting=meeting,
        family=family,
        provider=partner,
        category=category(CONCERNS),
        heading=heading,
        purpose=purpose,
        proposed_by=by,
        submission=submission,
    )
