"""Deciding anew: what was answered for a decision that was sent back, as the form for the next one begins with it."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from consent.advised import in_parts
from consent.forms.sharing import RECORD, ROWS, WITHOUT
from consent.models import Basis, DecisionItem, DecisionRecipient, DecisionSubject, Outcome
from consent.rules import GROUNDS

SAME = ("outcome", "not_share_reason", "reconsider_on", "purpose", "ground", "facts", "safety", "wishes", "condition")
KEPT = (*SAME, "late_because", "reasons")


def answers_of(decision):
    """What the decision says, as the initial values of a `SharingForm`: its reader was shown it already."""
    advice, why_named = in_parts(decision.advice)
    items = list(DecisionItem.objects.shown_with([decision]).select_related("what"))
    told = DecisionSubject.objects.shown_with([decision]).values_list("told", flat=True).first()
    today = timezone.localdate()
    found = {name: getattr(decision, name) for name in KEPT} | {
        "what": [RECORD if item.record else item.what.code for item in items if item.include],
        "keep_back": "\n".join(item.exclude_reason for item in items if not item.include),
        "whom": "chosen",
        "basis": Basis.AGREEMENT if decision.basis == Basis.AGREEMENT else WITHOUT,
        "ground": decision.ground if decision.ground in dict(GROUNDS) else "",
        "speed": "urgent" if decision.urgent else "signed",
        "told": told or "",
        "lawful": decision.art6_basis,
        "in_doubt": "yes" if decision.in_doubt else "no",
        "advice": advice,
        "why_named": why_named,
        "still_right": next((item.checked for item in items if item.checked), ""),
    }
    if decision.outcome == Outcome.WAIT:
        found["wait_until"] = found.pop("reconsider_on")
    if decision.last_day and decision.last_day > today:
        found["until"] = decision.last_day
    recipients = DecisionRecipient.objects.shown_with([decision]).order_by("pk")
    for row, line in zip(ROWS, recipients, strict=False):
        found |= {f"to_{row}": line.partner_id, f"need_{row}": line.need_to_know}
    return found


def decide_anew_url(decision):
    """The address of the form for a decision that takes the place of this one: about the same record, if it is one."""
    query = {"instead_of": decision.pk}
    alone = DecisionItem.objects.shown_with([decision]).filter(include=True, record__isnull=False).first()
    if alone:
        query |= {"kind": alone.record_kind.split(".")[-1].lower(), "record": alone.record}
    return f"{reverse('consent:decide', args=[decision.family_id])}?{urlencode(query)}"
