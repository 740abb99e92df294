"""Who was told, after it was decided, when, and what was explained."""

from locality.fields import CheckboxesField, DateField, Form, LongTextField


class TellForm(Form):
    """`people` maps the key of each who has not been told to the person."""

    people = CheckboxesField(label="Who was told?", choices=(), missing="Choose who was told")
    told_on = DateField(label="When?", missing="Say when they were told")
    words = LongTextField(
        label="What did you explain?",
        help_text="What was shared, why, how, and with whom; and what they said.",
        max_length=2000,
        rows=4,
        missing="Say what you explained",
    )

    def __init__(self, *args, people, **kwargs):
        self.people = people
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(str(key), str(person)) for key, person in people.items()]

    def clean_people(self):
        """The people chosen."""
        chosen = set(self.cleaned_data["people"])
        return [person for key, person in self.people.items() if str(key) in chosen]
