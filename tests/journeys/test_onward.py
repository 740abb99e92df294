"""Health wants to tell the police what the school supplied: it asks, the school refuses with its reason, and nothing is
passed on. In a real browser, on a desktop and on a phone."""

import pytest

from consent.models import Purpose
from locality.services import give_reason
from tests.cast import share, share_category
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.journey
WHY = "They are asked to the house at night and need to know who is there"
NO = "The mother told us this in confidence, and the police would not act on it"


@pytest.fixture(scope="module")
def furnish(told_once):
    def shared():
        share_category(told_once, "family_details")
        share(told_once)
        give_reason(told_once.family, by=told_once.ben, partner=told_once.health, reason="I visit them every week")

    return shared


@pytest.mark.rule("V23", "S92", "S94", "S95")
@pytest.mark.parametrize("kind", WIDTHS)
def test_onward_sharing_is_refused_by_whoever_supplied_it(person, told_once, kind):
    story = told_once
    amira, ben = (person(WIDTHS[kind]) for _ in range(2))
    ben.sign_in("ben@health.example")
    amira.sign_in("amira@school.example")

    ben.visit(f"/conversations/{story.conversation.pk}/")
    ben.page.get_by_role("link", name="whether you may pass it on").click()
    ben.sees("Ask whether you may pass it on", str(story.school), "Pass nothing on before it answers")
    ben.tick("recipients", story.police.pk)
    ben.tick("purpose", Purpose.objects.get(code="other").pk)
    ben.page.fill("[name=why]", WHY)
    ben.save("Ask them")
    ben.sees("is asked", "What you asked", str(story.police), "Asked")

    amira.visit("/")
    amira.page.get_by_role("link", name="asks whether it may pass on").first.click()
    amira.sees("May it be passed on?", WHY, str(story.police))
    amira.tick("agrees", "no")
    amira.page.fill("[name=words]", NO)
    amira.save("Answer")
    amira.sees("can read your answer", "Nobody waits for your answer", "Refused")

    ben.visit("/onward/")
    ben.page.locator("main table a").first.click()
    ben.sees("Refused", NO, "Pass nothing on")
    ben.page.get_by_role("link", name="decide and say why").click()
    ben.sees("supplied this record", "Refused", NO)
