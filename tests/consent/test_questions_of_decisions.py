"""Questions 2, 3, 4, 10, 11, 12 and 13 of the audit: planted decisions of which the right answer is known, just inside
and just outside."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from consent.models import SharingDecision
from consent.reports import advice, current, finished, kept_back, minimum, overrides, timely
from consent.reports.made import made_with
from locality.days import after_working_days
from locality.models import Locality, Viewing
from locality.reference import ACTIONS, CONCERNS, FAMILY_DETAILS, LEAD_PROFESSIONAL, category
from tests.cast import FACTS, REASONS
from tests.consent.planting import answer, change, share
from tests.consent.test_questions import ask, counts, flags
from tests.databases import unseen_hand

DAY = timedelta(days=1)
REPORTS = (finished, overrides, kept_back, advice, minimum, current, timely)


def monday(weeks=4):
    """A Monday at nine, some weeks ago, with a working day after it."""
    day = timezone.localdate() - timedelta(weeks=weeks)
    day -= timedelta(days=day.weekday())
    while after_working_days(day, 1) != day + DAY:
        day -= timedelta(weeks=1)
    return timezone.make_aware(datetime(day.year, day.month, day.day, 9))


def override(story, **values):
    at = values.pop("at", monday())
    given = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "at": at, "reasons": f"{REASONS} {at}"}
    given |= {"condition": "asking_would_harm"}
    return share(story, **given | values)


def signed(story, at):
    return {"authorised_at": at, "authorised_by": story.grace}


def test_many_moments_are_read_as_numbers_and_are_the_same_to_the_microsecond(story):
    share(story, at=datetime(2026, 7, 1, 8, 30, 0, 123457, tzinfo=UTC))
    kept = SharingDecision.objects.latest("number")
    [(made, of)] = made_with(SharingDecision.objects.filter(pk=kept.pk), "starts_at", "ended_at", "number")
    assert made.decided == kept.decided_at and made.decided.microsecond == 123457
    assert of == {"starts_at": kept.starts_at, "ended_at": None, "number": kept.number}


# Question 2


@pytest.mark.rule("V26")
def test_what_was_shared_at_once_is_completed_within_24_hours(story):
    at = monday()
    override(story, urgent=True, at=at, **signed(story, at + DAY))
    override(story, urgent=True, at=timezone.now() - timedelta(hours=23))
    share(story, at=at)
    found = ask(finished, story.dana)
    assert flags(found) == [] and counts(found)["Shared at once"] == 2
    override(story, urgent=True, at=at, **signed(story, at + DAY + timedelta(minutes=1)))
    override(story, urgent=True, at=timezone.now() - timedelta(hours=25))
    found = ask(finished, story.dana)
    assert sorted(flags(found)) == sorted([finished.LATE, finished.NEVER])
    assert counts(found)["Completed late"] == counts(found)["Not completed"] == 1


@pytest.mark.rule("S120")
def test_a_view_that_no_decision_explains_is_a_red_flag_and_an_audits_is_not(story):
    seen = {"kind": "locality.Family", "record": story.family.pk, "family": story.family.pk, "route": "locality:family"}
    with unseen_hand():
        Viewing.objects.create(practitioner=story.amira, partner=story.school, **seen)
        Viewing.objects.create(practitioner=story.dana, **seen)
        Viewing.objects.create(practitioner=story.chidi, **seen | {"kind": "list of locality.Family"})
    assert flags(ask(finished, story.dana)) == []
    with unseen_hand():
        Viewing.objects.create(practitioner=story.chidi, **seen)
    found = ask(finished, story.dana)
    assert flags(found) == [finished.NO_DECISION] and found.lines[0].words == "Chidi Marsh"
    assert flags(ask(finished, story.amira)) == [] and flags(ask(finished, story.dana, partner=story.school)) == []


# Question 3


@pytest.mark.rule("V12")
def test_an_override_at_once_is_signed_by_the_end_of_the_next_working_day(story):
    at = monday()
    end_of_next = at.replace(hour=23, minute=59) + DAY
    override(story, at=at, **signed(story, end_of_next))
    override(story, at=at + timedelta(hours=1), waits_for_authoriser=True)
    override(story, at=timezone.now() - timedelta(minutes=5))
    found = ask(overrides, story.dana)
    assert flags(found) == [] and counts(found)["Still waiting to be signed"] == 1
    override(story, at=at + timedelta(hours=2), **signed(story, end_of_next + timedelta(minutes=1)))
    override(story, at=at + timedelta(hours=3))
    found = ask(overrides, story.dana)
    assert sorted(flags(found)) == sorted([overrides.LATE, overrides.UNSIGNED])
    assert counts(found)["Signed late"] == counts(found)["Nobody signed in time"] == 1
    assert counts(found)["Shared without agreement"] == counts(found)["Risk of significant harm to a child"] == 5


@pytest.mark.rule("V10", "V11")
def test_facts_of_99_characters_are_too_short_and_of_100_are_not(story):
    override(story, facts="x" * 100, **signed(story, monday()))
    share(story, answer(story))  # with agreement: another question
    assert flags(ask(overrides, story.dana)) == []
    override(story, facts="x" * 99, at=monday() + timedelta(minutes=1), **signed(story, monday()))
    assert flags(ask(overrides, story.dana)) == [overrides.SHORT]


@pytest.mark.rule("V29")
def test_the_fourth_use_of_the_same_reasons_within_30_days_is_boilerplate(story):
    begun = monday(20)
    for days in (0, 10, 20):
        override(story, at=begun + days * DAY, reasons=REASONS, **signed(story, begun + days * DAY))
    at = begun + 25 * DAY
    override(story, at=at, reasons=REASONS, decided_by=story.grace, authorised_at=at, authorised_by=story.amira)
    at = begun + 30 * DAY + timedelta(minutes=1)
    override(story, at=at, reasons=REASONS, **signed(story, at))
    assert flags(ask(overrides, story.dana)) == []
    at = begun + 30 * DAY
    override(story, at=at, reasons=REASONS, **signed(story, at))
    assert flags(ask(overrides, story.dana)) == [overrides.BOILERPLATE] * 5  # the first four, and the last four


# Question 4


def not_shared(story, **values):
    given = {"outcome": "not_share", "basis": "", "starts_at": None, "ends_at": None}
    return share(story, **given | {"not_share_reason": "wish_respected"} | values)


@pytest.mark.rule("V16")
@pytest.mark.parametrize(
    ("reason", "expected"),
    [("wish_respected", 1), ("already_held", 1), ("detriment", 0), ("prohibited", 0), ("not_relevant", 0)],
)
def test_not_sharing_where_the_duty_applied_is_a_red_flag_unless_it_allows_it(story, reason, expected):
    change(story.school, duty_basis="designated_education")
    change(story.health, duty_basis="s11_body")
    not_shared(story, not_share_reason=reason)
    found = ask(kept_back, story.dana)
    assert flags(found) == [kept_back.DUTY_MET] * expected and len(found.lines) == 1
    assert counts(found)["Not shared although the duty applied"] == expected


@pytest.mark.rule("V16")
def test_the_duty_reaches_neither_those_not_covered_nor_the_time_before_it(story):
    change(story.health, duty_basis="s11_body")
    not_shared(story)
    change(story.school, duty_basis="not_covered")
    assert flags(ask(kept_back, story.dana)) == []
    change(story.school, duty_basis="designated_education")
    change(story.police, duty_basis="not_covered")
    not_shared(story, partners=[story.police])
    not_shared(story, outcome="wait", not_share_reason="")
    assert len(flags(ask(kept_back, story.dana))) == 1
    before = timezone.make_aware(datetime(2026, 9, 29, 23, 59))
    not_shared(story, at=before)
    assert len(flags(ask(kept_back, story.dana))) == 1
    not_shared(story, at=before + timedelta(minutes=1))
    assert len(flags(ask(kept_back, story.dana))) == 2


@pytest.mark.rule("S119")
def test_what_came_next_is_told_for_90_days_and_a_forgotten_day_is_counted(story):
    at = monday(20)
    not_shared(story, at=at, reconsider_on=timezone.localdate(at) + 10 * DAY)
    found = ask(kept_back, story.dana)
    assert counts(found)["Never looked at again"] == 1 and "0 further decisions in 90 days" in found.lines[0].words
    share(story, answer(story), at=at + 90 * DAY + timedelta(seconds=1))
    found = ask(kept_back, story.dana)
    assert counts(found)["Never looked at again"] == counts(found)["Shared within 90 days after all"] == 0
    share(story, answer(story), at=at + 90 * DAY)
    found = ask(kept_back, story.dana)
    assert counts(found)["Shared within 90 days after all"] == 1
    assert "1 further decision in 90 days, of which one shared" in found.lines[0].words


# Question 10


@pytest.mark.rule("S102", "S103", "V6")
def test_in_doubt_without_advice_is_a_red_flag_unless_it_was_urgent(story):
    share(story)
    share(story, in_doubt=True, advice="The safeguarding lead said: share the dates only")
    share(story, in_doubt=True, urgent=True, basis="risk")
    share(story, advice="Asked although sure")
    found = ask(advice, story.dana)
    assert flags(found) == [] and len(found.lines) == 3
    assert counts(found) == {
        "In doubt, without advice": 0,
        "In doubt, too urgent to ask": 1,
        "In doubt": 2,
        "Advice is recorded": 2,
        "Decisions": 4,
        "Asked without names, not answered": 0,
        "Asked without names": 0,
    }
    made = share(story, in_doubt=True, advice="  ")
    found = ask(advice, story.dana)
    assert flags(found) == [advice.NONE] and found.lines[0].key == made.pk


def test_one_decision_in_doubt_is_told_as_a_number(story):
    share(story, in_doubt=True, advice="The safeguarding lead said: share the dates only")
    assert {str(number) for number in counts(ask(advice, story.dana)).values()} == {"0", "1"}


# Question 11


@pytest.mark.rule("V19", "S111", "S113")
def test_one_reason_for_several_partners_is_a_red_flag_and_a_reason_for_each_is_not(story):
    both = [story.health, story.police]
    share(story, partners=both, needs=["They visit", "They patrol there"])
    share(story)
    found = ask(minimum, story.dana)
    assert flags(found) == []
    assert counts(found)["Shared with one partner"] == counts(found)["Shared with two partners"] == 1
    share(story, partners=both, needs=["They visit", "they visit "])
    assert flags(ask(minimum, story.dana)) == [minimum.SAME_NEED]
    share(story, needs=" ")
    assert sorted(flags(ask(minimum, story.dana))) == sorted([minimum.SAME_NEED, minimum.NO_NEED])


@pytest.mark.rule("S111", "V20")
def test_the_whole_record_single_records_and_what_was_kept_back_are_counted(story):
    framework = (FAMILY_DETAILS, CONCERNS, LEAD_PROFESSIONAL, ACTIONS)
    share(story, kinds=framework)
    share(story, kinds=framework[:3])
    share(story, kinds=framework, item={"include": False})
    share(story, item={"record": story.conversation.pk, "record_kind": "conversations.Conversation"})
    found = counts(ask(minimum, story.dana))
    assert found["The whole record"] == found["Single records only"] == found["Something was kept back"] == 1
    assert found["Decisions to share"] == 4


# Question 12


@pytest.mark.rule("S112", "V18")
def test_information_of_more_than_a_year_before_is_a_red_flag(story):
    at = timezone.now() - DAY
    day = timezone.localdate(at)
    share(story, at=at)
    share(story, at=at, item={"as_of": day - 365 * DAY})
    share(story, at=at, item={"as_of": day - 366 * DAY, "include": False})  # kept back: nobody was told it
    found = ask(current, story.dana)
    assert flags(found) == [] and counts(found)["Six to twelve months old"] == 1
    assert counts(found)["Without a day"] == 1
    made = share(story, at=at, item={"as_of": day - 366 * DAY})
    found = ask(current, story.dana)
    assert flags(found) == [current.STALE] and found.lines[0].key == made.pk


# Question 13


@pytest.mark.rule("S115", "V22")
def test_more_than_a_working_day_is_late_where_harm_was_feared(story):
    at = monday()
    in_time = (at + DAY).replace(hour=23, minute=59)
    override(story, at=in_time, concern_identified_at=at)
    share(story, at=at + 6 * DAY, concern_identified_at=at)
    found = ask(timely, story.dana)
    assert flags(found) == [] and counts(found)["Decided later than the next working day"] == 1
    override(story, at=in_time + timedelta(minutes=1), concern_identified_at=at)
    found = ask(timely, story.dana)
    assert flags(found) == [timely.LATE] and counts(found)["Harm feared, decided late"] == 1
    assert counts(found)["Hours from concern to decision, half of them"] == 39


# All of them


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: str(report.QUESTION.number))
def test_the_filters_narrow_each_and_a_lead_is_asked_of_their_own_only(story, report):
    override(story, at=timezone.now() - timedelta(minutes=9), urgent=True, in_doubt=True)
    not_shared(story)
    today = timezone.localdate(timezone.now() - timedelta(minutes=9))
    found = lambda **filters: len(ask(report, story.dana, **filters).lines)  # noqa: E731
    whole = found()
    assert whole >= 1 and whole == found(partner=story.health) == found(locality=story.harbour)
    assert whole == found(category=category(CONCERNS)) == len(ask(report, story.amira).lines)
    assert found(partner=story.police) == found(locality=Locality.objects.get(code="priory")) == 0
    assert found(category=category(FAMILY_DETAILS)) == found(since=today + 2 * DAY) == found(until=today - 2 * DAY) == 0
