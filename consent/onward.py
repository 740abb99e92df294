"""Passing on what another partner supplied (S92-S95, V23): it is asked, it answers, and it is told when it happens.

Nothing here gives sight: what a decision passes on of another's is told outside the service (consent/disclosing.py), or
shown here by its supplier's own decision (docs/decisions/0001).
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from consent.giving import tell
from consent.models import OnwardAct, OnwardAnswer, OnwardRequest, OnwardShare
from locality.access import can_see, require
from locality.access.rule import item_access, reader_of
from locality.days import after_working_days
from locality.history import action
from locality.models import Notice

ANSWER_WITHIN = 2  # working days, as for any request to another partner (domain.md 3.0)
LEAST_WHY = 20
LEGAL_DUTIES = ("court_order", "duty_to_share")
GIVEN, OVERRIDDEN = OnwardShare.Position.GIVEN, OnwardShare.Position.OVERRIDDEN


@dataclass
class Asked:
    """A request to a supplier, with its answer if there is one."""

    request: Any
    answer: Any = None

    @property
    def is_late(self):
        """Whether nobody answered by the last day."""
        return not self.answer and self.request.answer_by < timezone.localdate()

    @property
    def state(self):
        """Where it stands, for a tag: text and colour."""
        if self.answer:
            return {"text": str(self.answer), "colour": "green" if self.answer.agrees else "red"}
        return (
            {"text": "No answer in time", "colour": "orange"} if self.is_late else {"text": "Asked", "colour": "blue"}
        )


@action
def ask(record, *, by, partner, recipients, purpose, why, submission, at=None):
    """Ask the partner that supplied a record whether `partner` may pass it on to each of the recipients, for a purpose;
    returns the `OnwardRequest` rows, asked `at` a moment (default now). The same `submission` asks once.

    Raises ValidationError by field when nobody is chosen, it is one's own or the supplier, too little is said, or the
    same was asked and waits; PermissionDenied unless `by` decides for the partner and may see the record of another.
    """
    require(by, "decide_sharing", partner)
    if not can_see(by, record) or record.provider_id == partner.pk or item_access(type(record)) is None:
        raise PermissionDenied("There is nobody to ask about that record")
    mine = OnwardRequest.objects.filter(submission=submission, asked_by=by)
    if found := list(mine):
        return found
    if wrong := dict(_wrong(record, partner, recipients, why)):
        raise ValidationError(wrong)
    now = at or timezone.now()
    said = {"purpose": purpose, "why": why, "asked_by": by, "asked_at": now, "submission": submission}
    said |= {"family_id": record.family_id, "provider": partner, "asked_id": record.provider_id}
    said |= {"record_kind": record._meta.label, "record": record.pk, "description": str(record)[:200]}
    said |= {"answer_by": after_working_days(timezone.localdate(now), ANSWER_WITHIN)}
    made = [OnwardRequest.objects.create(recipient=each, **said) for each in recipients]
    for each in made:
        tell(each, [record.provider_id], Notice.Kind.ONWARD)
    return made


def _wrong(record, partner, recipients, why):
    keys = {each.pk for each in recipients}
    if not keys or keys & {partner.pk, record.provider_id}:
        yield "recipients", "Choose whom you want to tell: neither your own partner nor the one that supplied it"
    waiting = unanswered().filter(provider=partner, record=record.pk, recipient__in=keys)
    if waiting.exists():
        yield "recipients", "That was asked already, and waits for an answer"
    if len(why.strip()) < LEAST_WHY:
        yield "why", f"Say why in at least {LEAST_WHY} characters"


@action
def answer(request, *, by, agrees, words="", at=None):
    """Record what the supplier answers to a request, at a moment (default now), once; returns the `OnwardAnswer`. The
    same said again by the same is one answer.

    Raises ValidationError when it refuses without a reason, or when somebody answered something else before;
    PermissionDenied unless `by` decides for the supplier and may see the record.
    """
    require(by, "decide_sharing", request.asked)
    if record_of(request, reader_of(by)) is None:
        raise PermissionDenied("That record is not yours")
    if found := _answer_to(request):
        return _same(found, by, agrees, words)
    if not agrees and len(words.strip()) < LEAST_WHY:
        raise ValidationError({"words": f"Say why not, in at least {LEAST_WHY} characters"})
    said = {"agrees": agrees, "words": words, "answered_by": by, "answered_at": at or timezone.now()}
    try:
        with transaction.atomic():
            made = OnwardAnswer.objects.create(question=request, **said)
    except IntegrityError:  # somebody answered at the same moment: the database let one of the two through
        if found := _answer_to(request):
            return _same(found, by, agrees, words)
        raise
    tell(request, [request.provider_id], Notice.Kind.ONWARD)
    return made


def _answer_to(request):
    return OnwardAnswer.objects.filter(question=request).select_related("answered_by").first()


def _same(found, by, agrees, words):
    """An answer that is there already, when it is what the same practitioner says again."""
    if (found.answered_by_id, found.agrees, found.words) != (by.pk, agrees, words):
        raise ValidationError({"agrees": already_answered(found, by)})
    return found


def already_answered(found, by):
    """What somebody reads who answers what was answered before: who answered what, and what to do."""
    who = "You" if found.answered_by_id == by.pk else found.answered_by
    what = "that they may" if found.agrees else "that they may not"
    at = f"{timezone.localtime(found.answered_at):%-d %B at %H:%M}"
    return (
        f"{who} answered on {at} {what}. That stands and this is not recorded. If it must change, talk to whoever asked"
    )


def record_of(row, reader):
    """The record that a request or an onward share is about, if this `Reader` may see it; else None."""
    model = apps.get_model(row.record_kind)
    return model.objects.visible_by(reader).filter(pk=row.record).first()


def of_others(proposal):
    """The items that a proposal shares and that another partner supplied."""
    return [item for item in proposal.included if item.record and item.record.provider_id != proposal.partner.pk]


def asked_about(partner, record):
    """{recipient: `Asked`} of what a partner asked last about a record, for each recipient and purpose."""
    found = {}
    rows = OnwardRequest.objects.filter(provider=partner, record=record.pk).select_related("recipient", "purpose")
    for each in with_answers(rows.order_by("asked_at")):
        found[each.request.recipient_id, each.request.purpose_id] = each
    return found


def with_answers(rows):
    """[`Asked`] of requests that their reader may know of: two questions."""
    requests = list(rows)
    answers = OnwardAnswer.objects.filter(question__in=[each.pk for each in requests]).select_related("answered_by")
    given = {each.question_id: each for each in answers}
    return [Asked(each, given.get(each.pk)) for each in requests]


def objections(proposal):
    """What stands against passing on what another supplied: (field, words) of each (V23)."""
    for item in of_others(proposal):
        supplier = item.record.provider
        if proposal.onward.strip():
            yield from _on_a_duty(proposal)
            continue
        known = asked_about(proposal.partner, item.record)
        for partner in proposal.recipients:
            asked = known.get((partner.pk, proposal.purpose.pk))
            if not asked:
                yield "whom", f"{supplier} supplied this. Ask it first whether you may pass it on to {partner} for this"
            elif not asked.answer:
                yield "whom", f"{supplier} has not answered yet whether you may pass it on to {partner}"
            elif not asked.answer.agrees:
                yield "whom", f"{supplier} refused that you pass it on to {partner}: {asked.answer.words}"


def _on_a_duty(proposal):
    if proposal.ground not in LEGAL_DUTIES:
        words = "Only a court order or the duty to share goes past what the supplier says: choose it as your ground"
        yield "onward", words
    elif len(proposal.onward.strip()) < LEAST_WHY:
        yield "onward", f"Say why in at least {LEAST_WHY} characters"


def may_propose(proposal):
    """Whether a proposal that passes on another's record is to be looked at at all: its partner asked, or says why it
    goes past the supplier, or the purpose lies outside the team's work (S92). Otherwise the supplier alone decides."""
    others = of_others(proposal)
    return all(
        proposal.onward.strip() or not proposal.purpose.in_team_scope or asked_about(proposal.partner, item.record)
        for item in others
    )


def record_onward(proposal, decision):
    """Write down, with a decision, on what it passes on each record of another; and tell the suppliers, unless somebody
    is not to know of it (V23, 4.5)."""
    quiet = "will_not_be_told" in proposal.told.values()
    suppliers = set()
    for item in of_others(proposal):
        known = asked_about(proposal.partner, item.record)
        said = {"family_id": decision.family_id, "decision": decision, "provider": proposal.partner}
        said |= {"record_kind": item.record._meta.label, "record": item.record.pk, "description": item.description}
        said |= {"supplier_id": item.record.provider_id, "shared_at": decision.decided_at}
        said |= {} if quiet else {"told_id": item.record.provider_id}
        for partner in proposal.recipients:
            asked = known.get((partner.pk, proposal.purpose.pk))
            given = bool(asked and asked.answer and asked.answer.agrees)
            rests = {"position": GIVEN} if given else {"position": OVERRIDDEN, "why": proposal.onward.strip()}
            request = asked.request if asked else None
            OnwardShare.objects.create(recipient=partner, question=request, **said, **rests)
        suppliers.add(item.record.provider_id)
    if suppliers and not quiet:
        tell(decision, suppliers, Notice.Kind.ONWARD)


def tell_acts(decision, items, partner, *, by, method, passed_at, submission, at):
    """Write down that these lines of a decision were passed on to a partner at a moment, as far as others supplied
    them, and tell each supplier that may know of it: every time, not only when it was decided (V23)."""
    records = [item.record for item in items if item.record]
    shares = OnwardShare.objects.filter(decision=decision, recipient=partner, record__in=records)
    said = {"method": method, "passed_at": passed_at, "said_by": by, "said_at": at, "submission": submission}
    for share in shares:
        act = OnwardAct.objects.create(share=share, **said)
        if not share.kept_quiet:
            tell(act, [share.supplier_id], Notice.Kind.ONWARD)


def unanswered():
    """Requests that nobody has answered, of whoever asks: a query."""
    return OnwardRequest.objects.filter(~Exists(OnwardAnswer.objects.filter(question=OuterRef("pk"))))


def onward_of(decision, reader):
    """What a decision that the reader was shown passes on of others' records; nothing for a recipient."""
    if not reader.audits and decision.provider_id not in reader.partners:
        return []
    rows = OnwardShare.objects.filter(decision=decision).select_related("supplier", "recipient")
    return list(rows.order_by("description", "recipient__name"))


def told_elsewhere(decisions):
    """{(decision, record)} of what these decisions, which the reader was shown, pass on of others' and show nobody."""
    rows = OnwardShare.objects.filter(decision__in=[each.pk for each in decisions])
    return set(rows.values_list("decision", "record"))
