"""The golden rules as checks of a proposed decision (domain.md 4.4), one by one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from consent import rules, services
from consent.models import DecisionItem, DecisionSubject, LegalGateway, Purpose, SharingDecision
from locality import services as foundation
from locality.access import can_see
from tests.cast import FACTS, NEED, REASONS, agree, propose, share


def broken(story, **changes):
    """The numbers of the rules that stand against a proposal."""
    return {problem.rule for problem in rules.problems(propose(story, **changes))}


def override(**changes):
    values = {
        "basis": "risk",
        "ground": "harm_to_child",
        "facts": FACTS,
        "safety": "He may be hurt again if nobody acts; sharing may anger the man.",
        "told": {},
    }
    return values | changes


@pytest.fixture
def agreed(story):
    agree(story)
    return story


@pytest.mark.rule("S96", "S117")
def test_a_routine_decision_has_nothing_against_it(agreed):
    assert broken(agreed) == set()


@pytest.mark.rule("V1", "S2")
@pytest.mark.parametrize(
    "text", ["GDPR", "Data protection!", "no consent", "because of the Data Protection Act", "GDPR. " * 20]
)
def test_the_law_alone_is_no_reason(agreed, text):
    assert "V1" in broken(agreed, outcome="not_share", not_share_reason="prohibited", reasons=text)


@pytest.mark.rule("V3", "S98")
def test_every_subject_is_told_or_it_is_said_why_not(agreed):
    assert "V3" in broken(agreed, told={})


@pytest.mark.rule("V5", "S101")
def test_who_agreed_was_told(agreed):
    assert "V5" in broken(agreed, told={agreed.child.pk: "will_not_be_told"})


@pytest.mark.rule("V6", "S102")
def test_doubt_asks_for_advice(agreed):
    assert "V6" in broken(agreed, in_doubt=True)
    assert broken(agreed, in_doubt=True, advice="Our named nurse: share, it is about feeding") == set()


@pytest.mark.rule("V8", "S104")
def test_agreement_must_cover_whom_and_what(agreed):
    assert "V8" in broken(agreed, recipients={agreed.police: "They come to the house at night"})
    assert "V8" in broken(agreed, subjects=[agreed.child, agreed.mother], told={agreed.child.pk: "not_yet"})


@pytest.mark.rule("V9", "S105")
def test_a_refusal_is_seen_and_weighed(story):
    agree(story, status="refused")
    told = {story.child.pk: "not_yet"}
    assert "V9" in broken(story, **override(told=told))
    assert broken(story, **override(told=told, wishes="Nell said no; he is not safe and that weighs more.")) == set()


@pytest.mark.rule("V10", "V11", "S106", "S107")
def test_sharing_without_agreement_needs_a_ground_and_the_facts(story):
    told = {story.child.pk: "not_yet"}
    assert {"V11"} <= broken(story, **override(told=told, ground=""))
    assert {"V11"} <= broken(story, **override(told=told, facts="He is at risk"))
    assert broken(story, **override(told=told)) == set()


@pytest.mark.rule("V17", "S108", "S109")
def test_without_agreement_safety_is_thought_through(story):
    assert "V17" in broken(story, **override(told={story.child.pk: "not_yet"}, safety=" "))


@pytest.mark.rule("V12", "V20")
def test_somebody_else_signs_before_anybody_sees_it(story):
    told = {story.child.pk: "not_yet"}
    made = services.decide(propose(story, **override(told=told)), by=story.amira, partner=story.school)
    assert made.waits_for_authoriser and not can_see(story.ben, story.conversation)
    for wrong in (story.amira, story.ben, story.ewan):
        with pytest.raises(PermissionDenied), transaction.atomic():
            services.authorise(made, by=wrong)
    services.authorise(made, by=story.grace)
    assert can_see(story.ben, story.conversation)


@pytest.mark.rule("V12", "S2")
def test_what_cannot_wait_is_shared_at_once_without_agreement(story):
    told = {story.child.pk: "not_yet"}
    services.decide(propose(story, **override(told=told, urgent=True)), by=story.amira, partner=story.school)
    assert can_see(story.ben, story.conversation)


@pytest.mark.rule("V18", "S114")
def test_something_is_shared_and_dated(agreed):
    assert "V18" in broken(agreed, items=[])
    made = services.decide(propose(agreed), by=agreed.amira, partner=agreed.school)
    assert DecisionItem.objects.get(decision=made).as_of == timezone.localdate()


@pytest.mark.rule("V19", "S113")
def test_each_recipient_needs_it_for_its_own_reason(agreed):
    assert "V19" in broken(agreed, recipients={})
    assert "V19" in broken(agreed, recipients={agreed.health: "needs it"})
    agree(agreed, partners=[agreed.health, agreed.council])
    assert "V19" in broken(agreed, recipients={agreed.health: NEED, agreed.council: NEED})


@pytest.mark.rule("S69", "S99")
def test_a_decision_names_purpose_basis_and_what_was_told(story):
    made = share(story)
    assert made.purpose.code == "plan_early_help" and made.basis == "agreement" and made.art6_basis == "public_task"
    assert DecisionSubject.objects.get(decision=made).told == "told_before"
    assert DecisionSubject.objects.get(decision=made).consent_position == "Agreed in writing"


@pytest.mark.rule("V25")
def test_a_recorded_decision_does_not_change(story):
    made = share(story)
    for change in (
        {"reasons": "Other reasons"},
        {"ends_at": timezone.now() + timedelta(days=300)},
        {"outcome": "wait"},
    ):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            SharingDecision.objects.filter(pk=made.pk).update(**change)
    services.end_decision(made, by=story.amira, reason="Done")
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        SharingDecision.objects.filter(pk=made.pk).update(ended_at=None, ended_by=None)


@pytest.mark.rule("V28")
def test_who_has_a_conflict_of_interest_does_not_decide(agreed):
    foundation.declare_conflict(agreed.family, by=agreed.amira, detail="My sister’s family")
    with pytest.raises(PermissionDenied):
        services.decide(propose(agreed), by=agreed.amira, partner=agreed.school)


@pytest.mark.rule("S119")
def test_not_sharing_and_waiting_are_recorded_with_reason_and_day(story):
    later = timezone.localdate() + timedelta(days=10)
    assert {"F30", "F31"} <= broken(story, outcome="not_share", recipients={})
    assert broken(story, outcome="not_share", not_share_reason="detriment", reconsider_on=later) == set()
    assert broken(story, outcome="wait", reconsider_on=later) == set()


def test_sharing_ends_within_a_year(agreed):
    assert "F14" in broken(agreed, ends_at=None)
    assert "F14" in broken(agreed, ends_at=timezone.now() - timedelta(days=1))
    assert "C12" in broken(agreed, ends_at=timezone.now() + timedelta(days=800))


def test_one_refused_rule_and_nothing_is_recorded(story):
    before = SharingDecision.objects.count()
    with pytest.raises(ValidationError) as refused:
        services.decide(propose(story, reasons="Short"), by=story.amira, partner=story.school)
    assert set(refused.value.message_dict) == {"basis", "reasons"}
    assert SharingDecision.objects.count() == before


@pytest.mark.rule("S121", "S46")
def test_the_version_of_the_rules_follows_the_day():
    assert rules.ruleset_on(date(2014, 6, 1)) == "HMG-2009"
    assert rules.ruleset_on(date(2025, 1, 1)) == "GOV-2024"
    assert rules.ruleset_on(date(2026, 11, 22)) == "DUTY-2026"


@pytest.mark.rule("V32", "S70", "S71", "S72", "S73", "S74", "S75", "S76")
def test_historic_powers_are_readable_and_not_selectable(db):
    codes = set(LegalGateway.objects.values_list("code", flat=True))
    now = set(LegalGateway.objects.selectable().values_list("code", flat=True))
    assert {"dpa_1998", "sensitive_data_2000"} <= codes and not {"dpa_1998", "sensitive_data_2000"} & now
    assert {"hra_1998", "lga_1972", "localism_2011", "ca_2004_s10", "ca_2004_s11", "ca_2004_s16la"} <= now
    assert "ca_2004_s16la" not in set(LegalGateway.objects.selectable(date(2026, 9, 29)).values_list("code", flat=True))


@pytest.mark.rule("S92")
def test_purposes_outside_the_team_are_told_apart(db):
    assert not Purpose.objects.get(code="other").in_team_scope
    assert Purpose.objects.get(code="plan_early_help").in_team_scope


@pytest.mark.rule("S112", "S88")
def test_only_what_is_chosen_is_shared(agreed):
    services.decide(propose(agreed, reasons=REASONS), by=agreed.amira, partner=agreed.school)
    assert can_see(agreed.ben, agreed.conversation)
    assert not can_see(agreed.ben, agreed.need) and not can_see(agreed.ben, agreed.household)
