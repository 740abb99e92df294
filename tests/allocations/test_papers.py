"""A member's own papers: only what their partner may see, marked, numbered, and on record (3c, S94)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from allocations import services
from allocations.models import Pack
from consent import services as consent
from consent.models import SharingDecision
from tests.allocations.meeting import PURPOSE
from tests.allocations.sitting import cover, fresh, ready
from tests.locality.reading import signed_in, what_is_read
from tests.papers import about, words_of


@pytest.fixture
def sent(story):
    """A meeting whose agenda was sent out; the police are not covered, and leave for its item."""
    made = ready(story, covered=("health", "council"))
    services.choose_for_partner(made.item, by=story.ewan, meeting=made.meeting, other=story.police, choice="leaves")
    made.meeting = services.circulate(fresh(made.meeting), by=story.ewan)
    made.url = reverse("allocations:papers", args=[made.meeting.pk])
    return made


@pytest.mark.rule("S94", "A4")
def test_a_planted_uncovered_disclosure_is_in_nobody_elses_papers(client, story, sent):
    ben = signed_in(client, story.ben).post(sent.url, {"act": "papers"})
    assert PURPOSE in words_of(ben.content) and "Fulmar family" in words_of(ben.content)
    chidi = words_of(signed_in(client, story.chidi).post(sent.url, {"act": "papers"}).content)
    assert PURPOSE not in chidi and "Fulmar family" not in chidi and "No family that your partner may see" in chidi


def test_a_copy_is_marked_tagged_and_on_record(client, story, sent):
    answer = signed_in(client, story.ben).post(sent.url, {"act": "papers"})
    pack = Pack.objects.get(practitioner=story.ben)
    assert pack.mark in words_of(answer.content) and "For Ben Carrow" in words_of(answer.content)
    assert pack.items == [sent.item.pk] and len(pack.digest) == 64
    told = about(answer.content)
    assert told["language"] == "en-GB" and told["marked"] and told["has_tree"] and "pdfuaid" in told["metadata"]
    assert answer["Cache-Control"] == "no-store"
    assert not Pack.objects.filter(practitioner=story.chidi).exists()


def test_a_copy_says_when_something_in_it_is_no_longer_to_be_read(client, story, sent):
    ben = signed_in(client, story.ben)
    ben.post(sent.url, {"act": "papers"})
    assert "Nothing was taken out" in what_is_read(ben.get(sent.url))
    for decision in SharingDecision.objects.live().filter(family=story.family):
        consent.end_decision(decision, by=story.amira, reason="The family changed its mind")
    assert "Destroy this copy" in what_is_read(ben.get(sent.url))


def test_a_late_change_makes_an_addendum_with_what_is_new_alone(client, story, sent):
    chidi = signed_in(client, story.chidi)
    chidi.post(sent.url, {"act": "papers"})
    assert chidi.post(sent.url, {"act": "addendum"}).status_code == 302 and Pack.objects.count() == 1
    cover(story, sent.item, "police")
    assert "Make an addendum" in what_is_read(chidi.get(sent.url))
    words = words_of(chidi.post(sent.url, {"act": "addendum"}).content)
    assert PURPOSE in words and "Addendum" in words
    assert [pack.is_addendum for pack in Pack.objects.order_by("issued_at")] == [False, True]


def test_who_is_not_asked_gets_no_papers(client, story, sent):
    grace = signed_in(client, story.grace)
    assert "You are not asked to this meeting" in what_is_read(grace.get(sent.url))
    assert grace.post(sent.url, {"act": "papers"}).status_code == 302 and not Pack.objects.exists()
    with pytest.raises(PermissionDenied):
        services.issue_papers(
            sent.meeting, by=story.grace, partner=story.school, key=sent.item.pk, items=[], digest="0" * 64
        )


def test_a_cancelled_meeting_says_so_on_the_papers_that_were_issued(client, story, sent):
    ben = signed_in(client, story.ben)
    ben.post(sent.url, {"act": "papers"})
    services.cancel_meeting(fresh(sent.meeting), by=story.ewan, why="Snow")
    text = what_is_read(ben.get(sent.url))
    assert "The meeting was cancelled: Snow" in text and "Make a copy" not in text
