"""A family's help in a real browser: a call logged on a phone, a step down from one partner to another."""

import pytest
from django.utils import timezone

from consent.models import DecisionItem
from conversations.models import Conversation, Episode, StepTransfer
from locality.access import can_see
from locality.services import give_reason
from tests.cast import REASONS, share, share_category
from tests.conversations.moving import SAYS
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.journey
MOST_TAPS = 10
MOST_TO_SHARE = 4  # beyond the conversation (domain.md 4)


@pytest.fixture(scope="module")
def furnish(told_once):
    def shared():
        share_category(told_once, "family_details")
        share_category(told_once, "lead_professional")
        share(told_once)
        give_reason(told_once.family, by=told_once.ben, partner=told_once.health, reason="I visit them every week")

    return shared


class Taps:
    """Counts what a thumb does: a tap into a field, onto a chip or a button; two for a list to choose from."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def write(self, name, text):
        self.page.fill(f"[name='{name}']", text)
        self.count += 1

    def choose(self, name, text):
        option = self.page.locator(f"[name={name}] option", has_text=text).get_attribute("value")
        self.page.select_option(f"[name={name}]", option)
        self.count += 2

    def tick(self, name, value):
        self.page.check(f"main [name='{name}'][value='{value}']")
        self.count += 1

    def press(self, locator):
        with self.page.expect_navigation():
            locator.first.click()
        self.count += 1


@pytest.mark.rule("S1", "S10", "S23", "S96", "S117")
def test_a_call_is_logged_on_a_phone_with_ten_taps_on_two_pages(person, told_once):
    amira = person(WIDTHS["phone"])
    amira.sign_in("amira@school.example")
    amira.visit(f"/families/{told_once.family.pk}/")
    taps = Taps(amira.page)
    taps.press(amira.page.locator("main a[href$='/conversations/new']:visible"))
    taps.tick("people", told_once.child.pk)
    taps.choose("with_1", "Ben Carrow")
    taps.write("said", "Kai was late again; Ben saw him with the baby on Tuesday.")
    taps.write("agreed", "Ben rings Nell tonight.")
    taps.tick("harm", "no")
    deciding = Taps(amira.page)  # what the decision adds: all else is known from the agreement (S1, 6.4b)
    deciding.write("sharing-reasons", REASONS)
    assert deciding.count <= MOST_TO_SHARE
    taps.count += deciding.count
    taps.press(amira.page.locator("main form button[type=submit]:visible", has_text="Save"))
    amira.sees("Saved at", "Ben rings Nell tonight", "Ben Carrow")
    assert taps.count <= MOST_TAPS, f"{taps.count} taps"
    made = Conversation.objects.get(agreed="Ben rings Nell tonight.")
    assert made.recorded_by == told_once.amira and can_see(told_once.ben, made)
    assert DecisionItem.objects.get(record=made.pk).decision.outcome == "share"


@pytest.mark.rule("S26", "S45", "S136")
def test_a_step_down_is_proposed_agreed_answered_handed_over_and_ended(person, told_once):
    amira, ben = person(WIDTHS["desktop"]), person(WIDTHS["phone"])
    amira.sign_in("amira@school.example")
    ben.sign_in("ben@health.example")
    amira.visit(f"/families/{told_once.family.pk}/help")
    amira.page.get_by_role("link", name="Step down or transfer").click()
    amira.tick("kind", "step_down")
    amira.tick("was", "child_in_need")
    taps = Taps(amira.page)
    taps.choose("who", "Ben Carrow")
    amira.page.select_option("[name=conversation]", str(told_once.conversation.pk))
    for name, words in SAYS.items():
        amira.page.fill(f"[name={name}]", words)
    amira.check_page()
    amira.save("Propose it")
    amira.sees("It is proposed", "The family agrees", "To do")
    move = StepTransfer.objects.get()
    amira.page.get_by_role("button", name="Record what the family says").click()
    amira.tick("agreement", "agreed")
    amira.page.fill("[name=said]", "“As long as it is Ben.”")
    amira.save("Save")

    ben.visit("/")
    ben.page.get_by_role("link", name="Say whether you carry on").first.click()
    ben.sees(SAYS["wanted"])
    ben.page.get_by_role("button", name="Say whether you carry on").click()
    ben.tick("answer", "accepted")
    ben.day("papers_on", timezone.localdate())
    ben.save("Answer")
    ben.sees("Answered", "Ask somebody to lead")
    ben.page.get_by_role("button", name="Ask somebody to lead").click()
    taps = Taps(ben.page)
    taps.choose("who", "Me,")
    ben.page.fill("[name=reason]", "I see them every week")
    ben.save("Ask them")
    ben.visit("/")
    ben.page.get_by_role("link", name="Say whether you lead").first.click()
    ben.tick("answer", "accepted")
    ben.save("Answer")
    ben.visit(f"/moves/{move.pk}/")
    ben.page.get_by_role("button", name="Record the hand-over").click()
    ben.page.select_option("[name=conversation]", index=1)
    ben.save("Save")
    ben.sees("Handed over", "Ben Carrow leads")

    amira.visit(f"/moves/{move.pk}/")
    amira.page.get_by_role("button", name="Our help has ended").click()
    amira.page.fill("[name=words]", "Nell was told at home; the nurse knows.")
    amira.save("It has ended")
    amira.sees("Done", "Nell was told at home")
    there = Episode.objects.get(pk=StepTransfer.objects.get().carries_on_id)
    assert there.provider == told_once.health and there.status == Episode.Status.ALLOCATED
