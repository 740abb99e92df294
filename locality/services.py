"""Changes to the foundation's records: each a plain function with a named actor, in one transaction."""

from uuid import UUID

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from locality.access import Involvement, PartnerPermission, Restriction, can_see, may_add_to, require
from locality.access.latest import latest
from locality.access.rule import reader_of
from locality.access.tables import Conflict, RestrictionName
from locality.families import touch
from locality.framework import Acceptance
from locality.history import action
from locality.kinship import against_tie, ties_of
from locality.leaving import left_open_by
from locality.models import Family, FamilyMember, Household, NeedLevel, Person, Relationship, Residence
from locality.partners import SYSTEM_EMAIL, Membership
from locality.reference import CONCERNS, FAMILY_DETAILS, PROTECTED_ADDRESS, category


@action
def accept_agreements(agreements, *, by, at=None):
    """Record that `by` accepts each of these agreements (`at` a moment, default now), once per version (S47, S91).
    Returns the acceptances."""
    now = at or timezone.now()
    return [
        Acceptance.objects.get_or_create(practitioner=by, agreement=agreement, defaults={"accepted_at": now})[0]
        for agreement in agreements
    ]


@action
def register_family(
    name, *, by, partner, locality, submission, people=(), reason="Registered the family", registered_at=None
):
    """Register a family that worries `by` (S7), with its first people; returns the `Family`.

    `people` is a list of dicts of `add_person`'s keywords; `registered_at` a moment (default now). The same
    `submission` (a UUID) registers once: a second call returns the first family. Raises PermissionDenied unless `by`
    makes records for `partner`.
    """
    require(by, "make_records", partner)
    if found := _already_saved(Family, submission, by):
        return found
    family = Family.objects.create(
        name=name,
        provider=partner,
        category=category(FAMILY_DETAILS),
        locality=locality,
        submission=submission,
        registered_at=registered_at or timezone.now(),
    )
    give_reason(family, by=by, partner=partner, reason=reason, self_declared=False, starts_at=registered_at)
    for person in people:
        add_person(family, by=by, partner=partner, **person)
    return family


def _already_saved(model, submission: UUID, by):
    """What an earlier press of the same button saved; raises PermissionDenied when it was somebody else's."""
    found = model.objects.filter(submission=submission).first()
    if found and not can_see(by, found):
        raise PermissionDenied("That form was used by somebody else")
    return found


@action
def add_person(family, *, by, partner, kind, role="", lives_at=None, since=None, submission=None, **details):
    """Add a person to the family, living in a household of it (`lives_at`, optional), `since` a day (default today);
    returns the `Person`.

    `details` are `Person`'s own columns. The same `submission` (a UUID) adds once. Raises PermissionDenied when the
    family is not visible or not for `partner`.
    """
    may_add_to(family, by, partner)
    person, is_new = _once(Person, submission, by, provider=partner, kind=kind, **details)
    if not is_new:
        return person
    _place(family, partner, person, role, since)
    if lives_at:
        _house(lives_at, [person], since)
    touch(family, by=partner)
    return person


def _once(model, submission, by, **values):
    """(record, whether it is new): with `submission` as its key, so that a form sent twice makes one record, also when
    both arrive together. Raises PermissionDenied when the first was somebody else's."""
    if submission is None:
        return model.objects.create(**values), True
    record, is_new = model.objects.get_or_create(pk=submission, defaults=values)
    if not is_new and not can_see(by, record):
        raise PermissionDenied("That form was used by somebody else")
    return record, is_new


@action
def place_in_family(family, *, by, partner, person, role="", since=None):
    """Say that an existing person belongs to this family too, `since` a day (default today); returns the
    `FamilyMember`. Raises PermissionDenied when the person is not visible: a place in one's own family gives sight."""
    may_add_to(family, by, partner)
    if not can_see(by, person):
        raise PermissionDenied("That person is not yours to place")
    return _place(family, partner, person, role, since)


def _place(family, partner, person, role, since):
    return FamilyMember.objects.create(
        family=family,
        person=person,
        role=role,
        provider=partner,
        category=category(FAMILY_DETAILS),
        starts_on=since or timezone.localdate(),
    )


@action
def add_household(
    family, *, by, partner, address, postcode="", is_confidential=False, people=(), since=None, submission=None
):
    """Record an address of the family and who lives there, `since` a day (default today). A confidential one is its
    own category (S126). The same `submission` records once. Returns the `Household`."""
    may_add_to(family, by, partner)
    kind = PROTECTED_ADDRESS if is_confidential else FAMILY_DETAILS
    household, is_new = _once(
        Household,
        submission,
        by,
        family=family,
        provider=partner,
        category=category(kind),
        address=address,
        postcode=postcode,
        is_confidential=is_confidential,
        starts_on=since or timezone.localdate(),
    )
    if is_new:
        _house(household, people, since)
        touch(family, by=partner)
    return household


@action
def move_in(household, *, by, partner, people, since=None):
    """Record that these people live in the household, `since` a day (default today); returns the residences."""
    may_add_to(household.family, by, partner)
    return _house(household, people, since)


def _house(household, people, since):
    day = since or timezone.localdate()
    return [Residence.objects.create(household=household, person=person, starts_on=day) for person in people]


@action
def relate(
    family,
    *,
    by,
    partner,
    from_person,
    to_person,
    kind,
    parental_responsibility="unknown",
    evidence="",
    submission=None,
):
    """Record how one person is related to another and whether they hold parental responsibility (C3, C4). The same
    `submission` records once. Returns the `Relationship`. Raises ValidationError for a tie that cannot be
    (locality/kinship.py)."""
    may_add_to(family, by, partner)
    if why := against_tie(from_person, to_person, kind, ties_of(family, reader_of(by))):
        raise ValidationError({"to_person": why})
    relationship, _ = _once(
        Relationship,
        submission,
        by,
        family=family,
        provider=partner,
        category=category(FAMILY_DETAILS),
        from_person=from_person,
        to_person=to_person,
        kind=kind,
        parental_responsibility=parental_responsibility,
        responsibility_evidence=evidence,
    )
    return relationship


@action
def record_first_contact(family, *, by, partner, contacted_on, submission=None):
    """Record the day on which the family first heard from the partner that registered it (S78); returns the `Family`.

    What was recorded first stands. Raises PermissionDenied when the family is not visible or another partner's.
    """
    may_add_to(family, by, partner)
    if family.provider_id != partner.pk:
        raise PermissionDenied("The partner that registered the family records the first contact")
    if latest(family, "first_contact_on").first_contact_on is None:
        family.first_contact_on = contacted_on
        family.save(update_fields=["first_contact_on"])
    return family


@action
def judge_need(family, *, by, partner, person, level, rationale, judged_on=None, submission=None):
    """Record a child's level of need, with the reason. Earlier levels stay as they were (domain.md 2.1). The same
    `submission` records once. Returns the `NeedLevel`."""
    may_add_to(family, by, partner)
    earlier = NeedLevel.objects.filter(family=family, person=person, provider=partner).order_by("-judged_on").first()
    need, is_new = _once(
        NeedLevel,
        submission,
        by,
        family=family,
        provider=partner,
        category=category(CONCERNS),
        person=person,
        level=level,
        rationale=rationale,
        judged_by=by,
        judged_on=judged_on or timezone.localdate(),
        follows=earlier,
    )
    if is_new:
        touch(family, by=partner)
    return need


@action
def give_reason(family, *, by, partner, reason, self_declared=True, starts_at=None):
    """Record why `by` has to do with the family, from `starts_at` (default now): need to know inside a partner.
    Returns the open `Involvement`."""
    starts_at = starts_at or timezone.now()
    values = {"partner": partner, "reason": reason, "self_declared": self_declared, "starts_at": starts_at}
    return Involvement.objects.get_or_create(practitioner=by, family=family, ends_at=None, defaults=values)[0]


@action
def join_partner(
    practitioner, *, by, partner, job_title, permissions, starts_on=None, is_safeguarding_lead=False, trained_on=None
):
    """Begin a practitioner's membership of a partner with these permissions (codenames); returns the `Membership`.

    Raises PermissionDenied unless `by` manages the partner's members, or is the system.
    """
    if by.email != SYSTEM_EMAIL:
        require(by, "manage_members", partner)
    membership = Membership.objects.create(
        practitioner=practitioner,
        partner=partner,
        job_title=job_title,
        starts_on=starts_on or timezone.localdate(),
        is_safeguarding_lead=is_safeguarding_lead,
        trained_on=trained_on,
    )
    kinds = Permission.objects.filter(content_type__app_label="locality", codename__in=permissions)
    PartnerPermission.objects.bulk_create(
        PartnerPermission(user=practitioner, content_object=partner, permission=kind, membership=membership)
        for kind in kinds
    )
    return membership


@action
def end_membership(membership, *, by, on=None, leaves_work=False):
    """End a membership: from `on` (default today) it permits nothing; what was recorded stays (A9, A10).

    Raises PermissionDenied unless `by` manages the partner's members; ValidationError while something is open that the
    person holds there, unless `by` says with `leaves_work` that it stays on their own list until it is handed on.
    """
    require(by, "manage_members", membership.partner)
    if not leaves_work and (left := left_open_by(membership, by)):
        raise ValidationError({"leaves_work": f"They hold {len(left)} open. Hand on first, or say that you will"})
    membership.ends_on = on or timezone.localdate()
    membership.save(update_fields=["ends_on"])
    return membership


@action
def restrict(family, *, by, partner, reason, ask, named):
    """Restrict a family to named practitioners; everybody else may learn only whom to `ask`. Returns it."""
    require(by, "authorise", partner)
    if not can_see(by, family):
        raise PermissionDenied("That family is not yours to restrict")
    restriction = Restriction.objects.create(family=family, reason=reason, ask=ask)
    for practitioner in dict.fromkeys([by, *named]):  # `by` first: who is named may name others
        RestrictionName.objects.create(restriction=restriction, practitioner=practitioner)
    return restriction


@action
def declare_conflict(family, *, by, detail):
    """Declare that `by` has a conflict of interest: they are shut out of the family until it is cleared (V28)."""
    return Conflict.objects.create(practitioner=by, family=family, detail=detail)
