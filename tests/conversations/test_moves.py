"""A step down and a transfer: what each needs first, and never a gap (domain.md 3g; S25, S26, S45)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from conversations import services
from conversations.models import Episode, Lead, StepTransfer
from conversations.running import before_it_paused
from locality.access import can_see
from locality.dues import dues_of
from locality.history import acting_as
from locality.models import Locality
from tests.cast import record
from tests.conversations.helping import asked, ended, led
from tests.conversations.moving import accepted, agreed, handed_over, led_there, proposed, shown, talked_there
from tests.databases import unseen_hand

pytestmark = pytest.mark.django_db
Status = Episode.Status


def due_words(who):
    return [due.words for due in dues_of(who, timezone.localdate())]


@pytest.mark.rule("S26", "S45", "S25")
def test_a_step_down_goes_from_proposal_to_end_with_each_guard_in_its_place(story):
    shown(story)
    move = proposed(story)
    today = {"papers_on": timezone.localdate()}
    with pytest.raises(ValidationError, match="family agrees"):
        services.answer_move(move, by=story.ben, answer="accepted", **today)
    agreed(story, move)
    with pytest.raises(ValidationError, match="summary and the plan"):
        services.answer_move(move, by=story.ben, answer="accepted")
    with pytest.raises(ValidationError, match="not handed over"):
        services.finish_move(move, by=story.amira, words="Over")
    move = accepted(story, move)
    there = move.carries_on
    assert (there.provider, there.trigger, there.objective) == (story.health, "step_down_safe", "reduce_safely")
    with pytest.raises(ValidationError, match="Nobody leads there"):
        services.hand_over(move, by=story.ben, conversation=talked_there(story))
    led_there(story, move)
    with pytest.raises(ValidationError, match="took place"):
        services.hand_over(move, by=story.ben, conversation=None)
    move = services.hand_over(move, by=story.ben, conversation=talked_there(story))
    assert move.lead == story.ben and move.is_open
    move = services.finish_move(move, by=story.amira, words="Nell knows; the nurse too")
    assert not move.is_open and move.state["text"] == "Done"
    assert StepTransfer.history.filter(id=move.pk).count() == 5
    assert {row.actor_name for row in StepTransfer.history.filter(id=move.pk)} == {story.amira.name, story.ben.name}


@pytest.mark.rule("S45")
def test_no_move_without_the_conversation_in_which_it_was_planned(story):
    declined = record(story, took_place=False, declined_reason="No time")
    for talk in (None, declined):
        with pytest.raises(ValidationError, match="conversation"):
            proposed(story, conversation=talk)


@pytest.mark.rule("S94", "A4")
def test_whoever_is_asked_sees_it_by_a_decision_and_no_other_way(story):
    move = agreed(story, proposed(story))
    assert not can_see(story.ben, move) and not any("carry on" in words for words in due_words(story.ben))
    with pytest.raises(PermissionDenied):
        services.answer_move(move, by=story.ben, answer="accepted", papers_on=timezone.localdate())
    with acting_as(story.ben):
        assert StepTransfer.objects.filter(pk=move.pk).update(answer="declined", answer_reason="No") == 0
    shown(story)
    assert can_see(story.ben, move) and any("carry on with the Fulmar" in words for words in due_words(story.ben))
    assert not can_see(story.chidi, move)


def test_a_no_has_its_reason_and_goes_back_to_whoever_proposed_it(story):
    shown(story)
    move = agreed(story, proposed(story))
    with pytest.raises(ValidationError, match="why not"):
        services.answer_move(move, by=story.ben, answer="declined", reason=" ")
    move = services.answer_move(move, by=story.ben, answer="declined", reason="No room before May")
    assert move.is_open and any("will not carry on" in words for words in due_words(story.amira))
    services.take_back_move(move, by=story.amira, reason="We go on ourselves")
    assert proposed(story).is_open  # another may be asked


def test_a_family_that_says_no_keeps_what_everybody_has(story):
    move = agreed(story, proposed(story), agreement="refused", said="“Enough now.”")
    assert not move.is_open and move.state["text"] == "The family said no"
    with pytest.raises(PermissionDenied):
        agreed(story, move)


@pytest.mark.rule("S26")
def test_after_a_child_protection_plan_another_person_signs(story):
    shown(story)
    move = agreed(story, proposed(story, was="child_protection"))
    yes = {"answer": "accepted", "papers_on": timezone.localdate()}
    with pytest.raises(ValidationError, match="signs first"):
        services.answer_move(move, by=story.ben, **yes)
    assert any(words.startswith("Sign the step down") for words in due_words(story.grace))
    with pytest.raises(PermissionDenied):
        services.sign_move(move, by=story.amira, words="Mine")
    services.sign_move(move, by=story.grace, words="Read the last two reviews")
    assert services.answer_move(move, by=story.ben, **yes).carries_on


def test_a_plan_that_ended_long_ago_is_not_signed_for(story):
    ended_on = timezone.localdate() - timedelta(days=120)
    assert not proposed(story, was="child_protection", was_until=ended_on).needs_signature


@pytest.mark.rule("S129", "S136")
def test_a_transfer_ends_help_here_only_when_somebody_leads_there(story):
    shown(story)
    mine = led(story).episode
    talk = {"conversation": story.conversation}
    move = agreed(story, proposed(story, kind="transfer", was="", to_locality=Locality.objects.last()))
    with pytest.raises(ValidationError, match="under way"):
        services.move_episode(mine, by=story.amira, status=Status.TRANSFERRED, reason="Gone", **talk)
    with pytest.raises(ValidationError) as stopped:
        ended(story, mine)
    assert "take it back" in str(stopped.value)
    move = handed_over(story, accepted(story, move))
    assert Episode.objects.get(pk=mine.pk).is_open  # whoever led here leads until the end
    services.finish_move(move, by=story.amira, words="Told")
    mine = Episode.objects.get(pk=mine.pk)
    assert mine.status == Status.TRANSFERRED and mine.moved_with == story.conversation
    assert Lead.objects.current().get(episode=move.carries_on).practitioner == story.ben
    assert can_see(story.grace, mine)  # what was supplied here stays here
    story.family.refresh_from_db()
    assert story.family.locality == move.to_locality


def test_within_one_partner_somebody_new_leads(story):
    mine = led(story).episode
    values = {"kind": "transfer", "was": "", "to_partner": story.school, "asked": story.grace}
    move = agreed(story, proposed(story, **values))
    move = services.answer_move(move, by=story.grace, answer="accepted", papers_on=timezone.localdate())
    assert move.carries_on == mine
    with pytest.raises(ValidationError, match="leads still"):
        services.hand_over(move, by=story.grace, conversation=story.conversation)
    question = asked(story, mine, story.grace, handover=story.conversation)
    services.accept_lead(question, by=story.grace)
    move = services.hand_over(move, by=story.grace, conversation=story.conversation)
    services.finish_move(move, by=story.amira, words="Grace has it")
    assert Episode.objects.get(pk=mine.pk).is_open


@pytest.mark.rule("S15", "S45")
def test_help_that_waited_since_a_step_up_goes_on_where_it_stood(story):
    mine = led(story).episode
    services.move_episode(mine, by=story.amira, status=Status.ASSESSMENT, reason="Agreed")
    talk = {"conversation": story.conversation}
    services.move_episode(mine, by=story.amira, status=Status.STEPPED_UP, reason="Social care", **talk)
    with pytest.raises(ValidationError, match="conversation"):  # not back down without one either
        services.move_episode(mine, by=story.amira, status=Status.ASSESSMENT, reason="Back")
    assert before_it_paused(mine) == Status.ASSESSMENT
    values = {"to_partner": story.school, "asked": story.grace}
    move = agreed(story, proposed(story, **values))
    move = services.answer_move(move, by=story.grace, answer="accepted", papers_on=timezone.localdate())
    assert Episode.objects.get(pk=mine.pk).status == Status.STEPPED_UP  # until it is handed over
    services.hand_over(move, by=story.grace, **talk)
    assert Episode.objects.get(pk=mine.pk).status == Status.ASSESSMENT


def test_a_transfer_needs_help_to_transfer_and_one_move_is_under_way_at_a_time(story):
    with pytest.raises(ValidationError, match="No help of yours"):
        proposed(story, kind="transfer", was="")
    with pytest.raises(ValidationError, match="statutory help"):
        proposed(story, was="")
    key = uuid4()
    assert proposed(story, submission=key) == proposed(story, submission=key)
    with pytest.raises(PermissionDenied):
        proposed(story, submission=key, by=story.grace)
    with pytest.raises(ValidationError, match="under way"):
        proposed(story)
    with pytest.raises(PermissionDenied):
        proposed(story, by=story.chidi, partner=story.police)


def test_the_database_keeps_the_order_too(story):
    move = proposed(story)
    for wrong in ({"answer": "accepted"}, {"answer": "declined"}, {"handed_over_at": timezone.now()}, {"was": ""}):
        with unseen_hand(), pytest.raises(IntegrityError), transaction.atomic():
            StepTransfer.objects.filter(pk=move.pk).update(**wrong)


def test_my_work_says_what_each_does_next(story):
    shown(story)
    move = proposed(story)
    assert any(words.startswith("Ask the Fulmar family about the step down") for words in due_words(story.amira))
    agreed(story, move)
    move = accepted(story, move)
    assert any("have it handed over" in words for words in due_words(story.ben))
    move = handed_over(story, move)
    assert any("your help for the Fulmar family has ended" in words for words in due_words(story.amira))
    assert any("first meeting around the Fulmar" in words for words in due_words(story.ben))
    services.finish_move(move, by=story.amira, words="Told")
    record(story, by=story.ben, partner=story.health, mode="meeting_in_person", started_at=timezone.now())
    assert not any("first meeting" in words for words in due_words(story.ben))


def test_an_answer_that_is_late_is_asked_of_whoever_signs_there(story):
    shown(story)
    long_ago = timezone.now() - timedelta(days=30)
    values = {"to_partner": story.school, "asked": story.amira, "by": story.grace, "at": long_ago}
    proposed(story, **values)
    assert any("Say whether you carry on" in words for words in due_words(story.grace))
