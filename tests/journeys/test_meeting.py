"""An allocation meeting in a real browser, by keyboard alone, from putting a family forward to minutes that are agreed;
on a projector and on a phone, each page checked by axe."""

import pytest

from allocations.models import AgendaItem, AllocationMeeting, ItemAction, ItemMinute
from locality.models import Family
from tests.allocations.meeting import make_meeting, put_forward
from tests.allocations.sitting import cover, members
from tests.journeys.conftest import WIDTHS
from tests.journeys.keys import MOST_KEYS, PURPOSE, Keys, family_of

pytestmark = pytest.mark.journey
NAMES = {"desktop": ("Avocet", "Bittern"), "phone": ("Curlew", "Dunlin")}


@pytest.fixture(scope="session")
def furnish(told_once):
    """A meeting for each width, with four partners, one family put forward and shared with all, and one that is not."""

    def plant():
        for number, (first, second) in enumerate(NAMES.values()):
            meeting = make_meeting(told_once, days=14 + number)
            members(told_once, meeting, "amira", "ben", "chidi", "ewan")
            told = family_of(told_once, first)
            cover(told, put_forward(told, meeting), "health", "police", "council")
            family_of(told_once, second)

    return plant


def put_on_agenda(amira, family, meeting):
    keys = Keys(amira)
    amira.visit(f"/families/{family.pk}/propose")
    amira.check_page()
    keys.reach("[name=meeting]")
    keys.press("Space")
    while not amira.page.evaluate("key => document.activeElement.value === key", str(meeting.pk)):
        keys.press("ArrowDown")
    keys.reach("[name=heading]")
    keys.press("Space", "ArrowDown")
    keys.reach("[name=no_harm_why]")
    keys.words("Nell was seen twice this week and Kai is well")
    keys.reach("[name=purpose]")
    keys.words(PURPOSE)
    keys.push("Put it on the agenda")
    amira.sees("is on the agenda", PURPOSE)


def talk_about_one(keys):
    """One family: the check, an outcome, a lead who accepts, two actions (one in a single line, previewed), closed.
    Returns the keys it took."""
    before = keys.pressed
    keys.press("s", "d")
    keys.words("One")
    keys.press("Tab")
    keys.words("Ben")
    keys.press("Tab", "Space", "Tab")
    keys.words("Ring the family")
    keys.press("Tab")
    keys.words("Ben")
    keys.go("Control+Enter")
    keys.press(":")
    keys.words("a amira tell the school by fri")
    keys.who.sees("Action: Tell the school. Amira")
    keys.press("Escape")
    keys.go("c")
    return keys.pressed - before


@pytest.mark.rule("S131", "S133", "S136", "S91")
@pytest.mark.parametrize("kind", WIDTHS)
def test_a_meeting_by_keyboard_from_a_proposal_to_agreed_minutes(person, kind):
    width, (first, second) = WIDTHS[kind], NAMES[kind]
    meeting = AgendaItem.objects.get(family__name=first).meeting
    amira = person(width).sign_in("amira@school.example")
    put_on_agenda(amira, Family.objects.get(name=second), meeting)
    ewan = person(width).sign_in("ewan@council.example")
    ewan.visit(f"/meetings/{meeting.pk}/check")
    ewan.sees("Disclosure check", first)
    keys = Keys(ewan)
    keys.push("Send the agenda out")
    ewan.sees("Agenda sent out")
    keys.push("Begin the meeting")
    ewan.sees("In the room", "Read aloud")
    keys.go("p")
    keys.go("y")
    ewan.sees("Quorum: yes")
    keys.go("j")
    ewan.sees("Family 1", f"{first[0]}. family")
    assert f"{first} family" not in ewan.page.locator("main").inner_text()
    keys.press("n")
    ewan.sees(f"The {first} family")
    keys.press("t")
    assert ewan.page.get_by_role("timer").inner_text().startswith("0:")
    assert talk_about_one(keys) <= MOST_KEYS
    ewan.sees("Closed")
    item = AgendaItem.objects.get(family__name=first)
    minute = ItemMinute.objects.get(item=item)
    assert minute.finished_at and minute.lead.name == "Ben Carrow" and not minute.provisional
    assert ItemAction.objects.filter(minute=minute).count() == 2
    ewan.visit(f"/meetings/{meeting.pk}/")
    keys.push("End the meeting")
    ewan.sees("Minutes", "Ring the family", "Tell the school")
    keys.push("I agree to these minutes")
    for email in ("ben@health.example", "chidi@police.example", "amira@school.example"):
        other = amira if email.startswith("amira") else person(width).sign_in(email)
        other.visit(f"/meetings/{meeting.pk}/minutes")
        other.sees("Minutes", "Ring the family")
        Keys(other).push("I agree to these minutes")
    assert AllocationMeeting.objects.get(pk=meeting.pk).status == "minutes_agreed"
