"""The plans of the demonstration: agreed in a conversation, actions for each need, a review after six weeks."""

from datetime import timedelta

from conversations import services
from conversations.models import Conversation, Episode, Need, Review
from locality.demo.needs import called
from locality.history import acting_as

GOAL = "In spring {child} says that home and school are all right, and {adult} needs one visit a month."
FAMILY = ["“We can do that,” said {adult}.", "{adult} wants the visits on Tuesdays. {child} agrees."]
WHAT = ["Visit on Tuesdays at four, the same person", "One sheet for the fridge: who does what in the evening"]
MEASURE = ["{child} knows who comes", "The sheet hangs there after four weeks"]
CHANGED = "The evenings are calmer. The mornings still depend on the bus."
VOICE = "“It is better. I want the dog to come too.”"
EVIDENCE = "Four of five mornings on time since the visits began; {adult} says so and the register does."


def plan_families(demo):
    """Agree a plan wherever help has come as far, and review it where it is in review."""
    made = 0
    for plan in demo.families:
        found = getattr(plan, "assessment", None)
        if found and found.completed_at and plan.episode.status in (Episode.Status.PLAN, Episode.Status.REVIEW):
            with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
                made += bool(_plan(demo, plan, found))
    demo.say(f"{made} plans")


def _plan(demo, plan, found):
    words = {"child": called(plan.child), "adult": called(plan.adults[0])}
    talks = Conversation.objects.filter(family=plan.family, took_place=True, provider=plan.partner)
    talk = talks.filter(started_at__date__gte=found.completed_at.date()).order_by("started_at").first()
    if talk is None:
        return None
    agreed, needs = talk.started_at.date(), list(Need.objects.filter(assessment=found))
    actions = [
        {
            "what": WHAT[place].format(**words),
            "measure": MEASURE[place].format(**words),
            "need": need,
            "owner": plan.worker,
            "owner_name": plan.worker.name,
            "owner_partner": plan.partner,
            "due_on": max(agreed, demo.today) + timedelta(days=10 + 7 * place),
        }
        for place, need in enumerate(needs[:2])
    ]
    made = services.make_plan(
        found,
        by=plan.worker,
        submission=demo.key(),
        conversation=talk,
        goal=GOAL.format(**words),
        family_said=FAMILY[plan.index % len(FAMILY)].format(**words),
        agreed_on=agreed,
        actions=actions,
        at=plan.happened(min(talk.started_at + timedelta(hours=2), demo.now)),
    )
    plan.agreed, plan.needs = made, needs
    if plan.episode.status == Episode.Status.REVIEW or plan.story == "fulmar":
        _review(demo, plan, made, needs, words)
    _copy(demo, plan, made)
    return made


def _copy(demo, plan, made):
    """The mother or father has the plan on paper, and so has whoever made it."""
    values = {"by": plan.worker, "partner": plan.partner, "at": made.made_at}
    services.issue_copy(made, submission=demo.key(), person=plan.adults[0], **values)
    services.issue_copy(made, submission=demo.key(), **values)


def _review(demo, plan, made, needs, words):
    talks = Conversation.objects.filter(family=plan.family, took_place=True, provider=plan.partner)
    talk = talks.filter(started_at__date__gte=made.agreed_on).order_by("started_at").last()
    held = talk.started_at.date()
    evidence = EVIDENCE.format(**words)
    looked = [
        {"need": need, "status": "partly_met", "progress": progress, "evidence": evidence, "scores": scores}
        for need, progress, scores in zip(
            needs,
            ("improved", "same"),
            ({"child": 6, "parent": 7, "practitioner": 6}, {"child": 5, "practitioner": 4}),
            strict=False,
        )
    ]
    services.review_plan(
        made,
        by=plan.worker,
        submission=demo.key(),
        conversation=talk,
        held_on=held,
        family_view=FAMILY[0].format(**words),
        child_voice=VOICE,
        changed=CHANGED,
        outcome=Review.Outcome.CONTINUE,
        next_on=held + timedelta(days=42),
        evaluations=looked,
        at=min(talk.started_at + timedelta(hours=3), demo.now),
    )
