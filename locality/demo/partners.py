"""The partners beside the cast's own, and who works for them: every kind that the framework lists (S57-S68)."""

from datetime import date

from locality import services
from locality.demo import names
from locality.demo.cast import PARTNERS, RECORDS, WRITES, email_of, make_partner, make_practitioner
from locality.history import acting_as
from locality.models import Practitioner

OTHERS = [  # key, name, kind, locality, members
    ("kittiwake", "Kittiwake Academy", "school", "priory", 5),
    ("whimbrel", "Whimbrel Primary", "school", "colliery-row", 4),
    ("guillemot", "Guillemot Road Primary", "school", "moorgate", 4),
    ("sandling", "Sandling Community School", "school", "moorgate", 4),
    ("turnstone", "Turnstone Nursery School", "school", "priory", 3),
    ("fire", "Northshore Fire and Rescue", "fire", None, 2),
    ("jobcentre", "Northshore Work and Benefits Office", "work_and_pensions", None, 2),
    ("camhs", "Harbourlight Young Minds", "camhs", None, 5),
    ("trust", "Northshore Health Trust", "health_trust", None, 4),
    ("ropewalk", "Ropewalk Surgery", "gp", "harbour", 3),
    ("lantern", "Lantern Street Practice", "gp", "priory", 3),
    ("piers", "Two Piers Medical Group", "gp", "moorgate", 3),
    ("probation", "Northshore Probation", "probation", None, 3),
    ("lanternby", "Lanternby Family Centre", "provider", "colliery-row", 4),
    ("cobblestow", "Cobblestow Young Carers", "provider", None, 3),
    ("marram", "Marram House", "provider", None, 3),
    ("anchor", "Drift and Anchor", "provider", None, 3),
]
FORMER = [  # key, name, kind, until, succeeded by
    ("old_board", "Northshore Safeguarding Children Board", "safeguarding_board", date(2019, 9, 29), "board"),
    ("old_probation", "Northshore Public Probation Office", "national_probation", date(2021, 6, 26), "probation"),
    ("old_rehabilitation", "Northshore Resettlement", "community_rehabilitation", date(2021, 6, 26), "probation"),
]
PAPERS = {  # of whom something is missing or over
    "marram": {"impact_assessment_on": None, "impact_assessment_until": None},
    "fire": {"sharing_agreement_on": date(2023, 10, 2), "sharing_agreement_until": date(2026, 10, 1)},
}
TRAINED = (date(2025, 5, 12), date(2024, 9, 3), date(2025, 1, 20), date(2023, 6, 5), None)  # by place, the lead first
MORE_OF_THE_CAST = {"school": 2, "health": 4, "police": 3, "council": 5, "board": 0}  # colleagues of theirs
JOBS = {
    "school": ["Deputy head teacher", "Pastoral lead", "Special needs co-ordinator", "Attendance officer", "Teacher"],
    "children_0_19": ["Health visitor", "School nurse", "Community nursery nurse", "Family nurse"],
    "police": ["Neighbourhood officer", "Early intervention officer", "Missing children co-ordinator"],
    "council": ["Family worker", "Early help co-ordinator", "Housing officer", "Youth worker", "Welfare officer"],
    "fire": ["Community safety officer", "Watch manager"],
    "work_and_pensions": ["Work coach", "Partnership officer"],
    "camhs": ["Child psychologist", "Mental health nurse", "Family therapist", "Primary mental health worker"],
    "health_trust": ["Paediatrician", "Midwife", "Speech and language therapist", "Safeguarding nurse"],
    "gp": ["General practitioner", "Practice nurse", "Social prescriber"],
    "probation": ["Probation officer", "Family safeguarding officer"],
    "provider": ["Family support worker", "Project lead", "Volunteer co-ordinator", "Counsellor"],
}  # fmt: skip


def load_partners(demo):
    """Make the other partners and everybody's colleagues; fills `demo.partners` and `demo.staff`."""
    system = Practitioner.objects.system()
    demo.partners |= {key: demo.made[key] for key in PARTNERS}
    with acting_as(system, reason="Demonstration data"):
        for key, name, kind, place, _ in OTHERS:
            more = {"phone": names.telephone(demo.dice)}
            more |= PAPERS.get(key, {})
            if kind == "provider":
                more |= {"commissioned_by": demo.made["council"]}
            demo.partners[key] = make_partner(name, kind, demo.made.get(place), **more)
        for key, name, kind, until, successor in FORMER:
            demo.partners[key] = make_partner(
                name, kind, framework_review_on=None, valid_to=until, succeeded_by=demo.partners[successor]
            )
        _hire(demo, system)


def _hire(demo, system):
    """Give every partner its people: the first of each leads on safeguarding, the second signs."""
    demo.signers |= {demo.made["school"].pk: demo.made["grace"], demo.made["council"].pk: demo.made["ewan"]}
    for key, (_, kind, _) in PARTNERS.items():
        cast = [demo.made[name] for name, home in CAST_AT.items() if home == key]
        demo.staff[demo.made[key].pk] = cast + _people(demo, system, key, kind, MORE_OF_THE_CAST[key], leads=False)
    for key, _, kind, _, members in OTHERS:
        demo.staff[demo.partners[key].pk] = _people(demo, system, key, kind, members, leads=True)


# Whom of the cast a family may be given to: not who has left, has not accepted, or audits.
CAST_AT = {"amira": "school", "ben": "health", "chidi": "police", "ewan": "council"}


def _people(demo, system, key, kind, count, *, leads):
    found = []
    for place in range(count):
        person = make_practitioner(*_name(demo, key))
        partner = demo.partners[key]
        manages = place == 1 and partner.pk not in demo.signers
        usual = WRITES if place == 0 else RECORDS
        if place == 0 and not leads and partner.pk in demo.signers:
            usual = (*WRITES, "authorise")
            demo.deputies[partner.pk] = person
        if manages:
            demo.signers[partner.pk] = person
        services.join_partner(
            person,
            by=system,
            partner=partner,
            job_title=JOBS[kind][place % len(JOBS[kind])],
            permissions=(*RECORDS, "authorise", "manage_members") if manages else usual,
            starts_on=date(2025, 1 + place, 6),
            is_safeguarding_lead=leads and place == 0,
            trained_on=TRAINED[min(place, len(TRAINED) - 1)],
        )
        found.append(person)
    return found


def _name(demo, key):
    """A name that nobody else in the demonstration has, and its e-mail address."""
    while True:
        name = f"{demo.dice.choice(names.WORKERS_FIRST)} {demo.dice.choice(names.WORKERS_LAST)}"
        if not Practitioner.objects.filter(name=name).exists():
            return name, email_of(name.lower().replace(" ", "."), key.replace("_", "-"))
