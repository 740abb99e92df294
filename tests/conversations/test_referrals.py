"""The Front Door: at once, by anybody, with nothing in the way; and chased until something comes of it (S49-S56)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from consent import services as consent
from consent.rules import Item
from conversations import services
from conversations.after_referring import after_referring
from conversations.models import Episode, Referral, ReferralChild
from locality.access import can_see
from locality.access.rule import reader_of
from locality.days import after_working_days
from locality.models import Involvement
from tests.cast import FACTS, propose, record, share_category
from tests.conversations.referring import moment, referral_form
from tests.locality.reading import queries_of, signed_in


def refer(story, *, by=None, partner=None, **changes):
    """A referral of Amira's that was rung through an hour ago, with these columns changed."""
    now = timezone.now()
    values = {
        "reason": "harm",
        "concerns": "A bruise, and who did it",
        "identified_at": now - timedelta(hours=2),
        "called_at": now - timedelta(hours=1),
        "spoke_to": "Duty worker",
        "said": "What Kai said",
        "children": [story.child],
    } | changes
    acts = {"by": by or story.amira, "partner": partner or story.school, "submission": uuid4()}
    return services.refer(story.family, **acts, **values)


def settle(referral, by, outcome="advice_only", **more):
    return services.record_outcome(referral, by=by, outcome=outcome, words="Told by Ola", at=timezone.now(), **more)


def due(story, who=None, days=0):
    day = timezone.localdate() + timedelta(days=days)
    return {each.words: each.by for each in after_referring(who or story.amira, day)}


@pytest.fixture
def address(story):
    return reverse("conversations:refer", args=[story.family.pk])


@pytest.mark.rule("S52", "S54", "S56")
def test_the_number_and_the_form_are_one_click_from_every_screen_with_the_family(client, story, address):
    amira = signed_in(client, story.amira)
    for name in ("locality:family", "locality:people", "consent:sharing", "conversations:new", "locality:chronology"):
        text = amira.get(reverse(name, args=[story.family.pk])).content.decode()
        assert f'href="{address}"' in text and "0191 498 0100" in text
    told = amira.get(reverse("conversations:conversation", args=[story.conversation.pk])).content.decode()
    assert f'href="{address}"' in told
    elsewhere = amira.get(reverse("locality:home")).content.decode()
    assert f'href="{reverse("conversations:front-door")}"' in elsewhere
    page = amira.get(address).content.decode()
    assert "tel:999" in page and "0191 498 0200" in page


@pytest.mark.rule("S49", "S50", "S51", "S53", "S55")
@pytest.mark.parametrize("reason", ["child_in_need", "harm", "likely_harm"])
def test_the_call_and_both_times_are_recorded(client, story, address, reason):
    answer = signed_in(client, story.amira).post(address, referral_form(story, reason=reason))
    made = Referral.objects.get()
    assert answer.status_code == 302 and answer.url == reverse("conversations:referral", args=[made.pk])
    assert (made.reason, made.spoke_to, made.reference, made.told) == (
        reason,
        "Ola, duty worker",
        "FD 1001",
        "not_safe",
    )
    assert 38 <= made.minutes <= 41 and made.waited.endswith("minutes")
    assert ReferralChild.objects.get(referral=made).person == story.child
    shown = client.get(answer.url).content.decode()
    assert "after the concern was seen" in shown and "FD 1001" in shown and "Waiting for the outcome" in shown


@pytest.mark.rule("S52", "S54")
def test_nobody_is_asked_for_a_reason_or_an_approval_first(client, story, address):
    """Ben sees the family through a decision, has never opened it, and is not asked why before he refers."""
    share_category(story, "family_details")
    ben = signed_in(client, story.ben)
    assert ben.get(reverse("locality:family", args=[story.family.pk])).status_code == 302  # the page for the reason
    assert ben.get(address).status_code == 200
    assert ben.post(address, referral_form(story)).status_code == 302
    made = Referral.objects.get()
    assert made.provider == story.health and not can_see(story.amira, made)
    assert Involvement.objects.filter(practitioner=story.ben, family=story.family, self_declared=False).exists()


@pytest.mark.rule("S53", "S55")
def test_before_the_call_it_is_saved_and_says_ring_now(client, story, address):
    later = referral_form(story, rung="no")
    answer = signed_in(client, story.amira).post(address, later)
    made = Referral.objects.get()
    assert made.called_at is None and made.spoke_to == ""
    assert "Ring the Front Door now" in client.get(answer.url).content.decode()
    assert list(due(story)) == ["Ring the Front Door about the Fulmar family"]
    assert client.get(reverse("conversations:referral-outcome", args=[made.pk])).url.endswith("/call")
    call = {"spoke_to": "Ola", "said": "All of it"} | moment("called_at", timezone.now())
    assert client.post(reverse("conversations:referral-call", args=[made.pk]), call).status_code == 302
    made.refresh_from_db()
    assert made.called_at and made.spoke_to == "Ola"
    with pytest.raises(PermissionDenied, match="already"):
        services.record_call(made, by=story.amira, called_at=timezone.now(), spoke_to="Another", said="Else")


BAD = [
    ("reason", None, "Choose what it is"),
    ("concerns", " ", "Write what you have seen or heard"),
    ("children", None, "Choose which children"),
    ("rung", None, "Say whether you have rung"),
    ("spoke_to", "", "Write who took the call"),
    ("told_reason", "", "Say why telling them would not be safe"),
    ("called_at-day", "40", "must"),
    ("children", ["00000000-0000-0000-0000-000000000000"], "problem"),
]


@pytest.mark.parametrize(("name", "value", "words"), BAD)
def test_what_is_missing_is_asked_for_and_every_word_kept(client, story, address, name, value, words):
    answer = signed_in(client, story.amira).post(address, referral_form(story, advice="Kept words", **{name: value}))
    text = answer.content.decode()
    assert answer.status_code == 422 and words in text and "Kept words" in text
    assert not Referral.objects.exists()


def test_the_call_is_not_before_what_was_seen(client, story, address):
    times = moment("called_at", timezone.now() - timedelta(hours=3))
    answer = signed_in(client, story.amira).post(address, referral_form(story, **times))
    assert answer.status_code == 422 and "look at both times again" in answer.content.decode()


def test_the_form_sent_twice_is_one_referral_and_anothers_key_is_refused(client, story, address):
    form = referral_form(story)
    amira = signed_in(client, story.amira)
    assert amira.post(address, form).url == amira.post(address, form).url
    assert Referral.objects.count() == 1
    assert signed_in(client, story.grace).post(address, form).status_code == 403


def test_whoever_cannot_see_the_family_cannot_refer_it_here(client, story, address):
    assert signed_in(client, story.chidi).post(address, referral_form(story)).status_code == 404
    with pytest.raises(PermissionDenied):
        services.refer(story.family, by=story.chidi, partner=story.police, submission=uuid4(), children=[])
    with pytest.raises(PermissionDenied):
        services.refer(story.family, by=story.amira, partner=story.health, submission=uuid4(), children=[])


# What is due, until there is an outcome


@pytest.mark.rule("S53", "V31")
def test_the_outcome_is_chased_until_there_is_one(story):
    made = refer(story)
    today = timezone.localdate()
    words = "Ask the Front Door what came of the referral of the Fulmar family"
    found = due(story)
    assert found[words] == after_working_days(timezone.localdate(made.called_at), 1)
    assert "Send the referral of the Fulmar family in writing" in found
    assert "Write down why you told the Front Door about the Fulmar family" in found
    what = {"kind": "sent", "happened_at": timezone.now(), "text": "By secure e-mail", "submission": uuid4()}
    services.add_to_referral(made, by=story.amira, **what)
    services.add_to_referral(made, by=story.amira, **(what | {"kind": "chased", "submission": uuid4()}))
    assert due(story)[words] == after_working_days(today, 1)
    assert "Send the referral of the Fulmar family in writing" not in due(story)
    settle(made, story.amira)
    assert words not in due(story)


def test_an_outcome_that_does_not_come_is_everybodys_who_leads_safeguarding(story):
    week_ago = timezone.now() - timedelta(days=9)
    refer(story, by=story.grace, identified_at=week_ago, called_at=week_ago)
    assert any("raise a disagreement" in words for words in due(story, story.amira))
    assert not any("writing" in words for words in due(story, story.amira))
    assert due(story, story.ben) == {}


def test_a_note_of_before_the_concern_and_an_outcome_of_before_the_call_are_refused(story):
    made = refer(story)
    before = timezone.now() - timedelta(days=2)
    with pytest.raises(ValidationError, match="after the concern"):
        what = {"kind": "more", "happened_at": before, "text": "Earlier", "submission": uuid4()}
        services.add_to_referral(made, by=story.amira, **what)
    with pytest.raises(ValidationError, match="after the call"):
        services.record_outcome(made, by=story.amira, outcome="nfa", words="None", at=before)
    settle(made, story.amira)
    with pytest.raises(PermissionDenied, match="recorded already"):
        settle(made, story.amira)


# Step up: early help waits, and does not end


@pytest.mark.rule("S45")
def test_social_care_takes_it_on_and_early_help_waits(client, story):
    help_open = {"by": story.amira, "partner": story.school, "submission": uuid4(), "why": "Sleep"}
    episode = services.open_episode(story.family, **help_open)
    made = refer(story)
    words = "Let early help for the Fulmar family wait: social care took it on"
    settled = settle(made, story.amira, "accepted_s17")
    assert due(story)[words] == timezone.localdate() and services.to_pause(settled) == episode
    page = signed_in(client, story.amira).get(reverse("conversations:referral", args=[made.pk])).content.decode()
    assert "Early help has to wait now" in page
    services.move_episode(
        episode, by=story.amira, status="stepped_up", reason="Agreed", conversation=story.conversation
    )
    assert words not in due(story)


@pytest.mark.rule("S45")
def test_with_the_conversation_the_step_up_happens_with_the_outcome(client, story):
    help_open = {"by": story.amira, "partner": story.school, "submission": uuid4(), "why": "Sleep"}
    episode = services.open_episode(story.family, **help_open)
    made = refer(story)
    form = {"outcome": "s47_strategy", "words": "Ola rang back", "conversation": str(story.conversation.pk)}
    form |= moment("at", timezone.now())
    answer = signed_in(client, story.amira).post(reverse("conversations:referral-outcome", args=[made.pk]), form)
    assert answer.status_code == 302
    episode.refresh_from_db()
    assert episode.status == Episode.Status.STEPPED_UP and episode.is_open
    assert episode.moved_with == story.conversation


# Who sees it


@pytest.mark.rule("S94", "V31", "A2")
def test_whoever_keeps_the_front_door_sees_it_by_a_decision_of_its_own_and_nothing_else(client, story):
    made = refer(story)
    assert not can_see(story.ewan, made)
    page = reverse("consent:decide", args=[story.family.pk]) + f"?kind=referral&record={made.pk}"
    shown = signed_in(client, story.amira).get(page).content.decode()
    assert "A bruise, and who did it" in shown and "They keep the Front Door" in shown
    proposal = propose(
        story,
        items=[Item(made.category, "The referral", made, timezone.localdate())],
        recipients={story.council: "They keep the Front Door and decide"},
        subjects=made.about(reader_of(story.amira)),
        told={story.child.pk: "will_not_be_told"},
        basis="risk",
        ground="harm_to_child",
        condition="asking_would_harm",
        facts=FACTS,
        safety="He may be hurt again",
        urgent=True,
    )
    decision = consent.decide(proposal, by=story.amira, partner=story.school)
    assert can_see(story.ewan, made) and not can_see(story.ewan, story.conversation)
    assert not can_see(story.chidi, made) and not can_see(story.ben, made)
    assert "Write down why you told the Front Door about the Fulmar family" not in due(story)
    read = signed_in(client, story.ewan).get(reverse("conversations:referral", args=[made.pk])).content.decode()
    assert str(decision).lower() in read and "Record the outcome" not in read
    ask = reverse("consent:ask-supplier") + f"?kind=referral&amp;record={made.pk}"
    assert ask in read and client.get(ask.replace("&amp;", "&")).status_code == 200
    mine = signed_in(client, story.amira).get(reverse("conversations:referral", args=[made.pk])).content.decode()
    assert ask not in mine
    with pytest.raises(PermissionDenied):
        settle(made, story.ewan)
    consent.end_decision(decision, by=story.amira, reason="Passed on")
    assert not can_see(story.ewan, made)


def test_it_stands_in_the_chronology_and_on_the_familys_page(client, story):
    settle(refer(story, conversation=record(story)), story.amira, "accepted_s17")
    amira = signed_in(client, story.amira)
    for name in ("locality:chronology", "locality:family"):
        text = amira.get(reverse(name, args=[story.family.pk])).content.decode()
        assert "Referral to the Front Door" in text and "social care assesses a child in need" in text
    listed = amira.get(reverse("conversations:front-door")).content.decode()
    assert "No referral of your partner waits" in listed


def test_the_list_costs_the_same_however_long(client, story):
    amira, url = signed_in(client, story.amira), reverse("conversations:front-door")

    def cost():
        amira.get(url)
        with queries_of() as asked:
            assert amira.get(url).status_code == 200
        return len(asked)

    refer(story)
    few = cost()
    for _ in range(6):
        refer(story)
    assert cost() == few
    with queries_of() as asked:
        due(story)
    some = len(asked)
    refer(story)
    with queries_of() as asked:
        due(story)
    assert len(asked) == some
