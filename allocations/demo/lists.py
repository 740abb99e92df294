"""The lists from data of the demonstration: a school's attendance, twice, and what the council knows of rents."""

from datetime import timedelta

from allocations import services
from allocations.models import Candidate, ListKind
from allocations.sheets import Sheet
from consent.models import LegalGateway
from locality.history import acting_as

HEADINGS = ["First name", "Surname", "DOB", "Address", "Postcode", "Number"]
MAPPING = dict(
    zip(("given_name", "family_name", "date_of_birth", "address", "postcode", "value"), HEADINGS, strict=True)
)
SCHOOL = [  # first name, surname, born so many days ago, address, number
    ("Ottilie", "Dunlin", 3300, "4 Gull Row", "44.5"),
    ("Bram", "Dunlin", 2800, "4 Gull Row", "47"),
    ("Saffi", "Knot", 3900, "11 Ropewalk", "31"),
    ("Peregrine", "Whimbrel", 3050, "2 Signal Hill", "86"),
    ("Isa", "Turnstone", 2500, "", "89.5"),
    ("Noor", "Sanderling", 3500, "7 Ballast Road", "not known"),
]
AGAIN = [("Saffi", "Knot", 3900, "11 Ropewalk", "28"), ("Isa", "Turnstone", 2500, "", "93")]
RENTS = [
    ("Marguerite", "Dotterel", 12400, "Flat 2, 19 Ballast Road", "14"),
    ("Col", "Greenshank", 10100, "5 Keel Street", "3"),
]


def load(demo):
    """Bring three lists and take over two; one person waits for too long, and one is known already."""
    with acting_as(demo.made["amira"], partner=demo.made["school"], reason="Demonstration data"):
        _bring(demo, "amira", "school", ListKind.ATTENDANCE, [*_known(demo), *SCHOOL], 47)
        _bring(demo, "amira", "school", ListKind.ATTENDANCE, AGAIN, 12, take=False)
        quiet = Candidate.objects.get(family_name="Whimbrel", partner=demo.made["school"])
        services.end_candidate(quiet, by=demo.made["amira"], outcome="nothing", why="A long stay abroad, agreed")
    with acting_as(demo.made["ewan"], partner=demo.made["council"], reason="Demonstration data"):
        _bring(demo, "ewan", "council", ListKind.ARREARS, RENTS, 5)


def _known(demo):
    """A line about a child whom the school knows already."""
    for plan in demo.families:
        if plan.partner == demo.made["school"] and plan.child.date_of_birth and plan.child.family_name:
            child = plan.child
            yield child.given_name, child.family_name, (demo.today - child.date_of_birth).days, "", "48"
            return


def _bring(demo, who, partner, kind, people, ago, *, take=True):
    by, at = demo.made[who], demo.moment(demo.working_day(ago), 10)
    lines = [
        (number, [given, name, demo.day(days).isoformat(), address, "NT4 7CV" if address else "", value])
        for number, (given, name, days, address, value) in enumerate(people, start=2)
    ]
    made = services.bring_list(
        Sheet(HEADINGS, lines),
        by=by,
        partner=demo.made[partner],
        locality=demo.made["harbour"],
        kind=kind,
        name=f"{kind.value}-{at:%Y-%m}.csv",
        tells_of=at.date() - timedelta(days=3),
        gateway=LegalGateway.objects.get(code="ca_2004_s10"),
        digest=f"{demo.named_key(kind.value, ago).hex:0>64}",
        submission=demo.named_key("list", kind.value, ago),
        at=at,
    )
    if take:
        services.match_up(made, by=by, mapping=MAPPING)
        services.take_over(made, by=by, at=at)
