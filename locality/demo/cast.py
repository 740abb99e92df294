"""The cast: the same few people everywhere, in tests, in the demonstration and on its sign-in page. All made up.

`make_cast` makes their partners and accounts. The rest of the demonstration data lives in each app's `demo.py`.
"""

import functools
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from locality import services
from locality.access import AuditBox
from locality.history import acting_as
from locality.models import Agreement, Locality, Membership, Partner, PartnerKind, Practitioner

PASSWORD = "lantern-harbour-42"  # of every demonstration account; no demonstration runs in production
ACCEPTED_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
RECORDS = ("see_records", "make_records", "decide_sharing")
WRITES = (*RECORDS, "write_papers")
LOCALITIES = [("harbour", "Harbour"), ("priory", "Priory"), ("colliery-row", "Colliery Row"), ("moorgate", "Moorgate")]


@dataclass(frozen=True)
class Character:
    """One of the cast: `key` is the name tests use, `partner` a key of PARTNERS, `does` a line about them."""

    key: str
    name: str
    partner: str
    job: str
    permissions: tuple[str, ...]
    does: str
    safeguarding_lead: bool = False
    accepted: bool = True


PARTNERS = {  # key: name, kind, locality
    "school": ("Fulmar Lane Primary", "school", "harbour"),
    "health": ("Northshore 0-19 Children’s Health", "children_0_19", None),
    "police": ("Northshore Police", "police", None),
    "council": ("Northshore Borough Council", "council", None),
    "board": ("Northshore Safeguarding Children Partnership", "safeguarding_partnership", None),
}
CAST = [
    Character("amira", "Amira Haddon", "school", "Designated safeguarding lead", WRITES, "records and shares", True),
    Character("grace", "Grace Olufemi", "school", "Head teacher", (*RECORDS, "authorise", "manage_members"), "signs"),
    Character("ben", "Ben Carrow", "health", "Health visitor", RECORDS, "is told what is shared with health", True),
    Character("chidi", "Chidi Marsh", "police", "Police officer", RECORDS, "sees nothing that is not shared", True),
    Character(
        "ewan",
        "Ewan Thorley",
        "council",
        "Locality manager",
        (*RECORDS, "authorise", "run_meetings", "manage_members", "grant_audits"),
        "runs the allocation meeting",
        True,
    ),
    Character("dana", "Dana Sorrel", "board", "Auditor", (), "asks who could see what, and why"),
    Character("iris", "Iris Penhallow", "school", "Teaching assistant (left)", RECORDS, "has left the school"),
    Character("jonas", "Jonas Weir", "health", "School nurse (new)", RECORDS, "has not accepted yet", accepted=False),
]


def email_of(key, partner):
    """The made-up e-mail address of one of the cast."""
    return f"{key}@{partner}.example"


def make_partner(name, kind, locality=None, **more):
    """Make a partner with its guardian group, signed up since 2024 unless `more` says otherwise."""
    kind = PartnerKind.objects.get(code=kind)
    values = {
        "tier": kind.tier,
        "duty_basis": kind.duty_basis,
        "public_authority": kind.public_authority,
        "policy_document_on": date(2024, 3, 1) if kind.public_authority else None,
        "framework_signed_on": date(2024, 4, 1),
        "framework_signed_by": "The chief officer",
        "framework_review_on": date(2027, 4, 1),
        "sharing_agreement_on": date(2024, 4, 1),
        "sharing_agreement_until": date(2027, 4, 1),
        "impact_assessment_on": date(2024, 3, 1),
        "impact_assessment_until": date(2027, 3, 1),
        "valid_from": date(2014, 6, 1),
        "phone": "01632 960200",
    } | more
    group = Group.objects.create(name=f"partner {Group.objects.count() + 1}: {name}"[:150])
    return Partner.objects.create(name=name, kind=kind, locality=locality, group=group, **values)


def make_practitioner(name, email, *, accepted=True):
    """Make an account with the demonstration password, which has or has not accepted the current agreements."""
    if settings.ENV == "production":
        raise RuntimeError("Demonstration accounts are not for production")
    person = Practitioner.objects.create(name=name, email=email, password=_password())
    if accepted:
        services.accept_agreements(list(Agreement.objects.current()), by=person, at=ACCEPTED_AT)
    return person


@functools.cache
def _password():
    """The hash of the one password: eighty times would take as many seconds, and it is no secret."""
    return make_password(PASSWORD)


def make_cast():
    """Make the localities, the partners and the accounts of the cast; returns a dict from key to row.

    Localities have the keys of LOCALITIES, partners those of PARTNERS, practitioners those of CAST.
    """
    system = Practitioner.objects.system()
    with acting_as(system, reason="Demonstration data"):
        made = {code: Locality.objects.create(code=code, name=name) for code, name in LOCALITIES}
        for key, (name, kind, place) in PARTNERS.items():
            made[key] = make_partner(name, kind, made.get(place))
        for person in CAST:
            made[person.key] = _make_person(person, made[person.partner], system)
        _finish(made, system)
    return made


def _make_person(person, partner, system):
    made = make_practitioner(person.name, email_of(person.key, person.partner), accepted=person.accepted)
    services.join_partner(
        made,
        by=system,
        partner=partner,
        job_title=person.job,
        permissions=person.permissions,
        starts_on=date(2025, 2, 3),
        is_safeguarding_lead=person.safeguarding_lead,
        trained_on=date(2025, 3, 10),
    )
    return made


def _finish(made, system):
    left = Membership.objects.get(practitioner=made["iris"])
    services.end_membership(left, by=made["grace"], on=timezone.localdate() - timedelta(days=30))
    AuditBox.objects.create(
        auditor=made["dana"],
        purpose="Yearly audit of information sharing",
        granted_by=made["ewan"],
        starts_at=timezone.now() - timedelta(days=14),
        ends_at=timezone.now() + timedelta(days=76),
    )
