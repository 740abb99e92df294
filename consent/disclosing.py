"""Passing on, outside the service, what a decision allows: which acts may be recorded, and those that were (F35)."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from consent.models import DecisionItem, DecisionRecipient, Disclosure, SharingDecision
from consent.models.disclosures import Method
from consent.onward import tell_acts
from locality.access import can_see, require
from locality.history import action

LEAST_CHECK, MINUTE = 10, timedelta(seconds=59.999)
INSECURE = (
    "Choose one of the secure ways shown. Ordinary e-mail, text messages and personal devices are never used; if "
    "something has gone that way already, report a breach"
)


@dataclass
class Act:
    """What was passed on to one recipient at one time: its first row, and everything that went."""

    row: Any
    what: list[str] = field(default_factory=list)


@action
def disclose(decision, *, by, items, partner, method, passed_at, submission, to_whom, at=None, **said):
    """Record that these items of a decision were passed on to one of its recipients at a moment; returns the
    `Disclosure` rows, said `at` a moment (default now). The same `submission` records once.

    `said` may have `number_check` (how a telephone number was checked), `receipt` and `copy`. Raises ValidationError by
    field when the way is not a secure one, a call was not checked (V21), it was not in force then, or the items or the
    recipient are not the decision's; PermissionDenied unless `by` decides for its partner and may see it.
    """
    require(by, "decide_sharing", decision.provider)
    if not can_see(by, decision):
        raise PermissionDenied("That decision is not yours")
    mine = Disclosure.objects.visible_to(by).filter(decision=decision, said_by=by)
    if found := list(mine.filter(submission=submission)):
        return found
    wrong = dict(_wrong(decision, items, partner, method, said.get("number_check", "")))
    if words := _when(decision, by, passed_at):
        wrong["passed_at"] = words
    if not to_whom.strip():
        wrong["to_whom"] = "Say who received it"
    if wrong:
        raise ValidationError(wrong)
    act = {"partner": partner, "method": method, "passed_at": passed_at, "to_whom": to_whom, "said_by": by}
    act |= {"said_at": at or timezone.now(), "submission": submission} | said
    made = [Disclosure.objects.create(decision=decision, item=item, **act) for item in items]
    again = {name: act[name] for name in ("method", "passed_at", "submission")}
    tell_acts(decision, items, partner, by=by, at=act["said_at"], **again)
    return made


def _wrong(decision, items, partner, method, check):
    of = {item.pk for item in shared_items(decision)}
    if not items or {item.pk for item in items} - of:
        yield "items", "Choose what was passed on"
    if partner is None or partner.pk not in {line.partner_id for line in recipients_of(decision)}:
        yield "partner", "Choose one of the partners that the decision names"
    if method not in Method.values:
        yield "method", INSECURE
    elif method == Method.PHONE and len(check.strip()) < LEAST_CHECK:
        yield "number_check", "Say how you checked the number, and whether you rang back"


def _when(decision, by, passed_at):
    """What is wrong with the moment, or nothing. What could not wait may have gone before it was written down."""
    now = timezone.now()
    if passed_at > now:
        return "It must be now or in the past"
    if decision.urgent and decision.concern_identified_at <= passed_at < decision.decided_at:
        return ""
    rows = SharingDecision.objects.visible_to(by).filter(pk=decision.pk)
    at = passed_at if passed_at.second or passed_at.microsecond else min(now, passed_at + MINUTE)  # people say minutes
    if not rows.live(at).exists():
        return f"{decision} was not in force then. If something was passed on all the same, report a breach"
    return ""


def shared_items(decision):
    """What a decision that the reader was shown shares: its lines."""
    return DecisionItem.objects.shown_with([decision]).filter(include=True).order_by("pk")


def recipients_of(decision):
    """The recipients of a decision that the reader was shown, by name: its lines."""
    rows = DecisionRecipient.objects.shown_with([decision]).select_related("partner")
    return rows.order_by("partner__name")


def passed_on(decisions):
    """{decision: [`Act`]} of decisions that the reader was shown, the oldest first: one question."""
    return acts_of(Disclosure.objects.shown_with(decisions))


def acts_of(rows):
    """{decision: [`Act`]} of disclosures, the oldest first: one question."""
    found: dict = {}
    for row in rows.select_related("item", "partner", "said_by").order_by("passed_at", "said_at", "submission", "pk"):
        acts = found.setdefault(row.decision_id, {})
        acts.setdefault(row.submission, Act(row)).what.append(row.item.description)
    return {key: list(acts.values()) for key, acts in found.items()}
