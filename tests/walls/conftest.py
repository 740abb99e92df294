"""Copies of the database for the proofs of the second wall: for cases, for contexts, for attacks; and connections."""

import copy
import os
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from locality import services
from locality.history import acting_as
from locality.models import Involvement, Restriction, RestrictionName
from locality.reference import category
from tests.cast import share_category
from tests.walls.entering import connected, let_in


def the_runs_own():
    """The database of this run of the tests, also while Django points at a copy."""
    return f"test_locality_{os.getpid()}"


KINDS = ("family_details", "concerns", "actions", "consent", "sharing_record", "protected_address")


@pytest.fixture(scope="module")
def world(clone_database, told_once):
    """The name of a database with one decision, and the keys of one row of each kind."""
    from tests.locality.test_access_clauses import other_family

    with clone_database("cases", of=the_runs_own()) as name:
        story = copy.copy(told_once)
        decision = share_category(story, "family_details")
        values = {"by": story.ben, "partner": story.health, "address": "Health's own"}
        services.add_household(story.family, **values)
        found = SimpleNamespace(
            name=name, story=story, decision=decision.pk, other=other_family(story).pk, at=timezone.now()
        )
        found.category = {code: category(code).pk for code in KINDS}
        found.row = {each: getattr(story, each).pk for each in ("family", "household", "need", "conversation")}
        found.row |= {"person": story.child.pk, "decision": decision.pk}
        connections.close_all()
        with connected(name, "postgres") as link:
            for each, table in (
                ("residence", "locality_residence"),
                ("participant", "conversations_participant"),
                ("subject", "conversations_subject"),
                ("action", "conversations_action"),
                ("consent", "consent_consent"),
                ("artefact", "consent_consentartefact"),
                ("item", "consent_decisionitem"),
                ("told", "consent_decisionsubject"),
                ("access", "consent_familyaccess"),
            ):
                found.row[each] = link.execute(f"SELECT id FROM {table} ORDER BY id LIMIT 1").fetchone()[0]
            places = link.execute("SELECT id FROM locality_familymember WHERE person_id = %s", [story.child.pk])
            found.row["member"] = places.fetchone()[0]
        yield found


@pytest.fixture(scope="module")
def shared(clone_database, told_once):
    """The name of a copy in which the school shares the family's details with health."""
    with clone_database("contexts", of=the_runs_own()) as name:
        share_category(told_once, "family_details")
        connections.close_all()
        yield name


@pytest.fixture(scope="module")
def prey(clone_database, told_once):
    """A copy with a decision, a restricted second family, drafts and notes of everybody's; the keys of all of it."""
    from conversations.drafts import keep_draft
    from tests.locality.test_access_clauses import other_family

    with clone_database("attacks", of=the_runs_own()) as name:
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
