"""What is wrong in a record, and how somebody was told of that outside the service (F37)."""

from consent.correcting import LEAST_WORDS
from consent.models import Correction
from consent.models.disclosures import Method
from locality.fields import Choice, DateField, Form, LongTextField, RadiosField
from locality.models import Person

Kind = Correction.Kind


class CorrectForm(Form):
    """What is right instead, or who does not agree. `people`: those of the family whom the practitioner sees."""

    kind = RadiosField(
        label="What do you want to add?",
        choices=[
            (Kind.WRONG, "Something in it is wrong"),
            Choice(Kind.DISPUTED, "Somebody does not agree with what it says", reveals=["person"]),
        ],
        missing="Choose one",
        style="small",
    )
    person = RadiosField(label="Who does not agree?", choices=(), missing="Choose who does not agree", style="small")
    words = LongTextField(
        label="What is right, or what do they say?",
        help_text=f"If they do not agree, in their own words. At least {LEAST_WORDS} characters.",
        max_length=4000,
        rows=5,
        missing="Say what is right, or what they say",
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people: dict[str, Person] = {str(each.pk): each for each in people}
        self.fields["person"].choices = [(key, str(each)) for key, each in self.people.items()]

    def clean_person(self):
        """The person chosen, or None."""
        return self.people.get(self.cleaned_data.get("person") or "")


class ToldForm(Form):
    """How a partner was told of a correction, or why it cannot be."""

    method = RadiosField(
        label="How did you tell them?",
        choices=[*Method.choices, ("none", "They cannot be told")],
        missing="Choose how you told them",
        style="small",
    )
    told_on = DateField(label="When?", not_after_today=True, missing="Give the day")
    words = LongTextField(
        label="Whom did you tell, and what will they do?",
        help_text="Or why they cannot be told.",
        max_length=1000,
        rows=3,
        missing="Say whom you told, or why nobody can be told",
    )

    def clean_method(self):
        """The way, or nothing when they cannot be told."""
        chosen = self.cleaned_data["method"]
        return "" if chosen == "none" else chosen
