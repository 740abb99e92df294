"""What each family of the demonstration was told, asked and answered (S79-S87; domain.md 3a)."""

from datetime import timedelta

from consent import services, signing
from consent.answers import holders, is_under_sixteen
from consent.demo import words
from consent.demo.papers import give_papers, how_given
from consent.models import Consent, ConsentArtefact, HolderAnswer, Signature
from consent.printing import agreement_wording
from locality.access.rule import reader_of
from locality.reference import ACTIONS, CONCERNS, FAMILY_DETAILS, PROTECTED_ADDRESS, category

TOLD = {  # whom a family with this worry agrees to tell, in this order, leaving out whoever asks
    "school": "health council camhs kittiwake",
    "early_years": "health lanternby ropewalk trust",
    "health": "camhs health trust council",
    "substance": "anchor ropewalk council health",
    "relationships": "lanternby council health ropewalk",
    "exploitation": "police council cobblestow health",
    "crime": "police council probation cobblestow",
    "abuse": "marram health council trust",
    "housing": "council fire health lanternby",
    "money": "jobcentre council lanternby health",
}
TOLD_IN = {"fulmar": "health council", "no_police": "health council marram", "hidden_address": "marram school"}
UNASKED = ("data_only", "unsigned", "referral")
LONG = timedelta(days=365)


def agree(demo, plan):
    """Record the family's answers; fills `plan.told` with the partners that it agreed may be told, if it did."""
    wait = 1 if plan.story == "fulmar" else demo.dice.randint(2, 9)
    day = plan.registered_at.date() + timedelta(days=wait)
    at = plan.happened(demo.moment(min(day, demo.today)))
    if plan.story in UNASKED:
        if plan.story == "data_only":
            later = at.date() + timedelta(days=30)
            why = {"not_sought_code": Consent.WhyNotAsked.NOT_MET, "not_sought_reason": words.NOT_ASKED}
            _answer(demo, plan, plan.child, at, Consent.Status.NOT_ASKED, **why, ask_again_on=later)
        return
    if not plan.story and demo.dice.random() < 0.1:
        _answer(demo, plan, plan.child, at, Consent.Status.ASKED)
        return
    keys = TOLD_IN.get(plan.story, TOLD[plan.theme]).split()
    plan.told = [demo.partners[key] for key in keys if demo.partners[key] != plan.partner][:3]
    if plan.story == "old_record":
        plan.told = [demo.partners["old_probation"], demo.partners["health"]]
    give_papers(demo, plan, at)
    _yes(demo, plan, at)
    _others(demo, plan, at)


def _yes(demo, plan, at):
    aloud = plan.story == "verbal" or (not plan.story and demo.dice.random() < 0.3)
    for person in plan.subjects:
        more = {"given_by": _who_answers(plan, person, at), "expires_on": at.date() + LONG}
        if aloud:
            more["verbal_reason"] = demo.dice.choice(words.VERBAL)
            more["signature_due_on"] = at.date() + timedelta(days=10)
        _answer(demo, plan, person, at, Consent.Status.VERBAL if aloud else Consent.Status.WRITTEN, **more)
    if aloud and plan.story != "verbal" and (later := at + timedelta(days=8)) < demo.now:
        for person in plan.subjects:  # the paper came back signed
            more = {"given_by": _who_answers(plan, person, later), "expires_on": later.date() + LONG}
            _answer(demo, plan, person, plan.happened(later), Consent.Status.WRITTEN, **more)


def _who_answers(plan, person, at):
    """From sixteen on everybody for themselves, by their age on that day."""
    return plan.adults[0] if is_under_sixteen(person, at.date()) else person


def _others(demo, plan, at):
    """The father who refuses, and the fifteen-year-old who thinks otherwise than the mother."""
    if plan.story == "parents_differ":
        _answer(demo, plan, plan.adults[1], plan.happened(at + timedelta(days=4)), Consent.Status.REFUSED)
    if plan.story == "own_mind":
        _answer(demo, plan, plan.child, plan.happened(demo.moment(demo.working_day(8))), Consent.Status.REFUSED)


def _answer(demo, plan, person, at, status, **more):
    given = status in (Consent.Status.WRITTEN, Consent.Status.VERBAL)
    kinds = [category(code) for code in (FAMILY_DETAILS, CONCERNS, ACTIONS)]
    if plan.story == "hidden_address":
        kinds.append(category(PROTECTED_ADDRESS))
    answer = services.record_consent(
        plan.family,
        by=plan.worker,
        partner=plan.partner,
        person=person,
        status=status,
        submission=demo.key(),
        artefacts=_artefacts(demo, plan, at, status),
        partners=plan.told if given else (),
        categories=kinds if given else (),
        exclusions=_left_out(demo, plan) if given else (),
        holders=_others_said(demo, plan, person, more.get("given_by")) if given else None,
        at=at,
        **more,
    )
    plan.consents.append(answer)
    if status == Consent.Status.WRITTEN and answer.stands:
        _sign(demo, plan, answer, at)


def _sign(demo, plan, answer, at):
    """Who gave it in writing typed their name under it, on the worker's device (C8, S87)."""
    signing.sign_agreement(
        answer,
        by=plan.worker,
        method=Signature.Method.TYPED,
        typed_name=str(answer.given_by or answer.person),
        wording=agreement_wording(answer, reader_of(plan.worker)),
        witness=plan.worker.name,
        submission=demo.named_key("signature", plan.family.number, len(plan.consents)),
        at=at,
    )


def _others_said(demo, plan, person, giver):
    """What the other parents said (C3): most agree; some could not be asked."""
    if giver == person:
        return None
    known = holders(plan.family, person)
    said = HolderAnswer.Said
    return {
        adult: (said.AGREED, "") if demo.dice.random() < 0.7 else (said.NOT_ASKED, demo.dice.choice(words.NOT_REACHED))
        for adult in plan.adults
        if adult.pk in known and adult != giver
    }


def _left_out(demo, plan):
    """What some families leave out of what they agree to (C9)."""
    if plan.story == "no_police":
        return [demo.partners["police"]]
    return [category(PROTECTED_ADDRESS)] if plan.story == "turning_16" else []


def _artefacts(demo, plan, at, status):
    """The separate facts, each on its day and in its manner: as the papers were given, and as the answer was."""
    kind, day = ConsentArtefact.Kind, at.date()
    if status == Consent.Status.NOT_ASKED:
        return {}
    days = {kind.BOOKLET: day - timedelta(days=2), kind.NOTICE: day - timedelta(days=2), kind.SOUGHT: day}
    if status != Consent.Status.ASKED:
        days[kind.RECEIPT] = day
    if status in (Consent.Status.WRITTEN, Consent.Status.VERBAL):
        days[kind.GIVEN] = day
    found = {each: (on, demo.dice.choice(words.HOW[each])) for each, on in days.items()}
    how = how_given(plan, days[kind.BOOKLET])
    told = {kind.BOOKLET: how and words.HOW_GIVEN[how], kind.NOTICE: how and "in writing, with the booklet"}
    told[kind.GIVEN] = words.GIVEN.get(status, "")
    return {each: (on, told.get(each) or thrown) for each, (on, thrown) in found.items()}
