"""The referral form as a browser would post it."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from tests.conversations.posting import day


def moment(name, at):
    """A date and time field's four parts."""
    local = timezone.localtime(at)
    return day(name, local.date()) | {f"{name}-time": f"{local:%H:%M}"}


def referral_form(story, **changes):
    """A valid referral of Kai that was rung through, with these answers changed."""
    values = {
        "submission": str(uuid4()),
        "children": [str(story.child.pk)],
        "reason": "harm",
        "concerns": "Kai showed a bruise on his arm and said who did it.",
        "seen": "earlier",
        "danger": "no",
        "rung": "yes",
        "spoke_to": "Ola, duty worker",
        "said": "What Kai said, word for word",
        "advice": "Keep him at school",
        "reference": "FD 1001",
        "told": "not_safe",
        "told_reason": "His mother’s partner would learn of it",
    }
    now = timezone.now()
    values |= moment("identified_at", now - timedelta(minutes=50)) | moment("called_at", now - timedelta(minutes=10))
    return {name: value for name, value in (values | changes).items() if value is not None}
