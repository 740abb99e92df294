"""Care orders, and what was done with what an ended decision had given (C5, C10)."""

from datetime import timedelta

from django.utils import timezone

from consent import anonymous, breaches, emergency, replies, requests, services
from consent.demo import words
from consent.demo.decisions import fill
from consent.ended import over_for
from consent.models import CareOrder, EndAcknowledgement, Outcome, Purpose, ReceivedRequest
from consent.rules import Item, Proposal
from consent.settling import record_care_order
from locality.history import acting_as
from locality.lookups import Words
from locality.reference import CONCERNS, category

SAYS = {"ended": EndAcknowledgement.Done.DESTROYED, "withdrawn": EndAcknowledgement.Done.NOTHING_KEPT}


def order_care(demo, plan):
    """After the referral a court orders first a week of protection, then care until it decides (C5)."""
    if plan.story != "referral":
        return
    first, second = demo.working_day(15), demo.working_day(8)
    rows = ((CareOrder.Kind.EMERGENCY, first, second), (CareOrder.Kind.INTERIM, second, None))
    for kind, starts_on, ends_on in rows:
        record_care_order(
            plan.family,
            by=plan.worker,
            partner=plan.partner,
            person=plan.child,
            council=demo.partners["council"],
            kind=kind,
            evidence=words.ORDER_SEEN[kind],
            starts_on=starts_on,
            ends_on=ends_on,
            submission=demo.named_key("care order", kind),
        )


ASKED = (
    "A girl of fifteen says that she sees a man who is much older, and wants nobody to know. Her mother works with me. "
    "May I tell the school nurse, and what do I say to the girl?"
)
ANSWERED = (
    "Ring me this afternoon. If she may come to harm you may tell those who can help, and you tell her first that you "
    "do and why. Write down what she wishes."
)


def ask_for_advice(demo):
    """The health visitor asked the school's safeguarding lead without naming anybody, and later said which family it
    was about (8.7)."""
    health = demo.partners["health"]
    for plan in demo.with_story("fulmar"):
        asker, lead = demo.staff[health.pk][0], demo.staff[plan.partner.pk][0]
        asked = {"adviser": lead, "question": ASKED, "submission": demo.named_key("advice", "asked"), "sure": True}
        answered = {"words": ANSWERED, "submission": demo.named_key("advice", "answered"), "sure": True}
        with acting_as(asker, partner=health, reason="Demonstration data"):
            made = anonymous.ask(by=asker, partner=health, **asked)
        with acting_as(lead, reason="Demonstration data"):
            anonymous.answer(made, by=lead, **answered)
        with acting_as(asker, partner=health, reason="Demonstration data"):
            anonymous.link(made, by=asker, family=plan.family)


ABOUT = "{child} Fulmar, who goes to Fulmar Lane. The mother is {adult}"
TO_KNOW = "An officer was called to the house in the night, and wants to know whether the school worries about {child}."
WHY_NOT = (
    "The call was about the neighbours, {child} comes to no harm by our saying nothing, and {adult} wants to tell the "
    "police herself. If an officer worries about {child}, they ring us and we think again."
)
SAID = "We do not share this now: {adult} would rather tell you herself. If you worry about {child}, ring us."
VISITED = "I visit the baby on Thursday and want to know how the days go for the older ones, and who helps."


def ask_for_information(demo):
    """The police asked the school, which did not share and told them why; Ben asked and waits (V27)."""
    for plan in demo.with_story("fulmar"):
        school = plan.partner
        for who, ago, why, code in (("police", 9, TO_KNOW, "other"), ("health", 1, VISITED, "understand_needs")):
            partner, at = demo.partners[who], demo.moment(demo.working_day(ago))
            purpose = Purpose.objects.get(code=code)
            said = {"asked": school, "about": fill(plan, ABOUT), "wanted": [CONCERNS], "purpose": purpose}
            said |= {"why": fill(plan, why), "submission": demo.named_key("request", who), "at": at}
            worker = demo.staff[partner.pk][0]
            with acting_as(worker, partner=partner, reason="Demonstration data"):
                made = requests.ask(by=worker, partner=partner, **said)
            if who == "police":
                _refuse(demo, plan, made, at + timedelta(hours=3))


def _refuse(demo, plan, made, at):
    kind, day = category(CONCERNS), timezone.localdate(at)
    proposal = Proposal(
        plan.family,
        plan.partner,
        Outcome.NOT_SHARE,
        made.purpose,
        fill(plan, WHY_NOT),
        items=[Item(kind, str(kind), None, day)],
        subjects=[plan.child],
        not_share_reason="not_their_function",
        reconsider_on=day + timedelta(days=28),
    )
    with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
        received = ReceivedRequest.objects.select_related("question").get(question=made)
        requests.link(received, by=plan.worker, family=plan.family, at=at)
        requests.decide(received, proposal, by=plan.worker, submission=demo.named_key("request", "decided"), at=at)
        replies.reply(received, by=plan.worker, words=fill(plan, SAID), at=at + timedelta(minutes=20))


KEPT = [("expires_soon", "jobcentre", "wish_respected", 6), ("hidden_address", "council", "detriment", 1)]


def keep_back_further(demo):
    """A family's wish is respected towards an office that the duty to share does not reach; and what would do harm is
    not shared with one that it reaches: that waits for somebody else's signature (V16)."""
    for story, partner, why, ago in KEPT:
        for plan in demo.with_story(story):
            at, kind = demo.moment(demo.working_day(ago)), category(CONCERNS)
            day = timezone.localdate(at)
            proposal = Proposal(
                plan.family,
                plan.partner,
                Outcome.NOT_SHARE,
                Purpose.objects.get(code="understand_needs"),
                fill(plan, words.NOT_SHARED_FURTHER[why]),
                items=[Item(kind, str(kind), None, day)],
                recipients={demo.partners[partner]: ""},
                subjects=plan.subjects,
                not_share_reason=why,
                reconsider_on=day + timedelta(days=14),
            )
            said = {"partner": plan.partner, "submission": demo.named_key("kept back", story), "at": at}
            with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
                services.decide(proposal, by=plan.worker, **said)


def break_glass(demo, plan):
    """Today the police opened in an emergency what the family's school knows: it lasts four hours, and somebody of the
    school is to say whether it was right (A7)."""
    if plan.story == "detriment":
        police = demo.partners["police"]
        emergency.take(
            by=demo.staff[police.pk][0],
            partner=police,
            kinds=[CONCERNS],
            why=fill(plan, words.EMERGENCY),
            submission=demo.named_key("emergency", plan.index),
            words=Words(plan.child.given_name, plan.child.family_name, plan.child.date_of_birth),
        )


def report_breaches(demo):
    """One letter that went astray, settled in time; one message by an insecure way, told to the regulator too late."""
    told = (
        ("school", "wrong_person", 17, 160, ((2, "contained"), (26, "no_risk"), (30, "learned"))),
        ("council", "insecure", 31, 2, ((1, "contained"), (101, "told_regulator"), (103, "told_people"))),
    )
    for number, (partner, kind, days, people, steps) in enumerate(told):
        whose, at = demo.partners[partner], demo.moment(demo.working_day(days))
        worker, signer = demo.staff[whose.pk][0], demo.signers[whose.pk]
        said = {"kind": kind, "words": words.BREACHES[number], "people": people, "noticed_at": at}
        with acting_as(worker, partner=whose, reason="Demonstration data"):
            key = demo.named_key("breach", number)
            made = breaches.report(by=worker, partner=whose, submission=key, at=at + timedelta(minutes=20), **said)
        for hours, what in steps:
            done = at + timedelta(hours=hours)
            said = {"kind": what, "words": words.BREACH_STEPS[what], "done_at": done, "at": done}
            with acting_as(signer, partner=whose, reason="Demonstration data"):
                breaches.note(made, by=signer, submission=demo.named_key("breach", number, what), **said)


def acknowledge(demo, plan):
    """The first recipient of what ended says what it did with it; where there is a second, it is still asked."""
    done = SAYS.get(plan.story)
    if not done:
        return
    partner = plan.told[0]
    lead = demo.staff[partner.pk][0]
    with acting_as(lead, partner=partner, reason="Demonstration data"):
        for decision, whose in over_for(lead):
            if whose == partner and decision.family_id == plan.family.pk:
                at = min(demo.moment(demo.working_day(1)), demo.now)
                note = words.AFTER_THE_END[done]
                services.acknowledge_end(decision, by=lead, partner=partner, done=done, note=note, at=at)
