"""What tells of an adult's health or offences is kept apart: it is in no share of the whole until it is chosen (A5)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from consent.emergency import take
from consent.models import Consent
from consent.services import decide
from consent.sources import sources_of
from conversations import services
from conversations.models import Action, Conversation
from locality.access import can_see, newest
from locality.access.rule import reader_of
from locality.families import people_of
from locality.reference import ADULTS, CONCERNS
from tests.cast import agree, propose, record, share, share_category
from tests.conversations.posting import conversation_form, sharing
from tests.locality.reading import signed_in

pytestmark = pytest.mark.rule("A5")


def apart(story):
    return record(story, said="Nell told of her tablets and of the fine.", apart=True)


def seen(story):
    return newest(Conversation.objects, story.ben, by="started_at").records


def test_it_is_in_no_share_of_everything_else_until_it_is_chosen(story):
    before, older = apart(story), share_category(story, CONCERNS)
    share_category(story, "actions")
    after = apart(story)
    for each in (before, after):
        assert each.is_apart and not can_see(story.ben, each)
        assert not can_see(story.ben, Action.objects.get(conversation=each))
    assert can_see(story.ben, story.conversation) and seen(story) == [story.conversation]
    agree(story, categories=[CONCERNS, ADULTS])
    chosen = share_category(story, ADULTS)
    assert can_see(story.ben, before) and can_see(story.ben, Action.objects.get(conversation=after))
    assert set(seen(story)) == {before, after, story.conversation}
    assert not can_see(story.chidi, before) and chosen != older


def test_an_agreement_to_everything_else_does_not_cover_it_and_one_that_names_it_does(story):
    made = apart(story)
    agree(story)
    with pytest.raises(ValidationError, match="No agreement is recorded"):
        consent_to(story, made)
    agree(story, categories=[CONCERNS, ADULTS])
    consent_to(story, made)
    assert can_see(story.ben, made) and seen(story) == [made]


def consent_to(story, made):
    decide(propose(story, conversation=made), by=story.amira, partner=story.school)


def test_the_page_asks_it_keeps_it_and_says_so(client, story):
    amira = signed_in(client, story.amira)
    agree(story)
    assert Consent.objects.standing().exists()
    page = reverse("conversations:new", args=[story.family.pk])
    assert "Then it is kept apart" in amira.get(page).content.decode()
    refused = amira.post(page, sharing(story, apart="on"))
    assert refused.status_code == 422 and "No agreement is recorded that covers this" in refused.content.decode()
    amira.post(page, conversation_form(story, apart="on"))
    made = Conversation.objects.order_by("-recorded_at").first()
    assert made.is_apart
    told = amira.get(reverse("conversations:conversation", args=[made.pk])).content.decode()
    assert "Kept apart" in told
    deciding = amira.get(reverse("consent:decide", args=[story.family.pk])).content.decode()
    assert "Kept apart from all the rest" in deciding


def test_who_wrote_it_keeps_it_apart_on_the_first_day_and_takes_that_back(client, story):
    share_category(story, CONCERNS)
    assert seen(story) == [story.conversation]
    amira, page = signed_in(client, story.amira), reverse("conversations:change", args=[story.conversation.pk])
    words = {"said": "As before", "agreed": "As before"}
    amira.post(page, {"version": "1", "apart": "on", **words})
    assert not can_see(story.ben, story.conversation) and seen(story) == []
    assert "checked" in amira.get(page).content.decode()
    amira.post(page, {"version": "2", **words})
    assert can_see(story.ben, story.conversation) and seen(story) == [story.conversation]


def test_what_was_agreed_in_it_is_kept_apart_with_it_and_given_back_with_it(story):
    share_category(story, "actions")
    agreed = Action.objects.get(conversation=story.conversation)
    assert can_see(story.ben, agreed)
    services.change_conversation(story.conversation, by=story.amira, version=1, apart=True)
    assert not can_see(story.ben, agreed)
    found = Conversation.objects.get(pk=story.conversation.pk)
    services.change_conversation(found, by=story.amira, version=2, apart=False)
    assert can_see(story.ben, agreed)


def test_what_is_taken_back_later_is_in_the_lists_of_what_was_shared_meanwhile(story):
    made = apart(story)
    share_category(story, CONCERNS)
    services.change_conversation(made, by=story.amira, version=1, apart=False)
    assert made in seen(story)


def test_whoever_was_given_the_one_record_sees_it_still(story):
    share(story)
    services.change_conversation(story.conversation, by=story.amira, version=1, apart=True)
    assert can_see(story.ben, story.conversation)


def test_the_matrix_says_everything_without_it_and_emergency_access_chooses_it(story):
    reader = reader_of(story.amira)
    found = sources_of(story.family, reader, people_of(story.family, reader))
    assert {found.kinds[key].code for key in found.usual} == {
        "family_details",
        "concerns",
        "lead_professional",
        "actions",
    }
    made, why = apart(story), "She was found by the river with the baby and does not wake up."
    share_category(story, "family_details")
    said = {"by": story.ben, "partner": story.health, "family": story.family, "why": why}
    take(kinds=["concerns"], submission=story.child.pk, **said)
    assert can_see(story.ben, story.conversation) and not can_see(story.ben, made)
    take(kinds=["adults_sensitive"], submission=story.baby.pk, **said)
    assert can_see(story.ben, made)
