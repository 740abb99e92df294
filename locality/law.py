"""What data protection law asks of a partner: whether it is a public authority, and its policy document (V13, V14)."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from locality.access import require
from locality.history import action


@action
def say_law(partner, *, by, public_authority, policy_document_on):
    """Write down whether the partner is a public authority and since when it has a policy document; returns it.

    Raises PermissionDenied unless `by` manages its members, ValidationError by field when the day is still to come.
    """
    require(by, "manage_members", partner)
    if policy_document_on and policy_document_on > timezone.localdate():
        raise ValidationError({"policy_document_on": "The date must be today or earlier"})
    partner.public_authority, partner.policy_document_on = public_authority, policy_document_on
    partner.save(update_fields=["public_authority", "policy_document_on"])
    return partner
