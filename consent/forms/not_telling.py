"""Looking again at whether somebody may be told."""

from consent.models import NonInforming, NonInformingLook
from consent.not_telling import LEAST_FACTS, LEAST_WORDS
from locality.fields import CheckboxesField, Choice, Form, LongTextField, RadiosField, SelectField

Found = NonInformingLook.Found


class LookAgainForm(Form):
    """What somebody found, and why."""

    found = RadiosField(
        label="May they be told now?",
        choices=[
            Choice(Found.STILL, "Not yet", hint="You are asked again in 30 days"),
            Choice(Found.MAY_BE_TOLD, "Yes", hint="Then tell them, and say so on the decision’s page"),
            Choice(Found.NEVER, "No, and nobody has to look at it again", hint="Say why it can never be right"),
        ],
        missing="Say whether they may be told now",
    )
    words = LongTextField(
        label="What has changed, or what is still the same?",
        help_text=f"At least {LEAST_WORDS} characters.",
        max_length=2000,
        rows=4,
        missing="Say what you found",
    )


class KeepForm(Form):
    """Who will not be told after all, on what ground. `people` maps keys to those who are still to be told."""

    people = CheckboxesField(label="Who will not be told?", choices=(), missing="Choose who will not be told")
    ground = SelectField(
        label="Why will they not be told?", choices=NonInforming.Ground.choices, missing="Choose why they are not told"
    )
    facts = LongTextField(
        label="The facts",
        help_text=f"What has happened since, and why telling them is not right. At least {LEAST_FACTS} characters.",
        max_length=4000,
        rows=4,
        missing="Give the facts",
    )

    def __init__(self, *args, people, **kwargs):
        self.people = people
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(str(key), str(person)) for key, person in people.items()]

    def clean_people(self):
        """The people chosen."""
        chosen = set(self.cleaned_data["people"])
        return [person for key, person in self.people.items() if str(key) in chosen]
