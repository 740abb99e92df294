"""Asked, agreed in part, shared, withdrawn: the partner’s page is gone on the next request, and the family’s statement
says so. In a real browser, on a desktop and on a phone."""

import time

import pytest
from django.utils import timezone

from consent.models import Consent, DecisionConsent
from tests.cast import agree
from tests.journeys.conftest import WIDTHS
from tests.journeys.test_spine import log_conversation
from tests.papers import words_of

pytestmark = pytest.mark.journey
HEALTH, POLICE = "Northshore 0-19 Children’s Health", "Northshore Police"


@pytest.fixture(scope="module")
def furnish(told_once):
    return lambda: agree(told_once, told_once.mother, status=Consent.Status.REFUSED)


def begin(amira, story, child, status):
    """The first page of an answer of the mother's for a child."""
    amira.visit(f"/families/{story.family.pk}/consents/record")
    amira.tick("status", status)
    amira.tick("people", child.pk)
    amira.tick("given_by", story.mother.pk)
    amira.save("Continue")


def ask(amira, story, child):
    begin(amira, story, child, Consent.Status.ASKED)
    amira.tick("facts_days", "same")
    amira.day("facts_on", timezone.localdate())
    amira.save("Record the answer")


def agree_in_part(amira, story, child, whom, left_out):
    """Yes in writing to telling one service one kind of thing, and never another service."""
    begin(amira, story, child, Consent.Status.WRITTEN)
    choose(amira, "partners", whom)
    choose(amira, "categories", "Issues causing concern")
    amira.tick("left_out", "yes")
    choose(amira, "without_partners", left_out)
    for words in ("why", "what", "use", "consequences", "whom", "how_long"):
        amira.tick("explained", f"told_{words}")
    amira.tick("company", "alone")
    amira.tick("facts_days", "same")
    amira.day("facts_on", timezone.localdate())
    amira.save("Record the answer")


def choose(amira, name, label):
    """Tick one of several boxes, behind “Other services” when it waits there."""
    box = amira.page.locator(f"[name={name}], [name=other_{name}]").and_(amira.page.get_by_label(label, exact=True))
    if not box.is_visible():
        amira.tick(name, "others")
    box.check()


def statement(amira, family):
    """The words of the family's own statement, as the PDF that they are given."""
    amira.visit(f"/families/{family.pk}/sharing/statement/?whose=family&layout=standard")
    amira.check_page()
    with amira.page.expect_download() as saved:
        amira.page.get_by_role("button", name="Get this statement").click()
    return words_of(saved.value.path().read_bytes())


@pytest.mark.rule("S79", "S96", "S98", "S100", "S104", "S105", "C9", "C10", "C14")
@pytest.mark.parametrize("kind", WIDTHS)
def test_asked_agreed_in_part_shared_and_withdrawn(person, told_once, kind):
    story, child = told_once, told_once.child if kind == "desktop" else told_once.baby
    amira, ben = (person(WIDTHS[kind]) for _ in range(2))
    amira.sign_in("amira@school.example")
    ben.sign_in("ben@health.example")
    ask(amira, story, child)
    agree_in_part(amira, story, child, HEALTH, POLICE)
    amira.sees("Recorded what the family answered", f"{child}", "Refused")

    said = f"Kai told his teacher that he is hungry ({kind})."
    conversation = log_conversation(amira, story.family, child, said)
    assert ben.visit(f"/conversations/{conversation.pk}/") == 200
    ben.sees(said, "You can see this because of decision")
    assert ben.visit(f"/families/{story.family.pk}/") == 404, "The family's details were kept back"
    before = statement(amira, story.family)
    shared, answered = before.split("What you answered")
    assert HEALTH in shared and POLICE not in shared and "one note of a conversation" in shared
    assert f"telling {POLICE}" in answered and "Nell Fulmar said no" in answered

    # A narrower answer would end it: the page says so first, and what was typed can be changed.
    agree_in_part(amira, story, child, POLICE, HEALTH)
    amira.sees("What this answer changes", "These end the moment you record it", HEALTH, "it will no longer see")
    amira.page.get_by_role("button", name="Change the answer").click()
    amira.page.wait_for_selector("text=Did they leave anything or anybody out?")
    assert ben.visit(f"/conversations/{conversation.pk}/") == 200

    # Looked at again it is still the same: everything goes on, resting on the new record.
    still_the_same(amira, story, child)
    assert ben.visit(f"/conversations/{conversation.pk}/") == 200

    given = withdraw(amira, story, child)
    assert ben.visit(f"/conversations/{conversation.pk}/") == 404
    ben.visit("/conversations/")
    assert said not in ben.page.content()
    over = DecisionConsent.objects.get(consent=given).decision
    ben.visit(f"/decisions/{over.pk}/ended")
    ben.sees(f"{over} is over", "What it gave you is gone")
    ben.tick("done", "nothing_kept")
    ben.save("Record this")
    amira.visit(f"/decisions/{over.pk}/")
    amira.sees("Ended", "We had copied nothing")
    after = statement(amira, story.family)
    assert f"{child} said yes, and then no" in after


def still_the_same(amira, story, child):
    given = Consent.objects.standing().get(family=story.family, person=child)
    amira.visit(f"/consents/{given.pk}/")
    amira.page.get_by_role("button", name="It is still the same").click()
    amira.sees("Is it still the same?", HEALTH)
    for name, value in (("explained", "all"), ("company", "alone"), ("status", "given_written")):
        amira.tick(name, value)
    amira.save("Record that it is still the same")
    amira.sees("Recorded: still the same", "Agreed in writing")


def withdraw(amira, story, child):
    """From the family's page on sharing: three presses and the words that were said, in well under a minute (C10)."""
    given = Consent.objects.standing().get(family=story.family, person=child)
    amira.visit(f"/families/{story.family.pk}/sharing/")
    began = time.monotonic()
    amira.page.locator(f"main a[href='/consents/{given.pk}/']").first.click()
    amira.page.locator("main a", has_text="They no longer agree").click()
    amira.page.fill("[name=how]", "Nell rang: nothing more about Kai.")
    amira.sees("They end the moment you record this", HEALTH, "it will no longer see")
    amira.save("Record it")
    amira.sees("Withdrawn on")
    assert time.monotonic() - began < 60
    return given
