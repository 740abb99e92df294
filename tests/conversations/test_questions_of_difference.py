"""Question 20 of the audit: disagreements by the clock, what became of help; the audit counts what partners list."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from conversations import services
from conversations.models import Action, Closure, Disagreement, Episode, Score
from conversations.reports import differs
from locality.days import months_after
from tests.consent.test_questions import ask, counts
from tests.conversations.helping import ended, opened, planned, reviewed
from tests.conversations.test_disagreements import disagree
from tests.databases import unseen_hand
from tests.locality.reading import signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("S37", "S43", "S44", "S139")]
RAN_OUT = "The time of a stage ran out"


def both(story, **filters):
    """The figures of the school and of the audit, which must be the same."""
    own, audit = (ask(differs, who, **filters) for who in (story.amira, story.dana))
    assert {k: v for k, v in counts(own).items() if v} == {k: v for k, v in counts(audit).items() if v}
    assert own.red == audit.red
    return counts(own)


def test_an_empty_record_has_no_red_flag(story):
    assert both(story)[RAN_OUT] == 0 and ask(differs, story.dana).lines == []


@pytest.mark.parametrize("at_risk", [False, True])
def test_a_stage_of_which_the_time_ran_out_is_a_red_flag(story, at_risk):
    """Hour by hour and day by day the database's clock says what the pages' own clock says."""
    made = disagree(story, at_risk=at_risk, front_door_answer="Rung at nine" if at_risk else "")
    found = []
    for hours in (1, 4, 5, 10, 20, 25, 60, 73, 100, 145, 200, 300, 24 * 36, 24 * 60):
        raised(made, hours)
        told = both(story)
        found.append((next(label[-1] for label in told if "came to stage" in label), told[RAN_OUT]))
    assert found[0] == ("1", 0) and found[-1] == ("5", 1) and found == sorted(found) and len(set(found)) > 3


def test_taken_up_by_hand_and_settled_in_time_is_none(story):
    made = disagree(story)
    services.take_step(made, by=story.amira, kind="up", text="Up", submission=uuid4())
    assert both(story)[RAN_OUT] == 0 and both(story)["Disagreements that came to stage 2"] == 1
    services.settle(made, by=story.amira, outcome="agreed", reasons="We agree", family_told="Yes")
    told = both(story)
    assert told[RAN_OUT] == told["Disagreements that are open"] == 0 and told["Disagreements"] == 1
    raised(made, 24 * 60)
    assert both(story)[RAN_OUT] == 1


def raised(disagreement, hours):
    with unseen_hand():
        at = timezone.now() - timedelta(hours=hours)
        Disagreement.objects.filter(pk=disagreement.pk).update(raised_at=at)


def closed(story, *, days, **changes):
    """Help with one need that was better, closed so many days ago."""
    plan, need = planned(story)
    reviewed(story, plan, need, evaluations=[_found(need, {"child": 6, "parent": 4, "practitioner": 2})])
    services.finish_action(plan_action(plan), by=story.amira, outcome="Done")
    made = Episode.objects.get(pk=plan.episode_id)
    ended(story, made, **changes)
    back_date(made, days)
    return made, need


def _found(need, scores):
    return {"need": need, "status": "met", "progress": "improved", "evidence": "Four nights", "scores": scores}


def plan_action(plan):
    return Action.objects.get(plan=plan)


def back_date(episode, days):
    at = timezone.now() - timedelta(days=days)
    with unseen_hand():
        Episode.objects.filter(pk=episode.pk).update(over_at=at, opened_at=at - timedelta(days=90))


def test_what_came_of_help_is_counted(story):
    closed(story, days=1)
    told = both(story)
    assert told["Help that ended"] == told["Ended because needs are met"] == told["Needs: met"] == 1
    assert told["Age 5 to 10"] == 1 and told["Help began again within 6 months"] == 0
    for who, way in (("child", "better"), ("a parent", "the same"), ("the practitioner", "worse")):
        assert told[f"From 0 to 10: {way}, says {'the child' if who == 'child' else who}"] == 1
    assert both(story, until=timezone.localdate() - timedelta(days=30))["Help that ended"] == 0


@pytest.mark.parametrize(("back_after", "six", "twelve"), [(100, 1, 1), (200, 0, 1), (366, 0, 0)])
def test_a_return_counts_for_those_that_ended_so_long_ago_alone(story, back_after, six, twelve):
    made, _ = closed(story, days=400)
    again = opened(story, follows=Episode.objects.get(pk=made.pk))
    with unseen_hand():
        at = timezone.now() - timedelta(days=400 - back_after)
        Episode.objects.filter(pk=again.pk).update(opened_at=at)
    told = both(story)
    assert (told["Help began again within 6 months"], told["Help began again within 12 months"]) == (six, twelve)
    back_date(made, 170)
    told = both(story)
    assert (told["Help began again within 6 months"], told["Help began again within 12 months"]) == (0, 0)


def test_social_care_taking_over_counts_and_what_was_a_mistake_does_not(story):
    made, _ = closed(story, days=400)
    at = timezone.now() - timedelta(days=390)
    values = {"reason": "harm", "concerns": "A bruise", "called_at": at, "identified_at": at}
    referral = services.refer(
        story.family, by=story.amira, partner=story.school, submission=uuid4(), children=[story.child], at=at, **values
    )
    assert both(story)["Social care took over within 6 months"] == 0
    with unseen_hand():
        type(referral).objects.filter(pk=referral.pk).update(outcome="s47_strategy", outcome_at=at)
    assert both(story)["Social care took over within 6 months"] == both(story)["Help that ended"] == 1
    with unseen_hand():
        Closure.objects.filter(episode=made).update(reason="opened_in_error", signed_by=story.grace)
    assert both(story)["Help that ended"] == 0


@pytest.mark.rule("A8")
def test_its_page_tells_the_audit_no_family_and_a_lead_their_own(client, story):
    disagree(story)
    url = reverse("locality:question", args=[20])
    text = what_is_read(signed_in(client, story.dana).get(url))
    assert "Disagreements raised" in text or "1 in this month" in text
    assert story.family.reference not in text and "Whether the visits go on" not in text
    text = what_is_read(signed_in(client, story.amira).get(url))
    assert reverse("conversations:disagreement", args=[Disagreement.objects.get().pk]) in text
    assert "fewer than 6" in text and Score.objects.count() == 0
    assert signed_in(client, story.dana).get(f"{url}paper")["Content-Type"] == "application/pdf"


def test_months_are_counted_by_the_calendar():
    day = timezone.localdate().replace(year=2027, month=8, day=31)
    assert str(months_after(day, 6)) == "2028-02-29" and str(months_after(day, 12)) == "2028-08-31"
