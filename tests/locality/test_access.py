"""The rule of access.md, by hand: the stateful test in test_access_stateful.py covers the combinations."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from consent import services as consent
from consent.models import Consent
from conversations.models import Action, Conversation
from locality.access import Viewing, can_see, explain, newest
from locality.models import Family, Household, NeedLevel, Person
from tests.cast import propose, record, share, share_category
from tests.locality.reading import signed_in


@pytest.mark.rule("S94", "A4")
def test_what_a_partner_supplied_is_its_own(story):
    for thing in (story.family, story.child, story.household, story.need, story.conversation):
        assert can_see(story.amira, thing)
        assert not can_see(story.ben, thing)
        assert not can_see(story.chidi, thing)


@pytest.mark.rule("A4", "S120")
def test_a_shared_conversation_is_seen_and_nothing_else(story):
    decision = share(story)
    assert can_see(story.ben, story.conversation)
    assert not can_see(story.chidi, story.conversation)
    assert list(Family.objects.visible_to(story.ben)) == []
    assert Action.objects.visible_to(story.ben).count() == 1
    answer = explain(story.ben, story.conversation)
    assert answer.allowed and answer.decisions == [decision]


def test_a_shared_category_is_seen_of_this_family(story):
    share_category(story, "family_details")
    assert can_see(story.ben, story.family)
    assert can_see(story.ben, story.child)
    assert can_see(story.ben, story.household)
    assert not can_see(story.ben, story.need)
    assert not can_see(story.ben, story.conversation)


def test_ending_a_decision_ends_sight_at_once(story):
    decision = share(story)
    consent.end_decision(decision, by=story.amira, reason="No longer needed")
    assert not can_see(story.ben, story.conversation)
    assert not explain(story.ben, story.conversation).allowed


def test_two_reasons_are_two_rows(story):
    first, second = share(story), share(story)
    consent.end_decision(first, by=story.amira, reason="No longer needed")
    assert can_see(story.ben, story.conversation)
    consent.end_decision(second, by=story.amira, reason="No longer needed")
    assert not can_see(story.ben, story.conversation)


def test_a_decision_ends_by_itself(story):
    share(story, ends_at=timezone.now() + timedelta(days=2))
    assert can_see(story.ben, story.conversation)
    assert not can_see(story.ben, story.conversation, timezone.now() + timedelta(days=2, seconds=1))


@pytest.mark.rule("C10")
def test_withdrawing_agreement_ends_what_rested_on_it(story):
    share(story)
    given = Consent.objects.standing().get(person=story.child)
    consent.withdraw(given, by=story.amira, how="Nell rang the school")
    assert not can_see(story.ben, story.conversation)


@pytest.mark.rule("A1", "S47", "S91")
def test_nothing_is_visible_before_the_agreements(story):
    share(story)
    assert not can_see(story.jonas, story.conversation)
    assert "has not accepted" in explain(story.jonas, story.conversation).sentence


@pytest.mark.rule("A9")
def test_who_has_left_sees_nothing(story):
    assert not can_see(story.iris, story.conversation)


def test_only_the_supplier_decides(story):
    share(story)
    with pytest.raises(PermissionDenied), transaction.atomic():
        consent.decide(propose(story, partner=story.health), by=story.ben, partner=story.health)


def test_lists_and_sight_agree(story):
    share(story)
    later = record(story)
    share_category(story, "concerns")
    newer = record(story)
    page = newest(Conversation.objects, story.ben, by="started_at")
    assert set(page.records) == {story.conversation, later, newer}
    assert page.records == sorted(page.records, key=lambda c: (c.started_at, c.pk), reverse=True)
    assert newest(Conversation.objects, story.chidi, by="started_at").records == []
    assert newest(Family.objects, story.amira, by="last_activity_at").records == [story.family]
    assert Household.objects.visible_to(story.ben).count() == Person.objects.visible_to(story.ben).count() == 0
    assert NeedLevel.objects.visible_to(story.ben).count() == 1


@pytest.mark.rule("A8")
def test_an_auditor_may_ask_why_and_sees_decisions_but_no_content(story):
    decision = share(story)
    assert can_see(story.dana, decision) and explain(story.dana, decision).allowed
    assert not can_see(story.dana, story.conversation) and not explain(story.dana, story.conversation).allowed


@pytest.mark.rule("A8")
def test_an_auditor_opens_a_decision_and_the_viewing_names_no_decision_behind_it(story, client):
    decision = share(story)
    assert signed_in(client, story.dana).get(f"/decisions/{decision.pk}/").status_code == 200
    seen = Viewing.objects.get(practitioner=story.dana, record=decision.pk)
    assert (seen.partner_id, seen.decision) == (None, None)


def test_a_person_is_opened_by_the_door_like_any_record(story, client):
    share_category(story, "family_details")
    assert signed_in(client, story.ben).get(f"/why/person/{story.child.pk}/").status_code == 200
    assert Viewing.objects.get(practitioner=story.ben, record=story.child.pk).family == story.family.pk


def test_has_perm_answers_by_the_same_rule(story):
    share(story)
    wanted = "conversations.see_conversation"
    assert story.ben.has_perm(wanted, story.conversation) and not story.chidi.has_perm(wanted, story.conversation)
    assert not story.ben.has_perm("locality.see_family", story.conversation)
    assert not story.ben.has_perm(wanted)
