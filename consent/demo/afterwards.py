"""Care orders, and what was done with what an ended decision had given (C5, C10)."""

from datetime import timedelta

from consent import anonymous, breaches, emergency, services
from consent.demo import words
from consent.demo.decisions import fill
from consent.ended import over_for
from consent.models import CareOrder, EndAcknowledgement
from consent.settling import record_care_order
from locality.history import acting_as
from locality.lookups import Words
from locality.reference import CONCERNS

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
