"""Disagreements: raised, answered in each side's own words, taken up by the clock, settled (3e; S37-S40, S138-S139)."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from consent import services as consent
from consent.rules import Item
from conversations import services
from conversations.after_disagreeing import open_disagreements
from conversations.ladder import rungs_of, stages
from conversations.models import Disagreement, DisagreementStep, Position
from locality.access import can_see
from tests.cast import agree, propose, share_category
from tests.locality.reading import queries_of, signed_in

MONDAY = datetime(2027, 3, 1, 10, tzinfo=ZoneInfo("Europe/London"))


def disagree(story, *, by=None, at=None, **changes):
    """A disagreement of the school's with health about the level of need; returns it."""
    values = {
        "topic": "level",
        "subject": "Whether the visits go on",
        "position": "Kai is still hungry",
        "wanted": "Two more months of visits",
        "safety_plan": "Breakfast at school, every day",
        "with_partner": story.health,
    } | changes
    acts = {"by": by or story.amira, "partner": story.school, "submission": uuid4(), "at": at or timezone.now()}
    return services.disagree(story.family, **acts, **values)


def share_it(story, record, *, by=None, partner=None, with_partner=None):
    """A decision that gives one partner this one record."""
    by, partner = by or story.amira, partner or story.school
    recipient = with_partner or story.health
    if partner == story.school:
        agree(story, partners=[recipient])
    proposal = propose(
        story,
        partner=partner,
        items=[Item(record.category, "It", record, timezone.localdate())],
        recipients={recipient: "They are the other side of it"},
        **({} if partner == story.school else _urgent()),
    )
    return consent.decide(proposal, by=by, partner=partner)


def _urgent():
    from tests.cast import FACTS

    return {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "safety": "He goes hungry", "urgent": True}


def rungs(found, now=None):
    return rungs_of(found, list(DisagreementStep.objects.filter(disagreement=found)), stages(), now)


def due(who):
    return [each.words for each in open_disagreements(who, timezone.localdate())]


# The ladder


@pytest.mark.rule("S40", "S139")
def test_nobody_does_anything_and_the_clock_takes_it_to_stage_3(story):
    """Two working days on each of the first two stages: raised on Monday, with managers on Thursday, up on Saturday
    night, and with the locality manager when the week is over. Nothing runs for it."""
    with time_machine.travel(MONDAY, tick=False):
        made = disagree(story)
        assert [rung.number for rung in rungs(made)] == [1]
    for day, stage in ((2, 1), (3, 2), (4, 2), (5, 3), (9, 3), (10, 4), (17, 5), (60, 5)):
        found = rungs(made, MONDAY + timedelta(days=day))
        assert (day, found[-1].number) == (day, stage)
    assert [rung.how for rung in found] == ["clock"] * 4 + [""]


def test_a_time_that_ends_at_midnight_is_told_as_the_end_of_the_day(story):
    with time_machine.travel(MONDAY, tick=False):
        assert rungs(disagree(story))[0].until.startswith("the end of Wednesday ")
        risky = disagree(story, at_risk=True, front_door_answer="Rung at ten; they look at it today", at=MONDAY)
        assert ", " in rungs(risky)[0].until


@pytest.mark.rule("S38", "S138")
def test_each_stage_is_on_the_list_of_whoever_settles_it(story):
    with time_machine.travel(MONDAY, tick=False):
        disagree(story)
        assert len(due(story.amira)) == 1 and due(story.grace) == [] and due(story.ewan) == []
    with time_machine.travel(MONDAY + timedelta(days=3), tick=False):
        assert "stage 2, manager to manager" in due(story.grace)[0]
    with time_machine.travel(MONDAY + timedelta(days=6), tick=False):
        assert "stage 3" in due(story.grace)[0] and "stage 3" in due(story.amira)[0]


@pytest.mark.rule("S138")
def test_the_locality_manager_has_it_from_stage_3_when_it_was_shared_with_them_and_not_before(story):
    with time_machine.travel(MONDAY, tick=False):
        made = disagree(story)
        share_it(story, made, with_partner=story.council)
        assert due(story.ewan) == []
    with time_machine.travel(MONDAY + timedelta(days=6), tick=False):
        assert "stage 3, locality manager and heads" in due(story.ewan)[0]


def test_the_daily_letter_goes_to_whom_the_clock_brought_it(story, mailoutbox):
    from locality.post import send_digests

    with time_machine.travel(MONDAY, tick=False):
        disagree(story)
    with time_machine.travel(MONDAY + timedelta(days=3), tick=False):
        send_digests()
    letters = [letter for letter in mailoutbox if letter.to == [story.grace.email]]
    assert len(letters) == 1 and "Fulmar" not in letters[0].body


def test_it_is_taken_up_before_time_runs_out(story):
    with time_machine.travel(MONDAY, tick=False):
        made = disagree(story)
    with time_machine.travel(MONDAY + timedelta(hours=3), tick=False):
        services.take_step(made, by=story.amira, kind="talked", text="No nearer", submission=uuid4())
        up = {"kind": "up", "text": "It cannot wait", "submission": uuid4()}
        step = services.take_step(made, by=story.amira, **up)
        assert step.stage == 2 and services.take_step(made, by=story.amira, **up) == step
        found = rungs(made)
    assert [(rung.number, rung.how) for rung in found] == [(1, "up"), (2, "")]


def test_where_a_child_may_be_harmed_all_of_it_takes_24_hours(story):
    with pytest.raises(ValidationError, match="Ring the Front Door"):
        disagree(story, at_risk=True)
    assert not Disagreement.objects.exists()
    made = disagree(story, at_risk=True, front_door_answer="Rung at ten; they look at it today", at=MONDAY)
    assert rungs(made, MONDAY + timedelta(hours=4))[-1].number == 1
    assert rungs(made, MONDAY + timedelta(hours=10))[-1].number == 3
    last = rungs(made, MONDAY + timedelta(hours=23))[-1]
    assert last.number == 5 and last.limit == MONDAY + timedelta(hours=24)


def test_other_stages_are_other_rows(story):
    from conversations.models import Stage
    from tests.databases import unseen_hand

    with unseen_hand():
        Stage.objects.filter(code__in=["directors", "partners"]).update(valid_to=MONDAY.date())
        Stage.objects.filter(code="managers").update(days=4)
    with time_machine.travel(MONDAY, tick=False):
        made = disagree(story)
    with time_machine.travel(MONDAY + timedelta(days=8), tick=False):
        assert rungs(made)[-1].number == 2
        assert rungs(made, MONDAY + timedelta(days=90))[-1].number == 3


# Each side in its own words, and who sees which


@pytest.mark.rule("S37", "S94")
def test_each_side_is_its_own_partners_record(client, story):
    made = disagree(story)
    page = reverse("conversations:disagreement", args=[made.pk])
    assert signed_in(client, story.ben).get(page).status_code == 404
    share_it(story, made)
    told = signed_in(client, story.ben).get(page).content.decode()
    assert "Kai is still hungry" in told and "Say our side" in told and "Record how it ended" not in told
    assert "Say your side of the disagreement" in " ".join(due(story.ben))
    form = {"submission": str(uuid4()), "text": "The weight is back on the line", "wanted": "To end in May"}
    assert client.post(reverse("conversations:disagreement-side", args=[made.pk]), form).status_code == 302
    side = Position.objects.get()
    assert side.provider == story.health and "Say your side" not in " ".join(due(story.ben))
    assert not can_see(story.amira, side), "What health wrote is health's until health decides"
    assert "The weight is back" not in signed_in(client, story.amira).get(page).content.decode()
    share_category(story, "family_details")
    share_it(story, side, by=story.ben, partner=story.health, with_partner=story.school)
    assert can_see(story.amira, side) and not can_see(story.chidi, side)
    assert "The weight is back on the line" in signed_in(client, story.amira).get(page).content.decode()


def test_nobody_answers_for_another_or_without_having_been_shown_it(story):
    made = disagree(story)
    said = {"text": "No", "submission": uuid4()}
    for who, partner in ((story.chidi, story.police), (story.amira, story.school), (story.amira, story.health)):
        with pytest.raises(PermissionDenied):
            services.give_position(made, by=who, partner=partner, **said)
    with pytest.raises(PermissionDenied):
        services.settle(made, by=story.ben, outcome="agreed", reasons="Fine")
    with pytest.raises(ValidationError, match="another partner"):
        disagree(story, with_partner=story.school)


@pytest.mark.rule("S37")
def test_a_family_disagrees_too_in_its_own_words(client, story):
    with pytest.raises(ValidationError, match="own words"):
        disagree(story, raised_for="family", with_partner=None)
    made = disagree(story, raised_for="child", family_words="I want Ben to keep coming", with_partner=None)
    text = signed_in(client, story.amira).get(reverse("conversations:disagreement", args=[made.pk])).content.decode()
    assert "I want Ben to keep coming" in text and "The child" in text


# Raised, settled


def form_of(story, **changes):
    values = {
        "submission": str(uuid4()),
        "subject": "Whether the visits go on",
        "topic": "level",
        "raised_for": "partner",
        "position": "Kai is still hungry",
        "wanted": "Two more months",
        "with_partner": str(story.health.pk),
        "risk": "no",
        "safety_plan": "Breakfast at school",
        "lead": "me",
    }
    return {name: value for name, value in (values | changes).items() if value is not None}


@pytest.mark.rule("S39", "S40", "S138")
def test_it_is_raised_from_a_conversation_and_settled_with_its_dissent(client, story):
    amira = signed_in(client, story.amira)
    told = amira.get(reverse("conversations:conversation", args=[story.conversation.pk])).content.decode()
    url = reverse("conversations:disagree", args=[story.family.pk])
    of = f"{url}?kind=conversation&record={story.conversation.pk}"
    assert of.replace("&", "&amp;") in told
    assert "About: " in amira.get(of).content.decode()
    answer = amira.post(of, form_of(story))
    made = Disagreement.objects.get()
    assert answer.url == reverse("conversations:disagreement", args=[made.pk])
    assert (made.source_kind, made.source, made.interim_lead) == ("conversation", story.conversation.pk, story.amira)
    assert reverse("conversations:conversation", args=[story.conversation.pk]) in amira.get(answer.url).content.decode()
    settle = reverse("conversations:disagreement-settle", args=[made.pk])
    ending = {"outcome": "decided", "reasons": "Visits go on until May", "dissent": "Ben: too long"}
    refused = amira.post(settle, ending)
    assert refused.status_code == 422 and "Visits go on until May" in refused.content.decode()
    assert amira.post(settle, ending | {"decided_by": "Ewan Thorley, locality manager"}).status_code == 302
    shown = amira.get(answer.url).content.decode()
    assert "Ben: too long" in shown and "Ewan Thorley" in shown and "Settled here" in shown
    assert due(story.amira) == []
    assert amira.post(settle, ending | {"decided_by": "Me"}).status_code == 403
    chronology = amira.get(reverse("locality:chronology", args=[story.family.pk])).content.decode()
    assert "Disagreement settled" in chronology


BAD = [
    ("subject", "", "Say what it is about"),
    ("position", "", "Write what your side says"),
    ("safety_plan", "", "kept safe"),
    ("risk", "yes", "Ring the Front Door first"),
    ("risk", None, "Say whether a child could come to harm"),
    ("raised_for", "family", "in their own words"),
]


@pytest.mark.parametrize(("name", "value", "words"), BAD)
def test_what_is_missing_is_asked_for_and_every_word_kept(client, story, name, value, words):
    url = reverse("conversations:disagree", args=[story.family.pk])
    answer = signed_in(client, story.amira).post(url, form_of(story, wanted="Kept words", **{name: value}))
    text = answer.content.decode()
    assert answer.status_code == 422 and words in text and "Kept words" in text
    assert not Disagreement.objects.exists()


def test_a_record_of_another_family_or_none_is_not_there(client, story):
    url = reverse("conversations:disagree", args=[story.family.pk])
    assert signed_in(client, story.amira).get(f"{url}?kind=referral&record={uuid4()}").status_code == 404


def test_the_list_of_what_is_due_costs_the_same_however_many(story):
    def cost():
        with queries_of() as asked:
            due(story.amira)
        return len(asked)

    disagree(story)
    few = cost()
    for _ in range(5):
        disagree(story)
    assert cost() == few
