"""The one line of the projector: what it means, what it says back, and that nothing typed is lost (interface 6.4c)."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from allocations import services
from allocations.commands import HELP, NotUnderstood, understand
from allocations.models import ItemAction, ItemMinute
from allocations.words import day_of
from tests.allocations.sitting import begin, fresh, ready
from tests.locality.reading import signed_in, what_is_read

TODAY = date(2026, 11, 25)  # a Wednesday


class Partner(SimpleNamespace):
    """A partner's name and kind."""

    def __str__(self):
        return self.name


def member(name, partner, code):
    home = Partner(name=partner, kind=SimpleNamespace(code=code))
    return SimpleNamespace(name=name, partner=home, partner_id=partner, practitioner=name)


AMIRA = member("Amira Dent", "Fulmar Lane Primary", "school")
BEN = member("Ben Carrow", "Northshore 0-19 Service", "children_0_19")
CHIDI = member("Chidi Obi", "Northshore Police", "police")
LEADERS = [("1", "Amira Dent, Fulmar Lane Primary"), ("2", "Ben Carrow, Northshore 0-19 Service")]


def read(line, members=(AMIRA, BEN, CHIDI)):
    return understand(line, members=list(members), leaders=LEADERS, today=TODAY)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        *[("fri", date(2026, 11, 27)), ("Friday", date(2026, 11, 27)), ("wed", date(2026, 12, 2))],
        *[("next mon", date(2026, 11, 30)), ("next fri", date(2026, 12, 4)), ("tomorrow", date(2026, 11, 26))],
        *[("3 dec", date(2026, 12, 3)), ("3rd December 2026", date(2026, 12, 3)), ("3/12", date(2026, 12, 3))],
        *[("1 feb", date(2027, 2, 1)), ("in 2 weeks", date(2026, 12, 9)), ("two weeks", date(2026, 12, 9))],
        *[("phone", None), ("t", None), ("31 feb", None), ("24 nov 2026", None), ("0/0", None), ("in 0 days", None)],
    ],
)
def test_days_as_people_say_them(said, day):
    assert day_of(said, TODAY) == day


@pytest.mark.rule("S136")
@pytest.mark.parametrize(
    ("line", "what", "owner", "due"),
    [
        ("a school nurse visit by fri", "Nurse visit", "Amira Dent", date(2026, 11, 27)),
        ("a ben ring the family by tomorrow", "Ring the family", "Ben Carrow", date(2026, 11, 26)),
        ("A Ben Carrow: ring them in 2 weeks", "Ring them", "Ben Carrow", date(2026, 12, 9)),
        ("a police look in at night", "Look in at night", "Chidi Obi", date(2026, 12, 9)),
        ("a ben stand by mum by 3 dec", "Stand by mum", "Ben Carrow", date(2026, 12, 3)),
    ],
)
def test_an_action_says_who_what_and_by_when(line, what, owner, due):
    found = read(line).action
    assert (found["what"], found["owner_name"], found["due_on"]) == (what, owner, due)
    assert what in read(line).words and owner in read(line).words


def test_outcome_lead_check_words_and_both_sides():
    assert read("d eha and service").changes == {"outcomes": ["allocate_lead_and_EHA", "broker_service"]}
    assert read("d step down").changes == {"outcomes": ["step_down_accepted"]}
    deferred = read("d defer because she is ill")
    assert deferred.changes == {"outcomes": ["defer"], "defer_why": "she is ill"}
    assert read("l ben yes").changes == {"lead": "2", "lead_accepts": True} and "accepts" in read("l ben yes").words
    assert read("l Amira Dent").changes == {"lead": "1"}
    assert read("l none because the plan has one").changes == {"lead": None, "no_lead_why": "the plan has one"}
    assert read("s no").changes == {"safeguarding": "nothing"} and read("s call").changes == {"safeguarding": "called"}
    assert read("w he is tired").over({"notes": "Before"}) == {"notes": "Before\nhe is tired"}
    assert read("x a nurse first").over({"positions": ""})["positions"] == "a nurse first"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nurse visit by fri", "Begin with a"),
        ("a", "Say more after a"),
        ("a nurse visit by fri", "Say first who does it: Amira, Ben, Chidi"),
        ("a ben call by phone", "“phone” is no day"),
        ("a ben by fri", "Say what Ben Carrow does"),
        ("a northshore visit", "Say who: Ben Carrow or Chidi Obi"),
        ("d lunch", "“lunch” is nothing that can be agreed"),
        ("d because", "nothing that can be agreed"),
        ("d eha because so", "A reason goes with defer"),
        ("l grace", "Say who leads: Amira Dent, Ben Carrow"),
        ("l none", "Say why nobody has to lead"),
        ("s maybe", "Say s no"),
    ],
)
def test_what_is_not_understood_says_what_would_be(line, told):
    with pytest.raises(NotUnderstood, match=told):
        read(line)


def test_every_example_of_the_page_is_understood():
    for example, _ in HELP:
        assert read(example).words


@pytest.fixture
def talking(story):
    """A meeting in session, at its one item."""
    made = begin(story, ready(story))
    made.minute = services.open_minute(made.item, by=story.ewan, meeting=fresh(made.meeting))
    made.url = reverse("allocations:run", args=[made.item.pk, made.meeting.pk])
    return made


@pytest.mark.rule("S136")
def test_a_line_is_written_down_with_what_else_was_typed(client, story, talking):
    ewan = signed_in(client, story.ewan)
    values = {"act": "save", "version": "1", "notes": "The mornings are hard"}
    assert ewan.post(talking.url, values | {"command": "a ben ring the family by tomorrow"}).status_code == 302
    action = ItemAction.objects.get()
    assert (action.what, action.owner) == ("Ring the family", story.ben)
    minute = ItemMinute.objects.get()
    assert minute.notes == "The mornings are hard"
    values = {"act": "save", "version": str(minute.version), "notes": minute.notes, "command": "l ben yes"}
    assert ewan.post(talking.url, values).status_code == 302
    assert ItemMinute.objects.get().lead == story.ben


def test_a_line_that_is_not_understood_is_kept_and_nothing_is_written(client, story, talking):
    ewan = signed_in(client, story.ewan)
    answer = ewan.post(talking.url, {"act": "save", "version": "1", "notes": "Tired", "command": "a nobody flies"})
    text = what_is_read(answer)
    assert answer.status_code == 422 and "Say first who does it" in text
    assert 'value="a nobody flies"' in text and "Tired" in text
    assert not ItemAction.objects.exists() and ItemMinute.objects.get().notes == ""


def test_a_line_is_shown_in_full_before_it_is_written(client, story, talking):
    ewan, line = signed_in(client, story.ewan), "a ben ring by tomorrow"
    text = what_is_read(ewan.post(talking.url, {"act": "preview", "version": "1", "command": line}))
    assert "Action: Ring. Ben Carrow" in text and f'value="{line}"' in text
    told = ewan.post(talking.url, {"act": "look", "command": line}).json()
    assert told["understood"] and told["words"].startswith("Action: Ring. Ben Carrow")
    told = ewan.post(talking.url, {"act": "look", "command": "d lunch"}).json()
    assert not told["understood"] and "nothing that can be agreed" in told["words"]
    assert not ItemAction.objects.exists() and fresh(talking.minute).version == 1
