"""Decisions that somebody might make in haste or in error: dated wrongly, to whom has left, twice at once (V12-V29)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consent import services
from consent.models import SharingDecision
from locality.access import can_see
from locality.models import Membership
from tests.cast import agree, propose, share, share_category
from tests.consent.planting import change
from tests.consent.test_answers import add, answer, refused
from tests.consent.test_onward import ask, pass_on, reply
from tests.consent.test_onward import told as told  # noqa: PLC0414
from tests.consent.test_rules import broken
from tests.locality.reading import signed_in

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.rule("V19")
def test_a_partner_that_left_is_no_recipient_from_its_first_day_without(story):
    agree(story)
    today = timezone.localdate()
    for last, wrong in ((today + DAY, set()), (today, {"F14"}), (today - DAY, {"F14"})):
        change(story.health, valid_to=last)
        story.health.refresh_from_db()
        assert broken(story) == wrong


@pytest.mark.rule("V19", "A9")
def test_who_left_the_recipient_yesterday_sees_nothing(story):
    today = timezone.localdate()
    change(Membership.objects.get(practitioner=story.ben, partner=story.health), ends_on=today)
    share(story)
    assert not can_see(story.ben, story.conversation)


@pytest.mark.rule("V26", "S115")
def test_a_decision_begins_a_day_before_it_is_written_down_at_most(story):
    agree(story)
    now = timezone.now()
    assert broken(story, starts_at=now - 23 * HOUR) == set() == broken(story, starts_at=now + 3 * DAY)
    assert broken(story, starts_at=now - 25 * HOUR) == {"V26"}
    assert broken(story, starts_at=now, ends_at=now) == {"F14"}


@pytest.mark.rule("S115")
def test_the_worry_is_not_of_a_later_moment_than_the_decision(story):
    agree(story)
    assert broken(story, concern_identified_at=timezone.now() - HOUR) == set()
    assert broken(story, concern_identified_at=timezone.now() + HOUR) == {"F5"}


@pytest.mark.rule("V25")
def test_two_who_decide_the_same_at_once_make_two_decisions_and_ending_one_leaves_the_other(story):
    agree(story)
    first = services.decide(propose(story), by=story.amira, partner=story.school)
    second = services.decide(propose(story), by=story.grace, partner=story.school)
    assert first.number != second.number and SharingDecision.objects.count() == 2
    services.end_decision(first, by=story.amira, reason="Grace decided it too")
    assert can_see(story.ben, story.conversation)
    services.end_decision(second, by=story.amira, reason="No longer needed")
    assert not can_see(story.ben, story.conversation)


@pytest.mark.rule("S36")
def test_a_decision_names_the_partner_that_decided_and_each_supplier_that_agreed(told, client):
    [request] = ask(told)
    reply(told, request)
    made = pass_on(told)
    page = signed_in(client, told.ben).get(reverse("consent:decision", args=[made.pk])).content.decode()
    assert str(told.health) in page and f"{told.school} supplied" in page and "it agreed</a>" in page
    alone = share_category(told, "concerns")
    page = signed_in(client, told.amira).get(reverse("consent:decision", args=[alone.pk])).content.decode()
    assert str(told.school) in page and "Supplied by another partner" not in page


@pytest.mark.rule("C1")
def test_no_adult_says_no_for_another(story):
    man = add(story, kind="adult", given_name="Rob", family_name="Fulmar")
    nothing = {"status": "refused", "partners": [], "categories": []}
    assert "nobody else can say no for them" in refused(story, story.mother, man, **nothing)["given_by"][0]
    assert answer(story, story.mother, story.mother, **nothing)
    assert answer(story, man, man, **nothing), "Each for themselves"
    assert answer(story, story.child, story.mother, **nothing), "A mother for her child of seven"
