"""What was decided in the demonstration about whole kinds of a family's information (domain.md section 4)."""

from datetime import UTC, datetime, timedelta

from consent import countersigning, disclosing, services, telling
from consent.demo import words
from consent.demo.quiet import look_again, not_after_all
from consent.duty import COVERED
from consent.models import Basis, LegalGateway, Outcome, Purpose
from consent.rules import DUTY, Item, Proposal
from locality.demo.needs import called
from locality.reference import ACTIONS, CONCERNS, FAMILY_DETAILS, PROTECTED_ADDRESS, category


def proposal(demo, plan, at, partners, items, **changes):
    """A proposal to share `items` with `partners` because the family agreed, in words that fit; with `changes`."""
    values = {
        "family": plan.family,
        "partner": plan.partner,
        "outcome": Outcome.SHARE if all(item.include for item in items) else Outcome.SHARE_PART,
        "purpose": Purpose.objects.get(code="plan_early_help"),
        "basis": Basis.AGREEMENT,
        "reasons": reasons(demo, plan, partners),
        "items": items,
        "recipients": {partner: fill(plan, words.NEED_TO_KNOW[partner.kind.code], partner) for partner in partners},
        "subjects": plan.subjects,
        "told": {person.pk: "told_before" for person in plan.subjects},
        "gateways": list(LegalGateway.objects.filter(code__in=_gateways(at))),
        "concern_identified_at": at - timedelta(hours=demo.dice.randint(1, 30)),
        "ends_at": at + timedelta(days=demo.dice.choice([90, 120, 180, 270])),
    } | changes
    return Proposal(**values)


def _gateways(at):
    return ["ca_2004_s10", "ca_2004_s16la"] if at.date() >= DUTY else ["ca_2004_s10", "localism_2011"]


def reasons(demo, plan, partners, one_record=False):
    """Why it is right for this child: what is the matter, and what sharing changes; new words each time."""
    partner = partners[0] if partners else plan.partner
    because = words.ABOUT_ONE if one_record else words.BECAUSE[plan.theme]
    return fill(plan, f"{_fresh(demo, plan, because)} {_fresh(demo, plan, words.SO_THAT)}", partner)


def _fresh(demo, plan, lines):
    """One of the lines, not used for this family before while there are others."""
    unused = [line for line in lines if line not in plan.said] or lines
    line = demo.dice.choice(unused)
    plan.said.append(line)
    return line


def fill(plan, text, partner=None):
    """A text with the family's own names in it."""
    other = called(plan.adults[1]) if len(plan.adults) > 1 else "Her brother"
    text = text.format(child=called(plan.child), adult=called(plan.adults[0]), partner=partner, other=other)
    return text[:1].upper() + text[1:]


def whole(code, include=True, why="", day=None):
    """An item: everything of one category."""
    kind = category(code)
    return Item(kind, f"All {kind.name.lower()}", None, day, include, why)


def decide(demo, plan, at, partners, items, **changes):
    """Record a decision made at that moment; returns it."""
    decision = services.decide(
        proposal(demo, plan, at, partners, items, **changes),
        by=plan.worker,
        partner=plan.partner,
        submission=demo.key(),
        at=plan.happened(at),
    )
    plan.decisions.append(decision)
    return decision


def decide_about(demo, plan):
    """Record what was decided about the family's information, as its story asks."""
    tell = STORIES.get(plan.story)
    if tell:
        tell(demo, plan)
    elif plan.told:
        _ordinary(demo, plan)


def after(demo, plan, days):
    """So many days after the newest agreement, or three hours ago when that is still to come."""
    at = max((consent.given_at for consent in plan.consents if consent.given_at), default=plan.registered_at)
    return min(at + timedelta(days=days, minutes=35), demo.now - timedelta(hours=3))


def _details_and_concerns(at, *more):
    return [whole(FAMILY_DETAILS, day=at.date()), whole(CONCERNS, day=at.date()), *more]


def _ordinary(demo, plan):
    """Most families: something is shared with one or two partners; some things are kept back, some wait."""
    at, lot = after(demo, plan, demo.dice.randint(1, 12)), demo.dice.random()
    if lot < 0.62:
        partners = plan.told[: demo.dice.choice([1, 1, 2])]
        more = [whole(ACTIONS, day=at.date())] if demo.dice.random() < 0.5 else []
        decide(demo, plan, at, partners, _details_and_concerns(at, *more))
    elif lot < 0.78:
        _part(demo, plan, at, plan.told[:1])
    elif lot < 0.93:
        why = demo.dice.choice(["not_relevant", "already_held", "too_doubtful", "not_their_function"])
        keep_back(demo, plan, at, plan.told[-1], why)
    else:
        _wait(demo, plan, at)


def _part(demo, plan, at, partners, code=ACTIONS, why=""):
    kept = whole(code, include=False, why=why or demo.dice.choice(words.KEPT_BACK), day=at.date())
    return decide(demo, plan, at, partners, _details_and_concerns(at, kept))


def keep_back(demo, plan, at, partner, why, code=CONCERNS, words_of=""):
    """Record a decision not to share with a partner, for this reason (in the words of another, if it is named)."""
    if why == "too_doubtful" and partner.duty_basis in COVERED:  # the duty to share allows no such doubt
        why, words_of = "not_relevant", ""
    return decide(
        demo,
        plan,
        at,
        [partner],
        [whole(code, day=at.date())],
        outcome=Outcome.NOT_SHARE,
        basis="",
        not_share_reason=why,
        reasons=fill(plan, words.NOT_SHARED[words_of or why], partner),
        reconsider_on=at.date() + timedelta(days=14),
        ends_at=None,
    )


def _wait(demo, plan, at):
    items = [whole(CONCERNS, day=at.date())]
    text = fill(plan, words.WAITING)
    later = at.date() + timedelta(days=7)
    decide(demo, plan, at, plan.told[:1], items, outcome=Outcome.WAIT, basis="", reasons=text, reconsider_on=later)


def _override(demo, plan, at, partners, number, *, urgent, **changes):
    """Share without the family's agreement, for the facts of the case (V10-V12)."""
    values = {
        "basis": Basis.RISK,
        "ground": "harm_to_child",
        "condition": "asking_would_harm",
        "facts": fill(plan, words.FACTS[number]),
        "safety": fill(plan, words.SAFETY),
        "urgent": urgent,
        "purpose": Purpose.objects.get(code="protect_child"),
        "told": {person.pk: "will_not_be_told" for person in plan.subjects},
        "trigger": "safeguarding",
    } | changes
    return decide(demo, plan, at, partners, _details_and_concerns(at), **values)


def _fulmar(demo, plan):
    health, council = demo.partners["health"], demo.partners["council"]
    at = after(demo, plan, 2)
    items = [whole(FAMILY_DETAILS, day=at.date())]  # what was said is shared one conversation at a time
    decide(demo, plan, at, [health], items, ends_at=demo.now + timedelta(days=60))
    keep_back(demo, plan, at + timedelta(days=9), demo.partners["police"], "not_their_function")
    at = at + timedelta(days=20)
    _part(demo, plan, at, [council], why="The family asked to tell the council about the plan itself, in its own words")


def _no_police(demo, plan):
    at = after(demo, plan, 3)
    decide(demo, plan, at, plan.told[:2], _details_and_concerns(at))
    police = demo.partners["police"]
    keep_back(demo, plan, at + timedelta(days=6), police, "not_their_function", words_of="wish_respected")
    pass_on(demo, plan, plan.decisions[0], 1, at + timedelta(hours=2))


def _parents_differ(demo, plan):
    """The mother agreed, the father did not: what is needed goes to the clinic, with his wish weighed (V9)."""
    changes = {"basis": Basis.PUBLIC_INTEREST, "ground": "harm_to_child", "wishes": fill(plan, words.WISHES)}
    changes |= {"subjects": [*plan.subjects, plan.adults[1]], "in_doubt": True, "advice": words.ADVICE}
    told = {person.pk: "told_before" for person in changes["subjects"]}
    at = after(demo, plan, 4)
    made = _override(demo, plan, at, plan.told[:1], 1, urgent=False, told=told, **changes)
    services.authorise(made, by=demo.signers[plan.partner.pk], at=plan.happened(at + timedelta(hours=5)))


def _withdrawn(demo, plan):
    at = after(demo, plan, 2)
    decide(demo, plan, at, plan.told[:2], _details_and_concerns(at), ends_at=demo.now + timedelta(days=50))
    later = plan.happened(demo.moment(demo.working_day(5)))
    for consent in plan.consents:
        if consent.given_at and not consent.superseded_at:
            services.withdraw(consent, by=plan.worker, how=words.WITHDRAWN, at=later)


def _late_signature(demo, plan):
    at = demo.moment(demo.working_day(24))
    ends = demo.now + timedelta(days=30)
    told = {plan.child.pk: "will_not_be_told", plan.adults[0].pk: "not_yet"}  # and she never was (V4)
    made = _override(demo, plan, at, [demo.partners["council"]], 3, urgent=True, ends_at=ends, told=told)
    signed = plan.happened(at + timedelta(days=6, hours=1))  # one working day was allowed
    services.authorise(made, by=demo.signers[plan.partner.pk], at=signed)


def _unsigned(demo, plan):
    at, ends = demo.moment(demo.working_day(9)), demo.now + timedelta(days=45)
    made = _override(demo, plan, at, [demo.partners["health"]], 0, urgent=True, ends_at=ends)
    signer, deputy = demo.signers[plan.partner.pk], demo.deputies[plan.partner.pk]
    said = {"by": signer, "submission": demo.named_key("passed on", plan.index)}
    later = plan.happened(at + timedelta(minutes=25))
    countersigning.pass_on(made, to=deputy, words=words.PASSED_ON, at=later, **said)
    at = demo.moment(demo.working_day(1))
    made = _override(demo, plan, at, [demo.partners["marram"]], 0, urgent=False, ends_at=ends)
    said = {"by": signer, "submission": demo.named_key("sent back", plan.index)}
    later = plan.happened(at + timedelta(minutes=35))
    countersigning.send_back(made, words=fill(plan, words.SENT_BACK), at=later, **said)


def _hidden_address(demo, plan):
    marram, school = plan.told
    at = after(demo, plan, 3)
    _part(demo, plan, at, [school], code=PROTECTED_ADDRESS, why=words.KEPT_BACK[1])
    items = _details_and_concerns(at, whole(PROTECTED_ADDRESS, day=at.date()))
    decide(demo, plan, at + timedelta(hours=1), [marram], items, ends_at=demo.now + timedelta(days=40))


def _detriment(demo, plan):
    at = after(demo, plan, 3)
    decide(demo, plan, at, plan.told[:1], _details_and_concerns(at))
    keep_back(demo, plan, at + timedelta(days=5), demo.partners["jobcentre"], "detriment", code=FAMILY_DETAILS)


def _old_record(demo, plan):
    at = datetime(2021, 2, 10, 10, 40, tzinfo=UTC)
    decide(demo, plan, at, plan.told[:1], _details_and_concerns(at), ends_at=at + timedelta(days=120))


def _ended(demo, plan):
    at = after(demo, plan, 2)
    made = decide(demo, plan, at, plan.told[:1], _details_and_concerns(at), ends_at=demo.now + timedelta(days=70))
    later = plan.happened(demo.moment(demo.working_day(3)))
    services.end_decision(made, by=plan.worker, reason=fill(plan, words.ENDED[0]), at=later)


def _expires_soon(demo, plan):
    at = after(demo, plan, 2)
    ends = demo.now + timedelta(days=4)
    starts_late = max(at, ends - timedelta(days=300))
    decide(demo, plan, starts_late, plan.told[:2], _details_and_concerns(at), ends_at=ends)


def _referral(demo, plan):
    """What the Front Door was told is shared with the police the same day, and signed within the hour. The mother, who
    was to be told, is not after all, and then is once it is safe (4.5)."""
    at = demo.moment(demo.working_day(16), 11, 32)
    ends = demo.now + timedelta(days=60)
    told = {plan.child.pk: "will_not_be_told", plan.adults[0].pk: "not_yet"}
    made = _override(demo, plan, at, [demo.partners["police"]], 2, urgent=True, ends_at=ends, told=told)
    services.authorise(made, by=demo.signers[plan.partner.pk], at=plan.happened(at + timedelta(minutes=40)))
    pass_on(demo, plan, made, 0, at + timedelta(minutes=9))
    not_after_all(demo, plan, made, plan.happened(at + timedelta(hours=4)), fill(plan, words.NOT_AFTER_ALL))
    later = plan.happened(at + timedelta(days=5, hours=3))
    look_again(demo, plan, made, later, {found: fill(plan, said) for found, said in words.LOOKED_AGAIN.items()})
    said = {"told_on": later.date(), "words": fill(plan, words.TOLD_LATER), "at": later}
    telling.tell(made, by=plan.worker, people=plan.adults[:1], submission=demo.named_key("told", plan.index), **said)


def pass_on(demo, plan, made, number, at):
    """Record that a decision was passed on outside the service too, to the first of its recipients (F35)."""
    items = list(disclosing.shared_items(made))
    said = {"partner": disclosing.recipients_of(made)[0].partner, "submission": demo.named_key("passed", plan.index)}
    at = plan.happened(at)
    disclosing.disclose(
        made, by=plan.worker, items=items, passed_at=at, at=at, **said, **words.PASSED_ELSEWHERE[number]
    )


STORIES = {
    "fulmar": _fulmar,
    "no_police": _no_police,
    "parents_differ": _parents_differ,
    "withdrawn": _withdrawn,
    "late_signature": _late_signature,
    "unsigned": _unsigned,
    "hidden_address": _hidden_address,
    "detriment": _detriment,
    "old_record": _old_record,
    "ended": _ended,
    "expires_soon": _expires_soon,
    "own_mind": lambda demo, plan: _part(demo, plan, after(demo, plan, 2), plan.told[:1]),
    "referral": _referral,
    "data_only": lambda demo, plan: None,
}
