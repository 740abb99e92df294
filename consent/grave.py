"""What is graver than a routine decision: what somebody else signs, and what a page of its own interrupts (V16, V20).

The duty's own test (F22) is answered by the reason for not sharing: that it does not matter to the child, would not
help them, or is theirs already, says that the duty does not apply. Otherwise only harm to the child, or a law that
forbids it, stands against the duty.
"""

from django.utils import timezone

from consent.duty import COVERED, DUTY
from consent.models import Basis, Outcome
from locality.days import after_working_days
from locality.reference import ACTIONS, CONCERNS, FAMILY_DETAILS, KEPT_APART, LEAD_PROFESSIONAL

FRAMEWORK = (FAMILY_DETAILS, CONCERNS, LEAD_PROFESSIONAL, ACTIONS)  # shared together, that is the whole record
NOT_MET, AGAINST = ("not_relevant", "not_their_function", "already_held"), ("detriment", "prohibited")
THINK_AGAIN = 10  # working days


def overrides(proposal):
    """Whether it shares without the family's agreement (V12)."""
    return proposal.shares and proposal.basis in (Basis.RISK, Basis.PUBLIC_INTEREST)


def whole_record(proposal):
    """Whether it shares everything that the framework names, at once (V20)."""
    whole = {item.category.code for item in proposal.included if not item.record}
    return proposal.shares and whole.issuperset(FRAMEWORK)


def kept_apart(proposal):
    """The kinds of information in it that are only ever shared on purpose (S126, A5)."""
    return [item.category for item in proposal.included if item.category.code in KEPT_APART] if proposal.shares else []


def under_duty(proposal, at=None):
    """Those from whom it keeps something although the duty to share reaches them and the partner that decides."""
    covered = proposal.partner.duty_basis in COVERED and timezone.localdate(at) >= DUTY
    if proposal.outcome != Outcome.NOT_SHARE or not covered:
        return []
    return [partner for partner in proposal.recipients if partner.duty_basis in COVERED]


def withholds(proposal, at=None):
    """Whether it keeps something back although the duty to share applies: somebody else signs that (V16)."""
    return bool(under_duty(proposal, at)) and proposal.not_share_reason in AGAINST


def withheld_problems(proposal, at):
    """(field, words) of what stands against not sharing where the duty to share applies (V16)."""
    partners = under_duty(proposal, at)
    if not partners or proposal.not_share_reason in NOT_MET:
        return
    if proposal.not_share_reason not in AGAINST:
        words = (
            f"The duty to share reaches {' and '.join(map(str, partners))} and you. If it matters to the child and "
            "would help them, only harm to the child or a law that forbids it stands against it. Choose one of these, "
            "say that it does not matter or would not help, share part of it, or wait"
        )
        yield "not_share_reason", words
    last = after_working_days(timezone.localdate(at), THINK_AGAIN)
    if proposal.not_share_reason in AGAINST and proposal.reconsider_on and proposal.reconsider_on > last:
        words = f"The duty to share applies: think about it again by {last:%-d %B %Y}"
        yield "reconsider_on", words
