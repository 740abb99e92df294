"""Guidance by edition, the early help pathway, and its first steps (S5, S48, S122)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from conversations import services
from conversations.guidance import Document, in_force
from conversations.models import Episode, Guidance
from tests.conversations.helping import opened, started
from tests.databases import unseen_hand
from tests.locality.reading import signed_in

pytestmark = pytest.mark.django_db
Status = Episode.Status


def text(client, who, url):
    return signed_in(client, who).get(url).content.decode()


@pytest.mark.rule("S48")
@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2014, 6, 1), "2013"),
        (date(2015, 3, 25), "2013"),
        (date(2015, 3, 26), "2015"),
        (date(2020, 1, 1), "2018"),
        (date(2026, 2, 28), "2023"),
        (date(2026, 11, 23), "2026"),
        (date(2010, 1, 1), None),
    ],
)
def test_the_edition_is_the_one_that_held_that_day(on, year):
    found = in_force(Document.NATIONAL, on)
    assert (found and found.name.split()[-1]) == year


@pytest.mark.rule("S48")
def test_guidance_is_read_and_linked_where_a_childs_safety_is_asked_about(client, story):
    page = text(client, story.amira, "/guidance/")
    assert "Working Together to Safeguard Children 2026" in page and "Children 2013" in page
    for url in (f"/families/{story.family.pk}/conversations/new", "/front-door/"):
        assert "/guidance/" in text(client, story.amira, url)


@pytest.mark.rule("S48")
def test_a_referral_names_the_edition_of_its_day_also_when_a_newer_one_comes(client, story):
    made = services.refer(
        story.family,
        by=story.amira,
        partner=story.school,
        submission=uuid4(),
        children=[story.child],
        reason="harm",
        concerns="A mark on his arm",
    )
    held = in_force(Document.NATIONAL, made.identified_at)
    assert held.name in text(client, story.amira, f"/referrals/{made.pk}/")
    tomorrow = timezone.localdate() + timedelta(days=1)
    with unseen_hand():
        Guidance.objects.filter(pk=held.pk).update(valid_to=tomorrow)
        words = {"name": "Newer", "publisher": "HM Government", "words": "All: say so", "document": held.document}
        Guidance.objects.create(code="newer", valid_from=tomorrow, **words)
    page = text(client, story.amira, f"/referrals/{made.pk}/")
    assert held.name in page and "Newer" not in page


@pytest.mark.rule("S122")
def test_the_pathway_is_read_step_by_step_with_how_long_each_may_take(client, story):
    page = text(client, story.ben, "/pathway/")
    for words in ("Somebody sees a need", "The allocation meeting", "Early help assessment", "The end"):
        assert words in page
    assert "An assessment, from its start" in page and "15 working days" in page
    assert page.index("Somebody sees a need") < page.index("Early help assessment") < page.index("The end")


@pytest.mark.rule("S5")
def test_the_first_steps_lead_from_a_need_to_somebody_who_leads_and_then_to_the_assessment(story):
    made = opened(story)
    assert made.status == Status.IDENTIFIED
    made = services.move_episode(made, by=story.amira, status=Status.AWAITING, reason="For the meeting")
    for too_early in (Status.PLAN, Status.REVIEW):  # help itself is not one of the first steps
        assert too_early not in services.next_of(made)
    question = services.propose_lead(
        made, by=story.amira, practitioner=story.amira, partner=story.school, submission=uuid4(), reason="Knows Kai"
    )
    services.accept_lead(question, by=story.amira)
    made.refresh_from_db()
    assert made.status == Status.ALLOCATED and Status.ASSESSMENT in services.next_of(made)
    assert started(story, made).episode == made
