"""The partners of a bench database and somebody to sign in at each, made by the product's own services."""

from datetime import date

from locality import services
from locality.demo.cast import RECORDS, make_partner, make_practitioner
from locality.history import acting_as
from locality.models import Locality, Practitioner

KINDS = ["school", "children_0_19", "police", "council", "camhs", "gp", "health_trust"]
LOCALITIES = ["North", "East", "South", "West"]
TWO = (6, 9)  # whose two partners the one with two jobs works for


def email(place):
    """Whom to sign in as for the partner at this place; "two" has two partners."""
    return f"reader-{place}@bench.example"


def make_people(partners):
    """So many partners, one practitioner at each and one with two jobs. Returns (partners, practitioners)."""
    system, made, people = Practitioner.objects.system(), [], []
    with acting_as(system, reason="Bench"):
        for name in LOCALITIES:
            Locality.objects.create(code=f"bench-{name.lower()}", name=name)
        for place in range(partners):
            made.append(make_partner(f"Bench partner {place}", KINDS[place % len(KINDS)]))
            people.append(_hire(system, f"Reader {place}", email(place), [made[place]]))
        _hire(system, "Reader of two", email("two"), [made[place] for place in TWO])
    return made, people


def _hire(system, name, address, partners):
    person = make_practitioner(name, address)
    for partner in partners:
        services.join_partner(
            person,
            by=system,
            partner=partner,
            job_title="Reader",
            permissions=(*RECORDS, "authorise"),
            starts_on=date(2025, 1, 6),
        )
    return person


def localities():
    """The four localities, in order of their code."""
    return list(Locality.objects.order_by("code"))
