"""Who sees what, and the family's own statement, in a real browser: on a desktop and on a phone, without JavaScript."""

import pytest

from consent import services as consent
from consent.models import Consent
from locality.models import Family
from tests.cast import agree, share, share_category
from tests.journeys.conftest import WIDTHS
from tests.papers import words_of

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def furnish(told_once):
    """Something shared with health and one thing with the police; the mother said no."""

    def made():
        agree(told_once, partners=[told_once.health, told_once.police])
        share_category(told_once, "concerns")
        share(told_once, recipients={told_once.police: "The officer knows the street they live in"})
        agree(told_once, told_once.mother, status="refused", partners=[told_once.police])

    return made


@pytest.fixture(scope="module")
def site(clone_database, told_once, furnish, request):
    """The service on a database of this module's own, furnished by this module."""
    from django.db import connections

    from tests.conftest import serving

    with clone_database("at_a_glance") as name:
        furnish()
        connections.close_all()
        with serving(name) as running:
            yield running


@pytest.mark.rule("S98", "S99", "C10")
@pytest.mark.parametrize("kind", WIDTHS)
def test_the_matrix_the_preview_and_the_statement(person, story_family, kind):
    amira = person(WIDTHS[kind]).sign_in("amira@school.example")
    assert amira.visit(f"/families/{story_family}/sharing/") == 200
    amira.page.get_by_role("link", name="Who sees what").click()
    amira.sees("Who sees what", "Northshore 0-19", "Part", "Refused", "Without consent")
    shown = amira.page.locator(".app-matrix" if kind == "desktop" else ".app-matrix-cards")
    assert shown.is_visible() and amira.page.locator(".app-matrix, .app-matrix-cards").count() == 2
    shown.locator("summary").first.click()
    amira.sees("Issues causing concern", "Agreed")
    assert amira.visit(f"/families/{story_family}/sharing/matrix/?partners=all") == 200
    amira.sees("Northshore Borough Council")
    amira.page.get_by_role("link", name="See as Northshore 0-19").first.click()
    amira.sees("What Northshore 0-19", "Conversation", "Level of need")
    assert amira.visit(f"/families/{story_family}/sharing/statement/") == 200
    amira.page.select_option("[name=whose]", label="The whole family")
    amira.tick("layout", "easy")
    amira.save("See what it will say")
    amira.sees("What we share now", "Nell Fulmar said no")
    with amira.page.expect_download() as saved:
        amira.page.get_by_role("button", name="Get this statement").click()
    assert "Fulmar" not in saved.value.suggested_filename
    assert "Nell Fulmar said no" in words_of(saved.value.path().read_bytes())


def test_without_javascript_and_after_a_withdrawal(person, story_family, told_once):
    amira = person(scripts=False).sign_in("amira@school.example")
    given = Consent.objects.standing().get(family=story_family, person=told_once.child)
    consent.withdraw(given, by=told_once.amira, how="By telephone")
    amira.visit(f"/families/{story_family}/sharing/matrix/")
    assert "Withdrawn" in amira.page.locator(".app-matrix").inner_text()
    amira.page.locator(".app-matrix summary").first.click()
    assert amira.page.get_by_role("rowheader", name="Actions to date").first.is_visible()
    amira.visit(f"/families/{story_family}/sharing/statement/?whose=family&layout=standard")
    assert "Kai Fulmar said yes, and then no" in amira.page.locator("article").inner_text()


@pytest.fixture
def story_family(site, told_once):
    """The key of the story's family, which the site serves."""
    assert Family.objects.filter(pk=told_once.family.pk).exists()
    return told_once.family.pk
