"""The duty to share what matters to a child's welfare (domain.md 0.2): from when it counts, and whom it reaches."""

from django.conf import settings
from django.utils import timezone

from locality.partners import DutyBasis

DUTY = settings.DUTY_TO_SHARE_BEGINS
COVERED = (DutyBasis.SECTION_11, DutyBasis.EDUCATION, DutyBasis.COMMISSIONED)  # whom it is known to reach


def no_duty(proposal, at):
    """Why the duty is no ground for a proposal at a moment, in words: it came later, or does not reach somebody. Empty
    when it is one (V15)."""
    if timezone.localdate(at) < DUTY:
        return f"The duty to share begins on {DUTY.day} {DUTY:%B %Y}. Choose another ground"
    beyond = [each for each in (proposal.partner, *proposal.recipients) if each.duty_basis not in COVERED]
    if beyond:
        return f"The duty to share is not known to reach {' or '.join(map(str, beyond))}. Choose another ground"
    return ""
