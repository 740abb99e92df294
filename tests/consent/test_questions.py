"""Questions 5, 6 and 7 of the audit: planted records of which the right answer is known, just inside and just outside.
Their pages, files and papers: test_question_pages.py."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consent import services as consent
from consent.models import ConsentArtefact, DecisionConsent
from consent.reports import papers, register, respected
from locality import questions
from locality.history import acting_as
from locality.models import Locality, Relationship
from locality.reference import CONCERNS, FAMILY_DETAILS, category
from tests import cast
from tests.consent.planting import FACTS, answer, change, nay, share

DAY = timedelta(days=1)


def ask(report, who, **filters):
    """The answer to a question as somebody may have it, behind both walls."""
    with acting_as(who):
        return report.run(questions.asker(who), filters, timezone.now())


def counts(found):
    return {figure.label: figure.number for figure in found.figures}


def flags(found):
    return [flag for line in found.lines for flag in line.flags]


# Question 5


@pytest.mark.rule("C10", "C11", "V8")
def test_a_withdrawal_and_a_refusal_that_stopped_the_sharing_were_respected(story):
    first = cast.share(story)
    consent.withdraw(DecisionConsent.objects.get(decision=first).consent, by=story.amira, how="On the telephone")
    cast.share(story)
    given = {"person": story.child, "status": "refused", "submission": first.pk}
    consent.record_consent(story.family, by=story.amira, partner=story.school, **given)
    found = ask(respected, story.dana)
    assert found.lines == [] and counts(found)["Sharing that a refusal or a withdrawal stopped"] == 2
    assert counts(found)["Sharing that began or was in force"] == 2


@pytest.mark.rule("C11", "V9")
@pytest.mark.parametrize(("status", "words"), [("refused", "refused"), ("withdrawn", "taken their agreement back")])
def test_sharing_on_after_a_refusal_or_a_withdrawal_is_a_red_flag(story, status, words):
    made = share(story, answer(story))
    assert ask(respected, story.dana).lines == []
    when = timezone.now() - timedelta(hours=1)
    said = {"given_at": when - DAY, "withdrawn_at": when} if status == "withdrawn" else {}
    nay(story, status=status, at=when, **said)
    [line] = ask(respected, story.dana).lines
    assert line.flags == (f"somebody whom it is about had {words}",) and line.key == made.pk
    assert line.what == f"Decision {made.number}" and line.family == story.family.pk
    for seconds, red in ((0, 1), (1, 2)):  # just outside: it ended as they said no; just inside: a second later
        share(story, answer(story), ended_at=when + timedelta(seconds=seconds), ended_by=story.amira)
        assert ask(respected, story.dana).red == red


@pytest.mark.rule("C11")
def test_a_refusal_that_a_later_agreement_replaced_and_one_told_to_another_partner_do_not_count(story):
    share(story, answer(story))
    nay(story, at=timezone.now() - 3 * DAY, superseded_at=timezone.now() - 2 * DAY)
    nay(story, provider=story.health)
    nay(story, person=story.mother)
    assert ask(respected, story.dana).lines == []


@pytest.mark.rule("V9")
@pytest.mark.parametrize("basis", ["risk", "public_interest"])
def test_an_override_is_told_and_is_no_red_flag(story, basis):
    nay(story)
    made = share(story, basis=basis)
    found = ask(respected, story.dana)
    [line] = found.lines
    assert line.key == made.pk and not line.flags and "had refused" in line.words and found.red == 0
    assert counts(found)["Shared against a wish, with facts that outweigh it"] == 1


@pytest.mark.rule("C11")
def test_an_override_where_nobody_had_said_anything_is_another_question(story):
    share(story, basis="risk")
    share(story, basis="risk", waits_for_authoriser=True)  # unsigned: nothing was shared
    assert ask(respected, story.dana).lines == []
    assert counts(ask(respected, story.dana))["Sharing that began or was in force"] == 1


@pytest.mark.rule("V8")
def test_further_than_the_agreement_is_a_red_flag_and_exactly_as_far_is_not(story):
    given = answer(story, partners=[story.health, story.police], kinds=[CONCERNS, FAMILY_DETAILS])
    share(story, given, partners=[story.health, story.police], kinds=[CONCERNS, FAMILY_DETAILS])
    assert ask(respected, story.dana).lines == []
    share(story, given, partners=[story.health, story.council])
    assert flags(ask(respected, story.dana)) == ["it went to a partner that the agreement leaves out"]
    share(story, given, kinds=["actions"])
    assert "it shared a kind of information that the agreement leaves out" in flags(ask(respected, story.dana))


@pytest.mark.rule("V8", "C1")
def test_agreement_of_nobody_and_of_somebody_else_are_red_flags(story):
    share(story, answer(story), subjects=[story.child, story.mother])
    assert flags(ask(respected, story.dana)) == ["somebody whom it is about did not agree"]
    share(story)
    assert "it says that the family agreed, and rests on no agreement" in flags(ask(respected, story.dana))


@pytest.mark.rule("V10")
def test_an_override_beyond_a_standing_agreement_is_told(story):
    answer(story)
    share(story, basis="risk")
    assert ask(respected, story.dana).lines == []
    share(story, basis="risk", partners=[story.police])
    [line] = ask(respected, story.dana).lines
    assert not line.flags and "a partner that the agreement leaves out" in line.words


@pytest.mark.rule("V9")
def test_the_filters_of_question_5_narrow_it(story):
    nay(story)
    today = timezone.localdate(share(story, basis="risk").decided_at)
    found = lambda **filters: len(ask(respected, story.dana, **filters).lines)  # noqa: E731
    assert found() == found(since=today, until=today) == found(partner=story.health) == found(partner=story.school) == 1
    assert found(partner=story.police) == 0 and found(until=today - DAY) == 0 and found(since=today + DAY * 200) == 0
    assert found(category=category(CONCERNS)) == 1 and found(category=category(FAMILY_DETAILS)) == 0
    assert found(locality=story.harbour) == 1 and found(locality=Locality.objects.get(code="priory")) == 0


# Question 6


def test_a_good_agreement_has_no_flag(story):
    cast.agree(story)
    found = ask(register, story.amira)
    assert flags(found) == [] and len(found.lines) == 1
    assert "by a holder of parental responsibility" in found.lines[0].words and "aged 7" in found.lines[0].words


@pytest.mark.rule("C4")
@pytest.mark.parametrize("how", ["unknown", "no", "ended"])
def test_parental_responsibility_that_is_not_recorded_is_a_red_flag(story, how):
    at = answer(story).given_at
    link = Relationship._base_manager.get(from_person=story.mother, to_person=story.child)
    change(link, **({"ends_on": timezone.localdate(at)} if how == "ended" else {"parental_responsibility": how}))
    found = ask(register, story.amira)
    assert flags(found) == [register.NOT_HOLDER] and counts(found)["Parental responsibility not recorded"] == 1
    change(link, parental_responsibility="yes", ends_on=timezone.localdate(at) + DAY)  # just inside
    assert flags(ask(register, story.amira)) == []


@pytest.mark.rule("C1", "C2")
@pytest.mark.parametrize(
    ("years", "days", "expected"),
    [
        (16, -1, []),
        (16, 0, ["somebody else answered for a person aged 16"]),
        (18, -1, ["somebody else answered for a person aged 17"]),
        (18, 0, [register.FOR_ADULT]),
    ],
)
def test_from_sixteen_they_answer_for_themselves(story, years, days, expected):
    given = answer(story)
    day = timezone.localdate(given.given_at)
    change(story.child, date_of_birth=day.replace(year=day.year - years) - timedelta(days))
    assert flags(ask(register, story.amira)) == expected
    change(given, given_by=story.child)
    assert flags(ask(register, story.amira)) == []


@pytest.mark.rule("C1", "C4")
def test_somebody_answering_for_an_adult_or_nobody_at_all_is_a_red_flag(story):
    given = answer(story, person=story.mother, given_by=story.child)
    assert flags(ask(register, story.amira)) == [register.FOR_ADULT]
    change(given, given_by=None)
    assert flags(ask(register, story.amira)) == [register.NOBODY] == flags(ask(register, story.dana))
    change(given, given_by=story.mother)
    assert flags(ask(register, story.amira)) == []


@pytest.mark.rule("S79", "S80", "S84", "S86", "C13")
def test_no_facts_is_a_red_flag_and_some_missing_are_told(story):
    given = answer(story, person=story.mother, facts=["booklet_given", "consent_given"])
    found = ask(register, story.dana)
    assert flags(found) == [] and counts(found)["Some facts missing"] == 1
    assert "not recorded: privacy notice, being asked, receipt" in found.lines[0].words
    change(given, superseded_at=timezone.now())
    answer(story, person=story.mother, facts=["consent_given"])
    found = ask(register, story.dana)
    assert flags(found) == [register.NO_FACTS] and counts(found)["No facts at all"] == 1


@pytest.mark.rule("C8", "S87")
def test_a_signature_is_overdue_the_day_after_it_was_due(story):
    given = answer(story, person=story.mother, status="given_verbal", verbal_reason="On the telephone")
    for due, overdue in ((timezone.localdate(), 0), (timezone.localdate() - DAY, 1)):
        change(given, signature_due_on=due)
        found = ask(register, story.dana)
        assert counts(found)["Signature overdue"] == overdue and flags(found) == []
        assert ("signature overdue since" in found.lines[0].words) == bool(overdue)


@pytest.mark.rule("C12")
def test_what_ran_out_is_told_and_a_red_flag_where_a_decision_still_rests_on_it(story):
    given = answer(story, person=story.mother, expires_on=timezone.localdate() + DAY)
    made = share(story, given)
    found = ask(register, story.dana)
    assert counts(found)["Ran out"] == 0 and flags(found) == []
    change(given, expires_on=timezone.localdate())
    found = ask(register, story.dana)
    assert counts(found)["Ran out"] == 1 and flags(found) == [register.RAN_OUT]
    consent.end_decision(made, by=story.amira, reason="Help has ended")
    found = ask(register, story.dana)
    assert counts(found)["Ran out"] == 1 and flags(found) == []


def test_only_the_newest_answer_counts_and_the_filters_narrow_it(story):
    answer(story, superseded_at=timezone.now())
    answer(story, person=story.mother)
    found = lambda **filters: len(ask(register, story.dana, **filters).lines)  # noqa: E731
    day = timezone.localdate(timezone.now() - 2 * DAY)
    assert found() == found(since=day, until=day) == found(partner=story.health) == found(locality=story.harbour) == 1
    assert found(since=day + DAY) == 0 and found(until=day - DAY) == 0 and found(partner=story.police) == 0
    assert found(category=category(CONCERNS)) == 1 and found(category=category(FAMILY_DETAILS)) == 0


# Question 7


def shared_with(story, **days):
    """A share of today on an agreement with all five facts, of two days ago but for these (in days from today)."""
    facts = dict.fromkeys(FACTS, timezone.localdate() - 2 * DAY)
    facts |= {kind: timezone.localdate() + day * DAY for kind, day in days.items() if day is not None}
    facts = {kind: day for kind, day in facts.items() if days.get(kind, 0) is not None}
    return share(story, answer(story, facts=facts), at=timezone.now())


@pytest.mark.rule("S82", "S86", "C13")
@pytest.mark.parametrize(("notice", "expected"), [(0, []), (1, [papers.EARLY]), (None, [papers.UNTOLD])])
def test_sharing_before_the_notice_is_a_red_flag_and_on_the_same_day_is_not(story, notice, expected):
    made = shared_with(story, notice_given=notice)
    found = ask(papers, story.dana)
    assert flags(found) == expected and found.lines[0].key == made.pk
    assert counts(found)["Shared before the privacy notice, no reason"] == len(expected)
    assert counts(found)["Shared before the booklet"] == 0
    assert counts(found)["All five facts"] == counts(found)["Got a privacy notice in writing"] == (notice is not None)


@pytest.mark.rule("S82", "S84", "S85")
def test_the_booklet_and_its_receipt_are_counted(story):
    shared_with(story, booklet_given=1, receipt_signed=None)
    found = counts(ask(papers, story.dana))
    assert found["Shared before the booklet"] == found["Got the booklet"] == found["Families"] == 1
    assert found["Signed that they received and understood it"] == found["All five facts"] == 0


@pytest.mark.rule("S86", "C13")
def test_with_a_reason_on_record_by_then_it_is_no_red_flag(story):
    shared_with(story, notice_given=1)
    why = nay(story, person=story.mother, status="not_sought_justified", not_sought_reason="She was in hospital")
    found = ask(papers, story.dana)
    assert flags(found) == [] and counts(found)["Shared before the privacy notice, with a reason"] == 1
    change(why, recorded_at=timezone.now() + DAY)  # just outside: written down the day after
    assert flags(ask(papers, story.dana)) == [papers.EARLY]


def test_only_the_first_share_because_they_agreed_counts(story):
    share(story, basis="risk", at=timezone.now() - 30 * DAY)
    assert ask(papers, story.dana).lines == []
    answer(story, facts={"notice_given": timezone.localdate() - 2 * DAY})
    [line] = ask(papers, story.dana).lines
    assert not line.flags and "first share because they agreed: none" in line.words and line.kind == "consent"
    first = shared_with(story)
    share(story, at=timezone.now())
    assert [line.key for line in ask(papers, story.dana).lines] == [first.pk]
    assert ConsentArtefact.objects.count() == 6


def test_the_filters_of_question_7_narrow_it(story):
    shared_with(story)
    today = timezone.localdate()
    found = lambda **filters: len(ask(papers, story.dana, **filters).lines)  # noqa: E731
    assert (
        found() == found(since=today, until=today) == found(partner=story.health) == found(locality=story.harbour) == 1
    )
    assert found(since=today + DAY) == 0 and found(until=today - DAY) == 0 and found(partner=story.police) == 0
    assert found(category=category(CONCERNS)) == 1 and found(category=category(FAMILY_DETAILS)) == 0
