"""Emergency access, and what somebody else says of it afterwards."""

from consent.emergency import LEAST_REVIEW, LEAST_WHY
from locality.fields import CheckboxesField, Choice, DateField, Form, LongTextField, RadiosField, TextField, TickField
from locality.lookups import Words
from locality.models import InformationCategory
from locality.reference import FAMILY_DETAILS, PROTECTED_ADDRESS

WHO = ("given_name", "family_name", "born_on")


class EmergencyForm(Form):
    """Who it is about (unless `family` is open already), what is needed, and why it cannot wait. `partners`: for which
    the practitioner may act."""

    given_name = TextField(
        label="Given name", max_length=100, width=20, autocomplete="off", missing="Enter a given name"
    )
    family_name = TextField(
        label="Family name", max_length=100, width=20, autocomplete="off", missing="Enter a family name"
    )
    born_on = DateField(
        label="Date of birth", help_text="For example, 27 3 2019", not_after_today=True, missing="Enter a date of birth"
    )
    kinds = CheckboxesField(
        label="What do you need to see?",
        help_text="Who is in the family and where they live is always part of it. Choose only what else you need now.",
        choices=(),
        required=False,
    )
    why = LongTextField(
        label="What has happened, and what do you fear?",
        help_text=f"What you saw or heard, and why nobody can be asked first. At least {LEAST_WHY} characters.",
        max_length=2000,
        rows=4,
        missing="Say what has happened",
    )
    partner = RadiosField(label="For which partner?", choices=(), missing="Choose for which partner you act")
    certain = TickField(
        label="Somebody may come to harm before anybody could be asked",
        missing="Emergency access is only for when somebody may come to harm first",
    )

    def __init__(self, *args, family=None, partners=(), **kwargs):
        super().__init__(*args, **kwargs)
        kinds = InformationCategory.objects.filter(shareable=True)
        kinds = kinds.exclude(code__in=[FAMILY_DETAILS, PROTECTED_ADDRESS])
        self.fields["kinds"].choices = [(kind.code, kind.name) for kind in kinds]
        self.fields["partner"].choices = [(str(each.pk), each.name) for each in partners]
        for name in (WHO if family else ()) + (() if len(partners) > 1 else ("partner",)):
            del self.fields[name]

    @property
    def words(self):
        """Whom it is about (`Words`), or None when the family is open already."""
        if WHO[0] not in self.fields:
            return None
        return Words(*(self.cleaned_data[name] for name in WHO))


class ReviewForm(Form):
    """Whether emergency access was right, and why."""

    justified = RadiosField(
        label="Was it right?",
        choices=[
            Choice("yes", "Yes", hint="Somebody may have been in danger, and what was opened was needed for that"),
            Choice("no", "No", hint="Your words go on the record. Talk to your safeguarding lead about what follows"),
        ],
        missing="Say whether it was right",
    )
    words = LongTextField(
        label="Why?",
        help_text=f"Whom you asked and what you found. At least {LEAST_REVIEW} characters.",
        max_length=2000,
        rows=4,
        missing="Say why",
    )

    def clean_justified(self):
        """Yes or no, as a truth value."""
        return self.cleaned_data["justified"] == "yes"
