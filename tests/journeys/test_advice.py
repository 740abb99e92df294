"""Advice asked without names, answered, and later linked to the family by whoever asked. In a real browser, on a
desktop and on a phone."""

import pytest

from consent.models import AdviceRecord
from locality import services
from tests.cast import share_category
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.journey
QUESTION = "A child of six is afraid at home, and his mother asks me to tell nobody. May I tell his school?"


@pytest.fixture(scope="module")
def furnish(told_once):
    def prepare():
        share_category(told_once, "family_details")
        services.give_reason(told_once.family, by=told_once.ben, partner=told_once.health, reason="I visit the baby")

    return prepare


@pytest.mark.rule("S102", "S103", "V7")
@pytest.mark.parametrize("kind", WIDTHS)
def test_advice_is_asked_without_names_answered_and_linked_later(person, told_once, kind):
    story = told_once
    ben, amira = (person(WIDTHS[kind]) for _ in range(2))
    ben.sign_in("ben@health.example")
    amira.sign_in("amira@school.example")
    ben.visit("/advice/")
    ben.page.get_by_role("button", name="Ask for advice").click()
    ben.page.select_option("[name=adviser]", str(story.amira.pk))
    ben.page.fill("[name=question]", f"Kai Fulmar is afraid. {QUESTION}")
    ben.save("Ask")
    ben.sees("This says whom it is about: Kai Fulmar")
    ben.page.fill("[name=question]", f"{QUESTION} ({kind})")
    ben.save("Ask")
    ben.sees("Asked. Amira", "Not yet")
    made = AdviceRecord.objects.get(question__endswith=f"({kind})")
    amira.visit("/")
    amira.sees("who asks for advice")
    amira.visit(f"/advice/{made.pk}/")
    amira.page.fill("[name=words]", "Yes: a child who may come to harm comes first. Write down why you did.")
    amira.save("Record the answer")
    amira.sees("Your answer is recorded")
    ben.visit(f"/advice/{made.pk}/")
    ben.sees("comes first", "Which family was it about?")
    ben.page.select_option("[name=family]", str(story.family.pk))
    ben.save("Say which family it was about")
    ben.sees("Only you and an audit see which family it was about", story.family.reference)
    amira.visit(f"/advice/{made.pk}/")
    amira.sees("comes first")
    assert story.family.reference not in amira.page.content()
    assert AdviceRecord.objects.get(pk=made.pk).question == f"{QUESTION} ({kind})"
