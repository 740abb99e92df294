"""A kind of information that nobody thought of is a row: what bears it is given by that name alone, behind both walls,
and stands among the others wherever something is decided (S124)."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connections
from django.urls import reverse

from conversations.models import Conversation
from locality.access import can_see
from locality.history import acting_as
from locality.models import InformationCategory
from locality.reference import CONCERNS
from tests.cast import agree, share_category
from tests.databases import unseen_hand
from tests.locality.reading import signed_in
from tests.walls.entering import count, entered

pytestmark = pytest.mark.rule("S124")


@pytest.fixture(scope="module")
def permission(told_once, django_db_blocker):
    """The permission that shares it, made by the owner, as a migration does; gone after the tests."""
    with django_db_blocker.unblock(), connections["owner"].cursor() as owner:
        like = Permission.objects.get(codename="see_concerns")
        values = [like.content_type_id, "see_housing", "See housing"]
        told = "INSERT INTO auth_permission (content_type_id, codename, name) VALUES (%s, %s, %s) RETURNING id"
        owner.execute(told, values)
        key = owner.fetchone()[0]
        yield Permission.objects.get(pk=key)
        owner.execute("DELETE FROM auth_permission WHERE id = %s", [key])


@pytest.fixture
def housing(story, permission):
    """The kind, as `prepare_reference` would add it, and a conversation of that kind."""
    with unseen_hand():
        made = InformationCategory.objects.create(permission=permission, code="housing", name="Housing", position=40)
        Conversation.objects.filter(pk=story.conversation.pk).update(category=made)
    story.conversation.refresh_from_db()
    return made


def behind(who):
    """How many conversations the database gives somebody by itself."""
    with acting_as(who), entered(who) as cursor:
        return count(cursor, "conversations_conversation")


def test_it_is_given_by_its_own_name_and_no_other(story, housing):
    share_category(story, CONCERNS)
    assert not can_see(story.ben, story.conversation) and behind(story.ben) == 0
    agree(story, categories=[CONCERNS, "housing"])
    share_category(story, "housing")
    assert can_see(story.ben, story.conversation) and behind(story.ben) == 1
    assert not can_see(story.chidi, story.conversation) and behind(story.chidi) == 0


def test_it_stands_among_the_others_where_something_is_decided(client, story, housing):
    agree(story)
    page = signed_in(client, story.amira).get(reverse("consent:decide", args=[story.family.pk])).content.decode()
    assert "Housing" in page
