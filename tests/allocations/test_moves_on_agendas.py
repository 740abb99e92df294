"""A move between services goes on a meeting's agenda with what it says already, and says so itself (3g; S135)."""

from uuid import uuid4

import pytest
from django.urls import reverse

from allocations import services
from allocations.models import AgendaItem
from tests.allocations.meeting import make_meeting
from tests.conversations.moving import agreed, proposed, shown
from tests.locality.reading import signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("S135", "S45")]


def page_of(move):
    return reverse("conversations:moving", args=[move.pk])


def test_it_is_put_on_an_agenda_from_its_page_with_what_it_says_already(client, story):
    meeting, move = make_meeting(story), agreed(story, proposed(story))
    amira = signed_in(client, story.amira)
    url = f"{reverse('allocations:propose', args=[story.family.pk])}?move={move.pk}"
    assert url in what_is_read(amira.get(page_of(move)))
    form = amira.get(url).context["form"]
    assert form.initial["heading"] == "TRANSITION_DOWN" and form.initial["agreement"] == "agreed"
    sent = {name: str(value) for name, value in form.initial.items()} | {"submission": str(uuid4())}
    sent |= {"meeting": str(meeting.pk), "from_level": "L4_SPECIALIST_STATUTORY", "to_level": "L3_TARGETED"}
    assert amira.post(url, sent).status_code == 302
    item = AgendaItem.objects.get()
    assert item.conversation == story.conversation and "Visits every week" in item.closing_summary
    read = what_is_read(amira.get(page_of(move)))
    assert "On the agenda: " in read and reverse("allocations:item", args=[item.pk]) in read and url not in read


@pytest.mark.rule("A4")
def test_whoever_is_asked_to_carry_on_does_not_learn_that_it_is_on_an_agenda(client, story):
    meeting, move = make_meeting(story), proposed(story)
    shown(story)
    what = {"by": story.amira, "partner": story.school, "family": story.family, "heading": "TRANSITION_DOWN"}
    what |= {"from_level": "L4_SPECIALIST_STATUTORY", "to_level": "L3_TARGETED", "agreement": "asked"}
    what |= {"closing_summary": "Visits every week since May", "conversation": story.conversation}
    services.propose_family(meeting, purpose="Decide who carries on", submission=uuid4(), **what)
    read = what_is_read(signed_in(client, story.ben).get(page_of(move)))
    assert "What is proposed" in read and "On the agenda" not in read


def test_a_key_that_is_none_or_another_familys_fills_nothing_in(client, story):
    make_meeting(story)
    amira = signed_in(client, story.amira)
    for key in ("nonsense", uuid4(), ""):
        answer = amira.get(f"{reverse('allocations:propose', args=[story.family.pk])}?move={key}")
        assert answer.status_code == 200 and "TRANSITION_DOWN" not in answer.context["form"].initial.values()
