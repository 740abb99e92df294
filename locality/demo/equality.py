"""What most people of the demonstration answered for equality monitoring."""

from locality.demo.names import MEN
from locality.equality import record_equality

ETHNICITIES = ["british"] * 15 + [
    *("pakistani", "indian", "bangladeshi", "other_white", "african", "white_asian", "white_caribbean", "arab"),
    *("chinese", "roma", "not_said"),
]
DISABILITIES = ["no", "no", "no", "a_little", "no", "no", "a_lot", "no", "not_said"]
BOYS = (
    "Kai Mohammed Theo Ibrahim Jayden Oliver Tomasz Yusuf Kofi Reuben Dev Samir Luca Alfie Finn Leo Omar Mateusz Tariq "
    "Callum Zain Ethan Jude Ryan Toby Emeka Adam Logan"
).split()
LANGUAGES = ["english"] * 9 + ["urdu", "polish", "english", "bengali", "bsl", "arabic"]


def add_answers(plan):
    """Ask the people of most families: one in six is not asked, and of others one question is left open here and there.
    Without dice, so that nothing else of the demonstration changes with it."""
    if plan.index % 6 == 5:
        return
    for place, person in enumerate([*plan.children, *plan.adults]):
        turn = plan.index * 7 + place
        if person.kind == person.Kind.UNBORN or turn % 11 == 10:
            continue
        male = person.given_name in (*BOYS, *MEN)
        record_equality(
            plan.family,
            by=plan.worker,
            partner=plan.partner,
            person=person,
            ethnicity=ETHNICITIES[plan.index % len(ETHNICITIES)],
            gender="another" if turn % 67 == 66 else "male" if male else "female",
            disability="" if turn % 13 == 12 else DISABILITIES[turn % len(DISABILITIES)],
            language=LANGUAGES[plan.index % len(LANGUAGES)],
        )
