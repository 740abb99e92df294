"""The auditor's questions in a real browser, at a desk and on a phone: nothing that axe finds, nothing too wide."""

import pytest

from tests.consent.planting import answer, nay, share
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.journey


@pytest.fixture(scope="session")
def furnish(told_once):
    """Nine shares against a refusal: one is a red flag."""

    def plant():
        given = answer(told_once)
        nay(told_once)
        for _ in range(8):
            share(told_once, basis="risk")
        share(told_once, given)

    return plant


@pytest.mark.rule("V9", "A8")
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_an_auditor_asks_and_a_lead_is_told_less(person, width):
    dana = person(width).sign_in("dana@board.example")
    dana.visit("/questions/")
    dana.sees("Questions", "Are refusals and withdrawals respected?", "Asked last")
    dana.page.get_by_role("link", name="5. Are refusals").click()
    dana.sees("Red flag", "somebody whom it is about had refused", "Records by month", "DEMO-FAM-")
    assert dana.page.get_by_role("img", name="Bar chart").is_visible()
    for number in (2, 3, 4, 6, 7, 8, 10, 11, 12, 13, 14):
        dana.visit(f"/questions/{number}/")
        dana.sees("Figures, red flags first", "Save this answer as a document")
    dana.visit("/questions/5/?since-day=1&since-month=1&since-year=2015&until-day=1&until-month=2&until-year=2015")
    dana.sees("No record fits", "Until 1 February 2015")
    amira = person(width).sign_in("amira@school.example")
    amira.visit("/questions/5/")
    amira.sees("fewer than 6", "You see only what your own partner supplied")
