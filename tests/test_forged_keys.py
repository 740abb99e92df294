"""A key that somebody made up or copied gives no sight and shares nothing: services refuse it."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from consent import services as consent
from consent.rules import Item
from conversations import services as conversations
from locality import services
from locality.access import can_see
from locality.reference import category
from tests.cast import agree, propose


def family_of_the_police(story):
    values = {"by": story.chidi, "partner": story.police, "locality": story.harbour, "submission": uuid4()}
    return services.register_family("Gannet", **values)


@pytest.mark.rule("S94")
def test_nobody_gains_sight_of_a_person_by_placing_them_in_a_family_of_their_own(story):
    family = family_of_the_police(story)
    with pytest.raises(PermissionDenied):
        services.place_in_family(family, by=story.chidi, partner=story.police, person=story.child)
    assert not can_see(story.chidi, story.child)


def test_nobody_adds_to_a_family_that_they_may_not_see(story):
    with pytest.raises(PermissionDenied):
        services.add_person(story.family, by=story.chidi, partner=story.police, kind="adult")
    with pytest.raises(PermissionDenied):
        services.add_household(story.family, by=story.chidi, partner=story.police, address="1 Tern Street")


@pytest.mark.rule("V8", "S94")
def test_a_record_of_one_family_is_not_shared_on_the_agreement_of_another(story):
    agree(story)
    values = {"by": story.amira, "partner": story.school, "submission": uuid4()}
    other = services.register_family("Puffin", locality=story.harbour, **values)
    talk = conversations.record_conversation(
        other,
        **values,
        people=[],
        participants=[],
        started_at=timezone.now(),
        said="A",
        agreed="B",
        harm="no",
    )
    with pytest.raises(PermissionDenied):
        consent.decide(propose(story, conversation=talk), by=story.amira, partner=story.school)


@pytest.mark.rule("V8")
def test_a_record_is_shared_as_what_it_is(story):
    agree(story, categories=["actions"])
    items = [Item(category("actions"), "This conversation", story.conversation)]
    with pytest.raises(PermissionDenied):
        consent.decide(propose(story, items=items), by=story.amira, partner=story.school)


@pytest.mark.parametrize("code", ["consent", "sharing_record"])
def test_what_may_not_be_offered_is_not_shared(story, code):
    agree(story, categories=[code])
    items = [Item(category(code), "All of it")]
    with pytest.raises(PermissionDenied):
        consent.decide(propose(story, items=items), by=story.amira, partner=story.school)


@pytest.mark.rule("S94")
def test_a_used_form_of_another_partner_gives_no_record_back(story):
    agree(story)
    key = uuid4()
    consent.decide(propose(story), by=story.amira, partner=story.school, submission=key)
    with pytest.raises(PermissionDenied):
        consent.decide(propose(story), by=story.ben, partner=story.health, submission=key)
