"""The referrals of the demonstration: one that was taken on, one that waits, one chased, one of which little came."""

from datetime import timedelta

from consent.demo.decisions import fill
from conversations import services
from conversations.models import Conversation
from locality.history import acting_as

TOLD = {
    "referral": (
        "harm",
        (
            "{child} said that it was not safe to go home today, and why; a mark fits what was said. Written down in "
            "{child}’s own words, at once."
        ),
        "All of it, in {child}’s words; who is at home tonight; that {adult} has not been told.",
        "Keep {child} where you are. A social worker comes within the hour. Do not ring home.",
        ("s47_strategy", "A strategy meeting was held the same afternoon. We are told what concerns school, no more."),
    ),
    "odd_hours": (
        "likely_harm",
        (
            "{child} was seen getting into a car with two men at eleven at night, the third time this month, and came "
            "home with a telephone that nobody bought."
        ),
        "What was seen and by whom, the three dates, the telephone.",
        "They look at it with the police in the morning and ring back.",
        None,
    ),
    "asked_police": (
        "child_in_need",
        (
            "{adult} is in hospital since Sunday and nobody knows for how long; the neighbour who has {child} leaves "
            "on Friday."
        ),
        "That there is nobody after Friday, and which of the family we have tried.",
        "They take it as a request for an assessment and decide tomorrow.",
        ("early_help_recommended", "An aunt came on Thursday. They see no need to assess, and ask us to stay near."),
    ),
    "hidden_address": (
        "likely_harm",
        "The person they moved away from has asked two shops in the new street for {adult} by name.",
        "What the shopkeepers said; that the address is protected; who has it.",
        "Advice for tonight, and a call to the police unit, made while we were on the line.",
        ("advice_only", "The police unit has it. Nothing further for the Front Door."),
    ),
}
AGO = {"referral": 16, "odd_hours": 5, "asked_police": 24, "hidden_address": 40}


def refer(demo):
    """Record the referrals of four families."""
    made = 0
    for story in TOLD:
        for plan in demo.with_story(story)[:1]:
            with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
                _refer(demo, plan, story)
            made += 1
    demo.say(f"{made} referrals to the Front Door")


def _refer(demo, plan, story):
    reason, concerns, said, advice, outcome = TOLD[story]
    seen = demo.moment(demo.working_day(AGO[story]), 10, 45)
    called = seen + timedelta(minutes=47 if story == "referral" else 20)
    talk = Conversation.objects.filter(family=plan.family, provider=plan.partner, harm=reason, started_at__gte=seen)
    made = services.refer(
        plan.family,
        by=plan.worker,
        partner=plan.partner,
        submission=demo.key(),
        children=plan.children[:1],
        at=plan.happened(called + timedelta(minutes=10)),
        reason=reason,
        concerns=fill(plan, concerns),
        identified_at=seen,
        called_at=called,
        spoke_to="Duty worker at the Front Door",
        said=fill(plan, said),
        advice=fill(plan, advice),
        reference=f"FD {1200 + AGO[story]}",
        told="not_safe" if reason == "harm" else "agreed",
        told_reason="The person it is about would learn of it" if reason == "harm" else "",
        conversation=talk.order_by("started_at").first(),
    )
    note = {"by": plan.worker, "happened_at": called + timedelta(hours=2), "submission": demo.key()}
    services.add_to_referral(made, kind="sent", text="The written form, by secure e-mail.", **note)
    if outcome is None:
        asked = {"happened_at": called + timedelta(days=1), "submission": demo.key()}
        services.add_to_referral(made, kind="chased", text="Rang twice; nobody could say who has it.", **(note | asked))
        return
    heard = min(called + timedelta(days=1, hours=1), demo.now)
    services.record_outcome(made, by=plan.worker, outcome=outcome[0], words=fill(plan, outcome[1]), at=heard)
