"""Copies on paper: that one was made, for whom, and what was kept out of it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from consent.kept_quiet import people_not_to_tell
from conversations.documents import is_approved, kind_of, parts_of
from conversations.models import CopyMade
from locality.access import can_see, may_add_to, require
from locality.access.rule import reader_of
from locality.history import action
from locality.models import Family
from locality.reference import CONCERNS, category


@action
def issue_copy(record, *, by, partner, submission, person=None, layout=CopyMade.Layout.STANDARD, left_out=(), at=None):
    """Record that a copy of an assessment, a plan, a review or a closing was made for `person` of the family, or,
    without, for the practitioner `by`, who works for `partner`; returns the `CopyMade`. The same `submission` records
    once.

    Raises ValidationError for an assessment that is not complete or a closing that is not signed, for a part that it
    has not, and for a person whom somebody's answer leaves out (C9); PermissionDenied when the record, or the person,
    is not visible to `by`, or when a copy for the family is of what another partner supplied: that partner gives it.
    """
    require(by, "make_records", partner)
    if not can_see(by, record):
        raise PermissionDenied("That is not yours to copy")
    may_add_to(Family.objects.get(pk=record.family_id), by, partner)
    if found := CopyMade.objects.filter(submission=submission).first():
        if found.made_by_id != by.pk:
            raise PermissionDenied("That form was used by somebody else")
        return found
    if not is_approved(record):
        raise ValidationError("There is nothing to copy before it is complete")
    if set(left_out) - dict(parts_of(record)).keys():
        raise ValidationError({"left_out": "Choose among its parts"})
    if person is not None:
        if record.provider_id != partner.pk or not can_see(by, person):
            raise PermissionDenied("The partner that supplied it gives the family its copy")
        if person.pk in people_not_to_tell(record.family_id, reader_of(by)):
            raise ValidationError({"whose": f"Somebody asked that {person} is not told. Speak with them first"})
    return CopyMade.objects.create(
        family_id=record.family_id,
        provider=partner,
        category=category(CONCERNS),
        person=person,
        layout=layout,
        left_out=sorted(left_out),
        made_by=by,
        made_at=at or timezone.now(),
        submission=submission,
        **{kind_of(record): record},
    )
