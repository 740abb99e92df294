"""Why could X see Y in May? In a real browser, at a desk and on a phone."""

import re
from datetime import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from consent.models import FamilyAccess
from locality.reference import FAMILY_DETAILS, category
from tests.consent.planting import answer, share
from tests.databases import unseen_hand
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.journey


def day(month, number):
    return timezone.make_aware(datetime(2026, month, number, 10))


@pytest.fixture(scope="session")
def furnish(told_once):
    """A decision of April that shared the family's details with health until July."""

    @transaction.atomic
    def plant():
        given = answer(told_once, at=day(4, 1), person=told_once.mother, kinds=[FAMILY_DETAILS])
        made = share(told_once, given, at=day(4, 2), ends_at=day(7, 1), kinds=[FAMILY_DETAILS])
        with unseen_hand():
            FamilyAccess.objects.create(
                group=told_once.health.group,
                permission_id=category(FAMILY_DETAILS).pk,
                content_object=told_once.family,
                decision=made,
                sort_key=made.decided_at,
            )

    return plant


@pytest.mark.rule("A8", "A10")
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_why_could_ben_see_the_family_in_may(person, width):
    dana = person(width).sign_in("dana@board.example")
    dana.visit("/why/")
    dana.page.fill("[name=who]", "Ben Carrow")
    dana.page.fill("[name=record]", "DEMO-FAM-000001")
    dana.save()
    dana.sees("cannot see family DEMO-FAM-000001", "no live sharing decision covers it", "ran out on 1 July 2026")
    for part, value in (("day", "14"), ("month", "5"), ("year", "2026"), ("time", "12:00")):
        dana.page.fill(f"[name=at-{part}]:visible", value)
    dana.save("Answer")
    dana.sees("could see family DEMO-FAM-000001, 14 May 2026", "shares this kind of information", "Who else could")
    dana.sees("2 April 2026, 10:00", "1 July 2026, 10:00", "Asked about", "When the answer changed")
    lost = dana.page.get_by_role("link", name=re.compile("What would be lost")).first.get_attribute("href")
    with dana.page.expect_navigation():
        dana.page.get_by_role("button", name=re.compile("Ask about then.*1 July 2026")).click()
    dana.sees("could not see family DEMO-FAM-000001, 1 July 2026")
    dana.page.get_by_role("link", name="Decision").first.click()
    dana.sees("Decided", "Ended")
    assert not dana.page.get_by_role("link", name="What would be lost if it ended now").count()  # it is over
    dana.visit(lost)
    dana.sees("Nobody would lose anything")
