"""Plans and reviews: agreed in a meeting, each action tied to a need, each need looked at again (S29, S30, S43)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from conversations.models import Action, Episode, Evaluation, Need, Plan, Review, Score, time_limits
from locality.access import can_see, require
from locality.families import touch
from locality.history import action
from locality.reference import ACTIONS, CONCERNS, category


def _goes_on(episode_id):
    """Nothing is agreed for later once help is over, such as from a page that stayed open: nobody would look at it."""
    if Episode.objects.filter(pk=episode_id, over_at__isnull=False).exists():
        raise ValidationError("That help is over: open help again first. Your words are kept here until then")


def _met(by, conversation, family_id, day):
    if conversation is None or not conversation.took_place or conversation.family_id != family_id:
        raise ValidationError({"conversation": "Choose a meeting about this family that took place"})
    if not can_see(by, conversation):
        raise PermissionDenied("That conversation is not yours to see")
    if day > timezone.localdate():
        raise ValidationError({"held_on": "The day must be today or in the past"})


@action
def make_plan(
    assessment, *, by, submission, conversation, goal, family_said, agreed_on, actions, review_on=None, at=None
):
    """Agree the plan that follows from an assessment that is complete (S29); returns the `Plan`.

    `conversation` is the meeting in which it was agreed; `actions` are dicts of `Action`'s columns with `need` (one of
    the assessment's) and `measure`; `review_on` defaults to the time limit of the table. The episode's status becomes
    "plan under way" where somebody leads. The same `submission` makes one. Raises ValidationError for an assessment
    that is not complete or has a plan, a plan without action, an action due in the past or tied to a need of another
    assessment, a day to come or before the assessment; PermissionDenied for another partner's.
    """
    require(by, "make_records", assessment.provider)
    if not can_see(by, assessment):
        raise PermissionDenied("That assessment is not yours to plan for")
    if found := Plan.objects.filter(submission=submission).first():
        if found.made_by_id != by.pk:
            raise PermissionDenied("That form was used by somebody else")
        return found
    if assessment.completed_at is None or Plan.objects.filter(assessment=assessment).exists():
        raise ValidationError("A plan follows from an assessment that is complete, once")
    _goes_on(assessment.episode_id)
    _met(by, conversation, assessment.family_id, agreed_on)
    if agreed_on < timezone.localdate(assessment.completed_at):
        raise ValidationError({"agreed_on": "The plan cannot be older than the assessment"})
    limit = time_limits().get("review")
    plan = Plan.objects.create(
        family_id=assessment.family_id,
        provider_id=assessment.provider_id,
        category=category(ACTIONS),
        episode_id=assessment.episode_id,
        assessment=assessment,
        conversation=conversation,
        goal=goal,
        family_said=family_said,
        agreed_on=agreed_on,
        review_on=review_on or (limit.after(agreed_on) if limit else agreed_on),
        made_by=by,
        made_at=at or timezone.now(),
        submission=submission,
    )
    _plan_actions(plan, actions)
    touch(plan.family, plan.made_at, by=plan.provider)
    return plan


def _plan_actions(plan, actions):
    needs = set(Need.objects.filter(assessment=plan.assessment_id).values_list("pk", flat=True))
    if not actions:
        raise ValidationError({"what_1": "A plan has at least one action"})
    for each in actions:
        if each["need"].pk not in needs:
            raise ValidationError({"what_1": "Each action belongs to a need of this assessment"})
        if each["due_on"] < plan.agreed_on:
            raise ValidationError({"due_1": "An action cannot be due before the plan was agreed"})
    Action.objects.bulk_create(
        Action(
            conversation_id=plan.conversation_id,
            family_id=plan.family_id,
            provider_id=plan.provider_id,
            goes_with_id=None if each["need"].is_apart else plan.conversation_id,
            category_id=each["need"].category_id if each["need"].is_apart else plan.category_id,
            plan=plan,
            **each,
        )
        for each in actions
    )


@action
def add_plan_actions(plan, *, by, actions):
    """Add actions to a plan, as `make_plan` takes them; returns the `Plan`. Raises as that does."""
    require(by, "make_records", plan.provider)
    if not can_see(by, plan):
        raise PermissionDenied("That plan is not yours to add to")
    _goes_on(plan.episode_id)
    _plan_actions(plan, actions)
    return plan


@action
def review_plan(
    plan,
    *,
    by,
    submission,
    conversation,
    held_on,
    family_view,
    child_voice,
    changed,
    outcome,
    next_on,
    evaluations,
    at=None,
):
    """Record a review with the team around the family (S30, S43); returns the `Review`.

    `evaluations` are dicts of `need`, `status`, `progress`, `evidence` and `scores` ({voice: 0 to 10}); a need's status
    stands in its evaluation, the assessment keeps what it said. `next_on` is needed unless the outcome is to close, and
    not later than the longest time limit. The same `submission` records once. Raises ValidationError for a review
    before its assessment or plan, on a day to come, or without a meeting; PermissionDenied for another partner's plan.
    """
    require(by, "make_records", plan.provider)
    if not can_see(by, plan):
        raise PermissionDenied("That plan is not yours to review")
    if found := Review.objects.filter(submission=submission).first():
        if found.recorded_by_id != by.pk:
            raise PermissionDenied("That form was used by somebody else")
        return found
    _goes_on(plan.episode_id)
    _met(by, conversation, plan.family_id, held_on)
    if held_on < plan.agreed_on:
        raise ValidationError({"held_on": "A review comes after the assessment and the plan"})
    _when_next(held_on, outcome, next_on)
    review = Review.objects.create(
        family_id=plan.family_id,
        provider_id=plan.provider_id,
        category=category(CONCERNS),
        plan=plan,
        conversation=conversation,
        held_on=held_on,
        family_view=family_view,
        child_voice=child_voice,
        changed=changed,
        outcome=outcome,
        next_on=None if outcome == Review.Outcome.CLOSE else next_on,
        recorded_by=by,
        recorded_at=at or timezone.now(),
        submission=submission,
    )
    _evaluate(review, plan, evaluations)
    touch(plan.family, review.recorded_at, by=plan.provider)
    return review


def _when_next(held_on, outcome, next_on):
    if outcome == Review.Outcome.CLOSE:
        return
    limit = time_limits().get("review_at_most")
    if next_on is None or next_on <= held_on:
        raise ValidationError({"next_on": "Say when the next review is, after this one"})
    if limit and next_on > limit.after(held_on):
        raise ValidationError({"next_on": f"The next review is within {limit.days} days"})


def _evaluate(review, plan, evaluations):
    needs = set(Need.objects.filter(assessment=plan.assessment_id).values_list("pk", flat=True))
    for each in evaluations:
        if each["need"].pk not in needs:
            raise ValidationError("A review looks at the needs of its own assessment")
        values = {name: each[name] for name in ("need", "status", "progress", "evidence")}
        Evaluation.objects.create(review=review, **values)
        Score.objects.bulk_create(
            Score(
                assessment_id=plan.assessment_id, need=each["need"], voice=voice, value=value, scored_on=review.held_on
            )
            for voice, value in each.get("scores", {}).items()
        )
