"""The golden rules as checks of a proposed decision (domain.md 4.4), and as the lines that the page shows.

Words are our own; the versions of the rules are told apart by date (`ruleset_on`, 0.1).
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from consent.advised import LEAST_WHY, what_names
from consent.duty import DUTY, no_duty
from consent.fresh import old_ones
from consent.grave import overrides, whole_record, withheld_problems, withholds
from consent.grounds import GROUNDS, HARM, NOT_SHARE_REASONS, ground_of
from consent.lawful import basis_problems, condition_problem
from consent.limits import in_the_way, left_out, scopes_of
from consent.models import Basis, Consent, Outcome
from consent.onward import objections
from consent.proposals import Item, Problem, Proposal
from locality.access import Among, kept
from locality.days import after_working_days

TWENTY_FOUR = date(2024, 5, 1)
__all__ = ["GROUNDS", "NOT_SHARE_REASONS", "Item", "Problem", "Proposal", "needs_authoriser", "overrides", "problems"]
WRITTEN_WITHIN = timedelta(hours=24)  # what could not wait may have gone before it was decided (V26)
LEAST_REASONS, LEAST_FACTS, LEAST_NEED = 50, 100, 15
# A text of nothing but these words gives no reason: it only names a law or says that nobody agreed (V1).
EMPTY_WORDS = frozenset(
    "a act allow allowed allows and are as because breach can cannot confidential confidentiality consent data do "
    "does don dpa due for forbids gdpr given has have i information is isn it its law let lets me my no none not of "
    "on or our policy prevent prevents privacy protection reason reasons refused rules s share shared sharing so "
    "stop stops t the there they this to uk under us we without".split()
)


def ruleset_on(day):
    """Which version of the golden rules a decision of this day is taken under (F2)."""
    return "DUTY-2026" if day >= DUTY else "GOV-2024" if day >= TWENTY_FOUR else "HMG-2009"


def needs_authoriser(proposal, at=None):
    """Whether somebody other than the decider must sign: sharing without the family's agreement (V12), or the whole
    record; or not sharing where the duty to share applies (V16, V20)."""
    return overrides(proposal) or whole_record(proposal) or withholds(proposal, at)


def consents_for(proposal, at=None):
    """For each subject their standing consent to share these categories with these partners, or None (V8).

    Returns a dict from the subject's key to a `Consent` or None.
    """
    at = at or timezone.now()
    if at not in proposal.found:  # the rules and the record ask the same, about the same moment
        standing = _standing(proposal, at)
        scopes = scopes_of(standing)
        covering = _covering(scopes, proposal) - set(in_the_way(standing, proposal, scopes))
        answers = dict.fromkeys(person.pk for person in proposal.subjects)
        proposal.found[at] = answers | {c.person_id: c for c in standing if c.pk in covering}
    return proposal.found[at]


def _recorded_by(proposal):
    """Answers about sharing that the deciding partner recorded itself: another's are not its to know (S94)."""
    kind = Consent.Kind.INFO_SHARING
    return Consent.objects.filter(family=proposal.family, provider=proposal.partner, kind=kind)


def _covering(scopes, proposal):
    """The keys of those of the consents that cover every partner and every category of the proposal."""
    partners, categories = {partner.pk for partner in proposal.recipients}, {i.category.pk for i in proposal.included}
    return {s.consent for s in scopes if partners.issubset(s.partners) and categories.issubset(s.categories)}


def refusals(proposal):
    """The subjects' refusals and withdrawals that nothing newer has replaced (V9)."""
    return (
        _recorded_by(proposal)
        .current()
        .filter(
            person__in=proposal.subjects,
            status__in=[Consent.Status.REFUSED, Consent.Status.WITHDRAWN],
        )
    )


def problems(proposal, at=None) -> list[Problem]:
    """Everything that stands against recording the proposal, in the order of its page. Empty: it may be recorded."""
    checks = (_what, _with_whom, _from_others, _until, _basis, _lawful, _told, _advice, _safety)
    asked = checks if proposal.shares else [_kept_back]
    found = [problem for check in asked for problem in check(proposal, at or timezone.now())]
    return [*found, *_reasons(proposal)]


def _what(proposal, at) -> Iterable[Problem]:
    if not proposal.included:
        yield Problem("V18", "what", "Choose what to share")
    if proposal.outcome == Outcome.SHARE_PART and all(item.include for item in proposal.items):
        yield Problem("F12", "what", "Say what you keep back, or choose to share all of it")
    old = old_ones(proposal, timezone.localdate(at))
    if old and not proposal.still_right.strip():
        words = " and ".join(f"“{item.description}” is of {_day(item.as_of)}" for item in old)
        yield Problem("V18", "still_right", f"{words}. Say why it is still right, or bring it up to date first")


def _day(day):
    return f"{day.day} {day:%B %Y}"


def _with_whom(proposal, at) -> Iterable[Problem]:
    if not proposal.recipients:
        yield Problem("V19", "whom", "Choose at least one partner to share with")
    if any(partner.pk == proposal.partner.pk for partner in proposal.recipients):
        yield Problem("F14", "whom", "Your own partner can already see what it supplied")
    for partner in proposal.recipients:
        if partner.valid_to and partner.valid_to <= timezone.localdate(at):
            yield Problem("F14", "whom", f"{partner} left the framework. Choose another partner")
    for partner, need in proposal.recipients.items():
        if len(need.strip()) < LEAST_NEED:
            yield Problem("V19", "need_to_know", f"Say in a few words why {partner} needs to know")
    texts = {need.strip().lower() for need in proposal.recipients.values()}
    if len(texts) == 1 < len(proposal.recipients):
        yield Problem("V19", "need_to_know", "Say for each partner why it needs to know: the reasons differ")


def _from_others(proposal, at) -> Iterable[Problem]:
    yield from (Problem("V23", name, words) for name, words in objections(proposal))


def _until(proposal, at) -> Iterable[Problem]:
    starts = proposal.starts_at or at
    if starts < at - WRITTEN_WITHIN:
        yield Problem("V26", "until", "What was shared is written down within a day. Begin it today, or later")
    if proposal.concern_identified_at and proposal.concern_identified_at > at:
        yield Problem("F5", "reasons", "The worry cannot be of a later moment than the decision")
    if not proposal.ends_at:
        yield Problem("F14", "until", "Say until when they may see it")
    elif proposal.ends_at <= starts:
        yield Problem("F14", "until", "The last day must be later than today")
    elif (proposal.ends_at - starts).days > 366:
        yield Problem("C12", "until", "Choose a day within a year: agreement is looked at again at least yearly")


def _basis(proposal, at) -> Iterable[Problem]:
    if not proposal.basis:
        yield Problem("F15", "basis", "Say what the sharing rests on")
    elif proposal.basis == Basis.AGREEMENT:
        consents = consents_for(proposal, at)
        missing = [p for p in proposal.subjects if p.is_living and not consents[p.pk]]
        if missing or not proposal.subjects:
            yield from _not_covered(proposal, missing, at)
        elif not any(consents.values()):  # all of them have died, and what is known in confidence stays so
            yield Problem("V2", "basis", "Nobody who has died can agree. Say which other reason you have to share")
    else:
        yield from _override(proposal, at)


def _not_covered(proposal, missing, at) -> Iterable[Problem]:
    """Whose agreement is missing; of whom something is recorded, what stands in the way (C3, C9)."""
    standing = [each for each in _standing(proposal, at) if each.person_id in {person.pk for person in missing}]
    against = in_the_way(standing, proposal)
    names = {person.pk: person for person in missing}
    for consent in standing:
        for words in against.get(consent.pk, ()):
            yield Problem("C9", "basis", f"{names.pop(consent.person_id, consent.person)}: {words}")
    if names or not proposal.subjects:
        whom = ", ".join(map(str, names.values())) or "anybody"
        words = f"No agreement is recorded that covers this for {whom}. Record it, share less, or choose another basis"
        yield Problem("V8", "basis", words)


def _standing(proposal, at):
    return _answers(proposal.family, proposal.partner, proposal.subjects, at)


@kept
def _answers(family, partner, people, at):
    found = Consent.objects.filter(family=family, provider=partner, kind=Consent.Kind.INFO_SHARING)
    return found.standing(at).filter(Among("person", people)).order_by("given_at")


def _override(proposal, at) -> Iterable[Problem]:
    if proposal.ground not in dict(GROUNDS):
        yield Problem("V11", "ground", "Choose why you may share without the family’s agreement")
    if len(proposal.facts.strip()) < LEAST_FACTS:
        words = (
            f"Give the facts of this case in at least {LEAST_FACTS} characters: what you know, and why you did not ask"
        )
        yield Problem("V11", "facts", words)
    if fears_harm(proposal) and _late(proposal, at) and not proposal.late_because.strip():
        noticed = _day(timezone.localdate(proposal.concern_identified_at))
        words = f"Harm is feared, and it was noticed on {noticed}. Say why it is decided only now"
        yield Problem("V22", "late_because", words)
    if proposal.ground == "duty_to_share" and (words := no_duty(proposal, at)):
        yield Problem("V15", "ground", words)
    against = refusals(proposal).exists() or left_out(_standing(proposal, at), proposal)
    if against and not proposal.wishes.strip():
        yield Problem("V9", "wishes", "Somebody did not agree. Say what they wished, and how you weighed it")


def fears_harm(proposal):
    """Whether it rests on harm to a child or an adult (V22)."""
    return proposal.basis == Basis.RISK or proposal.ground in HARM


def _late(proposal, at):
    """Whether more than the working day that follows went by since the concern was noticed (V22)."""
    noticed = proposal.concern_identified_at
    return bool(noticed) and timezone.localdate(at) > after_working_days(timezone.localdate(noticed), 1)


def _lawful(proposal, at) -> Iterable[Problem]:
    yield from (Problem(rule, "lawful", words) for rule, words in basis_problems(proposal, at, no_duty))
    if words := condition_problem(proposal, at):
        yield Problem("V13", "condition", words)


def _told(proposal, at) -> Iterable[Problem]:
    untold = [person for person in proposal.subjects if person.is_living and not proposal.told.get(person.pk)]
    if untold:
        yield Problem("V3", "told", f"Say whether {', '.join(map(str, untold))} has been told")
    elif "will_not_be_told" in proposal.told.values() and proposal.basis == Basis.AGREEMENT:
        yield Problem("V5", "told", "Somebody who agreed has been told. Choose another answer, or another basis")
    elif "will_not_be_told" in proposal.told.values() and not ground_of(proposal):
        yield Problem("V5", "not_told_ground", "Say why they will not be told")


def _advice(proposal, at) -> Iterable[Problem]:
    if proposal.in_doubt and not proposal.advice.strip():
        yield Problem("V6", "advice", "Say whom you asked and what they said, or why there was no time to ask")
    named = what_names(proposal.advice, proposal.subjects)
    if named and len(proposal.why_named.strip()) < LEAST_WHY:
        words = f"Advice is asked without names. It says {', '.join(named)}: take that out, or say why it was named"
        yield Problem("V7", "why_named", words)


def _safety(proposal, at) -> Iterable[Problem]:
    if proposal.basis != Basis.AGREEMENT and not proposal.safety.strip():
        words = "Say what could happen if you share, and if you do not: to the child and to others"
        yield Problem("V17", "safety", words)


def _kept_back(proposal, at) -> Iterable[Problem]:
    if proposal.outcome == Outcome.NOT_SHARE and proposal.not_share_reason not in dict(NOT_SHARE_REASONS):
        yield Problem("F30", "not_share_reason", "Choose why you do not share")
    if not proposal.reconsider_on:
        yield Problem("F31", "reconsider_on", "Say when you will think about it again")
    elif proposal.reconsider_on <= timezone.localdate(at):
        yield Problem("F31", "reconsider_on", "The day must be after today")
    yield from (Problem("V16", name, words) for name, words in withheld_problems(proposal, at))


def _reasons(proposal) -> Iterable[Problem]:
    text = proposal.reasons.strip()
    if text and set(re.findall(r"[a-z]+", text.lower())) <= EMPTY_WORDS:
        words = "Data protection law is no reason in itself: it says how to share. Say why this is right for the child"
        yield Problem("V1", "reasons", words)
    elif len(text) < LEAST_REASONS:
        yield Problem("F29", "reasons", f"Give your reasons in at least {LEAST_REASONS} characters")
