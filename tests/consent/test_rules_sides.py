"""The rules of a decision just inside and just outside, side by side (domain.md 4.4): nothing is recorded here."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from consent.advised import LEAST_WHY
from consent.duty import DUTY
from consent.grave import FRAMEWORK
from consent.rules import LEAST_FACTS, LEAST_NEED, LEAST_REASONS, Item, needs_authoriser, problems
from locality.days import after_working_days
from locality.reference import category
from tests.cast import FACTS, agree, propose

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
RISK = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "safety": "He may be hurt if nobody knows"}
NOT = {"outcome": "not_share", "not_share_reason": "not_relevant", "items": [], "recipients": {}, "basis": ""}


def against(story, **changes):
    """The rules that stand against a proposal with these fields."""
    return {each.rule for each in problems(propose(story, **changes))}


def letters(count):
    """A reason of so many characters."""
    return ("The boy comes hungry and cold; nobody at home asks for help. " * 3)[:count].strip().ljust(count, "x")


@pytest.mark.parametrize(
    ("rule", "inside", "outside"),
    [
        pytest.param(
            "V1",
            {"reasons": letters(LEAST_REASONS)},
            {"reasons": "GDPR and data protection"},
            id="V1",
            marks=pytest.mark.rule("V1"),
        ),
        pytest.param("F29", {"reasons": letters(LEAST_REASONS)}, {"reasons": letters(LEAST_REASONS - 1)}, id="F29"),
        pytest.param(
            "V6",
            {"in_doubt": True, "advice": "x"},
            {"in_doubt": True, "advice": " "},
            id="V6",
            marks=pytest.mark.rule("V6"),
        ),
        pytest.param(
            "V11",
            RISK | {"facts": "x" * LEAST_FACTS},
            RISK | {"facts": "x" * (LEAST_FACTS - 1)},
            id="facts",
            marks=pytest.mark.rule("V11"),
        ),
        pytest.param("V11", RISK, RISK | {"ground": "convenient"}, id="ground", marks=pytest.mark.rule("V11")),
        pytest.param("V17", RISK, RISK | {"safety": " "}, id="V17", marks=pytest.mark.rule("V17")),
        pytest.param("V13", RISK, RISK | {"condition": ""}, id="V13", marks=pytest.mark.rule("V13")),
        pytest.param("V5", RISK | {"kept": True}, {"kept": True}, id="V5", marks=pytest.mark.rule("V5")),
        pytest.param("V3", {}, {"told": {}}, id="V3", marks=pytest.mark.rule("V3")),
        pytest.param(
            "V14",
            {"lawful": "public_task"},
            {"lawful": "legitimate_interests"},
            id="V14",
            marks=pytest.mark.rule("V14"),
        ),
        pytest.param(
            "V32",
            {"lawful": "public_task"},
            {"lawful": "data_protection_1998"},
            id="V32",
            marks=pytest.mark.rule("V32"),
        ),
        pytest.param("F31", NOT | {"reconsider_on": 1}, NOT | {"reconsider_on": 0}, id="F31"),
        pytest.param("F30", NOT | {"reconsider_on": 1}, NOT | {"reconsider_on": 1, "not_share_reason": "no"}, id="F30"),
    ],
)
def test_each_is_kept_just_inside_and_broken_just_outside(story, rule, inside, outside):
    agree(story)
    assert rule not in against(story, **made_of(story, inside))
    assert rule in against(story, **made_of(story, outside))


def made_of(story, changes):
    """The changes, with days counted from today and Kai kept from knowing."""
    changes = dict(changes)
    if changes.pop("kept", False):
        changes["told"] = {story.child.pk: "will_not_be_told"}
    if "reconsider_on" in changes:
        changes["reconsider_on"] = timezone.localdate() + changes["reconsider_on"] * DAY
    return changes


@pytest.mark.rule("V19")
def test_the_need_to_know_is_long_enough_and_not_the_same_for_all(story):
    agree(story, partners=[story.health, story.police])
    enough, other = "x" * LEAST_NEED, "y" * LEAST_NEED
    assert "V19" not in against(story, recipients={story.health: enough})
    assert "V19" in against(story, recipients={story.health: enough[1:]})
    assert "V19" not in against(story, recipients={story.health: enough, story.police: other})
    assert "V19" in against(story, recipients={story.health: enough, story.police: enough})


@pytest.mark.rule("V8", "C12")
def test_an_agreement_covers_exactly_whom_it_names_and_a_share_lasts_a_year_at_most(story):
    agree(story)
    need = "They visit the family every week"
    assert against(story) == set()
    assert "V8" in against(story, recipients={story.police: need})
    at = timezone.now()
    assert "C12" not in against(story, starts_at=at, ends_at=at + 366 * DAY)
    assert "C12" in against(story, starts_at=at, ends_at=at + 367 * DAY)


@pytest.mark.rule("V7")
def test_advice_that_names_the_child_says_why_at_enough_length(story):
    agree(story)
    named = {"in_doubt": True, "advice": "I asked my lead about Kai Fulmar; she said yes"}
    assert "V7" in against(story, **named, why_named="x" * (LEAST_WHY - 1))
    assert "V7" not in against(story, **named, why_named="x" * LEAST_WHY)


@pytest.mark.rule("V9")
def test_past_a_no_the_wish_is_weighed(story):
    assert "V9" not in against(story, **RISK), "Nobody said no"
    agree(story, status="refused", partners=[], categories=[])
    assert "V9" in against(story, **RISK)
    assert "V9" not in against(story, **RISK, wishes="She does not wish it; his safety outweighs that")


@pytest.mark.rule("V26")
def test_what_had_gone_is_written_down_within_a_day(story):
    agree(story)
    at = timezone.now()
    checked = lambda start: {each.rule for each in problems(propose(story, starts_at=start), at)}  # noqa: E731
    assert "V26" not in checked(at - DAY) and "V26" in checked(at - DAY - timedelta(seconds=1))


@pytest.mark.rule("V16")
@pytest.mark.parametrize(
    ("reason", "broken", "signed"),
    [
        ("wish_respected", True, False),
        ("too_doubtful", True, False),
        ("recipient_unknown", True, False),
        ("not_relevant", False, False),
        ("not_their_function", False, False),
        ("already_held", False, False),
        ("detriment", False, True),
        ("prohibited", False, True),
    ],
)
def test_against_the_duty_stand_harm_and_the_law_alone_and_somebody_else_signs_that(story, reason, broken, signed):
    """Where it reaches both; whom it does not reach may be refused for any reason that the decider has."""
    day = timezone.localdate() + 5 * DAY
    values = NOT | {"not_share_reason": reason, "reconsider_on": day, "recipients": {story.health: ""}}
    assert ("V16" in against(story, **values)) is broken
    assert needs_authoriser(propose(story, **values)) is signed
    first = timezone.make_aware(datetime.combine(DUTY, datetime.min.time()))
    before = propose(story, **values)
    assert not needs_authoriser(before, first - timedelta(seconds=1))
    assert "V16" not in {each.rule for each in problems(before, first - timedelta(seconds=1))}
    story.health.duty_basis = "not_covered"
    assert "V16" not in against(story, **values) and not needs_authoriser(propose(story, **values))


@pytest.mark.rule("V16")
def test_what_is_kept_against_the_duty_is_thought_about_again_within_ten_working_days(story):
    last = after_working_days(timezone.localdate(), 10)
    values = NOT | {"not_share_reason": "detriment", "recipients": {story.health: ""}}
    assert "V16" not in against(story, **values, reconsider_on=last)
    assert "V16" in against(story, **values, reconsider_on=last + DAY)


@pytest.mark.rule("V20")
def test_the_whole_record_is_signed_and_all_but_one_kind_is_not(story):
    items = [Item(category(code), code, None, timezone.localdate()) for code in FRAMEWORK]
    assert needs_authoriser(propose(story, items=items))
    assert not needs_authoriser(propose(story, items=items[1:]))
    assert not needs_authoriser(propose(story, **NOT | {"items": items}))


@pytest.mark.rule("V22")
def test_what_is_decided_late_though_harm_is_feared_says_why_only_now(story):
    friday = datetime(2026, 9, 18, 9, tzinfo=timezone.get_default_timezone())
    monday, tuesday = friday + 3 * DAY, friday + 4 * DAY

    def broken(at, **changes):
        proposal = propose(
            story, **RISK | {"concern_identified_at": friday, "starts_at": at, "ends_at": at + DAY} | changes
        )
        return {each.field for each in problems(proposal, at) if each.rule == "V22"}

    assert broken(monday) == set()
    assert broken(tuesday) == {"late_because"}
    assert broken(tuesday, late_because="She was ill, and nobody stood in") == set()
    assert broken(tuesday, basis="public_interest", ground="harm_to_adult") == {"late_because"}
    assert broken(tuesday, basis="public_interest", ground="crime") == set()
