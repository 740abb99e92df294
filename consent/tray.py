"""What waits for a second signature, and whom it waits for (V12), for the tray, My work and what is due."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, Value
from django.utils import timezone

from consent.countersigning import Kind, absent_of, answers, gone_q, sent_back, steps_of, unsignable_q
from consent.models import SharingDecision, to_sign_q
from consent.pages import summaries
from consent.rules import GROUNDS, NOT_SHARE_REASONS
from locality.access import holds, remembered, stands_in_for
from locality.access.rule import reader_of

MOST = 200
NEVER = datetime.max.replace(tzinfo=timezone.get_default_timezone())


@dataclass
class Waiting:
    """A decision without its second signature, and what was said about it so far."""

    decision: Any
    steps: list = field(default_factory=list)

    @property
    def sent_back(self):
        """The step by which it was sent back, if nobody has answered since."""
        return sent_back(self.steps)

    @property
    def passed_on(self):
        """The step by which it was last passed on to somebody, or None."""
        return next((step for step in reversed(self.steps) if step.kind == Kind.PASSED_ON), None)

    @property
    def by(self):
        """Until when the signature is to be there, or None: then nothing is shared before."""
        return self.decision.sign_by

    @property
    def is_late(self):
        """Whether it was shared at once and has ended, as nobody signed in time."""
        return bool(self.by and self.by <= timezone.now())


@dataclass
class Tray:
    """Whom what waits for: the reader's signature, others' answers, the reader's own answer."""

    to_sign: list[Waiting]
    with_others: list[Waiting]
    to_answer: list[Waiting]
    unsignable: list[Waiting] = field(default_factory=list)  # for who manages members: nobody may sign them


def tray_of(practitioner):
    """The `Tray` of a practitioner: two questions, however much waits, asked once within a request. What ends soonest
    comes first."""
    return remembered(("tray", practitioner.pk), lambda: _tray_of(practitioner))


def _tray_of(practitioner):
    ours, decides = holds(practitioner, "authorise"), holds(practitioner, "decide_sharing")
    manages = holds(practitioner, "manage_members")
    if not ours and not decides and not manages:
        return Tray([], [], [])
    concerns = Q(provider__in=ours) | Q(decided_by=practitioner) | Q(gone=True, provider__in=decides)
    for partner, away in absent_of(practitioner):
        concerns |= Q(provider=partner, decided_by=away)
    rows = SharingDecision.objects.visible_to(practitioner).filter(
        to_sign_q(), provider__in=reader_of(practitioner).partners
    )
    unsignable = unsignable_q() if manages else Value(False)
    rows = rows.annotate(gone=gone_q(), unsignable=unsignable).filter(
        concerns | Q(unsignable=True, provider__in=manages)
    )
    found = [Waiting(each) for each in rows.select_related("decided_by", "provider").order_by("decided_at")[:MOST]]
    by_key = {each.decision.pk: each for each in found}
    for step in steps_of([each.decision for each in found]) if found else ():
        by_key[step.decision_id].steps.append(step)
    others = [each for each in found if each.decision.decided_by_id != practitioner.pk]
    to_answer = [each for each in found if each.decision.provider_id in decides and _answers(each, practitioner)]
    to_sign = [each for each in others if each.decision.provider_id in ours]
    return Tray(
        to_sign=sorted((each for each in to_sign if not each.sent_back), key=_urgency),
        with_others=[each for each in to_sign if each.sent_back and each not in to_answer],
        to_answer=to_answer,
        unsignable=[each for each in found if each.decision.unsignable and each.decision.provider_id in manages],
    )


def _answers(waiting, practitioner):
    step = waiting.sent_back
    return bool(step) and answers(waiting.decision, practitioner, step, waiting.decision.gone)


def _urgency(waiting):
    return waiting.is_late, waiting.by or NEVER


def rows_of(found, practitioner):
    """What the pages say of each `Waiting` of a list: the decision in words, why it waits, and what was said last."""
    told = summaries([each.decision for each in found])
    absent = {(job.partner_id, job.practitioner_id): job.practitioner for job in stands_in_for(practitioner)}
    return [
        row
        | {
            "waiting": each,
            "why": _why(each.decision),
            "last": each.steps[-1] if each.steps else None,
            "for_me": bool(each.passed_on and each.passed_on.to_id == practitioner.pk),
            "stands_in_for": each.passed_on and absent.get((each.decision.provider_id, each.passed_on.to_id)),
        }
        for row, each in zip(told, found, strict=True)
    ]


def _why(decision):
    """Why a decision needs a second signature, in words."""
    if not decision.shares:
        reason = dict(NOT_SHARE_REASONS).get(decision.not_share_reason, "")
        return f"The duty to share applies. {reason}"
    return dict(GROUNDS).get(decision.ground) or "The whole record"
