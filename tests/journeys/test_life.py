"""A family's help in a real browser: a call logged on a phone, a step down from one partner to another, and help from
the assessment to its end and back."""

from pathlib import Path

import pytest
from django.utils import timezone

from consent.models import DecisionItem
from conversations.models import Assessment, Conversation, Domain, Episode, Plan, Review, StepTransfer
from locality.access import can_see
from locality.services import give_reason
from tests.cast import REASONS, agree, share, share_category
from tests.conversations.helping import TEXTS
from tests.conversations.moving import SAYS
from tests.journeys.conftest import WIDTHS
from tests.papers import about, words_of

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


def press(somebody, words):
    """A link that looks like a button, or a plain one."""
    found = somebody.page.locator("main").get_by_text(words, exact=True)
    with somebody.page.expect_navigation():
        found.first.click()


def fill(somebody, **texts):
    for name, text in texts.items():
        somebody.page.fill(f"main [name={name}]", text)


def on_paper(somebody, whose, tmp_path):
    """The copy of the record whose page is open, as a PDF that everybody can read: its words."""
    somebody.tick("whose", whose)
    somebody.save("See what it will say")
    somebody.check_page()
    with somebody.page.expect_download() as coming:
        somebody.page.get_by_role("button", name="Get this copy as a PDF").click()
    kept = tmp_path / f"{whose}.pdf"
    coming.value.save_as(kept)
    content = Path(kept).read_bytes()
    told = about(content)
    assert told["has_tree"] and told["marked"] and told["language"] == "en-GB" and {"/H1", "/P"} <= told["tags"]
    assert "Kai" not in coming.value.suggested_filename
    return words_of(content)


def assess(amira, story, tmp_path):
    """Help opened, an assessment on the family's agreement written, completed, and given to Kai on paper."""
    amira.visit(f"/families/{story.family.pk}/help/open")
    fill(amira, why="Mornings without breakfast")
    amira.tick("trigger", "universal_insufficient")
    amira.tick("objective", "prevent_complexity")
    amira.save("Open help")
    press(amira, "Start an assessment")
    amira.save("Start")
    made = Assessment.objects.get(episode__over_at__isnull=True, provider=story.school)
    assert made.agreement_id
    amira.visit(f"/assessments/{made.pk}/write")
    fill(amira, **TEXTS)
    for domain in Domain:
        if domain != Domain.HEALTH:
            amira.tick("clear", domain)
    amira.save("Save")
    press(amira, "Add a need")
    amira.tick("person", story.child.pk)
    amira.page.select_option("[name=domain]", "health")
    amira.tick("tier", "universal")
    fill(amira, what="Sleep", how_met="A story at bedtime", child="3", parent="4", practitioner="4", target="8")
    amira.check_page()
    amira.save("Add")
    press(amira, "Complete it")
    amira.save("Complete it")
    amira.sees("Completed", "Short nights", "Where it should get to")
    press(amira, "A copy on paper, for the family or for you")
    text = on_paper(amira, story.child.pk, tmp_path)
    assert "This is for Kai" in text and "Short nights" in text and "Confidential" not in text
    return made


def agree_plan(amira, made, story):
    """The plan of the team around the family, with one action of Amira's that is tied to the need, done at once."""
    amira.visit(f"/assessments/{made.pk}/plan")
    amira.page.select_option("[name=conversation]", str(story.conversation.pk))
    fill(amira, goal="Rested", family_said="That would be good", what_1="Bed at eight", measure_1="Kai says so")
    amira.page.select_option("[name=need_1]", index=1)
    amira.page.select_option("[name=who_1]", "me")
    amira.check_page()
    amira.save("Save the plan")
    found = Plan.objects.get(assessment=made)
    amira.visit(f"/plans/{found.pk}/")
    amira.sees("Rested", "Bed at eight", "Kai says so")
    press(amira, "Bed at eight")
    fill(amira, outcome="Four nights of five")
    amira.save("It is done")
    return found


def review(amira, plan, story):
    """The team looks at it together: the need is met, the scales say how far it is, and nothing more is needed."""
    amira.visit(f"/plans/{plan.pk}/")
    press(amira, "Review it")
    amira.page.select_option("[name=conversation]", str(story.conversation.pk))
    fill(amira, changed="Bedtime", family_view="We sleep", child_voice="“Good”", evidence_1="Four nights")
    amira.page.select_option("[name=status_1]", "met")
    amira.page.select_option("[name=progress_1]", "improved")
    fill(amira, child_1="8", parent_1="7", practitioner_1="8")
    amira.tick("outcome", "close")
    amira.check_page()
    amira.save("Save the review")
    amira.sees("The review is saved", "Four nights", "the help is to close")
    return Review.objects.get(plan=plan)


@pytest.mark.rule("S15", "S16", "S30", "S31", "S43", "S44")
def test_help_goes_from_the_assessment_to_its_end_on_paper_and_is_taken_up_again(person, told_once, tmp_path):
    story = told_once
    agree(story)
    amira = person(WIDTHS["desktop"])
    amira.sign_in("amira@school.example")
    made = assess(amira, story, tmp_path)
    plan = agree_plan(amira, made, story)

    phone = person(WIDTHS["phone"])
    phone.sign_in("amira@school.example")
    found = review(phone, plan, story)
    copy = f"/reviews/{found.pk}/copy"
    phone.visit(copy)
    theirs = on_paper(phone, story.child.pk, tmp_path)
    assert "This is for Kai" in theirs and "Compared with last time: better" in theirs and "8 on" in theirs
    amira.visit(copy)
    mine = on_paper(amira, "practitioner", tmp_path)
    assert "Confidential. For Amira Haddon" in mine and "Four nights" in mine

    phone.visit(f"/families/{story.family.pk}/help")
    press(phone, "Close the help")
    phone.tick("reason", "needs_met_universal")
    phone.page.select_option("[name=conversation]", str(story.conversation.pk))
    fill(phone, family_view="We manage", afterwards="The school nurse", told="School and the nurse")
    phone.check_page()
    phone.save("Close it")
    phone.sees("Needs are met by services for everybody", "We manage")
    first = Episode.objects.get(pk=made.episode_id)
    assert first.status == Episode.Status.CLOSED
    press(phone, "A copy on paper of how it ended, for the family or for you")
    theirs = on_paper(phone, story.child.pk, tmp_path)
    assert "How our help has ended" in theirs and "The school nurse" in theirs and "3 on" in theirs and "8 on" in theirs
    phone.visit(f"/families/{story.family.pk}/help")

    press(phone, "Open help")
    fill(phone, why="The baby is there, nobody sleeps")
    phone.tick("trigger", "re_opened")
    phone.tick("objective", "prevent_complexity")
    phone.save("Open help")
    press(phone, "Start an assessment")
    phone.save("Start")
    phone.sees("No agreement of the family is recorded")
    agree(story)
    phone.save("Start")
    phone.sees("Started. Write it together")
    again = Assessment.objects.get(episode__over_at__isnull=True, provider=story.school)
    assert again.episode.follows == first and again.agreement.given_at >= first.over_at
