"""A member's own papers: only what their partner may see, marked, numbered, and on record (3c, S94)."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from allocations import printing, services
from allocations.models import Pack, PackOrder
from allocations.models.packs import MOST_TRIES
from consent import services as consent
from consent.models import SharingDecision
from locality.drawing import TooHeavy
from locality.models import Practitioner
from tests.allocations.meeting import PURPOSE
from tests.allocations.sitting import NEED, copy_for, cover, fresh, ready
from tests.cast import share_category
from tests.databases import unseen_hand
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
    ben = words_of(copy_for(client, sent.meeting, story.ben).content)
    assert PURPOSE in ben and "Fulmar family" in ben
    chidi = words_of(copy_for(client, sent.meeting, story.chidi).content)
    assert PURPOSE not in chidi and "Fulmar family" not in chidi and "No family that your partner may see" in chidi


@pytest.mark.rule("S94", "S135")
def test_a_move_down_is_read_by_who_does_not_see_the_conversation_about_it(client, story):
    made = ready(story, heading="TRANSITION_DOWN")
    made.meeting = services.circulate(fresh(made.meeting), by=story.ewan)
    page = signed_in(client, story.ben).get(reverse("allocations:item", args=[made.item.pk]))
    assert "A conversation on record" in what_is_read(page)
    assert "A conversation on record" in words_of(copy_for(client, made.meeting, story.ben).content)


def test_a_copy_is_marked_tagged_and_on_record(client, story, sent):
    answer = copy_for(client, sent.meeting, story.ben)
    pack = Pack.objects.get(practitioner=story.ben)
    assert pack.mark in words_of(answer.content) and "For Ben Carrow" in words_of(answer.content)
    assert pack.items == [sent.item.pk] and len(pack.digest) == 64
    assert len(pack.shown[0]) == 64 and f"0:{story.family.pk}" in pack.shown[1:] and f"0:{story.child.pk}" in pack.shown
    told = about(answer.content)
    assert told["language"] == "en-GB" and told["marked"] and told["has_tree"] and "pdfuaid" in told["metadata"]
    assert answer["Cache-Control"] == "no-store"
    assert not Pack.objects.filter(practitioner=story.chidi).exists()
    assert {row.actor_name for row in Pack.history.filter(id=pack.pk)} == {"Ben Carrow"}


@pytest.fixture
def quick(monkeypatch):
    """Copies of one line, made here: for tests of everything but what a copy looks like."""
    monkeypatch.setattr(printing, "pdf_apart", lambda template, context: context["title"].encode())


def test_the_page_waits_without_a_script_and_tells_a_script_how_far_it_is(client, story, sent, quick):
    ben = signed_in(client, story.ben)
    ben.post(sent.url, {"act": "papers", "submission": str(uuid4())})
    text = what_is_read(ben.get(sent.url))
    assert "Waiting" in text and "Look again" in text and 'data-state="W"' in text and "Make a copy" not in text
    state = reverse("allocations:papers-state", args=[sent.meeting.pk])
    assert ben.get(state).json() == {"state": "W"}
    printing.make_waiting()
    assert ben.get(state).json() == {"state": "R"}
    text = what_is_read(ben.get(sent.url))
    assert "Look again" not in text and "(PDF)" in text and "Make a copy" in text
    assert signed_in(client, story.amira).get(state).json() == {"state": ""}


def test_a_form_sent_twice_and_a_worker_nudged_twice_make_one_copy(client, story, sent, quick):
    ben, key = signed_in(client, story.ben), uuid4()
    for _ in range(2):
        ben.post(sent.url, {"act": "papers", "submission": str(key)})
    ben.post(sent.url, {"act": "papers", "submission": str(uuid4())})  # another form while one waits
    assert PackOrder.objects.count() == 1
    assert [printing.make(key), printing.make(key), printing.make_waiting()] == [True, False, 0]
    assert Pack.objects.count() == 1 and PackOrder.objects.get().tries == 1


def test_a_worker_that_dies_leaves_nothing_and_the_next_begins_anew(client, story, sent, monkeypatch):
    def dies(template, context):
        raise SystemExit

    order = services.order_papers(sent.meeting, by=story.ben, submission=uuid4())
    monkeypatch.setattr(printing, "pdf_apart", dies)
    with pytest.raises(SystemExit):
        printing.make(order.pk)
    order = fresh(order)
    assert order.is_waiting and order.tries == 1 and order.content is None and not Pack.objects.exists()
    monkeypatch.setattr(printing, "pdf_apart", lambda template, context: b"PDF")
    assert printing.make_waiting() == 1 and Pack.objects.count() == 1


def test_what_cannot_be_made_is_given_up_after_three_tries_and_says_so(client, story, sent, monkeypatch):
    def heavy(template, context):
        raise TooHeavy

    monkeypatch.setattr(printing, "pdf_apart", heavy)
    services.order_papers(sent.meeting, by=story.ben, submission=uuid4())
    assert [printing.make_waiting() for _ in range(MOST_TRIES + 2)] == [0] * (MOST_TRIES + 2)
    assert PackOrder.objects.get().tries == MOST_TRIES
    text = what_is_read(signed_in(client, story.ben).get(sent.url))
    assert "It could not be made" in text and "Make a copy" in text


def test_a_copy_says_when_something_in_it_is_no_longer_to_be_read(client, story, sent, quick):
    copy_for(client, sent.meeting, story.ben)
    assert "Nothing was taken out" in what_is_read(client.get(sent.url))
    for decision in SharingDecision.objects.live().filter(family=story.family):
        consent.end_decision(decision, by=story.amira, reason="The family changed its mind")
    assert "Destroy this copy" in what_is_read(client.get(sent.url))
    assert client.get(reverse("allocations:papers-file", args=[Pack.objects.get().pk])).status_code == 302


@pytest.mark.rule("S94", "A4")
def test_a_copy_that_names_a_family_is_not_read_when_the_item_alone_still_is(client, story, quick):
    made = ready(story, covered=())
    cover(story, made.item, "health", "police", "council", details=False)
    everybody = {getattr(story, key): why for key, why in NEED.items()}
    details = share_category(story, "family_details", recipients=everybody)
    services.circulate(fresh(made.meeting), by=story.ewan)
    assert copy_for(client, made.meeting, story.ben) is not None
    consent.end_decision(details, by=story.amira, reason="Enough")
    page = what_is_read(client.get(reverse("allocations:papers", args=[made.meeting.pk])))
    assert "Destroy this copy" in page and "(PDF)" not in page
    assert client.get(reverse("allocations:papers-file", args=[Pack.objects.get().pk])).status_code == 302
    assert copy_for(client, made.meeting, story.ben) is not None  # without the name


def test_an_item_that_is_withdrawn_is_out_of_date_in_every_copy(client, story, sent, quick):
    copy_for(client, sent.meeting, story.ben)
    services.withdraw_item(sent.item, by=story.amira, why="They moved away")
    assert "Destroy this copy" in what_is_read(client.get(sent.url))


def test_what_changed_since_says_so_and_comes_with_an_addendum(client, story, sent, quick):
    copy_for(client, sent.meeting, story.ben)
    values = {"by": story.ben, "partner": story.health, "text": "Seen on Friday"}
    services.give_input(sent.item, **values, submission=uuid4())
    text = what_is_read(client.get(sent.url))
    assert "has changed since" in text and "Make an addendum" in text
    assert copy_for(client, sent.meeting, story.ben, "addendum").content == b"Addendum to the papers"
    assert "Make an addendum" not in what_is_read(client.get(sent.url))


def test_a_late_change_makes_an_addendum_with_what_is_new_alone(client, story, sent):
    copy_for(client, sent.meeting, story.chidi)
    assert copy_for(client, sent.meeting, story.chidi, "addendum") is None and Pack.objects.count() == 1
    assert "There was nothing to make a copy of" in what_is_read(client.get(sent.url))
    cover(story, sent.item, "police")
    assert "Make an addendum" in what_is_read(client.get(sent.url))
    words = words_of(copy_for(client, sent.meeting, story.chidi, "addendum").content)
    assert PURPOSE in words and "Addendum" in words
    assert [pack.is_addendum for pack in Pack.objects.order_by("issued_at")] == [False, True]


@pytest.mark.rule("A4")
def test_who_is_not_asked_gets_no_papers_and_nobody_gets_anothers(client, story, sent, quick):
    grace = signed_in(client, story.grace)
    assert "You are not asked to this meeting" in what_is_read(grace.get(sent.url))
    assert grace.post(sent.url, {"act": "papers"}).status_code == 403 and not PackOrder.objects.exists()
    with pytest.raises(PermissionDenied):
        services.order_papers(sent.meeting, by=story.grace, submission=uuid4())
    copy_for(client, sent.meeting, story.ben)
    url = reverse("allocations:papers-file", args=[Pack.objects.get().pk])
    for other in (story.grace, story.amira, story.ewan, story.dana):
        assert signed_in(client, other).get(url).status_code == 404


@pytest.mark.rule("A9")
def test_a_member_who_is_suspended_after_they_asked_gets_nothing(client, story, sent, quick):
    order = services.order_papers(sent.meeting, by=story.ben, submission=uuid4())
    other = services.order_papers(sent.meeting, by=story.chidi, submission=uuid4())
    with unseen_hand():
        Practitioner.objects.filter(pk=story.ben.pk).update(is_active=False)
    assert printing.make_waiting() == 1
    assert fresh(order).refused == "gone" and fresh(other).made_at
    assert not Pack.objects.filter(practitioner=story.ben).exists()


def test_a_cancelled_meeting_says_so_on_the_papers_that_were_issued(client, story, sent, quick):
    copy_for(client, sent.meeting, story.ben)
    services.order_papers(sent.meeting, by=story.chidi, submission=uuid4())
    services.cancel_meeting(fresh(sent.meeting), by=story.ewan, why="Snow")
    assert printing.make_waiting() == 0 and PackOrder.objects.get(practitioner=story.chidi).refused == "cancelled"
    text = what_is_read(client.get(sent.url))
    assert "The meeting was cancelled: Snow" in text and "Make a copy" not in text
    assert client.get(reverse("allocations:papers-file", args=[Pack.objects.get().pk])).status_code == 302
    with pytest.raises(ValidationError):
        services.order_papers(fresh(sent.meeting), by=story.ben, submission=uuid4())
    assert services.clear_papers(by=Practitioner.objects.system()) == 1
    assert PackOrder.objects.get(practitioner=story.ben).content is None and Pack.objects.count() == 1


@pytest.mark.rule("S131")
def test_whoever_runs_the_meeting_sees_who_has_their_papers_and_who_opened_them(client, story, sent, quick):
    page = reverse("allocations:meeting", args=[sent.meeting.pk])

    def said():
        text = what_is_read(signed_in(client, story.ewan).get(page))
        return [text.count(words) for words in ("No copy yet", "Made, not opened", "Opened")]

    assert said() == [4, 0, 0]
    order = services.order_papers(fresh(sent.meeting), by=story.ben, submission=uuid4())
    printing.make_waiting()
    assert said() == [3, 1, 0]
    assert signed_in(client, story.ben).get(reverse("allocations:papers-file", args=[order.pk])).status_code == 200
    assert said() == [3, 0, 1]
    assert "No copy yet" not in what_is_read(signed_in(client, story.ben).get(page))
