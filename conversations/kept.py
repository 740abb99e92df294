"""Drafts of a record that is there already, on as many devices as its author has: nothing overwrites what was typed.

Each device says which version of which draft it saw last. Where another device has kept something since, what this one
types goes into a draft of its own, and both are offered when the page is opened again.
"""

from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation

from conversations.drafts import answers_of, as_posted, keep_draft
from conversations.models import Draft
from locality.models import Family
from locality.submissions import submission_of

NOT_THE_RECORDS = ("draft", "draft_version")


def drafts_for(practitioner, record, form="assessment"):
    """The practitioner's own drafts of a form about a record, the newest first."""
    return list(Draft.objects.filter(author=practitioner, record=record.pk, form=form).order_by("-saved_at"))


class Typing:
    """What is being typed into one form about a record: as it was posted, or from the draft where it was left.

    `options`: what the form is made with. `submission`: the key under which it is saved, the draft's own where there is
    one, so that what was saved already is not saved again.
    """

    def __init__(self, request, kind, record):
        self.request, self.kind, self.record = request, kind, record
        self.draft, self.others = None, []
        if request.method == "POST":
            self.answers, self.submission = request.POST, submission_of(request)
            self.key, self.version = request.POST.get("draft", "") or uuid4(), request.POST.get("draft_version", "0")
            return
        kept = drafts_for(request.user, record, kind)
        chosen = request.GET.get("draft", "")
        self.draft = next((each for each in kept if str(each.pk) == chosen), kept[0] if kept else None)
        self.others = [each for each in kept if each != self.draft]
        self.answers = as_posted(self.draft) if self.draft else None
        self.key, self.version = (self.draft.pk, self.draft.version) if self.draft else (uuid4(), 0)
        typed = self.answers.get("submission", "") if self.draft else ""
        self.submission = _key(typed) if typed else submission_of(request)

    @property
    def options(self):
        """How a form is made: with what was typed, and, of a draft, without a word about what is missing."""
        return {"data": self.answers, "show_errors": self.draft is None}

    def put_aside(self):
        """The words for the page when the writer pressed a button that saves or drops the draft; else ""."""
        act = self.request.POST.get("act") if self.request.method == "POST" else ""
        if act == "draft":
            keep_version(self.request, form=self.kind, record=self.record)
            return "Saved as a draft. Nobody else can see it"
        if act == "forget":
            forget_this(self.request)
            return "The draft is gone"
        return ""

    def done(self):
        """It is saved: the draft goes."""
        forget_this(self.request)


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
    family = record if isinstance(record, Family) else record.family
    draft = keep_draft(key, by=request.user, form=form, answers=answers, family=family)
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
