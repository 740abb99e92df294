"""Forms whose words are kept while they are typed: what each is about, and where it is taken up again."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from conversations.models import Assessment, Draft, Episode, Plan
from locality.models import Family


@dataclass(frozen=True)
class LongForm:
    """A form of which drafts are kept: the model of what it is about, and the name of its page."""

    model: Any
    page: str

    def url(self, draft):
        """Where a draft is carried on."""
        return f"{reverse(self.page, args=[draft.record])}?draft={draft.pk}"


KEPT = {
    "assessment": LongForm(Assessment, "conversations:write-assessment"),
    "need": LongForm(Assessment, "conversations:add-need"),
    "plan": LongForm(Assessment, "conversations:make-plan"),
    "plan-actions": LongForm(Plan, "conversations:add-plan-actions"),
    "review": LongForm(Plan, "conversations:review-plan"),
    "closing": LongForm(Episode, "conversations:close-help"),
    "referral": LongForm(Family, "conversations:refer"),
    "move": LongForm(Family, "conversations:propose-move"),
}
assert KEPT.keys() < Draft.KINDS.keys()


def kept_at(page):
    """The kind of the form that is on a page, by the page's name, or None."""
    return next((kind for kind, kept in KEPT.items() if kept.page == page), None)
