"""Answering anew: what rests on the earlier answer goes on if the new one covers it, else it ends (C10, C14, V25)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from consent import services
from consent.models import Consent, DecisionConsent, SharingDecision
from consent.spans import spans_of
from locality.access import can_see
from locality.models import Membership, Notice
from tests.cast import agree, share, share_category
from tests.consent.test_consents import form
from tests.databases import unseen_hand
from tests.locality.reading import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("C14")]


def rests_on(decision):
    return [line.consent for line in DecisionConsent.objects.filter(decision=decision).order_by("consent__given_at")]


def test_the_same_answer_again_carries_on_what_rests_on_the_first(story):
    decision = share(story)
    first = rests_on(decision)[0]
    second = agree(story)
    assert rests_on(decision) == [first, second] and decision.is_live
    assert can_see(story.ben, story.conversation)
    third = agree(story, partners=[story.health, story.police])
    assert rests_on(decision) == [first, second, third] and decision.is_live


@pytest.mark.rule("C9")
def test_of_several_decisions_each_goes_on_or_ends_by_what_the_new_answer_covers(story):
    with unseen_hand():
        Membership.objects.filter(practitioner=story.ben).update(is_safeguarding_lead=True)
    details, concerns = share_category(story, "family_details"), share_category(story, "concerns")
    agree(story, categories=["concerns"])
    assert concerns.is_live and not details.is_live
    assert can_see(story.ben, story.need) and not can_see(story.ben, story.household)
    about = Notice.objects.filter(kind=Notice.Kind.ENDED).values_list("about", flat=True)
    assert list(about) == [details.pk], "Only of what ended is anybody told"


@pytest.mark.parametrize("status", ["refused", "sought_pending", "not_sought_justified"])
def test_an_answer_that_is_no_agreement_carries_nothing_on(story, status):
    decision = share(story)
    later = timezone.localdate() + timedelta(days=9)
    unasked = {"not_sought_reason": "He was not at home", "not_sought_code": "not_reached", "ask_again_on": later}
    more = unasked if status == "not_sought_justified" else {}
    services.record_consent(
        story.family,
        by=story.amira,
        partner=story.school,
        person=story.child,
        status=status,
        submission=decision.pk,
        partners=[story.health],
        categories=[story.conversation.category],
        **more,
    )
    assert len(rests_on(decision)) == 1 and not decision.is_live


@pytest.mark.rule("C10")
def test_what_ended_with_an_agreement_does_not_come_back_with_the_next(story):
    decision = share(story)
    services.withdraw(rests_on(decision)[0], by=story.amira, how="Rang")
    agree(story)
    assert len(rests_on(decision)) == 1 and not decision.is_live
    share(story)
    assert can_see(story.ben, story.conversation), "A new decision may rest on it"


def test_an_agreement_that_ran_out_is_not_carried_on(story):
    decision = share(story, ends_at=timezone.now() + timedelta(days=300))
    with time_machine.travel(timezone.now() + timedelta(days=200)):  # it was for 180 days
        agree(story)
        assert len(rests_on(decision)) == 1 and not decision.is_live


def test_a_decision_that_is_still_to_begin_goes_on_too(story):
    decision = share(story, starts_at=timezone.now() + timedelta(days=3))
    agree(story)
    assert len(rests_on(decision)) == 2
    assert SharingDecision.objects.live(timezone.now() + timedelta(days=4)).filter(pk=decision.pk).exists()


@pytest.mark.rule("C1")
def test_of_two_people_each_answers_for_their_own_part(story):
    told = dict.fromkeys((story.child.pk, story.mother.pk), "told_before")
    decision = share(story, subjects=[story.child, story.mother], told=told)
    agree(story)
    agree(story, story.mother)
    assert len(rests_on(decision)) == 4 and decision.is_live
    agree(story, story.mother, status="refused")
    assert not decision.is_live and not can_see(story.ben, story.conversation)
    agree(story, story.mother)
    assert not decision.is_live


@pytest.mark.rule("C10")
def test_an_answer_that_was_replaced_is_not_withdrawn(story):
    decision = share(story)
    first = rests_on(decision)[0]
    agree(story)
    first.refresh_from_db()
    with pytest.raises(PermissionDenied), transaction.atomic():
        services.withdraw(first, by=story.amira, how="Rang")
    assert decision.is_live
    services.withdraw(Consent.objects.standing().get(person=story.child), by=story.amira, how="Rang")
    assert not decision.is_live


def test_from_when_until_when_it_gives_sight_goes_over_the_new_answer(story):
    decision = share(story, ends_at=timezone.now() + timedelta(days=300))
    assert spans_of([decision])[decision.pk][1] < decision.ends_at, "The agreement was for 180 days"
    with time_machine.travel(timezone.now() + timedelta(days=150)):
        agree(story)
        assert spans_of([decision])[decision.pk] == (decision.starts_at, decision.ends_at)
        agree(story, status="refused")
        assert spans_of([decision])[decision.pk][1] <= timezone.now()


def test_the_page_says_what_goes_on_and_what_ends_before_it_is_recorded(client, story):
    goes_on, ends = share(story), share_category(story, "family_details")
    page, before = signed_in(client, story.amira), Consent.objects.count()
    url, sent = reverse("consent:record", args=[story.family.pk]), form(story, people=[str(story.child.pk)])
    shown = page.post(url, sent).content.decode()
    first, second = shown.index("These end the moment"), shown.index("These go on")
    over = shown.index(f"{ends}: it will no longer see all of it")
    assert first < over < second < shown.index(f"{goes_on}: This conversation")
    assert Consent.objects.count() == before and ends.is_live
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown)
    again = {name: [value for key, value in hidden if key == name] for name in dict(hidden)}
    changing = page.post(url, again | {"change": "yes"})
    assert changing.status_code == 200 and 'value="read aloud"' in changing.content.decode()
    assert Consent.objects.count() == before
    assert page.post(url, again | {"confirmed": "yes"}).status_code == 302
    assert goes_on.is_live and not ends.is_live and Consent.objects.count() == before + 1


def test_where_nothing_rests_on_an_earlier_answer_nobody_is_asked_to_confirm(client, story):
    agree(story)
    answer = signed_in(client, story.amira).post(reverse("consent:record", args=[story.family.pk]), form(story))
    assert answer.status_code == 302
