"""An episode of help: opened once, moved only where it may go, led without a gap (domain.md 2.4, 3d; S9, S45, S129)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from conversations import services
from conversations.models import Episode, Lead, TimeLimit
from locality import services as foundation
from locality.access import can_see
from locality.history import AlreadyUsed, acting_as
from locality.models import Membership
from tests.cast import record, share_category
from tests.conversations.helping import asked, led, opened
from tests.databases import unseen_hand

pytestmark = pytest.mark.django_db
Status = Episode.Status


# Opening


@pytest.mark.rule("S9", "S123", "S22")
def test_help_is_opened_with_what_it_is_for_and_since_when_it_was_needed(story):
    day = timezone.localdate() - timedelta(days=3)
    made = opened(story, identified_on=day, objective=Episode.Objective.DELAY)
    assert (made.status, made.identified_on, made.objective) == (Status.IDENTIFIED, day, Episode.Objective.DELAY)
    assert made.history.count() == 1 and made.history.get().actor_name == story.amira.name
    assert made.category.code == "lead_professional" and made.provider == story.school


def test_the_form_sent_twice_opens_once_and_nobody_elses_key_is_taken(story):
    key = uuid4()
    assert opened(story, submission=key) == opened(story, submission=key)
    with pytest.raises(PermissionDenied):
        opened(story, submission=key, by=story.grace)


def test_a_partner_has_one_open_episode_of_a_family(story):
    opened(story)
    with pytest.raises(ValidationError, match="under way"):
        opened(story)
    row = Episode.objects.get()
    with unseen_hand(), pytest.raises(IntegrityError), transaction.atomic():
        row.pk, row.submission, row._state.adding = uuid4(), uuid4(), True
        row.save(force_insert=True)


def test_the_need_was_not_seen_tomorrow(story):
    with pytest.raises(ValidationError):
        opened(story, identified_on=timezone.localdate() + timedelta(days=1))


@pytest.mark.rule("A4", "S94")
def test_help_is_seen_by_its_partner_and_by_whom_a_decision_shows_it(story):
    made = opened(story)
    assert can_see(story.grace, made) and not can_see(story.ben, made)
    share_category(story, "concerns")
    assert not can_see(story.ben, made)
    share_category(story, "lead_professional")
    assert can_see(story.ben, made) and not can_see(story.chidi, made)
    with pytest.raises(PermissionDenied):
        opened(story, by=story.chidi, partner=story.police)


# Moving on


def test_it_goes_only_where_it_may_go(story):
    made = opened(story)
    with pytest.raises(ValidationError, match="does not go"):
        services.move_episode(made, by=story.amira, status=Status.REVIEW, reason="Too early")
    with pytest.raises(ValidationError, match="does not go"):
        services.move_episode(made, by=story.amira, status=Status.CLOSED, reason="Just like that")
    assert services.move_episode(made, by=story.amira, status=Status.TALKING, reason="Met").status == Status.TALKING
    assert Episode.history.filter(id=made.pk).count() == 2


@pytest.mark.rule("S129", "S136")
def test_help_does_not_begin_with_nobody_to_lead_it_and_no_reason_why(story):
    made = opened(story)
    with pytest.raises(ValidationError, match="agreed to lead"):
        services.move_episode(made, by=story.amira, status=Status.ALLOCATED, reason="Ours")
    services.need_no_lead(made, by=story.amira, reason="School alone helps")
    assert services.move_episode(made, by=story.amira, status=Status.ALLOCATED, reason="Ours").status == "allocated"


@pytest.mark.rule("S45")
@pytest.mark.parametrize("status", [Status.STEPPED_UP, Status.TRANSFERRED])
def test_no_child_moves_between_services_without_a_conversation(story, status):
    made = opened(story)
    with pytest.raises(ValidationError, match="conversation"):
        services.move_episode(made, by=story.amira, status=status, reason="Worse")
    declined = record(story, took_place=False, declined_reason="No time")
    with pytest.raises(ValidationError, match="conversation"):
        services.move_episode(made, by=story.amira, status=status, reason="Worse", conversation=declined)
    now = services.move_episode(made, by=story.amira, status=status, reason="Worse", conversation=story.conversation)
    assert now.is_open == (status == Status.STEPPED_UP)
    with unseen_hand(), pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.filter(pk=made.pk).update(moved_with=None)


def test_whoever_reads_it_elsewhere_does_not_move_it(story):
    made = opened(story)
    share_category(story, "lead_professional")
    with pytest.raises(PermissionDenied):
        services.move_episode(made, by=story.ben, status=Status.TALKING, reason="Mine now")
    with acting_as(story.ben):  # nor behind the second wall
        assert Episode.objects.filter(pk=made.pk).update(why="Mine now") == 0


# Who leads


@pytest.mark.rule("S129", "S136")
def test_whoever_is_asked_leads_when_they_say_yes(story):
    made = opened(story)
    row = asked(story, made)
    assert services.lead_of(made) is None
    services.accept_lead(row, by=story.amira)
    assert services.lead_of(made) == row
    assert Episode.objects.get(pk=made.pk).status == Status.ALLOCATED


def test_nobody_answers_for_another_and_nobody_twice(story):
    row = asked(story, opened(story), story.grace)
    with pytest.raises(PermissionDenied):
        services.accept_lead(row, by=story.amira)
    services.decline_lead(row, by=story.grace, reason="No time")
    with pytest.raises(PermissionDenied):
        services.accept_lead(row, by=story.grace)
    row.refresh_from_db()
    assert (row.answer, row.answer_reason) == ("declined", "No time")


@pytest.mark.rule("S94", "A4")
def test_being_asked_gives_no_sight_of_anything(story):
    made = opened(story)
    with pytest.raises(ValidationError, match="may not see"):
        asked(story, made, story.ben, story.health)
    assert not can_see(story.ben, made) and not Lead.objects.exists()


@pytest.mark.rule("S33", "S129")
def test_a_lead_of_another_partner_keeps_the_help_going(story):
    made = opened(story)
    share_category(story, "lead_professional")
    row = asked(story, made, story.ben, story.health)
    with acting_as(story.ben):
        services.accept_lead(row, by=story.ben)
        now = services.move_episode(made, by=story.ben, status=Status.ASSESSMENT, reason="We begin")
    assert (now.status, now.moved_by) == (Status.ASSESSMENT, story.ben)
    with acting_as(story.ben), pytest.raises(Exception), transaction.atomic():  # noqa: B017 - the trigger's error
        Lead.objects.filter(pk=row.pk).update(episode=uuid4())


def test_a_lead_is_changed_in_a_conversation_and_there_is_no_gap(story):
    first = led(story)
    made = first.episode
    with pytest.raises(ValidationError, match="leads now"):
        asked(story, made, story.grace)
    talk = record(story, said="Handing over")
    second = asked(story, made, story.grace, handover=talk)
    assert services.lead_of(made) == first  # until the yes
    services.accept_lead(second, by=story.grace)
    assert services.lead_of(made) == second and second.replaces == first
    assert Lead.objects.accepted().filter(episode=made).count() == 2  # who led before stays
    with unseen_hand(), pytest.raises(IntegrityError), transaction.atomic():
        Lead.objects.filter(pk=second.pk).update(handover=None)


def test_a_lead_who_has_left_is_found_and_replaced_with_a_reason(story, client):
    from locality.dues import dues_of

    first = led(story, who=story.grace)
    job = Membership.objects.get(practitioner=story.grace)
    with unseen_hand():
        Membership.objects.filter(pk=job.pk).update(ends_on=timezone.localdate())
    words = [due.words for due in dues_of(story.amira, timezone.localdate())]
    assert f"{story.grace}, who leads the {story.family}, has left: ask another" in words
    with pytest.raises(ValidationError):
        asked(story, first.episode)
    second = asked(story, first.episode, no_handover_reason="She left on Friday, in hospital")
    assert services.accept_lead(second, by=story.amira)
    assert "has left" not in " ".join(due.words for due in dues_of(story.amira, timezone.localdate()))


def test_who_has_left_is_not_asked(story):
    with pytest.raises(ValidationError, match="does not work"):
        asked(story, opened(story), story.iris)


def test_one_is_asked_at_a_time_and_a_question_is_taken_back_with_a_reason(story):
    made = opened(story)
    row = asked(story, made, story.grace)
    with pytest.raises(ValidationError, match="asked already"):
        asked(story, made)
    services.withdraw_proposal(row, by=story.amira, reason="She is on leave")
    assert asked(story, made).answer == "proposed"


def test_the_family_is_told_once_after_the_yes(story):
    row = led(story)
    today = timezone.localdate()
    with pytest.raises(ValidationError):
        services.tell_family_who_leads(row, by=story.amira, on=today - timedelta(days=1), how="Early")
    with pytest.raises(ValidationError):
        services.tell_family_who_leads(row, by=story.amira, on=today + timedelta(days=1), how="Tomorrow")
    services.tell_family_who_leads(row, by=story.amira, on=today, how="At the gate")
    with pytest.raises(PermissionDenied):
        services.tell_family_who_leads(row, by=story.amira, on=today, how="Again")


def test_a_taken_key_is_said_so(story):
    made, key = opened(story), uuid4()
    asked(story, made, story.grace, submission=key)
    with pytest.raises((AlreadyUsed, PermissionDenied)):
        asked(story, made, story.grace, submission=key, by=story.grace)


@pytest.mark.rule("V28")
def test_whoever_is_shut_out_neither_reads_nor_answers(story):
    row = asked(story, opened(story), story.grace)
    foundation.declare_conflict(story.family, by=story.grace, detail="Neighbours")
    with pytest.raises(PermissionDenied):
        services.accept_lead(row, by=story.grace)


def test_time_limits_are_content_with_their_source(story):
    limit = TimeLimit.objects.get(code="lead_gap")
    assert limit.source and limit.days == 5
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM conversations_timelimit WHERE source = ''")
        assert cursor.fetchone()[0] == 0
