"""Which edition of the guidance held when: for pages that ask about a child's safety, and the pathway (S48, S122)."""

from django.utils import timezone

from conversations.models import Guidance
from locality.access import remembered

Document = Guidance.Document


def editions(document):
    """Every edition of a document, the newest first; asked once in a request."""
    found = Guidance.objects.filter(document=document).order_by("-valid_from")
    return remembered(("guidance", document), lambda: list(found))


def in_force(document, on=None):
    """The edition that held on a day (a date or a moment; default today), or None."""
    day = timezone.localdate(on) if hasattr(on, "hour") else on or timezone.localdate()
    held = [each for each in editions(document) if each.valid_from <= day]
    return next((each for each in held if each.valid_to is None or each.valid_to > day), None)
