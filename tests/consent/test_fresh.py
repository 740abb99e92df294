"""How sure and how old is what is shared: marked where it is written, and asked about where it is old (V18, S114)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from consent.fresh import day_of_kind
from consent.models import DecisionItem, SharingDecision
from consent.reports import current
from consent.rules import Item, problems
from conversations.models import Conversation
from locality.access.rule import reader_of
from locality.history import acting_as
from locality.reference import CONCERNS, FAMILY_DETAILS, category
from tests.cast import agree, propose, record, share
from tests.consent.test_questions import ask, flags
from tests.conversations.posting import conversation_form, day, sharing
from tests.locality.reading import signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("V18", "S114")]
DAY = timedelta(days=1)
RIGHT = "I asked his mother on Monday, and nothing has changed"


def against(story, code, age, **changes):
    """What V18 says of sharing this kind of information, so many days old."""
    items = [Item(category(code), "This", None, timezone.localdate() - age * DAY)]
    return [each.field for each in problems(propose(story, items=items, **changes)) if each.rule == "V18"]


@pytest.mark.parametrize(("code", "limit"), [(FAMILY_DETAILS, 182), ("protected_address", 182), (CONCERNS, 365)])
def test_what_is_older_than_it_may_be_asks_why_it_is_still_right(story, code, limit):
    assert against(story, code, limit) == against(story, code, 0) == []
    assert against(story, code, limit + 1) == ["still_right"]
    assert against(story, code, limit + 1, still_right=RIGHT) == []


def test_why_it_is_right_is_kept_with_what_is_old_alone_and_is_no_red_flag(story):
    today = timezone.localdate()
    items = [
        Item(category(CONCERNS), "Old", None, today - 366 * DAY),
        Item(category(FAMILY_DETAILS), "New", None, today),
    ]
    made = share(story, items=items, still_right=RIGHT)
    assert dict(DecisionItem.objects.filter(decision=made).values_list("description", "checked")) == {
        "Old": RIGHT,
        "New": "",
    }
    found = ask(current, story.dana)
    assert flags(found) == [] and "it was said why it is still right" in found.lines[0].words


def test_of_a_whole_kind_the_newest_counts_and_of_addresses_the_oldest_that_holds(story):
    begun = timezone.localdate()
    with time_machine.travel(timezone.now() + 200 * DAY, tick=False), acting_as(story.amira):
        reader = reader_of(story.amira)
        of = lambda code: day_of_kind(category(code), story.family, story.school, reader)  # noqa: E731
        assert of(FAMILY_DETAILS) == of(CONCERNS) == begun
        assert of("lead_professional") == timezone.localdate()
        at = timezone.now() - 9 * DAY
        record(story, started_at=at)
        assert of(CONCERNS) == timezone.localdate(at)


def test_worries_are_marked_as_seen_thought_alleged_or_told(client, story):
    amira, page = signed_in(client, story.amira), reverse("conversations:new", args=[story.family.pk])
    worried = {"concerns": "His father is said to hit him"}
    refused = amira.post(page, conversation_form(story, **worried))
    assert refused.status_code == 422 and "Say whether the worries were seen" in refused.content.decode()
    agree(story)
    assert amira.post(page, sharing(story, concerns_are="allegation", **worried)).status_code == 302
    made = Conversation.objects.order_by("-recorded_at").first()
    assert made.concerns_are == "allegation"
    assert DecisionItem.objects.get(record=made.pk).nature == "allegation"
    shown = what_is_read(amira.get(reverse("conversations:conversation", args=[made.pk])))
    assert "What somebody is said to have done" in shown
    decision = SharingDecision.objects.latest("number")
    shown = what_is_read(amira.get(reverse("consent:decision", args=[decision.pk])))
    assert "what somebody is said to have done" in shown
    mend = reverse("conversations:change", args=[made.pk])
    mended = {"version": "1", "said": "As before", "agreed": "As before", **worried}
    assert amira.post(mend, mended).status_code == 422
    assert amira.post(mend, mended | {"concerns_are": "fact"}).status_code == 302
    assert amira.post(mend, {"version": "2", "said": "So", "agreed": "So", "concerns_are": "fact"}).status_code == 302
    made.refresh_from_db()
    assert (made.concerns, made.concerns_are) == ("", "")


def test_the_page_warns_and_goes_on_when_it_is_said_why(client, story):
    amira, page = signed_in(client, story.amira), reverse("conversations:new", args=[story.family.pk])
    agree(story)
    long_ago = {"when": "earlier", "started_at-time": "10:15"} | day("started_at", timezone.localdate() - 366 * DAY)
    refused = amira.post(page, sharing(story, **long_ago))
    shown = refused.content.decode()
    assert refused.status_code == 422 and "Say why it is still right" in shown and "Why is what is old" in shown
    assert amira.post(page, sharing(story, **long_ago, **{"sharing-still_right": RIGHT})).status_code == 302
    decision = SharingDecision.objects.latest("number")
    item = DecisionItem.objects.get(decision=decision)
    assert (item.as_of, item.checked) == (timezone.localdate() - 366 * DAY, RIGHT)
    assert RIGHT in what_is_read(amira.get(reverse("consent:decision", args=[decision.pk])))
