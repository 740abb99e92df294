"""What an audit asks about who moved on: a partner that was merged into another, a practitioner who changed twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from locality import services
from locality.access import explain
from locality.access.moments import spans
from locality.demo.cast import RECORDS, make_practitioner
from locality.history import acting_as
from locality.models import Membership, Partner, Practitioner
from locality.questions import questions
from tests.cast import share
from tests.databases import unseen_hand
from tests.locality.reading import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A8", "A9")]


def ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def moved(story):
    """Mo worked for the school, then for the police, and works for health."""
    with unseen_hand():
        who = make_practitioner("Mo Vane", "mo@school.example")
    system = Practitioner.objects.system()
    for partner, since, until in ((story.school, 300, 200), (story.police, 200, 100), (story.health, 100, None)):
        what = {"job_title": "Nurse", "permissions": RECORDS, "starts_on": timezone.localdate(ago(since))}
        services.join_partner(who, by=system, partner=partner, **what)
        if until:
            with acting_as(system):
                jobs = Membership.objects.filter(practitioner=who, partner=partner)
                jobs.update(ends_on=timezone.localdate(ago(until)))
    return who


def test_a_practitioner_who_changed_partner_twice_is_told_by_the_partner_of_that_day(story, moved):
    decision = share(story)
    with acting_as(story.dana):
        told = [explain(moved, story.conversation, ago(days)) for days in (310, 250, 150, 50, 0)]
        times = spans(moved, story.conversation)
    assert [each.allowed for each in told] == [False, True, False, False, True]
    assert "Fulmar Lane Primary supplied" in told[1].because
    assert "no live sharing decision" in told[2].because and f"Decision {decision.number}" in told[4].because
    begins = [timezone.localdate(each.begins) for each in times if each.answer.allowed]
    assert begins == [timezone.localdate(), timezone.localdate(ago(300))]


def test_every_question_finds_what_a_partner_did_before_it_was_merged(client, story):
    share(story)
    browser = signed_in(client, story.dana)
    asked = [each.number for each in questions() if "partner" in each.filters]
    read = lambda: {  # noqa: E731
        number: browser.get(f"/questions/{number}/", {"partner": str(story.health.pk)}).context["figures"]
        for number in asked
    }
    before = read()
    with acting_as(Practitioner.objects.system()):
        merged = {"valid_to": timezone.localdate(), "succeeded_by": story.council}
        Partner.objects.filter(pk=story.health.pk).update(**merged)
    assert asked and read() == before
