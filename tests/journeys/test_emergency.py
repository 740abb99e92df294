"""Emergency access: taken, seen, looked at afterwards by somebody else. In a real browser, on a desktop and a phone."""

from datetime import date

import pytest

from consent.models import SharingDecision
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.journey
WHY = "Kai rang from the street and says that a man is at the door with a knife"


@pytest.fixture(scope="module")
def furnish():
    """Nothing more than the story: the family is the school's alone."""
    return lambda: None


@pytest.mark.rule("A7")
@pytest.mark.parametrize("kind", WIDTHS)
def test_emergency_access_is_taken_seen_and_looked_at(person, told_once, kind):
    story = told_once
    chidi, amira = (person(WIDTHS[kind]) for _ in range(2))
    chidi.sign_in("chidi@police.example")
    amira.sign_in("amira@school.example")
    if kind == "desktop":
        assert chidi.visit(f"/families/{story.family.pk}/") == 404
    chidi.visit("/emergency/")
    chidi.sees("Ring first", "999", "four hours")
    chidi.page.fill("[name=given_name]", "Kai")
    chidi.page.fill("[name=family_name]", "Fulmar")
    chidi.day("born_on", date(2019, 2, 28))
    chidi.page.fill("[name=why]", f"{WHY} ({kind})")
    chidi.page.check("[name=certain]")
    chidi.save("Open it for four hours")
    chidi.sees("Opened for four hours", "Fulmar family", "until")
    made = SharingDecision.objects.get(facts__endswith=f"({kind})")
    chidi.visit("/")
    chidi.sees("You opened what", f"decision {made.number}")
    amira.visit(f"/decisions/{made.pk}/review")
    amira.sees("Was it right?", WHY)
    amira.tick("justified", "yes")
    amira.page.fill("[name=words]", "I rang the officer: the boy was outside and police were sent.")
    amira.save("Record what you found")
    amira.sees("it was right", "I rang the officer")
