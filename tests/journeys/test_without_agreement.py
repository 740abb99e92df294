"""Sharing without the family's agreement: it waits until somebody else has signed; and what cannot wait is seen at once
and signed after. In a real browser, on a phone and on a desktop."""

import pytest

from consent.models import SharingDecision
from locality.services import give_reason
from tests.cast import FACTS, NEED, REASONS, share_category
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def furnish(told_once):
    def known():
        share_category(told_once, "family_details")
        give_reason(told_once.family, by=told_once.ben, partner=told_once.health, reason="I visit them every week")

    return known


@pytest.mark.rule("V10", "V11", "V12", "V13", "V26", "S106", "S107")
@pytest.mark.parametrize(("kind", "speed"), [("desktop", "signed"), ("phone", "urgent")])
def test_without_agreement_somebody_else_signs_first_or_where_it_cannot_wait_after(person, told_once, kind, speed):
    story, urgent = told_once, speed == "urgent"
    amira, grace, ben = (person(WIDTHS[kind]) for _ in range(3))
    amira.sign_in("amira@school.example")
    talk = f"/conversations/{story.conversation.pk}/"

    amira.visit(f"/families/{story.family.pk}/decide?kind=conversation&record={story.conversation.pk}")
    amira.page.locator("details:has([name=whom]) > summary").click()
    amira.page.select_option("[name=to_1]", str(story.health.pk))
    amira.page.fill("[name=need_1]", NEED)
    amira.page.locator("details:has([name=basis]) > summary").click()
    amira.tick("basis", "without")
    amira.page.select_option("[name=ground]", "harm_to_child")
    amira.page.fill("[name=facts]", FACTS)
    amira.page.fill("[name=safety]", "He may be hurt again; sharing may anger the man.")
    amira.tick("speed", speed)
    if amira.page.locator("[name=told][value=not_yet]").is_hidden():
        amira.page.locator("details:has([name=told]) > summary").click()
    amira.tick("told", "not_yet")
    amira.page.fill("[name=reasons]", REASONS)
    amira.save("Record the decision")
    amira.sees("Say what lets you share that without agreement")  # what it tells of is special (V13)
    amira.page.select_option("[name=condition]", "asking_would_harm")
    amira.save("Record the decision")
    amira.sees("You are sharing without the family’s agreement", "Grace Olufemi")
    amira.save("Share without agreement")
    amira.sees("Safeguarding: asking would put the protection at risk", "A public task")

    made = SharingDecision.objects.order_by("number").last()
    ben.sign_in("ben@health.example")
    assert ben.visit(talk) == (200 if urgent else 404)
    grace.sign_in("grace@school.example")
    grace.visit(f"/decisions/{made.pk}/")
    grace.sees("To be signed" if urgent else "Waits for a signature", "afraid to go home")
    grace.save("Sign this decision")
    grace.sees("You signed", "Grace Olufemi")
    assert ben.visit(talk) == 200
    ben.sees(story.conversation.said)
    amira.visit(f"/decisions/{made.pk}/end")
    amira.page.fill("[name=reason]", "He is safe now")
    amira.save()
    assert ben.visit(talk) == 404
