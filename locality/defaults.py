"""The reference data that a deployment starts with. It is content: an administrator may change it afterwards, and
`prepare_reference` never overwrites it. The words of the agreements are our own (S47, S91)."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from locality.history import acting_as
from locality.models import Agreement, Family, InformationCategory, PartnerKind, Practitioner
from locality.partners import SYSTEM_EMAIL, DutyBasis, Tier

CATEGORIES = [  # code, name, explanation, may be offered, may tell of health and the like (V13), source
    (
        "family_details",
        "Family details",
        "Names, addresses that are not protected, dates of birth",
        True,
        False,
        "S125-S127",
    ),
    ("concerns", "Issues causing concern", "What was said and seen, and levels of need", True, True, "S128"),
    ("lead_professional", "Lead professional", "Who leads the help", True, False, "S129"),
    ("actions", "Actions to date", "What was agreed and what was done", True, True, "S130"),
    ("protected_address", "Protected address", "An address that somebody may not learn", True, False, "S126"),
    (
        "adults_sensitive",
        "Adults’ health and offences",
        "What tells of an adult’s health, use of drugs or alcohol, or offences",
        True,
        True,
        "A5",
    ),
    (
        "equality",
        "Equality monitoring",
        "Ethnic group, gender, disability and main language, asked to see whether help serves everybody alike",
        False,
        True,
        "Q20",
    ),
    ("consent", "Consent", "What the family was told and answered", False, False, "S79-S87"),
    ("sharing_record", "Sharing record", "Decisions about sharing and their reasons", False, False, "S117"),
]
KINDS = [  # code, name, tier, duty basis: the framework's twelve partners and three successors (S57-S68; 0.1)
    ("council", "Council", Tier.TARGETED, DutyBasis.SECTION_11),
    ("school", "School", Tier.UNIVERSAL, DutyBasis.EDUCATION),
    ("police", "Police", Tier.SPECIALIST, DutyBasis.SECTION_11),
    ("fire", "Fire and rescue", Tier.UNIVERSAL, DutyBasis.NOT_COVERED),
    ("work_and_pensions", "Work and pensions", Tier.UNIVERSAL, DutyBasis.NOT_COVERED),
    ("camhs", "Child and adolescent mental health", Tier.SPECIALIST, DutyBasis.UNKNOWN),
    ("gp", "GP practice", Tier.UNIVERSAL, DutyBasis.UNKNOWN),
    ("health_trust", "Health trust", Tier.TARGETED, DutyBasis.SECTION_11),
    ("children_0_19", "0-19 children’s health", Tier.UNIVERSAL, DutyBasis.SECTION_11),
    ("national_probation", "National probation (until 2021)", Tier.SPECIALIST, DutyBasis.UNKNOWN),
    ("community_rehabilitation", "Community rehabilitation (until 2021)", Tier.SPECIALIST, DutyBasis.UNKNOWN),
    ("probation", "Probation", Tier.SPECIALIST, DutyBasis.SECTION_11),
    ("safeguarding_board", "Safeguarding children board (until 2019)", Tier.SPECIALIST, DutyBasis.UNKNOWN),
    ("safeguarding_partnership", "Safeguarding children partnership", Tier.SPECIALIST, DutyBasis.UNKNOWN),
    ("provider", "Commissioned provider", Tier.TARGETED, DutyBasis.COMMISSIONED),
]
NOT_PUBLIC = ("provider",)  # kinds that are charities and companies as a rule: each partner says for itself (V14)
FRAMEWORK_TEXT = """I work within the locality framework. I hold professional conversations early, with everybody \
whose help a child needs, and I record each one and what was agreed, whatever came of it.

I share what is adequate, relevant and no more than the purpose needs; I tell families and ask them first, unless that \
would put somebody at risk; and I write down why I shared, or why I did not.

When a child may be at risk of significant harm I ring the Front Door at once. Nobody’s permission is needed for that.

I record for the partner I work for, and I open only the families I have a reason to open. I know that every page I \
open is written down and may be looked at."""
NON_DISCLOSURE_TEXT = """What I learn here I use for the work of the locality team, and for nothing else.

I do not pass it to anybody outside that work without the agreement of whoever supplied it: the partner, or the person \
who told us. A referral to protect a child is the exception.

I keep no copies of my own and make no recordings. If something goes to the wrong place, I say so at once."""


def load():
    """Add what is missing, in the system's name."""
    system = _system()
    if system._state.adding:  # by itself: the database lets it govern only once it is there
        with acting_as(system, reason="Reference data"):
            system.save(force_insert=True)
    with acting_as(system, reason="Reference data"):
        _categories()
        for code, name, tier, duty in KINDS:
            values = {"name": name, "tier": tier, "duty_basis": duty, "public_authority": code not in NOT_PUBLIC}
            PartnerKind.objects.get_or_create(code=code, defaults=values)
        published = datetime(2026, 1, 1, tzinfo=UTC)
        for kind, text in (("framework", FRAMEWORK_TEXT), ("non_disclosure", NON_DISCLOSURE_TEXT)):
            Agreement.objects.get_or_create(kind=kind, version="1", defaults={"text": text, "published_at": published})


def _system():
    found = Practitioner.objects.filter(email=SYSTEM_EMAIL).first()
    key = uuid5(NAMESPACE_URL, SYSTEM_EMAIL)
    return found or Practitioner(pk=key, email=SYSTEM_EMAIL, name="The system", is_active=False, password="!")


def _categories():
    family = ContentType.objects.get_for_model(Family)
    for position, (code, name, explanation, shareable, special, source) in enumerate(CATEGORIES):
        permission = Permission.objects.get(content_type=family, codename=f"see_{code}")
        InformationCategory.objects.get_or_create(
            permission=permission,
            defaults={
                "code": code,
                "name": name,
                "explanation": explanation,
                "shareable": shareable,
                "special": special,
                "position": position,
                "source": source,
            },
        )
