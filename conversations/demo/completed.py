"""What conversations of the demonstration mean: the needs and the level of each child before and after, who saw it
differently, how good the conversation was."""

from datetime import timedelta

from conversations import services
from conversations.demo.assessed import DOMAINS, NEEDS
from conversations.models import Completion, Conversation, Need
from locality.demo.needs import called
from locality.history import acting_as
from locality.models import NeedLevel
from locality.partners import Tier

TO_DATE = [
    "School rang twice and the nurse visited once. The breakfast club has a place and {child} goes there.",
    "The family worker came three times. {adult} was given the form for the course and has not sent it yet.",
    "Nobody did anything that lasted: each of us knew a part. Since last month we speak of it together.",
]
MEANS = [
    "For {child} the mornings decide the day. What helps is one grown-up who comes when they say they come.",
    "{child} carries more than a child should, and says so when asked alone. At school it shows as tiredness.",
    "It goes better where {adult} is at ease. Worry about money is behind most of the bad evenings.",
]
SAYS = ["“That is how it is,” said {adult}.", "{child} would like the visits after football.", "{adult} agrees."]
WHY_PLAN = ["Three of us do something, and nobody sees the whole", "One service is enough, and {adult} prefers it"]
OTHERWISE = "I would wait until after the holidays: the last visits were too many for them."
GOOD = [
    "It was about {child} and not about us. Next time ask the grandmother too.",
    "Clear who does what. What {child} wants could stand earlier in it.",
]
MET = {Need.Status.PARTLY: "School and the grandmother, on most days", Need.Status.IDENTIFIED: ""}
LOWER = {
    NeedLevel.Level.SPECIALIST: NeedLevel.Level.TARGETED,
    NeedLevel.Level.TARGETED: NeedLevel.Level.UNIVERSAL_PLUS,
    NeedLevel.Level.UNIVERSAL_PLUS: NeedLevel.Level.UNIVERSAL,
}


def complete_conversations(demo):
    """Complete a conversation of two in three families, and the first of the Fulmars too; some were looked at."""
    made = 0
    for plan in demo.families:
        if plan.index % 3 == 2 and plan.story != "fulmar":
            continue
        talks = Conversation.objects.filter(family=plan.family, provider=plan.partner, recorded_by=plan.worker)
        talks = list(talks.filter(took_place=True).order_by("started_at"))
        wanted = [talks[0], talks[-1]] if plan.story == "fulmar" else talks[-1:]
        for talk in wanted:
            with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
                _complete(demo, plan, talk, newest=talk is wanted[-1])
            made += 1
        if plan.index % 6 == 0 and wanted:
            _looked_at(demo, plan, wanted[-1])
    demo.say(f"{made} conversations completed")


def _complete(demo, plan, talk, newest):
    words = {"child": called(plan.child), "adult": called(plan.adults[0])}
    at = min(talk.recorded_at + timedelta(hours=3), demo.now)
    level = NeedLevel.objects.filter(person=plan.child).order_by("-judged_on", "-pk").values_list("level", flat=True)
    level = level.first() or NeedLevel.Level.UNIVERSAL_PLUS
    after = LOWER.get(level, level) if newest and plan.index % 12 == 1 else level
    needed = plan.index % 4 != 3
    services.complete_conversation(
        talk,
        by=plan.worker,
        submission=demo.named_key("completion", talk.pk),
        kind=talk.kind,
        views=_views(plan, at),
        needs=_needs(plan, words, at),
        levels={plan.child: after},
        trigger=Completion.Trigger.UNIVERSAL if plan.index % 2 else Completion.Trigger.UNMET,
        minutes=20 + plan.index % 5 * 5,
        complexity=[Completion.Factor.SERVICES, Completion.Factor.MONEY][: 1 + plan.index % 2],
        family_present=Completion.Present.YES if plan.index % 2 else Completion.Present.ASKED,
        family_views=SAYS[plan.index % len(SAYS)].format(**words),
        to_date=TO_DATE[plan.index % len(TO_DATE)].format(**words),
        analysis=MEANS[plan.index % len(MEANS)].format(**words),
        plan_needed=Completion.PlanNeeded.YES if needed else Completion.PlanNeeded.NO,
        plan_reason=WHY_PLAN[not needed].format(**words),
        supported_by=demo.signers[plan.partner.pk].name if _views(plan, at) else "",
        completed_at=at,
    )


def _needs(plan, words, at):
    tiers = zip(DOMAINS[plan.theme], MET.items(), (Tier.UNIVERSAL, Tier.TARGETED), strict=True)
    return [
        {
            "person": plan.child,
            "domain": domain,
            "what": NEEDS[domain].format(**words),
            "status": status,
            "how_met": how,
            "tier": tier,
            "told_at": at + timedelta(seconds=place),
        }
        for place, (domain, (status, how), tier) in enumerate(tiers)
    ]


def _views(plan, at):
    """In every seventh family somebody saw it differently (S35)."""
    if plan.index % 7 != 5:
        return []
    return [{"who": called(plan.adults[0]), "view": OTHERWISE, "written_at": at}]


def _looked_at(demo, plan, talk):
    signer = demo.signers[plan.partner.pk]
    if signer.pk == talk.recorded_by_id or plan.story in ("restricted", "conflict"):
        return
    marks = dict.fromkeys(("constructive", "right_people", "joint", "clear"), "yes")
    marks |= {"child_heard": "partly" if plan.index % 4 else "yes", "beyond_concerns": "yes"}
    words = GOOD[plan.index // 6 % len(GOOD)].format(child=called(plan.child))
    with acting_as(signer, partner=plan.partner, reason="Demonstration data"):
        at = min(talk.recorded_at + timedelta(days=1), demo.now)
        key = demo.named_key("quality", talk.pk)
        services.check_quality(talk, by=signer, submission=key, words=words, checked_at=at, **marks)
