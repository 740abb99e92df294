"""Question 16 of the audit: what is missing in conversations, minutes and help; the audit counts what partners list."""

from collections import Counter
from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from allocations.models import AllocationMeeting, ItemAction, ItemMinute
from allocations.reports import recorded
from conversations.models import Conversation, Episode
from locality.days import after_working_days
from locality.history import acting_as
from locality.wall.counts import counted
from tests.allocations.sitting import agreed, begin, ready
from tests.cast import record
from tests.consent.test_questions import ask, counts, flags
from tests.conversations.helping import led, opened
from tests.databases import unseen_hand
from tests.locality.reading import signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("S41", "S42", "S136")]
WORDS = recorded.GROUPS["minute"].marks
NOT_FULL = "Conversations not recorded in full"


def both(story, who=None, **filters):
    """The figures of a partner and of the audit, which must be the same."""
    own = ask(recorded, who or story.amira, **filters)
    audit = ask(recorded, story.dana, **{"partner": story.council if who else story.school} | filters)
    assert {k: v for k, v in counts(own).items() if v} == {k: v for k, v in counts(audit).items() if v}
    assert own.red == audit.red
    return counts(own)


def test_a_conversation_without_what_was_agreed_and_one_about_harm_without_a_call_are_red_flags(story):
    assert both(story)[NOT_FULL] == 0 and ask(recorded, story.dana).red == 0
    with unseen_hand():
        Conversation.objects.filter(pk=story.conversation.pk).update(agreed=" ")
        record(story, harm="harm", front_door_not_called_reason="Rung by the hospital")
        record(story, harm="harm")
    told = both(story)
    assert told[NOT_FULL] == 2 and told["Conversations"] == 3 and told["Recorded in full"] == 1
    group = recorded.GROUPS["conversation"].marks
    assert set(flags(ask(recorded, story.amira))) == {group["conversation:unsaid"], group["conversation:unheard"]}


def test_declined_late_alone_and_without_action_are_told_and_are_no_red_flags(story):
    began = timezone.localtime().replace(hour=10) - timedelta(days=40)
    began -= timedelta(days=(began.weekday() - 4) % 7)  # a Friday: at the weekend nobody writes anything down
    limit = timezone.make_aware(datetime.combine(after_working_days(began.date(), 2), time(23)))
    alone = {"partner": story.school, "practitioner": story.grace, "name": story.grace.name, "tier": "universal"}
    with unseen_hand():
        record(story, took_place=False, declined_reason="No time this week", agreed="", actions=[])
        record(story, started_at=began, recorded_at=limit, actions=[])
        record(story, started_at=began, recorded_at=limit + timedelta(hours=2), participants=[alone])
    told = both(story)
    assert told["Conversations that were declined"] == 1 and told["Conversations written down late"] == 1
    assert told["Conversations without an action"] == told["Conversations within one partner"] == 1
    assert ask(recorded, story.amira).red == 0


def ended(story, **answers):
    """A meeting that ended, with the minute of its one family."""
    made = begin(story, ready(story))
    minute = agreed(story, made, **answers)
    assert counts(ask(recorded, story.dana))["Families at meetings"] == 0
    with unseen_hand():
        AllocationMeeting.objects.filter(pk=made.meeting.pk).update(ended_at=timezone.now())
    return minute


def test_what_a_meeting_left_out_is_a_red_flag_of_whoever_ran_it(story):
    minute = ended(story)
    assert both(story, story.ewan)["Families at meetings"] == 1 and ask(recorded, story.ewan).red == 0
    with unseen_hand():
        ItemAction.objects.filter(minute=minute).update(taken_back_at=timezone.now())
    assert both(story, story.ewan)["Families at meetings not recorded in full"] == 1
    assert flags(ask(recorded, story.ewan)) == [WORDS["minute:undone"]] and flags(ask(recorded, story.amira)) == []
    with unseen_hand():
        ItemMinute.objects.filter(pk=minute.pk).update(finished_at=None)
    assert both(story, story.ewan)["Families at meetings not recorded in full"] == 1
    assert flags(ask(recorded, story.ewan)) == [WORDS["minute:unfinished"]]


def test_a_lead_who_has_not_accepted_is_no_lead(story):
    ended(story, lead_accepts=None)
    told = both(story, story.ewan)
    assert told["Closed by a meeting without a lead"] == told["Families at meetings not recorded in full"] == 1
    with unseen_hand():
        ItemMinute.objects.update(outcomes=["no_further_action"])
    assert both(story, story.ewan)["Families at meetings not recorded in full"] == 0


def test_help_that_nobody_leads_for_a_week_is_a_red_flag(story):
    made = opened(story)
    assert both(story)["Help that nobody leads"] == 0
    with unseen_hand():
        Episode.objects.update(opened_at=timezone.now() - timedelta(days=8))
    assert both(story)["Help that nobody leads"] == 1
    led(story, Episode.objects.get(pk=made.pk))
    assert both(story)["Help that nobody leads"] == 0


def test_days_and_partners_narrow_it_and_ten_years_are_counted_alike(story):
    today = timezone.localdate()
    with unseen_hand():
        for years in range(1, 11):
            record(story, started_at=timezone.now() - timedelta(days=365 * years))
    assert both(story)["Conversations"] == 11
    since, until = today - timedelta(days=365 * 3), today - timedelta(days=365)
    assert both(story, since=since, until=until)["Conversations"] == 3
    assert both(story, until=today - timedelta(days=365 * 20))["Conversations"] == 0
    assert both(story, partner=story.school)["Conversations"] == 11
    assert counts(ask(recorded, story.dana, partner=story.police))["Conversations"] == 0
    assert counts(ask(recorded, story.dana, locality=story.harbour))["Conversations"] == 11
    assert sum(count for _, count, _ in ask(recorded, story.dana).months(None)) == 2


@pytest.mark.rule("A8")
def test_the_audit_is_told_numbers_alone_and_nobody_else_any(client, story):
    with acting_as(story.dana):
        rows = counted("recorded", None, None)
    assert Counter(mark for mark, *_ in rows)["conversation"] == 1
    assert {partner for _, partner, _, _ in rows} == {story.school.pk} and {row[2].day for row in rows} == {1}
    for who in (story.amira, story.grace, story.ewan, story.chidi):
        with acting_as(who):
            assert counted("recorded", None, None) == [] and counted("helped", None, None) == []
    text = what_is_read(signed_in(client, story.dana).get(reverse("locality:question", args=[16])))
    assert "1 in this month" in text and "Breakfast" not in text and story.family.reference not in text
    text = what_is_read(signed_in(client, story.amira).get(reverse("locality:question", args=[16])))
    assert reverse("conversations:conversation", args=[story.conversation.pk]) in text and "fewer than 6" in text
    text = what_is_read(signed_in(client, story.ben).get(reverse("locality:question", args=[16])))
    assert str(story.conversation.pk) not in text
