"""What an auditor's question is narrowed to."""

from locality.fields import DateField, Form, ModelSelectField
from locality.models import Locality, Partner
from locality.reference import InformationCategory


class QuestionFilter(Form):
    """Which records a question is asked of: those between two days, of a locality, a partner, a kind of information.
    A question takes some of these only (`fields`)."""

    mark_optional = False
    since = DateField(label="From", required=False)
    until = DateField(label="Until", required=False)
    locality = ModelSelectField(
        queryset=Locality.objects.all(),
        label="Locality of the partner that supplied it",
        empty="Any locality",
        required=False,
    )
    partner = ModelSelectField(
        queryset=Partner.objects.all(), label="Supplied by or told to", empty="Any partner", required=False
    )
    category = ModelSelectField(
        queryset=InformationCategory.objects.filter(shareable=True),
        label="Kind of information",
        empty="Any kind",
        required=False,
    )

    def __init__(self, *args, fields, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(fields):
            del self.fields[name]

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
        }
        return [(name, words.get(name, str)(value)) for name, value in self.cleaned_data.items() if value]
