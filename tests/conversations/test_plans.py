"""Plans, reviews, and closing help: what must be there first, who signs, and coming back (domain.md 3d, 6.5)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from conversations import closing, services
from conversations.help import help_of
from conversations.models import Action, Closure, Domain, Episode, Evaluation, Plan, Review, Score
from locality.access import can_see
from locality.dues import dues_of
from locality.history import acting_as
from locality.services import declare_conflict
from tests.cast import agree, record, share_category
from tests.consent.test_countersigning import override
from tests.conversations.helping import completed, ended, led, needed, opened, planned, reviewed, started
from tests.conversations.posting import day
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = pytest.mark.django_db


def url(name, record):
    return reverse(f"conversations:{name}", args=[record.pk])


@pytest.fixture
def amira(client, story):
    return signed_in(client, story.amira)


def done(story, plan):
    for each in Action.objects.filter(plan=plan, done_on__isnull=True):
        services.finish_action(each, by=story.amira, outcome="It works")


@pytest.mark.rule("S101")
def test_before_a_review_with_the_family_one_reads_from_whom_something_is_kept(client, story, amira):
    plan, _ = planned(story)
    page = url("review-plan", plan)
    assert "What has changed" in amira.get(page).content.decode()
    made = override(story, told={story.child.pk: "will_not_be_told"}, urgent=True)
    stop = what_is_read(amira.get(page))
    assert "Stop: not everybody may be told everything" in stop and "Kai Fulmar" in stop
    assert str(made).lower() in stop and "What has changed" not in stop
    assert "What has changed" in amira.get(f"{page}?known=yes").content.decode()
    share_category(story, "actions")
    assert signed_in(client, story.ben).get(page).status_code == 403, "And who may not know is told nothing of it"


# The plan


@pytest.mark.rule("S29", "S33", "S130")
def test_a_plans_actions_are_tied_to_needs_and_seen_as_actions(story):
    plan, need = planned(story)
    each = Action.objects.get(plan=plan)
    assert (each.need, each.measure, each.conversation) == (need, "Kai says so", story.conversation)
    share_category(story, "concerns")
    assert not can_see(story.ben, plan)
    share_category(story, "actions")
    assert can_see(story.ben, plan) and can_see(story.ben, each) and not can_see(story.chidi, plan)


def test_a_plan_follows_a_complete_assessment_and_begins_with_an_action_that_is_not_due_in_the_past(story):
    today, episode = timezone.localdate(), opened(story)
    draft = started(story, episode)
    values = {"by": story.amira, "conversation": story.conversation, "goal": "A", "family_said": "B"}
    values |= {"agreed_on": today, "actions": []}
    with pytest.raises(ValidationError, match="complete"):
        services.make_plan(draft, submission=uuid4(), **values)
    services.abandon_assessment(draft, by=story.amira, reason="Begun twice")
    made, need = completed(story, episode)
    for changes, words in (
        ({"actions": []}, "at least one"),
        ({"agreed_on": today + timedelta(days=1)}, "today or in the past"),
        ({"agreed_on": today - timedelta(days=1)}, "older than the assessment"),
        ({"conversation": None}, "meeting"),
    ):
        with pytest.raises(ValidationError, match=words):
            services.make_plan(made, submission=uuid4(), **(values | changes))
    late = {"what": "A", "need": need, "measure": "B", "due_on": today - timedelta(days=1)}
    late |= {"owner": story.amira, "owner_name": "Amira", "owner_partner": story.school}
    with pytest.raises(ValidationError, match="due before"):
        services.make_plan(made, submission=uuid4(), **(values | {"actions": [late]}))
    assert not Plan.objects.exists()


# Reviews


@pytest.mark.rule("S30", "S43", "S44")
def test_a_review_looks_at_each_need_and_says_when_next(story):
    plan, need = planned(story)
    found = reviewed(story, plan, need)
    assert Evaluation.objects.get(review=found).progress == "improved"
    assert list(Score.objects.filter(need=need, voice="child").values_list("value", flat=True)) == [3, 6]
    words = [due.words for due in dues_of(story.amira, timezone.localdate())]
    assert f"Review the plan of the {story.family}" in words


@pytest.mark.parametrize("days", [-1, 0, 85])
def test_the_next_review_is_later_and_within_the_longest_limit(story, days):
    plan, need = planned(story)
    with pytest.raises(ValidationError):
        reviewed(story, plan, need, next_on=timezone.localdate() + timedelta(days=days))
    with pytest.raises(ValidationError):
        reviewed(story, plan, need, next_on=None)
    assert reviewed(story, plan, need, next_on=None, outcome="close").next_on is None


def test_no_review_comes_before_its_assessment_or_tomorrow_or_without_a_meeting(story):
    plan, need = planned(story)
    today = timezone.localdate()
    for changes in (
        {"held_on": today - timedelta(days=1)},
        {"held_on": today + timedelta(days=1)},
        {"conversation": record(story, took_place=False, declined_reason="Ill")},
    ):
        with pytest.raises(ValidationError):
            reviewed(story, plan, need, **changes)
    assert not Review.objects.exists()


def test_another_partner_reads_a_plan_and_does_not_review_it(story):
    plan, need = planned(story)
    share_category(story, "actions")
    with pytest.raises(PermissionDenied):
        reviewed(story, plan, need, by=story.ben)


# Closing


@pytest.mark.rule("S15", "S16")
def test_help_ends_at_once_where_every_need_is_met_and_was_looked_at(story):
    episode = led(story).episode
    plan, need = planned(story, episode)
    with pytest.raises(ValidationError) as error:
        ended(story, episode)
    assert "Say what came of “Bed at eight”" in str(error.value) and "how well “Sleep” was met" in str(error.value)
    done(story, plan)
    reviewed(story, plan, need, outcome="close")
    assert ended(story, episode).signed_by == story.amira
    now = Episode.objects.get(pk=episode.pk)
    assert (now.status, now.is_open) == ("closed", False)
    each = {"what": "Ring", "measure": "She answers", "need": need, "due_on": timezone.localdate()}
    each |= {"owner": story.amira, "owner_name": "Amira", "owner_partner": story.school}
    with pytest.raises(ValidationError, match="That help is over"):  # from a page that stayed open
        services.add_plan_actions(plan, by=story.amira, actions=[each])
    with pytest.raises(ValidationError, match="That help is over"):
        reviewed(story, plan, need)
    with pytest.raises(PermissionDenied):
        services.move_episode(now, by=story.ben, status="plan_active", reason="Again")


def test_any_other_reason_is_signed_by_another(story):
    episode = opened(story)
    row = ended(story, episode, reason="single_agency_continues")
    assert Episode.objects.get(pk=episode.pk).status == "closing"
    for who in (story.amira, story.ben):
        with pytest.raises(PermissionDenied):
            services.sign_closing(row, by=who)
    with pytest.raises(ValidationError):
        ended(story, episode)
    services.sign_closing(row, by=story.grace)
    assert Episode.objects.get(pk=episode.pk).status == "closed"
    with unseen_hand(), pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.filter(pk=row.pk).update(signed_by=story.amira)


def test_who_signs_is_named_and_where_nobody_can_it_is_said_what_to_do(story):
    def told():
        with acting_as(story.amira):
            return help_of(story.family, story.amira).episodes[0]

    episode = led(story).episode
    ended(story, episode, reason="single_agency_continues")
    assert "Grace" in told().waits and told().ending == "How it is to end"
    declare_conflict(story.family, by=story.grace, detail="My sister’s children")
    assert "Nobody else may sign for" in told().waits
    services.move_episode(episode, by=story.amira, status="plan_active", reason="They asked us to stay")
    assert told().closing is None, "It is not to end any more"


def test_help_does_not_end_while_statutory_steps_are_open(story, monkeypatch):
    episode = opened(story)
    services.move_episode(episode, by=story.amira, status="stepped_up", reason="Worse", conversation=story.conversation)
    with pytest.raises(ValidationError, match="steps are open"):
        ended(story, episode)
    assert ended(story, episode, reason="stepped_up_social_care").signed_at is None
    other = closing._stops
    monkeypatch.setattr(closing, "_stops", [*other, lambda episode: ["A referral waits for its outcome"]])
    with pytest.raises(ValidationError, match="waits for its outcome"):
        services.sign_closing(Closure.objects.get(), by=story.grace)


@pytest.mark.rule("S54")
def test_help_does_not_end_before_the_front_door_has_answered(story):
    episode, values = opened(story), {"by": story.amira, "partner": story.school, "children": [story.child]}
    values |= {"reason": "harm", "concerns": "A bruise", "called_at": timezone.now(), "spoke_to": "Duty desk"}
    referral = services.refer(story.family, submission=uuid4(), **values)
    with pytest.raises(ValidationError, match="what came of the referral of"):
        ended(story, episode)
    with pytest.raises(ValidationError, match="what came of the referral of"):
        ended(story, episode, reason="stepped_up_social_care")
    services.record_outcome(referral, by=story.amira, outcome="advice_only", words="Watch", at=timezone.now())
    assert ended(story, episode).signed_at


@pytest.mark.parametrize("reason", ["family_withdrew_consent", "family_disengaged", "refused_at_start"])
def test_without_the_family_the_question_of_harm_is_answered(story, reason):
    episode = opened(story)
    with pytest.raises(ValidationError, match="no child is at risk"):
        ended(story, episode, reason=reason)
    assert ended(story, episode, reason=reason, harm_reasoning="School sees them daily")


@pytest.mark.rule("S15")
def test_help_ends_with_a_conversation_that_took_place(story):
    episode = opened(story)
    for talk in (None, record(story, took_place=False, declined_reason="No time")):
        with pytest.raises(ValidationError, match="conversation"):
            ended(story, episode, conversation=talk)


def test_a_family_that_comes_back_gets_a_new_episode_and_is_asked_again(story):
    agree(story)
    first = opened(story)
    ended(story, first)
    first.refresh_from_db()
    again = opened(story, follows=first, trigger="re_opened")
    assert again.follows == first
    with pytest.raises(ValidationError, match="No agreement"):
        started(story, again, no_agreement_reason="")
    agree(story)
    assert started(story, again, no_agreement_reason="").agreement.given_at >= first.over_at


def test_behind_the_second_wall_no_other_partner_writes_any_of_it(story):
    plan, need = planned(story)
    reviewed(story, plan, need)
    for code in ("actions", "concerns", "lead_professional"):
        share_category(story, code)
    with acting_as(story.ben):
        assert Plan.objects.update(goal="Mine") == Review.objects.update(changed="Mine") == 0
        assert Evaluation.objects.update(evidence="Mine") == 0 and Plan.objects.count() == 1


# The pages


def test_from_assessment_to_closing_by_the_pages(amira, story):
    episode = led(story).episode
    made, need = completed(story, episode)
    today = timezone.localdate()
    sent = {"submission": str(uuid4()), "conversation": str(story.conversation.pk), "goal": "Rested"}
    sent |= {"family_said": "Fine", "what_1": "Bed at eight", "who_1": f"family:{story.mother.pk}"}
    sent |= day("agreed_on", today) | day("due_1", today)
    refused = amira.post(url("make-plan", made), sent)
    assert refused.status_code == 422 and "Choose the need it is for" in refused.content.decode()
    sent |= {"need_1": str(need.pk), "measure_1": "He says so"}
    past = day("due_1", today - timedelta(days=1))
    assert amira.post(url("make-plan", made), sent | past).status_code == 422
    assert [amira.post(url("make-plan", made), sent).status_code for _ in range(2)] == [302, 302]
    plan = Plan.objects.get()
    assert Action.objects.get(plan=plan).owner_name == "Nell Fulmar"
    more = {"what_1": "Ring Nell", "need_1": str(need.pk), "measure_1": "She answers", "who_1": "me"}
    assert amira.post(url("add-plan-actions", plan), more | day("due_1", today)).status_code == 302
    page = what_is_read(amira.get(url("plan", plan)))
    assert "Ring Nell" in page and "Nell Fulmar, by" in page and "He says so" in page
    look = {"submission": str(uuid4()), "conversation": str(story.conversation.pk), "changed": "Bedtime"}
    look |= {"family_view": "Better", "child_voice": "Good", "outcome": "close", "evidence_1": "Four nights"}
    look |= {"progress_1": "improved", "child_1": "8"} | day("held_on", today)
    assert amira.post(url("review-plan", plan), look).status_code == 422  # is it met?
    assert amira.post(url("review-plan", plan), look | {"status_1": "met"}).status_code == 302
    assert "Four nights" in what_is_read(amira.get(url("plan", plan)))
    end = {"submission": str(uuid4()), "reason": "needs_met_universal", "conversation": str(story.conversation.pk)}
    end |= {"family_view": "We manage", "afterwards": "The nurse", "told": "School"}
    refused = amira.post(url("close-help", episode), end)
    assert refused.status_code == 422 and "Say what came of “Ring Nell”" in refused.content.decode()
    done(story, plan)
    assert amira.post(url("close-help", episode), end).status_code == 302
    page = what_is_read(amira.get(url("help", story.family)))
    assert "Needs are met by services for everybody" in page and "Open help" in page and "by Amira" in page
    page = what_is_read(amira.get(url("plan", plan)))
    assert "None: the help is over" in page and "Review it" not in page and "Add actions" not in page


def test_the_signature_is_asked_of_another_on_their_page(amira, story):
    row = ended(story, opened(story), reason="family_disengaged", harm_reasoning="Seen at school each day")
    assert amira.get(url("sign-closing", row)).status_code == 403
    grace = signed_in(amira, story.grace)
    assert url("sign-closing", row) in grace.get("/").content.decode()
    page = what_is_read(grace.get(url("sign-closing", row)))
    assert "The family cannot be reached" in page and "Seen at school each day" in page and "do not sign" in page
    told = what_is_read(signed_in(amira, story.amira).get(url("help", story.family)))
    assert "It waits for the signature of" in told and "Grace" in told and "How it is to end" in told
    grace = signed_in(amira, story.grace)
    assert grace.post(url("sign-closing", row), {"x": "y"}).status_code == 302
    assert Episode.objects.get().status == "closed"


def test_the_plan_costs_the_same_for_one_need_and_for_many(amira, story):
    episode = opened(story)
    made = started(story, episode)
    for domain in list(Domain)[:1]:
        needed(story, made, domain=domain)
    services.abandon_assessment(made, by=story.amira, reason="Only to begin with")
    plan, need = planned(story, episode)

    def questions():
        with queries_of() as asked:
            assert amira.get(url("plan", plan)).status_code == 200
            return len(asked)

    questions()
    few = questions()
    each = {"what": "More", "measure": "B", "need": need, "due_on": timezone.localdate()}
    each |= {"owner": story.amira, "owner_name": "Amira", "owner_partner": story.school}
    services.add_plan_actions(plan, by=story.amira, actions=[each] * 8)
    assert questions() == few
