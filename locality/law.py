"""What data protection law asks of a partner: whether it is a public authority, its policy document (V13, V14), its
data sharing agreement and its impact assessment; and when who works there was trained (domain.md section 5)."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from locality.access import require
from locality.history import action

PAPERS = {"sharing_agreement": "data sharing agreement", "impact_assessment": "impact assessment"}


@action
def say_law(partner, *, by, public_authority, policy_document_on, **papers):
    """Write down whether the partner is a public authority, since when it has a policy document, and of its papers
    (PAPERS) from when to when they count: `sharing_agreement_on`, `sharing_agreement_until`, … None where there is
    none, and where nothing is said. Returns the partner.

    Raises PermissionDenied unless `by` manages its members, ValidationError by field when days cannot be.
    """
    require(by, "manage_members", partner)
    days = {f"{name}_{end}": papers.get(f"{name}_{end}") for name in PAPERS for end in ("on", "until")}
    if wrong := wrong_days(policy_document_on=policy_document_on, **days):
        raise ValidationError(wrong)
    days |= {"public_authority": public_authority, "policy_document_on": policy_document_on}
    for name, value in days.items():
        setattr(partner, name, value)
    partner.save(update_fields=list(days))
    return partner


def wrong_days(**days):
    """{field: what is wrong with it} of the days of a partner's papers."""
    today = timezone.localdate()
    wrong = {
        name: "The date must be today or earlier"
        for name, day in days.items()
        if day and day > today and not name.endswith("_until")
    }
    for name, words in PAPERS.items():
        begins, ends = days.get(f"{name}_on"), days.get(f"{name}_until")
        if ends and not begins:
            wrong[f"{name}_on"] = f"Enter the date of the {words}"
        elif begins and not ends:
            wrong[f"{name}_until"] = f"Enter until when the {words} counts"
        elif begins and ends and ends <= begins:
            wrong[f"{name}_until"] = "The last day must be after the first"
    return wrong


@action
def record_training(membership, *, by, on):
    """Write down when somebody was trained last in safeguarding and sharing; returns the membership.

    Raises PermissionDenied unless `by` manages the partner's members, ValidationError when the day is still to come.
    """
    require(by, "manage_members", membership.partner)
    if on > timezone.localdate():
        raise ValidationError({"on": "The date must be today or earlier"})
    membership.trained_on = on
    membership.save(update_fields=["trained_on"])
    return membership
