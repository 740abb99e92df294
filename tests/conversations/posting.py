"""The conversation form as a browser would post it."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from consent.models import Purpose
from locality.models import Membership
from tests.cast import REASONS


def day(name, on):
    """A date field's three parts."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def conversation_form(story, **changes):
    """A valid conversation of Amira's with Ben, not shared: the answers of the page, with these changed."""
    today = timezone.localdate()
    job = Membership.objects.get(practitioner=story.ben)
    values = {
        "submission": str(uuid4()),
        "people": [str(story.child.pk)],
        "with_1": str(job.pk),
        "took_place": "yes",
        "mode": "phone",
        "when": "now",
        "said": "Kai comes to school hungry.",
        "strengths": "His mother asks for help.",
        "agreed": "Breakfast club from Monday.",
        "what_1": "Ring Nell",
        "who_1": "me",
        "harm": "no",
        "sharing-outcome": "not_share",
        "sharing-not_share_reason": "already_held",
        "sharing-what": ["record"],
        "sharing-whom": "took_part",
        "sharing-purpose": str(_purpose()),
        "sharing-basis": "agreement",
        "sharing-told": "told_before",
        "sharing-in_doubt": "no",
        "sharing-reasons": REASONS,
    }
    values |= day("due_1", today + timedelta(days=7)) | day("sharing-until", today + timedelta(days=90))
    values |= day("sharing-reconsider_on", today + timedelta(days=14))
    return {name: value for name, value in (values | changes).items() if value is not None}


def sharing(story, **changes):
    """The same, shared because the family agreed."""
    return conversation_form(story, **({"sharing-outcome": "share"} | changes))


def _purpose():
    return Purpose.objects.get(code="plan_early_help").pk
