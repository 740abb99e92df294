"""Each clause of the rule on its own (access.md, "The rule"). tests/test_planted_faults.py: each has teeth."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from consent import services as consent
from consent.models import Consent, ConsentCategory, SharingDecision
from conversations.models import Conversation
from locality import services
from locality.access import Denial, Viewing, can_see, explain, newest
from locality.demo.cast import RECORDS
from locality.history import acting_as
from locality.models import Agreement, Membership, Partner, Practitioner, Restriction
from tests.cast import FACTS, agree, record, share, share_category
from tests.locality.reading import signed_in

RISK = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "safety": "Harm either way"}


def sees(who, thing):
    """Whether `who` sees it: the same in the list, for the one record, and in the reasons given."""
    listed = type(thing).objects.visible_to(who).filter(pk=thing.pk).exists()
    assert listed == can_see(who, thing) == explain(who, thing).allowed
    return listed


def other_family(story):
    values = {"by": story.amira, "partner": story.school, "locality": story.harbour, "submission": uuid4()}
    return services.register_family("Puffin", **values)


def needs_of_health(story):
    """Health, which was shown the family, records a level of need of its own about it."""
    share_category(story, "family_details")
    values = {"by": story.ben, "partner": story.health, "person": story.child}
    return services.judge_need(story.family, level="L1_UNIVERSAL", rationale="Well", **values)


@pytest.mark.rule("S94")
def test_its_own_records_are_seen_by_a_partner_and_by_no_other(story):
    assert sees(story.amira, story.conversation) and sees(story.grace, story.need)
    assert not sees(story.ben, story.conversation) and not sees(story.ewan, story.need)


def test_sight_does_not_begin_before_the_decision_does(story):
    share(story, starts_at=timezone.now() + timedelta(days=2))
    assert not sees(story.ben, story.conversation)
    assert can_see(story.ben, story.conversation, timezone.now() + timedelta(days=3))


def test_sight_ends_on_the_day_the_decision_says(story):
    share(story, ends_at=timezone.now() + timedelta(days=2))
    later = timezone.now() + timedelta(days=3)
    assert sees(story.ben, story.conversation)
    assert (
        not can_see(story.ben, story.conversation, later) and not explain(story.ben, story.conversation, later).allowed
    )


def test_an_ended_decision_gives_nothing(story):
    decision = share(story)
    consent.end_decision(decision, by=story.amira, reason="No longer needed")
    assert not sees(story.ben, story.conversation)


def test_a_superseded_decision_gives_nothing(story):
    newer = record(story)
    decision = share(story, **RISK, urgent=True)
    later = share(story, conversation=newer, **RISK, urgent=True)
    assert sees(story.ben, story.conversation)
    with acting_as(story.amira):
        SharingDecision.objects.filter(pk=decision.pk).update(superseded_at=timezone.now(), superseded_by=later)
    assert not sees(story.ben, story.conversation) and sees(story.ben, newer)


@pytest.mark.rule("V12")
def test_a_decision_on_risk_gives_nothing_before_somebody_else_has_signed(story):
    decision = share(story, **RISK)
    assert not sees(story.ben, story.conversation)
    consent.authorise(decision, by=story.grace)
    assert sees(story.ben, story.conversation)


@pytest.mark.rule("V12", "V26")
def test_what_is_shared_at_once_ends_unless_it_is_signed_in_time(story):
    decision = share(story, **RISK, urgent=True)
    assert sees(story.ben, story.conversation)
    for late, seen in ((timedelta(seconds=-1), True), (timedelta(0), False)):
        assert can_see(story.ben, story.conversation, decision.sign_by + late) == seen
    consent.authorise(decision, by=story.grace, at=decision.sign_by)
    assert can_see(story.ben, story.conversation, decision.sign_by + timedelta(days=3))


@pytest.mark.rule("V12", "V26")
def test_a_signature_that_comes_late_gives_no_sight_again(story):
    decision = share(story, **RISK, urgent=True)
    late = decision.sign_by + timedelta(seconds=1)
    consent.authorise(decision, by=story.grace, at=late)
    assert not can_see(story.ben, story.conversation, late + timedelta(seconds=1))


@pytest.mark.rule("C10")
def test_a_decision_falls_with_the_agreement_it_rests_on(story):
    decision = share(story)
    given = Consent.objects.standing().get(person=story.child)
    assert sees(story.ben, story.conversation)
    consent.withdraw(given, by=story.amira, how="Rang")
    assert not sees(story.ben, story.conversation) and not decision.is_live


@pytest.mark.rule("C14")
def test_a_decision_goes_on_when_the_same_person_agrees_anew(story):
    decision = share(story)
    agree(story)
    assert sees(story.ben, story.conversation) and decision.is_live
    consent.withdraw(Consent.objects.standing().get(person=story.child), by=story.amira, how="Rang")
    assert not sees(story.ben, story.conversation) and not decision.is_live


@pytest.mark.rule("C1", "C10")
def test_nobody_elses_agreement_stands_in_for_one_that_stopped(story):
    told = dict.fromkeys((story.child.pk, story.mother.pk), "told_before")
    share(story, subjects=[story.child, story.mother], told=told)
    consent.withdraw(Consent.objects.standing().get(person=story.child), by=story.amira, how="Rang")
    assert not sees(story.ben, story.conversation)


@pytest.mark.rule("C14")
def test_a_decision_ends_when_the_new_answer_does_not_cover_it(story):
    share(story)
    agree(story, partners=[story.police])
    assert not sees(story.ben, story.conversation)


def test_a_category_gives_that_category_only(story):
    share_category(story, "family_details")
    assert sees(story.ben, story.family) and sees(story.ben, story.household)
    assert not sees(story.ben, story.need) and not sees(story.ben, story.conversation)


@pytest.mark.rule("S126")
def test_a_protected_address_is_not_among_the_family_details(story):
    acts = {"by": story.amira, "partner": story.school}
    hidden = services.add_household(story.family, address="9 Gull Street", is_confidential=True, **acts)
    share_category(story, "family_details")
    assert not sees(story.ben, hidden)
    share_category(story, "protected_address")
    assert sees(story.ben, hidden)


def test_a_decision_about_one_family_gives_no_other(story):
    share_category(story, "family_details")
    assert not sees(story.ben, other_family(story))


@pytest.mark.rule("S94")
def test_a_decision_gives_only_what_its_own_partner_supplied(story):
    need = needs_of_health(story)
    share_category(story, "concerns", recipients={story.police: "They visit the family every week"})
    assert sees(story.chidi, story.need) and not sees(story.chidi, need)


def test_a_decision_gives_only_its_recipients(story):
    share(story)
    assert sees(story.ben, story.conversation) and not sees(story.chidi, story.conversation)


def test_what_orders_a_list_is_not_what_gives_sight(story):
    """Of a conversation that has another category by now, the row that orders it remains, and gives nothing."""
    from locality.reference import category

    share_category(story, "concerns")
    with acting_as(story.amira):
        Conversation.objects.filter(pk=story.conversation.pk).update(category=category("lead_professional"))
    assert not sees(story.ben, story.conversation)
    assert newest(Conversation.objects, story.ben, by="started_at").records == []


def test_a_new_conversation_joins_the_lists_of_those_who_were_given_all(story):
    share_category(story, "concerns")
    newer = record(story)
    assert newest(Conversation.objects, story.ben, by="started_at").records[0] == newer


# Who the reader is


@pytest.mark.rule("A9")
def test_who_left_sees_nothing_from_that_day(story):
    job = Membership.objects.get(practitioner=story.amira)
    services.end_membership(job, by=story.grace, leaves_work=True)
    assert not sees(story.amira, story.conversation) and sees(story.grace, story.conversation)


@pytest.mark.rule("A9")
def test_who_has_not_begun_sees_nothing_yet(story):
    tomorrow = timezone.localdate() + timedelta(days=1)
    acts = {"by": story.grace, "partner": story.school, "job_title": "Teacher", "permissions": RECORDS}
    services.join_partner(story.chidi, starts_on=tomorrow, **acts)
    assert not sees(story.chidi, story.conversation)
    assert can_see(story.chidi, story.conversation, timezone.now() + timedelta(days=2))


@pytest.mark.rule("A1", "S47", "S91")
def test_a_new_version_of_an_agreement_closes_everything_until_it_is_accepted(story):
    with acting_as(Practitioner.objects.system()):
        Agreement.objects.current().filter(kind="framework").update(replaced_at=timezone.now())
        Agreement.objects.create(kind="framework", version="2", text="New", published_at=timezone.now())
    assert not sees(story.amira, story.conversation)
    services.accept_agreements(list(Agreement.objects.current()), by=story.amira)
    assert sees(story.amira, story.conversation)


@pytest.mark.rule("S47")
def test_a_suspended_partner_sees_nothing(story):
    with acting_as(Practitioner.objects.system()):
        Partner.objects.filter(pk=story.school.pk).update(suspended=True)
    assert not sees(story.amira, story.conversation)
    assert not explain(story.school, story.conversation).allowed


@pytest.mark.rule("S47")
def test_a_partner_that_has_not_signed_the_framework_sees_nothing(story):
    with acting_as(Practitioner.objects.system()):
        Partner.objects.filter(pk=story.school.pk).update(framework_signed_on=None)
    assert not sees(story.amira, story.conversation)


@pytest.mark.rule("A9")
def test_a_closed_account_sees_nothing(story):
    with acting_as(Practitioner.objects.system()):
        Practitioner.objects.filter(pk=story.amira.pk).update(is_active=False)
    assert not sees(Practitioner.objects.get(pk=story.amira.pk), story.conversation)


@pytest.mark.rule("A8")
def test_an_audit_covers_decisions_and_no_content_and_ends(story):
    decision = share(story)
    assert sees(story.dana, decision) and not sees(story.dana, story.conversation)
    assert not can_see(story.dana, decision, timezone.now() + timedelta(days=80))


# Who is shut out


@pytest.mark.rule("V28")
def test_a_restricted_family_is_seen_by_the_named_only(story):
    acts = {"by": story.grace, "partner": story.school, "reason": "Staff", "ask": "The head"}
    share(story)
    restriction = services.restrict(story.family, named=[], **acts)
    for who in (story.amira, story.ben):
        assert not sees(who, story.conversation)
    assert sees(story.grace, story.conversation) and not explain(story.health, story.conversation).allowed
    with acting_as(story.grace):
        Restriction.objects.filter(pk=restriction.pk).update(ends_at=timezone.now())
    assert sees(story.amira, story.conversation) and sees(story.ben, story.conversation)


@pytest.mark.rule("V28")
def test_a_conflict_of_interest_shuts_out_one_person(story):
    services.declare_conflict(story.family, by=story.amira, detail="Neighbours")
    for thing in (story.family, story.child, story.conversation):
        assert not sees(story.amira, thing) and sees(story.grace, thing)


# The door


def test_the_door_writes_who_went_through_and_because_of_what(story, client):
    decision = share(story)
    assert signed_in(client, story.ben).get(f"/conversations/{story.conversation.pk}/").status_code == 200
    seen = Viewing.objects.get(practitioner=story.ben, record=story.conversation.pk)
    assert (seen.decision, seen.partner_id, seen.family) == (decision.pk, story.health.pk, story.family.pk)


def test_a_person_of_two_families_is_opened_through_the_one_that_is_not_shut(story, client):
    second = other_family(story)
    services.place_in_family(second, by=story.amira, partner=story.school, person=story.child)
    services.declare_conflict(story.family, by=story.amira, detail="Neighbours")
    assert sees(story.amira, story.child)
    assert signed_in(client, story.amira).get(f"/why/person/{story.child.pk}/").status_code == 200
    assert Viewing.objects.get(practitioner=story.amira, record=story.child.pk).family == second.pk


def test_the_door_writes_who_did_not(story, client):
    assert signed_in(client, story.chidi).get(f"/conversations/{story.conversation.pk}/").status_code == 404
    assert Denial.objects.get(practitioner=story.chidi).record == str(story.conversation.pk)


def test_what_an_agreement_covers_is_read_by_whoever_recorded_it(story):
    share(story)
    rows = ConsentCategory.objects.filter(consent__family=story.family)
    assert rows.visible_to(story.amira).count() == rows.count() > 0
    assert not rows.visible_to(story.ben).exists()


@pytest.mark.rule("A10")
def test_a_list_names_the_decision_that_let_others_read_it(story, client):
    decision = share(story)
    signed_in(client, story.ben).get("/conversations/")
    looks = Viewing.objects.filter(practitioner=story.ben, kind="list of conversations.Conversation")
    assert [(look.family, look.decision) for look in looks] == [(story.family.pk, decision.pk)]
    signed_in(client, story.amira).get("/conversations/")
    own = Viewing.objects.filter(practitioner=story.amira, kind="list of conversations.Conversation")
    assert [look.decision for look in own] == [None]
