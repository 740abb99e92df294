"""The team page: who leads how much, what nobody leads, what is late by stage, what drifts (3.0, W89b)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conversations import services
from conversations.models import Assessment, Episode, Plan
from conversations.team import team_of
from locality.history import acting_as
from locality.models import Membership
from tests.conversations.helping import led, opened, planned, reviewed, started
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read
from tests.locality.test_families_list import add_families

pytestmark = pytest.mark.django_db
URL = "/team/"


@pytest.fixture
def grace(client, story):
    return signed_in(client, story.grace)


def row_of(story):
    with acting_as(story.grace):
        [row] = team_of(story.grace, story.school).rows
        return row


def long_ago(model, name, days):
    with unseen_hand():
        model.objects.update(**{name: timezone.now() - timedelta(days=days)})


@pytest.mark.rule("S129")
def test_what_nobody_leads_is_late_after_five_working_days_and_drifts_after_a_year(story, grace):
    opened(story)
    row = row_of(story)
    assert not row.allocated and not row.late and not row.drift
    long_ago(Episode, "opened_at", 20)
    assert [stage for stage, _ in row_of(story).late] == ["Nobody leads it"]
    long_ago(Episode, "opened_at", 400)
    row = row_of(story)
    assert {stage for stage, _ in row.late} == {"Nobody leads it", "The first meeting and plan"} and len(row.drift) == 1
    read = what_is_read(grace.get(URL))
    assert "The Fulmar family" in read and "Open since" in read and "Ask somebody" in read


def test_the_load_is_by_lead_and_whoever_left_leads_nobody(story, grace):
    led(story)
    with acting_as(story.grace):
        assert team_of(story.grace, story.school).loads == [("Amira Haddon", 1, 0)]
    assert row_of(story).allocated
    with unseen_hand():
        Membership.objects.filter(practitioner=story.amira).update(ends_on=timezone.localdate())
    assert not row_of(story).allocated
    assert "Amira Haddon has left" in what_is_read(grace.get(URL))


def test_help_that_needs_no_lead_is_not_missing_one(story):
    episode = opened(story)
    services.need_no_lead(episode, by=story.amira, reason="One visit is enough")
    assert row_of(story).allocated


@pytest.mark.rule("S30")
def test_assessments_and_reviews_are_late_by_the_table(story):
    made = started(story, led(story).episode)
    long_ago(Assessment, "started_at", 40)
    assert [stage for stage, _ in row_of(story).late] == ["The assessment"]
    services.abandon_assessment(made, by=story.amira, reason="Begun twice")
    plan, need = planned(story, made.episode)
    assert not row_of(story).late
    with unseen_hand():
        Plan.objects.update(review_on=timezone.localdate() - timedelta(days=1))
    assert [stage for stage, _ in row_of(story).late] == ["The review"]
    for _ in range(3):
        reviewed(story, plan, need)
    assert not row_of(story).late and row_of(story).drift == ["3 reviews"]


def test_it_is_for_whoever_signs_for_the_partner_and_of_its_own_help_alone(client, story):
    opened(story)
    for who, status in ((story.amira, 403), (story.ben, 403), (story.grace, 200)):
        assert signed_in(client, who).get(URL).status_code == status
    with acting_as(story.ewan):
        assert team_of(story.ewan, story.council).rows == []
    assert "No help is open" in what_is_read(signed_in(client, story.ewan).get(URL))
    assert reverse("conversations:team") in signed_in(client, story.grace).get("/").content.decode()


def test_the_page_asks_as_much_for_ten_families_as_for_one(story, grace):
    led(story)
    grace.get(URL)
    with queries_of() as few:
        grace.get(URL)
    for family in add_families(story, 9) or []:
        services.open_episode(family, by=story.amira, partner=story.school, submission=family.pk, why="Help")
    with queries_of() as many:
        grace.get(URL)
    assert len(many) == len(few) <= 25
