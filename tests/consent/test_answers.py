"""Who may answer for whom, who else is asked, what is left out and what calls for asking again (C1-C16)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from consent import services, settling
from consent.models import Consent, ConsentArtefact, HolderAnswer, Purpose
from consent.rules import problems
from locality import services as foundation
from locality.dues import dues_of
from locality.history import acting_as
from locality.models import Relationship
from locality.reference import CONCERNS, FAMILY_DETAILS, category
from tests.cast import FACTS, agree, propose, share
from tests.consent.planting import change

DAY = timedelta(days=1)
REASONS = "She told me in her own words what would be passed on and what could follow"


def answer(story, person=None, given_by=None, **changes):
    """A written agreement of today about Kai, given by his mother, with these changed."""
    today = timezone.localdate()
    values = {
        "person": person or story.child,
        "given_by": given_by or story.mother,
        "status": "given_written",
        "submission": uuid4(),
        "artefacts": {kind: (today, "by hand") for kind in ConsentArtefact.Kind.values},
        "partners": [story.health],
        "categories": [category(FAMILY_DETAILS), category(CONCERNS)],
        "expires_on": today + timedelta(days=180),
    } | changes
    return services.record_consent(story.family, by=story.amira, partner=story.school, **values)


def refused(story, *args, **changes):
    """{field: words} of what stands against an answer; nothing of it is recorded."""
    before = Consent.objects.count()
    with pytest.raises(ValidationError) as found, transaction.atomic():
        answer(story, *args, **changes)
    assert Consent.objects.count() == before
    return found.value.message_dict


def add(story, **who):
    return foundation.add_person(story.family, by=story.amira, partner=story.school, **who)


def relate(story, adult, child, responsibility="yes"):
    values = {"kind": "parent", "parental_responsibility": responsibility, "evidence": "Seen"}
    return foundation.relate(
        story.family, by=story.amira, partner=story.school, from_person=adult, to_person=child, **values
    )


def aged(story, years, **more):
    today = timezone.localdate()
    born = date(today.year - years, today.month, min(today.day, 28))
    return add(story, kind="child", given_name="Ida", family_name="Fulmar", date_of_birth=born, **more)


@pytest.fixture
def father(story):
    man = add(story, kind="adult", given_name="Rob", family_name="Fulmar")
    relate(story, man, story.child)
    return man


def dues(story, who=None, today=None):
    who = who or story.amira
    with acting_as(who):
        return [due.words for due in dues_of(who, today or timezone.localdate())]


# Four kinds apart


@pytest.mark.rule("C14")
def test_four_kinds_of_permission_are_kept_apart(story):
    made = [answer(story, kind=kind, limits="His illness") for kind in Consent.Kind.values]
    assert all(Consent.objects.get(pk=each.pk).stands for each in made)
    answer(story, status="refused", kind="evaluation", artefacts={}, partners=[], categories=[])
    assert Consent.objects.standing().filter(person=story.child).count() == 3


@pytest.mark.rule("C14")
@pytest.mark.parametrize("kind", ["engagement", "recording_limit", "evaluation"])
def test_another_kind_of_permission_shares_nothing(story, kind):
    answer(story, kind=kind, limits="His illness")
    assert [problem.rule for problem in problems(propose(story))] == ["V8"]


def test_a_limit_on_recording_says_what_it_is(story):
    assert "limits" in refused(story, kind="recording_limit")


# Who answers


@pytest.mark.rule("C2")
def test_a_young_person_decides_when_they_understand_it(story):
    ida = aged(story, 15)
    relate(story, story.mother, ida)
    assert "competence" in refused(story, ida, ida)
    assert "competence" in refused(story, ida, ida, competence="not_assessed")
    assert "competence_reasons" in refused(story, ida, ida, competence="competent")
    with pytest.raises(IntegrityError), transaction.atomic():
        answer(story, ida, status="refused", artefacts={}, competence="competent")
    given = answer(story, ida, ida, competence="competent", competence_reasons=REASONS)
    assert given.stands


@pytest.mark.rule("C2", "C3")
def test_a_young_persons_own_answer_counts_and_the_parents_is_still_recorded(story):
    ida = aged(story, 15)
    relate(story, story.mother, ida)
    told = refused(story, ida, competence="competent", competence_reasons=REASONS)
    assert "own answer counts" in told["given_by"][0]
    said = {story.mother: ("disagreed", "")}
    given = answer(story, ida, ida, competence="competent", competence_reasons=REASONS, holders=said)
    assert HolderAnswer.objects.get(consent=given).person == story.mother
    items = propose(story, subjects=[ida], told={ida.pk: "told_before"})
    assert problems(items) == [], "a parent who disagrees stands against nothing"


@pytest.mark.rule("C2")
def test_from_sixteen_a_parent_answers_only_for_who_cannot(story):
    ida = aged(story, 16)
    relate(story, story.mother, ida)
    assert "answers for themselves" in refused(story, ida)["given_by"][0]
    assert answer(story, ida, ida).stands
    values = {"competence": "not_competent", "competence_reasons": "She is unconscious in hospital"}
    assert answer(story, ida, **values).stands


def test_nobody_answers_who_is_not_born_or_has_died(story):
    assert "given_by" in refused(story, story.baby, story.baby)
    gone = add(story, kind="adult", given_name="Old", family_name="Fulmar")
    change(gone, is_living=False)
    gone.refresh_from_db()
    assert "cannot answer" in refused(story, gone, gone)["given_by"][0]


@pytest.mark.rule("C4")
def test_responsibility_that_is_not_known_is_found_out_first(story):
    man = add(story, kind="adult", given_name="Rob", family_name="Fulmar")
    relate(story, man, story.child, "unknown")
    said = {story.mother: ("agreed", "")}
    assert "not known whether" in refused(story, story.child, man, holders=said)["given_by"][0]
    answer(story, story.child, man, status="sought_pending", partners=[], categories=[])
    assert "Find out whether Rob Fulmar has parental responsibility for Kai Fulmar" in dues(story)


@pytest.mark.rule("C3")
def test_everybody_with_parental_responsibility_is_asked_or_it_is_said_why_not(story, father):
    assert f"holder_{father.pk}" in refused(story)
    assert f"holder_why_{father.pk}" in refused(story, holders={father: ("not_asked", " ")})
    given = answer(story, holders={father: ("not_asked", "He may not know where they live")})
    assert HolderAnswer.objects.get(consent=given).why == "He may not know where they live"
    assert problems(propose(story)) == []


@pytest.mark.rule("C3")
def test_when_parents_differ_somebody_who_signs_says_whether_to_go_on(story, father):
    given = answer(story, holders={father: ("disagreed", "")})
    assert "a manager decides first" in problems(propose(story))[0].words
    asked = "Parents differ about Kai Fulmar: decide whether to go on with the agreement"
    assert asked in dues(story, story.grace) and asked not in dues(story) and asked not in dues(story, story.ben)
    for who in (story.amira, story.ben, story.dana):
        with pytest.raises(PermissionDenied), transaction.atomic():
            settling.settle(given, by=who, outcome="rely", reasons="I say so")
    settling.settle(given, by=story.grace, outcome="rely", reasons="Kai needs it, and his father was heard")
    assert problems(propose(story)) == [] and asked not in dues(story, story.grace)
    assert settling.settle(given, by=story.grace, outcome="rely", reasons="Again").settled_reasons.startswith("Kai")
    with pytest.raises(PermissionDenied), transaction.atomic():
        settling.settle(given, by=story.grace, outcome="do_not_rely", reasons="Changed my mind")


@pytest.mark.rule("C3")
def test_who_signs_may_say_not_to_rely_on_it(story, father):
    given = answer(story, holders={father: ("disagreed", "")})
    settling.settle(given, by=story.grace, outcome="do_not_rely", reasons="It would set them against each other")
    assert "decided not to rely on it" in problems(propose(story))[0].words


def test_there_is_nothing_to_settle_where_nobody_disagrees(story, father):
    given = answer(story, holders={father: ("agreed", "")})
    with pytest.raises(PermissionDenied), transaction.atomic():
        settling.settle(given, by=story.grace, outcome="rely", reasons="For order")


@pytest.mark.rule("C5")
def test_a_council_answers_under_a_care_order_and_parents_are_told(story):
    council = {"given_by": None, "given_for": story.council, "given_for_name": "Ewan Marr, locality manager"}

    def give(**more):
        values = council | more
        return services.record_consent(
            story.family,
            by=story.amira,
            partner=story.school,
            person=story.child,
            status="given_written",
            submission=uuid4(),
            artefacts={kind: (timezone.localdate(), "") for kind in ConsentArtefact.Kind.values},
            partners=[story.health],
            categories=[category(FAMILY_DETAILS), category(CONCERNS)],
            **values,
        )

    with pytest.raises(ValidationError, match="order of the court"):
        give()
    order = settling.record_care_order(
        story.family,
        by=story.amira,
        partner=story.school,
        person=story.child,
        council=story.council,
        kind="interim",
        evidence="Sealed order seen",
        starts_on=timezone.localdate() - DAY,
    )
    with pytest.raises(ValidationError) as found:
        give()
    assert f"holder_{story.mother.pk}" in found.value.message_dict, "the mother is told at least"
    given = give(holders={story.mother: ("told", "")})
    assert given.stands and problems(propose(story)) == []
    settling.end_care_order(order, by=story.amira, ends_on=timezone.localdate())
    assert any("the order by which the council agreed is over" in words for words in dues(story))
    with pytest.raises(ValidationError, match="order of the court"):
        give(holders={story.mother: ("told", "")})


@pytest.mark.rule("C5")
@pytest.mark.parametrize("wrong", ["unborn", "before birth", "future", "ends before"])
def test_an_order_that_cannot_be_is_refused(story, wrong):
    today = timezone.localdate()
    values = {"person": story.child, "starts_on": today}
    values |= {
        "unborn": {"person": story.baby},
        "before birth": {"starts_on": story.child.date_of_birth - DAY},
        "future": {"starts_on": today + DAY},
        "ends before": {"ends_on": today},
    }[wrong]
    acts = {"by": story.amira, "partner": story.school, "council": story.council, "kind": "full", "evidence": "Seen"}
    with pytest.raises(ValidationError), transaction.atomic():
        settling.record_care_order(story.family, **acts, **values)


# What is left out governs


@pytest.mark.rule("C9", "S104", "S105")
@pytest.mark.parametrize("what", ["partner", "category", "person"])
def test_what_is_left_out_stands_against_a_decision_by_agreement(story, what):
    police, concerns = story.police, category(CONCERNS)
    values = {
        "partner": {"exclusions": [police], "partners": [story.health]},
        "category": {"exclusions": [concerns], "categories": [category(FAMILY_DETAILS)]},
        "person": {"exclusions": [story.mother]},
    }[what]
    answer(story, **values)
    if what == "person":
        answer(story, story.mother)
    subjects = [story.child, story.mother] if what == "person" else [story.child]
    proposal = propose(
        story,
        recipients={police: "Knows the places where he goes"}
        if what == "partner"
        else {story.health: "Visits the family weekly"},
        subjects=subjects,
        told={each.pk: "told_before" for each in subjects},
    )
    [found] = problems(proposal)
    said = {"partner": f"not to telling {police}", "category": "not to sharing issues", "person": "is not told"}[what]
    assert (found.rule, found.field) == ("C9", "basis") and said in found.words.lower().replace(
        str(police).lower(), str(police)
    )
    with pytest.raises(ValidationError, match="Kai Fulmar"):
        services.decide(proposal, by=story.amira, partner=story.school)


@pytest.mark.rule("C9", "S105", "S106")
def test_past_what_is_left_out_only_with_a_ground_and_the_wish_weighed(story):
    answer(story, exclusions=[story.police])
    values = {"basis": "public_interest", "ground": "crime", "facts": FACTS, "safety": "He may be hurt"}
    values["recipients"] = {story.police: "Knows the places where he goes"}
    assert [each.rule for each in problems(propose(story, **values))] == ["V9"]
    assert problems(propose(story, **values, wishes="She fears the police; his safety weighs more")) == []


@pytest.mark.rule("C9")
def test_nobody_is_both_told_and_left_out(story):
    assert "without_partners" in refused(story, exclusions=[story.health])
    assert "without_categories" in refused(story, exclusions=[category(CONCERNS)])


def test_an_agreement_for_one_purpose_is_for_no_other(story):
    answer(story, purposes=[Purpose.objects.get(code="step_down")])
    assert "another purpose" in problems(propose(story))[0].words
    assert problems(propose(story, purpose=Purpose.objects.get(code="step_down"))) == []


@pytest.mark.rule("C15")
def test_consent_is_inherited_neither_by_a_sibling_nor_by_another_family(story):
    agree(story)
    ida = aged(story, 9)
    [found] = problems(propose(story, subjects=[ida], told={ida.pk: "told_before"}))
    assert found.rule == "V8"
    other = foundation.register_family(
        "Tern", by=story.amira, partner=story.school, locality=story.harbour, submission=uuid4()
    )
    assert [each.rule for each in problems(propose(story, family=other))] == ["V8"]


# On which day, and how often


@pytest.mark.rule("C13", "S82", "S84", "S86")
def test_papers_may_be_missing_for_a_reason_and_are_still_due(story):
    today = timezone.localdate()
    facts = {"consent_sought": (today, ""), "consent_given": (today, "")}
    assert "artefacts" in refused(story, artefacts=facts)
    given = answer(story, artefacts=facts, without_papers_reason="The printer broke; I bring them on Monday")
    assert given.stands and "Give Kai Fulmar the booklet" in dues(story)
    assert "artefacts" in refused(story, artefacts={}, without_papers_reason="Nobody asked")


@pytest.mark.parametrize("when", ["future", "before birth", "before asking"])
def test_a_day_that_cannot_be_is_refused(story, when):
    today = timezone.localdate()
    days = {"future": today + DAY, "before birth": story.child.date_of_birth - DAY, "before asking": today - DAY}
    moment = timezone.now() + (days[when] - today)
    assert "answered_on" in refused(story, answered_at=moment)


def test_a_fact_of_tomorrow_is_refused(story):
    facts = {kind: (timezone.localdate() + DAY, "") for kind in ConsentArtefact.Kind.values}
    assert "booklet_given" in refused(story, artefacts=facts)


@pytest.mark.rule("C14")
def test_no_answer_slips_in_before_a_later_one(story):
    facts = {kind: (timezone.localdate() - 9 * DAY, "") for kind in ConsentArtefact.Kind.values}
    answer(story)
    told = refused(story, artefacts=facts, answered_at=timezone.now() - 5 * DAY)
    assert "answered later" in told["answered_on"][0]


def test_a_form_sent_twice_records_once(story):
    key = uuid4()
    first = answer(story, submission=key)
    assert answer(story, submission=key) == first and Consent.objects.filter(person=story.child).count() == 1


@pytest.mark.rule("C10")
def test_withdrawing_twice_changes_nothing(story):
    given = answer(story)
    services.withdraw(given, by=story.amira, how="On the telephone", said_by=story.mother, said_on=timezone.localdate())
    at = given.withdrawn_at
    assert services.withdraw(given, by=story.amira, how="Again").withdrawn_how == "On the telephone"
    assert given.withdrawn_at == at and given.withdrawn_by == story.mother


@pytest.mark.rule("C10")
@pytest.mark.parametrize("days", [-1, 1])
def test_a_withdrawal_of_an_impossible_day_is_refused(story, days):
    given = answer(story)
    with pytest.raises(ValidationError), transaction.atomic():
        services.withdraw(given, by=story.amira, how="Rang", said_on=timezone.localdate() + days * DAY)
    assert Consent.objects.get(pk=given.pk).stands


@pytest.mark.rule("C11")
@pytest.mark.parametrize("how", ["refused", "withdrawn"])
def test_after_a_no_there_is_a_reason_to_ask_again(story, how):
    if how == "refused":
        later = timezone.localdate() + 20 * DAY
        answer(story, status="refused", artefacts={}, help_goes_on="Breakfast club", ask_again_on=later)
        assert "Ask Nell Fulmar again about sharing, for Kai Fulmar" in dues(story)
    else:
        services.withdraw(answer(story), by=story.amira, how="Rang")
    assert "asked_again_reason" in refused(story)
    assert "asked_again_reason" in refused(story, status="sought_pending")
    assert answer(story, asked_again_reason="She asked for the nurse herself").stands


@pytest.mark.rule("S79")
def test_no_response_says_how_often_and_no_answer_is_followed_up(story):
    assert "attempts" in refused(story, status="no_response", artefacts={})
    answer(story, status="sought_pending", partners=[], categories=[])
    assert "Get an answer from Nell Fulmar about Kai Fulmar, or write down that there is none" in dues(story)
    assert not answer(story, status="no_response", attempts=3).stands


@pytest.mark.rule("C2")
def test_who_cannot_decide_is_recorded_with_how_it_is_known(story):
    assert "incapacity_reasons" in refused(story, story.mother, None, status="lacks_capacity", artefacts={})
    assert "status" in refused(story, story.child, None, status="lacks_capacity", competence_reasons=REASONS)
    kept = answer(story, story.mother, None, status="lacks_capacity", artefacts={}, competence_reasons=REASONS)
    assert not kept.stands and "V8" in [
        each.rule for each in problems(propose(story, subjects=[story.mother], told={story.mother.pk: "told_before"}))
    ]


@pytest.mark.rule("C7")
def test_pressure_is_followed_by_asking_again_alone(story):
    assert "pressure_note" in refused(story, pressure=True)
    answer(story, present="Her brother", pressure=True, pressure_note="I rang her the next day")
    assert "Ask Nell Fulmar again about sharing, for Kai Fulmar, when nobody else is there" in dues(story)


# What calls for asking again


def asked_again(story, today=None):
    asked = ("Ask Nell Fulmar again about sharing, for Kai Fulmar: ", "Ask Kai Fulmar again about sharing: ")
    return [words for words in dues(story, today=today) if words.startswith(asked)]


@pytest.mark.rule("C12")
@pytest.mark.parametrize(("age", "words"), [(13, "is 13"), (16, "is 16 and answers for themselves")])
def test_a_birthday_calls_for_asking_again(story, age, words):
    today = timezone.localdate()
    born = date(today.year - age, today.month, min(today.day, 28)) + timedelta(days=30)
    change(story.child, date_of_birth=born)
    story.child.refresh_from_db()
    answer(story)
    day = born.replace(year=born.year + age)
    assert not asked_again(story, day - DAY)
    [told] = asked_again(story, day)
    assert words in told and told.startswith("Ask Kai" if age == 16 else "Ask Nell")


@pytest.mark.rule("C12")
@pytest.mark.parametrize("what", ["member", "level", "partner told", "holder", "court", "home", "lost", "purpose"])
def test_what_happens_in_a_family_calls_for_asking_again(story, what):
    answer(story, answered_at=timezone.now() - timedelta(minutes=1))
    if what == "purpose":
        share(story)
    later = timezone.now() + 3 * DAY
    with time_machine.travel(later, tick=False):
        acts, today = {"by": story.amira, "partner": story.school}, timezone.localdate()
        if what == "member":
            add(story, kind="adult", given_name="Sol", family_name="Tern")
            words = "Sol Tern has joined the family"
        elif what == "level":
            judged = {"person": story.child, "level": "L3_TARGETED", "rationale": "More is needed", "judged_on": today}
            foundation.judge_need(story.family, **acts, **judged)
            words = "the level of need of Kai Fulmar went up"
        elif what == "partner told":
            values = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "safety": "He may be hurt"}
            values |= {"recipients": {story.police: "Knows the places where he goes"}, "urgent": True}
            services.decide(propose(story, **values), **acts)
            words = f"{story.police} is told now"
        elif what == "holder":
            man = add(story, kind="adult", given_name="Rob", family_name="Fulmar")
            relate(story, man, story.child)
            words = "Rob Fulmar has parental responsibility too, and was not asked"
        elif what == "court":
            order = {"person": story.child, "council": story.council, "kind": "interim", "evidence": "Seen"}
            settling.record_care_order(story.family, **acts, **order, starts_on=today)
            words = "there is a new order of a court (interim care order)"
        elif what == "home":
            home = {"address": "9 Gull Street", "postcode": "NT4 7CV", "people": [story.child], "since": today}
            foundation.add_household(story.family, **acts, **home)
            words = "the family has moved"
        elif what == "purpose":
            services.decide(propose(story, purpose=Purpose.objects.get(code="step_down")), **acts)
            words = "something is shared for a new purpose"
        else:
            for tie in Relationship.objects.filter(to_person=story.child):
                change(tie, parental_responsibility="no")
            words = "Nell Fulmar is not recorded any more as having parental responsibility"
        found = asked_again(story)
    assert len(found) == 1 and words in found[0]


@pytest.mark.rule("C12")
def test_nothing_has_happened_and_nobody_is_asked_again(story):
    answer(story)
    assert asked_again(story) == []


def test_what_calls_for_asking_again_costs_the_same_for_many(story, django_assert_max_num_queries):
    from consent.since import since_agreed
    from locality.access.rule import reader_of

    rows = [answer(story), answer(story, story.mother), answer(story, kind="evaluation")]
    with acting_as(story.amira):
        reader = reader_of(story.amira)
        with django_assert_max_num_queries(10):
            since_agreed(rows, reader, timezone.localdate())
