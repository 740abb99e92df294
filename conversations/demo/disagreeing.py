"""The disagreements of the demonstration: one that the clock took to the locality manager, one new, one settled."""

from datetime import timedelta

from consent.demo.decisions import fill
from conversations import services
from locality.history import acting_as

TOLD = {  # story: days ago, what about, what is said, how it ended
    "turning_16": (
        9,
        {
            "topic": "level",
            "subject": "Whether mentoring is enough now that school is missed three days in five",
            "position": "{child} was at school eleven days since September. The mentor sees {child} every two weeks "
            "and has met {adult} once. We think this is a family plan with a lead, not mentoring alone.",
            "wanted": "A lead who visits, and a meeting with everybody within two weeks.",
            "tried": "Two calls. We agree on what we see and not on what it means.",
            "safety_plan": "{child} checks in with the tutor at nine each day; we ring {adult} by half past if not.",
        },
        None,
    ),
    "expires_soon": (
        1,
        {
            "topic": "drift",
            "raised_for": "family",
            "family_words": "“We have said yes to the same group three times. Nobody ever tells us when it starts.”",
            "subject": "A place in the group that was promised in spring",
            "position": "{adult} asked us to say it for them. The place was agreed in April and again in September.",
            "wanted": "A date, or a plain no, so that something else can be found.",
            "safety_plan": "The health visitor comes weekly as before.",
        },
        None,
    ),
    "leap_day": (
        30,
        {
            "topic": "action",
            "subject": "Who goes with {adult} to the appointments",
            "position": "We went to the last four. It is somebody else’s turn, and there is somebody nearer.",
            "wanted": "The family worker goes from now on.",
            "safety_plan": "No appointment is missed meanwhile: we go on until it is settled.",
        },
        "The family worker takes the next two, we take the one after. {adult} was asked and likes it so.",
    ),
}


def disagree(demo):
    """Record the disagreements of three families, each as old as its story needs."""
    made = 0
    for story in TOLD:
        for plan in demo.with_story(story)[:1]:
            with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
                _disagree(demo, plan, story)
            made += 1
    demo.say(f"{made} disagreements")


def _disagree(demo, plan, story):
    ago, said, ended = TOLD[story]
    others = [partner for partner in plan.told if partner.valid_to is None and partner.pk != plan.partner.pk]
    raised = demo.moment(demo.working_day(ago), 11, 20)
    texts = {name: fill(plan, text) if " " in text else text for name, text in said.items()}
    made = services.disagree(
        plan.family,
        by=plan.worker,
        partner=plan.partner,
        submission=demo.key(),
        at=plan.happened(raised),
        with_partner=others[0] if others else None,
        **texts,
    )
    by = {"by": plan.worker, "submission": demo.key(), "at": min(raised + timedelta(hours=5), demo.now)}
    services.take_step(made, kind="manager", text="She sees it as we do, and says to put it in writing.", **by)
    if ended:
        end = {"outcome": "agreed", "reasons": fill(plan, ended), "learning": "Ask who is nearer before we begin."}
        services.settle(made, by=plan.worker, at=raised + timedelta(days=1, hours=2), **end)
