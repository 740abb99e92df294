"""The moves between services of the demonstration: one that waits for its answer, one declined, one handed over."""

from datetime import timedelta

from consent.demo.decisions import fill
from conversations import services
from conversations.models import Conversation
from locality.history import acting_as

SAID = {
    "why": "The child in need plan has done what it was for: the last review said so, and {adult} too.",
    "safe": "{adult} rings before things go wrong now. Nobody has been worried at home since the summer.",
    "summary": "Weekly visits for five months. {child} is at school and sleeps; the debt is agreed.",
    "outstanding": "The letter to the landlord: the social worker, before the plan ends.",
    "wanted": "Somebody {adult} can ring, and a look at how things are every three weeks until spring.",
}
STORIES = {"turning_16": "waits", "leap_day": "declined", "expires_soon": "handed over"}
NO_ROOM = "We can take nobody new before February, and three weeks of nothing would not be safe."


def move(demo):
    """Propose a step down for three families, each as far on as its story is."""
    made = 0
    for story, stands in STORIES.items():
        for plan in demo.with_story(story)[:1]:
            made += bool(_move(demo, plan, stands))
    demo.say(f"{made} moves between services")


def _move(demo, plan, stands):
    """Within the partner, where nothing has to be shared first: from one of its teams to a colleague in another."""
    others = demo.colleagues(plan.partner, plan.worker)
    talk = Conversation.objects.filter(family=plan.family, provider=plan.partner, took_place=True)
    talk = talk.order_by("-started_at").first()
    if not others or talk is None:
        return None
    day = demo.moment(demo.working_day(4), 10, 30)
    answers = {name: fill(plan, words) for name, words in SAID.items()}
    values = {"to_partner": plan.partner, "asked": others[0], "to_service": "Family support", "conversation": talk}
    with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
        made = services.propose_move(
            plan.family,
            by=plan.worker,
            partner=plan.partner,
            submission=demo.key(),
            kind="step_down",
            was="child_in_need",
            at=max(plan.happened(day), talk.started_at),
            **values,
            **answers,
        )
        said = {"agreement": "agreed", "on": demo.today, "said": fill(plan, "“As long as we know who it is.”")}
        services.family_answers(made, by=plan.worker, **said)
    if stands == "waits":
        return made
    with acting_as(others[0], partner=plan.partner, reason="Demonstration data"):
        at = {"by": others[0], "at": min(made.proposed_at + timedelta(days=1), demo.now)}
        if stands == "declined":
            return services.answer_move(made, answer="declined", reason=NO_ROOM, **at)
        made = services.answer_move(made, answer="accepted", papers_on=demo.today, **at)
        if services.lead_of(made.carries_on):
            services.hand_over(made, by=others[0], conversation=talk)
    return made
