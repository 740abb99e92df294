"""What the ledger is narrowed to."""

import re

from django.core.exceptions import ValidationError

from consent.models import Outcome
from locality.fields import DateField, Form, ModelSelectField, SelectField, TextField
from locality.partners import Partner

REFERENCE = re.compile(r"(?:.*-)?FAM-?0*(\d{1,9})", re.IGNORECASE)


class LedgerFilter(Form):
    """Which decisions the ledger shows: those between two days, of a partner, about a family, of one outcome."""

    mark_optional = False
    since = DateField(label="Decided from", required=False)
    until = DateField(label="Decided until", required=False)
    partner = ModelSelectField(
        queryset=Partner.objects.all(), label="Supplied by or shared with", empty="Any partner", required=False
    )
    family = TextField(label="Family’s reference", max_length=60, width=20, required=False, autocomplete="off")
    outcome = SelectField(label="Outcome", choices=Outcome.choices, empty="Any outcome", required=False)

    def clean_family(self):
        """The family's number, or None. Whether there is such a family is not said."""
        text = self.cleaned_data["family"]
        found = REFERENCE.fullmatch(text)
        if text and not found:
            raise ValidationError("Enter a reference like FAM-000123", code="reference")
        return int(found.group(1)) if found else None

    def clean(self):
        found = super().clean()
        if found.get("since") and found.get("until") and found["since"] > found["until"]:
            self.add_error("until", "The last day must not be before the first")
        return found

    @property
    def chosen(self):
        """What is chosen, in words: a list of (field's name, words)."""
        words = {
            "since": lambda day: f"From {day.day} {day:%B %Y}",
            "until": lambda day: f"Until {day.day} {day:%B %Y}",
            "partner": str,
            "family": lambda number: f"Family {number:06}",
            "outcome": lambda code: Outcome(code).label,
        }
        return [(name, words[name](value)) for name, value in self.cleaned_data.items() if value not in (None, "")]
