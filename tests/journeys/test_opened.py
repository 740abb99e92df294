"""Pages that no other story opens, each by the right person at both widths: axe finds nothing, nothing is too wide."""

import pytest
from django.urls import reverse

from locality.models import Membership
from tests.conversations.helping import planned
from tests.journeys.conftest import WIDTHS

pytestmark = [pytest.mark.journey, pytest.mark.rule("A8", "A9", "S30")]


@pytest.fixture(scope="module")
def pages():
    """{who: the pages that they open}: filled as the story is furnished."""
    return {
        "dana@board.example": ["/governance/evidence", "/questions/16/", "/questions/20/"],
        "grace@school.example": ["/team/", "/team/report", "/reminders"],
        "amira@school.example": ["/breaches/", "/onward/", "/meetings/lists/"],
        "ewan@council.example": ["/meetings/report"],
    }


@pytest.fixture(scope="module")
def furnish(told_once, pages):
    """A plan of which a copy can be made, and somebody whose work can be handed on."""

    def made():
        plan, _ = planned(told_once)
        pages["amira@school.example"].append(reverse("conversations:copy-plan", args=[plan.pk]))
        job = Membership.objects.get(practitioner=told_once.amira, partner=told_once.school)
        pages["grace@school.example"] += [
            reverse("locality:attest", args=[told_once.school.pk]),
            reverse("locality:hand-over", args=[job.pk]),
        ]

    return made


@pytest.fixture(scope="module")
def site(clone_database, furnish):
    """The service on a database of this module's own."""
    from django.db import connections

    from tests.conftest import serving

    with clone_database("opened") as name:
        furnish()
        connections.close_all()
        with serving(name) as running:
            yield running


def test_each_page_is_for_everybody(person, pages):
    for email, addresses in pages.items():
        somebody = person(WIDTHS["desktop"]).sign_in(email)
        for address in addresses:
            assert somebody.visit(address) == 200, address
            for width in WIDTHS.values():
                somebody.page.set_viewport_size({"width": width, "height": 900})
                somebody.check_page()
