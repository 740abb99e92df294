"""What is decided around an answer: a manager's word where parents differ (C3), and orders of a court (C5)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from consent.models import CareOrder, Consent, HolderAnswer
from locality.access import can_see, may_add_to, require
from locality.access.latest import latest
from locality.families import touch
from locality.history import action
from locality.reference import CONSENT, category


def waits_to_be_settled(consent):
    """Whether a manager has still to say if one relies on an agreement with which another holder of parental
    responsibility disagrees. Where a young person decides for themselves their own answer counts (C2)."""
    return is_disputed(consent) and not consent.settled


def is_disputed(consent):
    """Whether another holder of parental responsibility disagrees with an agreement given for somebody."""
    if not consent.given_at or consent.competence == Consent.Competence.COMPETENT:
        return False
    return HolderAnswer.objects.filter(consent=consent.pk, said=HolderAnswer.Said.DISAGREED).exists()


@action
def settle(consent, *, by, outcome, reasons, at=None):
    """Record what a manager decided where holders of parental responsibility differ (C3), at a moment (default now):
    to rely on the agreement or not. Returns the consent; the same decision a second time changes nothing.

    Raises PermissionDenied unless `by` may authorise for the partner, sees it, and is not the one who recorded it;
    or when nobody disagrees, or it was settled otherwise before.
    """
    require(by, "authorise", consent.provider)
    if not can_see(by, consent) or not is_disputed(consent):
        raise PermissionDenied("There is nothing here to settle")
    if consent.recorded_by_id == by.pk:
        raise PermissionDenied("Somebody else settles what you recorded (C3)")
    if latest(consent, "settled", "settled_by").settled:
        if (consent.settled, consent.settled_by_id) == (outcome, by.pk):
            return consent
        raise PermissionDenied("This was settled before")
    consent.settled, consent.settled_reasons = outcome, reasons
    consent.settled_by, consent.settled_at = by, at or timezone.now()
    consent.save(update_fields=["settled", "settled_reasons", "settled_by", "settled_at"])
    return consent


@action
def record_care_order(
    family, *, by, partner, person, council, kind, evidence, starts_on, ends_on=None, submission=None
):
    """Record an order of a court by which a council shares parental responsibility for a child (C5); returns the
    `CareOrder`. The same `submission` records once.

    Raises ValidationError by field, PermissionDenied when the family is not visible.
    """
    may_add_to(family, by, partner)
    if submission and (found := CareOrder.objects.filter(submission=submission).first()):
        if not can_see(by, found):
            raise PermissionDenied("That form was used by somebody else")
        return found
    if wrong := dict(_wrong_with_order(person, starts_on, ends_on)):
        raise ValidationError(wrong)
    made = CareOrder.objects.create(
        family=family,
        provider=partner,
        category=category(CONSENT),
        person=person,
        council=council,
        kind=kind,
        evidence=evidence,
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_by=by,
        submission=submission,
    )
    touch(family, by=partner)
    return made


def _wrong_with_order(person, starts_on, ends_on):
    if person.kind != person.Kind.CHILD or (person.age_on(starts_on) or 0) >= 18:
        yield "person", "A care order is about a child who was born and is under 18"
    if starts_on > timezone.localdate():
        yield "starts_on", "The day on which the order was made must be today or in the past"
    elif person.date_of_birth and starts_on < person.date_of_birth:
        yield "starts_on", f"{person} was not born yet on that day"
    if ends_on and ends_on <= starts_on:
        yield "ends_on", "It must end after the day on which it was made"


@action
def end_care_order(order, *, by, ends_on):
    """Record on which day an order ended: from then on the council does not decide any more. Returns the order.

    Raises PermissionDenied when it is not visible to `by`, who makes records for its supplier; ValidationError when
    the day is before it began.
    """
    require(by, "make_records", order.provider)
    if not can_see(by, order):
        raise PermissionDenied("That order is not yours to end")
    if ends_on < order.starts_on:
        raise ValidationError({"ends_on": "It cannot end before it was made"})
    order.ends_on = ends_on
    order.save(update_fields=["ends_on"])
    return order
