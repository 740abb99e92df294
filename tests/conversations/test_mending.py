"""Mending within a day, adding after it, two people at once, and finishing actions (3b)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from conversations import services
from conversations.models import Action, Addendum, Conversation
from locality.reference import ACTIONS
from tests.cast import share, share_category


@pytest.fixture
def amira(client, story):
    client.force_login(story.amira, backend="locality.access.backend.RecordBackend")
    return client


def mend(story, **changes):
    values = {"version": "1", "said": "Mended words", "agreed": "As before"} | changes
    return reverse("conversations:change", args=[story.conversation.pk]), values


def test_the_author_mends_on_the_first_day_and_the_version_before_stays(amira, story):
    assert amira.post(*mend(story)).status_code == 302
    now = Conversation.objects.get(pk=story.conversation.pk)
    assert now.said == "Mended words" and now.version == 2
    versions = now.history.order_by("history_id")
    assert [v.said for v in versions] == ["Kai comes to school without breakfast.", "Mended words"]
    assert versions.last().actor_name == story.amira.name


def test_a_concurrent_change_shows_both_versions(amira, story):
    services.change_conversation(story.conversation, by=story.amira, version=1, said="The other tab’s words")
    answer = amira.post(*mend(story, said="My words"))
    text = answer.content.decode()
    assert answer.status_code == 409 and "The other tab’s words" in text and "My words" in text
    assert 'name="version" value="2"' in text
    assert Conversation.objects.get(pk=story.conversation.pk).said == "The other tab’s words"


@pytest.mark.parametrize("version", ["", "x", "99", "-1"])
def test_a_stale_or_forged_version_changes_nothing(amira, story, version):
    assert amira.post(*mend(story, version=version)).status_code in (409, 422)
    assert Conversation.objects.get(pk=story.conversation.pk).said == story.conversation.said


def test_after_a_day_it_is_locked_and_notes_are_added(story):
    later = timezone.now() + timedelta(hours=25)
    with time_machine.travel(later, tick=True):
        with pytest.raises(PermissionDenied):
            services.change_conversation(story.conversation, by=story.amira, version=1, said="Too late")
        note = services.add_to_conversation(
            story.conversation, by=story.amira, text="He has eaten since", submission=story.family.pk
        )
    assert Addendum.objects.get(conversation=story.conversation) == note


def test_nobody_else_mends(story):
    share(story)
    for other in (story.grace, story.ben, story.chidi):
        with pytest.raises(PermissionDenied):
            services.change_conversation(story.conversation, by=other, version=1, said="Not mine")


@pytest.mark.rule("S33")
def test_an_action_is_done_by_its_owner_at_another_partner(client, story):
    share(story)
    agreed = Action.objects.get(conversation=story.conversation)
    client.force_login(story.ben, backend="locality.access.backend.RecordBackend")
    url = reverse("conversations:action-done", args=[agreed.pk])
    assert client.post(url, {"outcome": ""}).status_code == 422
    assert client.post(url, {"outcome": "Weighed: doing well"}).status_code == 302
    agreed.refresh_from_db()
    assert agreed.done_on == timezone.localdate() and agreed.outcome == "Weighed: doing well"


def test_whom_the_actions_alone_were_shared_with_goes_on_from_an_action_to_my_work(client, story):
    share_category(story, ACTIONS)
    agreed = Action.objects.get(conversation=story.conversation)
    client.force_login(story.ben, backend="locality.access.backend.RecordBackend")
    url = reverse("conversations:action-done", args=[agreed.pk])
    assert str(story.conversation.pk) not in client.get(url).content.decode()
    assert client.post(url, {"outcome": "Weighed"}).url == reverse("locality:home")
    assert client.get(url).url == reverse("locality:home")


def test_a_stranger_cannot_finish_an_action(client, story):
    agreed = Action.objects.get(conversation=story.conversation)
    client.force_login(story.chidi, backend="locality.access.backend.RecordBackend")
    assert client.post(reverse("conversations:action-done", args=[agreed.pk]), {"outcome": "x"}).status_code == 404


def test_a_page_that_raises_leaves_nothing_half_done(client, story, monkeypatch):
    client.force_login(story.amira, backend="locality.access.backend.RecordBackend")

    def half_done(conversation, **answers):
        Conversation.objects.filter(pk=conversation.pk).update(said="Half done")
        raise PermissionDenied("and then it failed")

    monkeypatch.setattr(services, "change_conversation", half_done)
    assert client.post(*mend(story)).status_code == 403
    assert Conversation.objects.get(pk=story.conversation.pk).said != "Half done"
