"""The chronology narrowed, and on paper: what the reader may see, and nothing else (S17)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from conversations import services as conversations
from locality.models import Viewing
from tests.cast import record, share
from tests.conversations.helping import planned, reviewed
from tests.locality.reading import queries_of, signed_in, what_is_read
from tests.papers import words_of


@pytest.fixture
def address(story):
    return reverse("locality:chronology", args=[story.family.pk])


def refer(story):
    now = timezone.now()
    told = {"reason": "harm", "concerns": "A bruise", "children": [story.child], "called_at": now, "spoke_to": "Ola"}
    acts = {"by": story.amira, "partner": story.school, "submission": uuid4()}
    return conversations.refer(story.family, **acts, **told, identified_at=now - timedelta(hours=1))


@pytest.mark.rule("S17")
def test_it_is_narrowed_by_kind_partner_day_and_what_stands_out(client, story, address):
    refer(story)
    amira = signed_in(client, story.amira)
    everything = what_is_read(amira.get(address))
    assert "Telephone call" in everything and "Referral to the Front Door" in everything
    only = what_is_read(amira.get(address, {"source": "Referrals"}))
    assert "Referral to the Front Door" in only and "Breakfast club from Monday" not in only
    assert "Breakfast club from Monday" not in what_is_read(amira.get(address, {"show": "significant"}))
    assert "Breakfast club from Monday" in what_is_read(amira.get(address, {"partner": story.school.name}))
    tomorrow = timezone.localdate() + timedelta(days=1)
    day = {"since-day": tomorrow.day, "since-month": tomorrow.month, "since-year": tomorrow.year}
    assert "Nothing here that was asked for" in what_is_read(amira.get(address, day))
    assert amira.get(address, {"source": "Nonsense", "partner": "Nobody", "since-day": "x"}).status_code == 200


@pytest.mark.rule("S17")
def test_it_is_narrowed_to_one_person_and_what_is_about_all_of_the_family_stays(client, story, address):
    refer(story)
    record(story, people=[story.mother], agreed="Nell sees the doctor")
    amira = signed_in(client, story.amira)
    everything = what_is_read(amira.get(address))
    assert "Nell sees the doctor" in everything and "Family registered" in everything
    kai = what_is_read(amira.get(address, {"person": str(story.child.pk)}))
    assert "A bruise" in kai and "Breakfast club from Monday" in kai and "Family registered" in kai
    assert "Nell sees the doctor" not in kai
    nell = what_is_read(amira.get(address, {"person": str(story.mother.pk)}))
    assert "Nell sees the doctor" in nell and "A bruise" not in nell and "level of need" not in nell
    paper = words_of(
        client.get(
            reverse("locality:chronology-paper", args=[story.family.pk]), {"person": str(story.mother.pk)}
        ).content
    )
    assert "about Nell Fulmar or all of the family" in paper and "A bruise" not in paper


@pytest.mark.rule("S17", "S30")
def test_it_tells_of_the_plan_and_its_reviews(client, story, address):
    plan, need = planned(story)
    reviewed(story, plan, need, changed="The nights are quieter")
    amira = signed_in(client, story.amira)
    assert "The nights are quieter" in what_is_read(amira.get(address))
    only = what_is_read(amira.get(address, {"source": "Reviews"}))
    assert "The nights are quieter" in only and "Plan agreed" not in only


@pytest.mark.rule("S17", "A4")
def test_the_paper_says_what_its_reader_may_see_and_that_it_was_taken_is_kept(client, story, address):
    refer(story)
    paper = reverse("locality:chronology-paper", args=[story.family.pk])
    answer = signed_in(client, story.amira).get(paper)
    assert answer["Content-Type"] == "application/pdf" and "Fulmar" not in answer["Content-Disposition"]
    words = words_of(answer.content)
    assert "Referral to the Front Door" in words and "Kai was" in words
    assert Viewing.objects.filter(practitioner=story.amira, kind="chronology on paper").exists()
    narrow = words_of(client.get(paper, {"source": "Referrals"}).content)
    assert "A bruise" in narrow and "Breakfast club" not in narrow
    share(story)
    assert signed_in(client, story.ben).get(paper).status_code == 404


def test_it_costs_the_same_however_long(client, story, address):
    amira = signed_in(client, story.amira)

    def cost():
        amira.get(address)
        with queries_of() as asked:
            assert amira.get(address).status_code == 200
        return len(asked)

    few = cost()
    for _ in range(6):
        record(story)
        refer(story)
    assert cost() == few


@pytest.mark.rule("S17")
def test_a_conversation_stands_out_by_hand_with_who_says_so_and_why_until_it_does_no_longer(client, story, address):
    amira, talk = signed_in(client, story.amira), story.conversation
    page = reverse("conversations:add", args=[talk.pk])

    def marked(mark, words):
        answer = amira.post(page, {"text": words, "mark": mark, "submission": str(uuid4())})
        assert answer.status_code == 302
        return what_is_read(amira.get(address, {"show": "significant"}))

    assert talk.agreed not in what_is_read(amira.get(address, {"show": "significant"}))
    out = marked("out", "His first word about the baby")
    assert talk.agreed in out and f"says {story.amira}: His first word about the baby" in out
    assert talk.agreed in marked("", "He has eaten since"), "A plain note changes nothing of it"
    assert "Stands out in the chronology" in what_is_read(
        amira.get(reverse("conversations:conversation", args=[talk.pk]))
    )
    assert talk.agreed not in marked("plain", "It was another child")
    assert amira.post(page, {"text": "x", "mark": "loud", "submission": str(uuid4())}).status_code == 422
    assert "His first word about the baby" not in what_is_read(amira.get(address))
