"""Drafts of a record that is there already, on as many devices as its author has: nothing overwrites what was typed.

Each device says which version of which draft it saw last. Where another device has kept something since, what this one
types goes into a draft of its own, and both are offered when the page is opened again.
"""

from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation

from conversations.drafts import answers_of, keep_draft
from conversations.models import Draft

NOT_THE_RECORDS = ("draft", "draft_version")


def drafts_for(practitioner, record):
    """The practitioner's own drafts about a record, the newest first."""
    return list(Draft.objects.filter(author=practitioner, record=record.pk).order_by("-saved_at"))


def keep_version(request, *, form, record):
    """Keep what was posted as the signed-in practitioner's draft about `record`; returns the `Draft`.

    Raises SuspiciousOperation for a key that is none, PermissionDenied for somebody else's.
    """
    key, seen = _key(request.POST.get("draft", "")), _number(request.POST.get("draft_version", ""))
    mine = Draft.objects.select_for_update().filter(author=request.user, record=record.pk)
    known = mine.filter(pk=key).first()
    if (known.version if known else 0) != seen:
        key, known = uuid4(), None
    answers = {name: value for name, value in answers_of(request.POST).items() if name not in NOT_THE_RECORDS}
    draft = keep_draft(key, by=request.user, form=form, answers=answers, family=record.family)
    draft.record, draft.version = record.pk, seen + 1 if known else 1
    draft.save(update_fields=["record", "version"])
    return draft


def forget_this(request):
    """Drop the draft whose words were saved; others, of other devices, stay."""
    Draft.objects.filter(pk=_key(request.POST.get("draft", "")), author=request.user).delete()


def _key(text):
    if not text:
        return uuid4()
    try:
        return UUID(text)
    except ValueError as error:
        raise SuspiciousOperation("A draft's key was changed") from error


def _number(text):
    return int(text) if text.isdecimal() and len(text) < 9 else 0
