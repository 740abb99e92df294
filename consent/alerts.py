"""The five alerts to whoever guards information, by reference and never by name (faults.md 1.2): worked out from who
looked, who declared an involvement, who decided and who had said no; looked at by somebody else."""

from collections import Counter

from django.core.exceptions import PermissionDenied, ValidationError

from consent.models import Alert, AlertKind, AlertNote
from locality.access import leads_safeguarding_for, may_audit
from locality.access.audit import references_of
from locality.history import action

LEAST = 20  # characters of a note
MOST = 200  # alerts of a page


def guards(practitioner):
    """Whether alerts come to the practitioner: a safeguarding lead, or an audit."""
    return may_audit(practitioner) or bool(leads_safeguarding_for(practitioner))


def alerts():
    """[dict with the alert, its `family` by reference, its `note` or None] of the last thirty days, as whoever is at
    work may know of them: those that nobody has looked at first, the newest first. Three questions."""
    found = list(Alert.objects.select_related("practitioner", "partner").order_by("-at", "pk")[:MOST])
    notes = {each.alert: each for each in AlertNote.objects.filter(alert__in=[each.pk for each in found])}
    references = references_of(each.family for each in found)
    rows = [{"alert": each, "family": references.get(each.family, ""), "note": notes.get(each.pk)} for each in found]
    return sorted(rows, key=lambda row: row["note"] is not None)


def counted(rows):
    """[(kind in words, how many, of these not looked at)] of all five kinds."""
    every, waiting = Counter(row["alert"].kind for row in rows), Counter()
    waiting.update(row["alert"].kind for row in rows if not row["note"])
    return [(label, every[code], waiting[code]) for code, label in AlertKind.choices]


def waiting_for(practitioner):
    """How many alerts of the practitioner's partners nobody has looked at: for the day's letter."""
    if not leads_safeguarding_for(practitioner):
        return 0
    return sum(row["note"] is None for row in alerts())


@action
def note(alert, *, by, words, submission):
    """Record what somebody found when they looked at an alert; returns the `AlertNote`. The same `submission` records
    once.

    Raises PermissionDenied for who is no guardian, about oneself, and where somebody has looked already;
    ValidationError without words.
    """
    if not guards(by) or alert.practitioner_id == by.pk:
        raise PermissionDenied("Somebody else looks at it")
    if found := AlertNote.objects.filter(alert=alert.pk).first():
        if found.submission != submission:
            raise PermissionDenied("Somebody has looked at it")
        return found
    if len(words.strip()) < LEAST:
        raise ValidationError({"words": f"Say what you found in at least {LEAST} characters"})
    return AlertNote.objects.create(
        alert=alert.pk, kind=alert.kind, partner=alert.partner, words=words.strip(), noted_by=by, submission=submission
    )
