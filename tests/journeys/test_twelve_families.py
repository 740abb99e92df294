"""A whole meeting of twelve families in a real browser, by keyboard alone: one put on the agenda under each of the four
categories (the other eight are there already), all talked about, closed, and the minutes agreed by everybody. The pages
themselves are checked by axe at both widths in test_meeting.py; here only the first family's and the minutes are."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from allocations.models import AgendaItem, AllocationMeeting, CarriedOver, ItemMinute, Outcome
from conversations.models import Disagreement
from tests.allocations.meeting import make_meeting, put_forward
from tests.allocations.sitting import cover, members
from tests.cast import record
from tests.databases import unseen_hand
from tests.journeys.keys import MOST_KEYS, PURPOSE, Keys, family_of

pytestmark = pytest.mark.journey
NAMES = "Avocet Bittern Curlew Dunlin Eider Fulmar Gadwall Heron Knot Lapwing Merlin Pintail".split()
HEADINGS = ["COMPLEX", "SUPPORT_NON_STATUTORY", "DATA_ONLY", "TRANSITION_DOWN"]  # as the form has them
HAND_DOWN = "TRANSITION_DOWN"
PLACE = {name: HEADINGS[number % 4] for number, name in enumerate(NAMES)}
BY_KEYBOARD = NAMES[:4]


@pytest.fixture(scope="session")
def furnish(told_once, tellings):
    """A meeting to which four partners are asked, the one after it, and twelve families, eight of them on it."""

    def plant():
        meeting, after = (make_meeting(told_once, days=days) for days in (14, 42))
        for each in (meeting, after):
            members(told_once, each, "amira", "ben", "chidi", "ewan")
        for name in NAMES:
            told = tellings[name] = family_of(told_once, name)
            if PLACE[name] == HAND_DOWN:
                told.conversation = record(told)
            if name not in BY_KEYBOARD:
                put_forward(told, meeting, heading=PLACE[name])

    return plant


@pytest.fixture(scope="session")
def tellings():
    """{name of a family: the story with that family in it}."""
    return {}


def put_on_agenda(keys, family, heading):
    """The form, as far as its category asks."""
    keys.who.visit(f"/families/{family.pk}/propose")
    keys.reach("[name=meeting]")
    keys.press("Space")
    keys.reach("[name=heading]")
    keys.press("Space", *["ArrowDown"] * HEADINGS.index(heading))
    {"COMPLEX": _complex, "SUPPORT_NON_STATUTORY": _support, "DATA_ONLY": _data_only, HAND_DOWN: _down}[heading](keys)
    keys.reach("[name=purpose]")
    keys.words(PURPOSE)
    keys.push("Put it on the agenda")
    assert "is on the agenda" in keys.page.inner_text("main")


def _fill(keys, **fields):
    for name, words in fields.items():
        keys.reach(f"[name='{name}']")
        keys.words(words)


def _complex(keys):
    last = timezone.localdate() - timedelta(days=3)
    reviewed = {
        "reviewed_on-day": str(last.day),
        "reviewed_on-month": str(last.month),
        "reviewed_on-year": str(last.year),
    }
    _fill(keys, agencies="3", **reviewed)


def _support(keys):
    _fill(keys, no_harm_why="Nell was seen twice this week and Kai is well")


def _data_only(keys):
    _fill(keys, source="School attendance list, November", match_rule="Same name, birthday and address")


def _down(keys):
    _fill(keys, from_level="4 Spec", to_level="3 Targ")
    _fill(keys, closing_summary="Weekly visits since May. The mornings are still hard.")
    keys.reach("[name=conversation]")
    keys.press("ArrowDown")
    keys.reach("[name=agreement]")
    keys.press("Space")


def lines(*texts):
    """Talk about a family in single lines, each written down by Enter, and close it."""

    def talk(keys):
        for text in texts:
            keys.press(":")
            keys.words(text)
            keys.go("Enter")
        keys.go("c")

    return talk


def by_the_form(keys):
    """Talk about a family with the keys of the form, and close it."""
    keys.press("s", "d")
    keys.words("Lead")
    keys.press("Tab")
    keys.words("Ben")
    keys.press("Tab", "Space", "Tab")
    keys.words("Ring the family")
    keys.press("Tab")
    keys.words("Ben")
    keys.go("Control+Enter")
    keys.go("c")


ACT = "a ben ring the family by fri"
TALKS = {
    "Avocet": (lines("s no", "d plan", "l ben yes", ACT), Outcome.STRENGTHENED),
    "Bittern": (by_the_form, Outcome.LEAD_AND_EHA),
    "Curlew": (lines("s no", "d contact", "l ben yes", ACT), Outcome.CONTACT),
    "Dunlin": (lines("s no", "d step", "l ben yes", ACT), Outcome.STEP_DOWN),
    "Eider": (lines("s no", "x health wants a nurse first, school a mentor"), Outcome.DISAGREEMENT),
    "Fulmar": (lines("s no", "d single", "l ben", ACT), Outcome.SINGLE_AGENCY),
    "Gadwall": (lines("s no", "d nothing"), Outcome.NOTHING),
    "Heron": (lines("s no", "d nostep", "l none because the service stays", ACT), Outcome.NO_STEP_DOWN),
    "Knot": (lines("s no", "d broker", "l amira yes", "a amira ask the food bank by tomorrow"), Outcome.BROKER),
    "Lapwing": (lines("s no", "d defer because the worker is ill today"), Outcome.DEFER),
    "Merlin": (lines("s no", "d contact", "l chidi yes", "a chidi knock on the door in 2 weeks"), Outcome.CONTACT),
    "Pintail": (lines("s call", "d front", "a amira ring the front door by tomorrow"), Outcome.FRONT_DOOR),
}


@pytest.mark.rule("S131", "S132", "S133", "S134", "S135", "S136", "S137", "S138")
def test_a_meeting_of_twelve_families_by_keyboard(person, tellings):
    meeting = AllocationMeeting.objects.order_by("held_at").get(held_at__lt=timezone.now() + timedelta(days=20))
    amira = Keys(person().sign_in("amira@school.example"))
    for name in BY_KEYBOARD:
        put_on_agenda(amira, tellings[name].family, PLACE[name])
    with unseen_hand():
        items = {item.family.name: item for item in AgendaItem.objects.select_related("family").filter(meeting=meeting)}
    for name in NAMES:
        cover(tellings[name], items[name], "health", "police", "council")
    ewan = person().sign_in("ewan@council.example")
    keys = Keys(ewan)
    ewan.visit(f"/meetings/{meeting.pk}/check")
    keys.push("Send the agenda out")
    keys.push("Begin the meeting")
    keys.go("p")
    keys.go("y")
    keys.go("j")
    spent = talk_about_all(keys, items)
    assert max(spent.values()) <= MOST_KEYS, spent
    assert_written(items)
    ewan.visit(f"/meetings/{meeting.pk}/")
    keys.push("End the meeting")
    ewan.sees("Minutes", "Ring the family", "Ask the food bank", "health wants a nurse first")
    keys.push("I agree to these minutes")
    for email in ("ben@health.example", "chidi@police.example", "amira@school.example"):
        other = amira.who if email.startswith("amira") else person().sign_in(email)
        other.visit(f"/meetings/{meeting.pk}/minutes")
        Keys(other).push("I agree to these minutes")
    with unseen_hand():
        assert AllocationMeeting.objects.get(pk=meeting.pk).status == "minutes_agreed"
        assert Disagreement.objects.filter(family=items["Eider"].family).count() == 1


def talk_about_all(keys, items):
    """Each family as the meeting comes to it; {name: the keys it took, besides words}."""
    known, spent = {str(item.pk): name for name, item in items.items()}, {}
    while len(spent) < len(known):
        name = known[keys.page.url.split("/items/")[1].split("/")[0]]
        assert name not in spent, f"{name} was not closed: {keys.page.inner_text('main')[:2000]}"
        if not spent:
            keys.who.sees("Family 1")
        before = keys.pressed
        TALKS[name][0](keys)
        spent[name] = keys.pressed - before
    return spent


def assert_written(items):
    """Each family has the outcome that was said, is closed, and nothing is provisional."""
    with unseen_hand():
        for name, item in items.items():
            minute = ItemMinute.objects.get(item=item)
            assert minute.finished_at and not minute.provisional, name
            assert TALKS[name][1] in minute.outcomes, name
        assert Counter(item.heading for item in items.values()) == Counter(PLACE.values())
        carried = CarriedOver.objects.get(item=items["Lapwing"])
        assert carried.to_meeting.held_at > timezone.now() + timedelta(days=30)
