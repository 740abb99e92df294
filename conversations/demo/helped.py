"""The help that families of the demonstration get: since when, where it stands, who leads it and who would not."""

from datetime import timedelta

from conversations import services
from conversations.models import Conversation, Episode, Lead
from locality.demo.needs import called
from locality.history import acting_as

Status = Episode.Status
AIMS = {
    "school": "{child} comes to school every day, rested and on time.",
    "early_years": "{adult} feels sure of the evenings, and {child} sleeps through.",
    "health": "{child} has somebody to talk to, and knows what to do when worry comes.",
    "substance": "{adult} keeps the appointments, and the children know what to expect of each day.",
    "relationships": "The grown-ups settle things without {child} in the middle.",
    "exploitation": "{child} is where {adult} thinks, and has better company on Friday nights.",
    "crime": "{child} stays out of trouble until the club has a place.",
    "abuse": "{adult} and the children feel safe at home, and know whom to ring.",
    "housing": "The family stays where it is, dry and warm.",
    "money": "The letters are opened, the debt is agreed, and there is breakfast.",
}
WHY_THEM = [
    "Sees {child} every week already, and {adult} trusts them",
    "{adult} asked for them by name",
    "Knows the school, the house and the grandparents",
    "Visits anyway, so that nobody new comes to the door",
]
SAID = ["That is fine with {adult}", "“As long as it is one person.”", "{child} says they are all right", ""]
NO_TIME = "I lead four families already and would not do this one justice before January."
HANDED = "A new post at the trust from the first of the month."
NO_HELP = ("data_only", "old_record", "duplicate_elsewhere", "withdrawn")
# What becomes of the others, in turn.
STANDS = [Status.PLAN, Status.TALKING, Status.ALLOCATED, Status.PLAN, Status.AWAITING, Status.ASSESSMENT, Status.REVIEW]


def help_families(demo):
    """Open help for most of the families, and say who leads it."""
    opened = 0
    for plan in demo.families:
        with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
            opened += bool(_help(demo, plan))
    demo.say(f"{opened} episodes of help")


def _help(demo, plan):
    if plan.story in NO_HELP or (plan.index % 9 == 8 and not plan.story):
        return None
    at = min(plan.registered_at + timedelta(days=1, hours=2), demo.now)
    words = {"child": called(plan.child), "adult": called(plan.adults[0])}
    plan.episode = services.open_episode(
        plan.family,
        by=plan.worker,
        partner=plan.partner,
        submission=demo.key(),
        identified_on=min(plan.registered_at.date(), demo.today),
        why=AIMS[plan.theme].format(**words),
        at=plan.happened(at),
    )
    status = _stands(plan)
    if status == Status.IDENTIFIED:
        return plan.episode
    if status in (Status.TALKING, Status.AWAITING):
        if plan.story == "ended":
            _asked(demo, plan, demo.day(9), words)  # who was asked never answered
        _moved(plan, status, at + timedelta(days=2), "Agreed with the family")
        return plan.episode
    lead = _leads(demo, plan, at + timedelta(days=3), words)
    if status != Status.ALLOCATED:
        _moved(plan, Status.ASSESSMENT, min(at + timedelta(days=6), demo.now), "The family agreed to an assessment")
    if status in (Status.PLAN, Status.REVIEW):
        _moved(plan, Status.PLAN, min(at + timedelta(days=20), demo.now), "The plan was agreed")
    if status == Status.REVIEW:
        _moved(plan, Status.REVIEW, min(at + timedelta(days=60), demo.now), "Six weeks have passed")
    if plan.story in ("late_signature", "kittiwake") or plan.index % 11 == 4:
        _handed_over(demo, plan, lead, words)
    return plan.episode


def _stands(plan):
    if plan.story == "fulmar":
        return Status.PLAN
    if plan.story == "unborn":
        return Status.IDENTIFIED
    if plan.story == "ended":
        return Status.TALKING
    return STANDS[plan.index % len(STANDS)]


def _moved(plan, status, at, reason):
    services.move_episode(plan.episode, by=plan.worker, status=status, reason=reason, at=plan.happened(at))


def _asked(demo, plan, day, words, who=None, **more):
    who = who or plan.worker
    return services.propose_lead(
        plan.episode,
        by=plan.worker,
        practitioner=who,
        partner=plan.partner,
        submission=demo.key(),
        reason=WHY_THEM[plan.index % len(WHY_THEM)].format(**words),
        family_said=SAID[plan.index % len(SAID)].format(**words),
        at=min(demo.moment(day), demo.now),
        **more,
    )


def _leads(demo, plan, at, words):
    """Now and then somebody said no first."""
    day = min(at, demo.now).date()
    others = demo.colleagues(plan.partner, plan.worker)
    if others and plan.index % 7 == 3 and plan.story not in ("restricted", "conflict"):
        asked = _asked(demo, plan, day, words, others[0])
        with acting_as(others[0], partner=plan.partner):
            services.decline_lead(asked, by=others[0], reason=NO_TIME, at=asked.proposed_at + timedelta(hours=3))
    asked = _asked(demo, plan, day, words)
    lead = services.accept_lead(asked, by=plan.worker, at=min(asked.proposed_at + timedelta(hours=5), demo.now))
    told = lead.answered_at.date() + timedelta(days=2)
    if told <= demo.today and plan.index % 5 != 2:
        services.tell_family_who_leads(lead, by=plan.worker, on=told, how="At home, with the leaflet")
    return lead


def _handed_over(demo, plan, lead, words):
    """A second lead, after a conversation; in the last of them the question still waits."""
    others = demo.colleagues(plan.partner, plan.worker)
    talk = Conversation.objects.filter(family=plan.family, took_place=True).order_by("-started_at").first()
    if not others or talk is None or talk.started_at < lead.answered_at or plan.story in ("restricted", "conflict"):
        return
    services.ask_to_hand_over(Lead.objects.get(pk=lead.pk), by=plan.worker, reason=HANDED)
    day = talk.started_at.date()
    asked = _asked(demo, plan, day, words, others[0], handover=talk)
    if plan.index % 2:
        with acting_as(others[0], partner=plan.partner):
            services.accept_lead(asked, by=others[0], at=min(asked.proposed_at + timedelta(hours=1), demo.now))
