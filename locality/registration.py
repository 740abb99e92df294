"""Registering a whole family at once: the child who worries somebody, who belongs to the child, and where they live."""

from locality import services
from locality.history import AlreadyUsed, action
from locality.models import Family, FamilyMember

RELATIONS = {  # what a form offers: how a person stands to the child, and what the family's list of people says
    "mother": ("parent", "Mother"),
    "father": ("parent", "Father"),
    "step_parent": ("step_parent", "Step-parent"),
    "grandparent": ("grandparent", "Grandparent"),
    "sibling": ("sibling", "Brother or sister"),
    "carer": ("carer", "Carer"),
    "relative": ("other", "Other relative"),
    "other": ("other", "Somebody else"),
}


@action
def register_whole_family(name, *, by, partner, locality, submission, child, others=(), home=None):
    """Register a family with its people, how they are related to the child, and an address; returns the `Family`.

    `child` is a dict of `Person`'s columns. Each of `others` is one too, with `relation` (a key of RELATIONS),
    `parental_responsibility` (adults) and `lives_here`. `home` holds `add_household`'s keywords. All or nothing is
    saved, and once for each `submission`: a second call returns the first family. Raises PermissionDenied unless `by`
    makes records for `partner`.
    """
    if found := registered_before(submission, by):
        return found
    try:
        family = services.register_family(name, by=by, partner=partner, locality=locality, submission=submission)
    except AlreadyUsed:  # the same form, sent twice at once: the other one was first
        if found := registered_before(submission, by):
            return found
        raise
    if FamilyMember.objects.visible_to(by).filter(family=family).exists():
        return family  # the other one was first, between our look and our call: its people are there already
    first = services.add_person(family, by=by, partner=partner, **child)
    at_home = [first] + [person for person, here in _add_others(family, first, others, by, partner) if here]
    if home:
        services.add_household(family, by=by, partner=partner, people=at_home, **home)
    return family


def registered_before(submission, by):
    """The family that the same form registered before, or None."""
    return Family.objects.visible_to(by).filter(submission=submission).first()


def _add_others(family, child, others, by, partner):
    """Add the other people; yields each `Person` with whether they live at the child's address."""
    for other in others:
        details = dict(other)
        kind, role = RELATIONS[details.pop("relation")]
        responsible = details.pop("parental_responsibility", "unknown")
        here = details.pop("lives_here", False)
        person = services.add_person(family, by=by, partner=partner, role=role.lower(), **details)
        services.relate(
            family,
            by=by,
            partner=partner,
            from_person=person,
            to_person=child,
            kind=kind,
            parental_responsibility=responsible,
        )
        yield person, here
