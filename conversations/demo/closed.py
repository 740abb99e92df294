"""The help of the demonstration that has ended: a last review, what the family says, who is there from now on."""

from datetime import timedelta

from conversations import services
from conversations.closing import against_closing
from conversations.models import Action, Closure, Conversation, Episode, Review
from locality.demo.needs import called
from locality.history import acting_as

CAME_OF_IT = "Done, and it lasts: {adult} says so and the register does."
CHANGED = "The evenings end at eight. {child} is in school on most days, and on time."
FAMILY = [
    "“We manage now,” said {adult}, “and I know whom to ring.”",
    "{child} is glad that the visits stop, a little.",
]
VOICE = "“I sleep now. The dog sleeps on my feet.”"
AFTERWARDS = "The school nurse on Wednesdays; {adult} has the number of the family hub on the fridge."
TOLD = "The family at home, and everybody who had an action in the plan."
EVIDENCE = "Since the last review on every school day but two; {adult} and {child} both say that it is better."
ENDS = [Closure.Reason.MET, Closure.Reason.SINGLE, Closure.Reason.MET, Closure.Reason.STEPPED_DOWN]
LAST = {"child": 8, "parent": 8, "practitioner": 7}


def close_families(demo):
    """End the help of every second family without a story whose plan was agreed long enough ago."""
    made = 0
    for plan in demo.families:
        agreed = getattr(plan, "agreed", None)
        if agreed is None or plan.story or plan.index % 2:
            continue
        with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
            made += bool(_close(demo, plan, agreed, made))
    demo.say(f"{made} episodes of help have ended")


def _close(demo, plan, agreed, place):
    talks = Conversation.objects.filter(family=plan.family, took_place=True, provider=plan.partner)
    talk = talks.filter(started_at__date__gt=agreed.agreed_on + timedelta(days=20)).order_by("started_at").last()
    if talk is None:
        return None
    words = {"child": called(plan.child), "adult": called(plan.adults[0])}
    episode, actions = Episode.objects.get(pk=plan.episode.pk), Action.objects.filter(plan=agreed, done_on=None)
    if len(against_closing(episode, Closure.Reason.ERROR)) > len(actions):
        return None  # a call to the Front Door, or a move, is still open
    at, held = min(talk.started_at + timedelta(hours=4), demo.now), talk.started_at.date()
    for each in actions:
        services.finish_action(each, by=plan.worker, outcome=CAME_OF_IT.format(**words), on=held)
    reason = ENDS[place % len(ENDS)]
    _last_review(demo, plan, agreed, talk, words, at, met=reason == Closure.Reason.MET)
    closure = services.close_help(
        episode,
        by=plan.worker,
        submission=demo.named_key("closure", plan.family.pk),
        reason=reason,
        conversation=talk,
        family_view=FAMILY[place % len(FAMILY)].format(**words),
        afterwards=AFTERWARDS.format(**words),
        told=TOLD,
        at=plan.happened(at),
    )
    signer = demo.signers[plan.partner.pk]
    if closure.signed_at is None and signer.pk != plan.worker.pk and place % 4 != 3:  # one waits for its signature
        with acting_as(signer, partner=plan.partner, reason="Demonstration data"):
            closure = services.sign_closing(closure, by=signer, at=min(at + timedelta(hours=20), demo.now))
    if closure.signed_at:
        values = {"by": plan.worker, "partner": plan.partner, "at": closure.signed_at}
        services.issue_copy(closure, submission=demo.named_key("copy", closure.pk), person=plan.adults[0], **values)
    return closure


def _last_review(demo, plan, agreed, talk, words, at, met):
    needs = plan.needs
    looked = [
        {
            "need": need,
            "status": "met" if met or not number else "partly_met",
            "progress": "improved" if met or not number else "same",
            "evidence": EVIDENCE.format(**words),
            "scores": LAST if not number else {"child": 6, "practitioner": 7},
        }
        for number, need in enumerate(needs)
    ]
    services.review_plan(
        agreed,
        by=plan.worker,
        submission=demo.named_key("last review", plan.family.pk),
        conversation=talk,
        held_on=talk.started_at.date(),
        family_view=FAMILY[0].format(**words),
        child_voice=VOICE,
        changed=CHANGED.format(**words),
        outcome=Review.Outcome.CLOSE,
        next_on=None,
        evaluations=looked,
        at=at,
    )
