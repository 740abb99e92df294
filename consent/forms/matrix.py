"""Between which two days the changes of a family's sharing are asked for."""

from locality.fields import DateField, Form


class BetweenForm(Form):
    """Two days, both included."""

    mark_optional = False
    since = DateField(label="From", not_after_today=True)
    until = DateField(label="To", not_after_today=True)

    def clean(self):
        found = super().clean()
        if found.get("since") and found.get("until") and found["since"] > found["until"]:
            self.add_error("until", "The last day must not be before the first")
        return found
