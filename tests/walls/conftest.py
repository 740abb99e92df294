"""A family that others would like to read about, for attacks; and connections of the application's own to it."""

import copy
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connections

from locality.history import acting_as
from locality.models import Involvement, Restriction, RestrictionName
from tests.cast import share_category
from tests.walls.entering import connected, let_in


@pytest.fixture(scope="module")
def prey(clone_database, told_once):
    """A copy with a decision, a restricted second family, drafts and notes of everybody's; the keys of all of it."""
    from conversations.drafts import keep_draft
    from locality import services
    from tests.locality.test_access_clauses import other_family

    with clone_database("attacks") as name:
        story = copy.copy(told_once)
        found = SimpleNamespace(name=name, story=story, decision=share_category(story, "family_details"))
        found.second = other_family(story)
        found.hidden = other_family(story)
        acts = {"by": story.grace, "partner": story.school, "reason": "Staff", "ask": "The head"}
        found.open_to_amira = services.restrict(found.second, named=[story.amira], **acts)
        found.shut = services.restrict(found.hidden, named=[], **acts)
        keep_draft(uuid4(), by=story.amira, form="conversation", answers={"said": "Unfinished"}, family=story.family)
        with acting_as(story.chidi):
            own = {"name": "Gannet", "provider": story.police, "locality": story.harbour}
            found.own = type(story.family).objects.create(category_id=story.family.category_id, **own)
        found.involved = Involvement.objects.filter(practitioner=story.amira).first().pk
        found.named = RestrictionName.objects.get(restriction=found.open_to_amira, practitioner=story.amira).pk
        assert Restriction.objects.count() == 2
        connections.close_all()
        yield found


@pytest.fixture
def chidi(prey):
    with connected(prey.name) as link:
        assert let_in(link, prey.story.chidi)
        yield link


@pytest.fixture
def ben(prey):
    with connected(prey.name) as link:
        assert let_in(link, prey.story.ben)
        yield link


@pytest.fixture
def amira(prey):
    with connected(prey.name) as link:
        assert let_in(link, prey.story.amira)
        yield link
