"""The forms of a family's pages."""

from django.utils import timezone

from locality.fields import (
    Choice,
    DateField,
    Form,
    LongTextField,
    ModelCheckboxesField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TextField,
)
from locality.forms.register import HomeForm, PersonForm
from locality.models import Relationship

REASON_MAX = 1000
YOUNGEST_ADULT = 16


class ForPartner(Form):
    """A form whose change is made for one partner: who acts for several says for which (the field `partner`)."""

    def __init__(self, *args, partners=(), **options):
        super().__init__(*args, **options)
        if len(partners) > 1:
            choices = [(str(partner.pk), partner.name) for partner in partners]
            self.fields["partner"] = SelectField(label="You are doing this for", choices=choices, empty=None)
            self.order_fields(["partner"])


class ReasonForm(ForPartner):
    """Why somebody opens a family with which nothing connects them yet."""

    reason = LongTextField(
        label="Why do you need to see this family’s record?",
        help_text="For example: I visit the baby from Monday and Amira Haddon asked me to. The auditor reads this.",
        missing="Say why you need to see this family’s record",
        min_length=10,
        max_length=REASON_MAX,
        rows=4,
        error_messages={"min_length": "Say it in a few more words, so that somebody else understands it"},
    )


class AddPersonForm(ForPartner, PersonForm):
    """Another person of the family; `households` are those that the reader may see."""

    kind = RadiosField(
        label="Are they a child or an adult?",
        choices=[
            Choice("child", "Child", reveals=["born_on"]),
            Choice("adult", "Adult", reveals=["adult_born_on"]),
            Choice("unborn", "Unborn child", reveals=["expected_on"]),
        ],
        missing="Say whether they are a child, an adult or an unborn child",
    )
    born_on = DateField(label="Date of birth", help_text="For example, 27 3 2019", required=False, not_after_today=True)
    adult_born_on = DateField(
        label="Adult’s date of birth", help_text="For example, 27 3 1991", required=False, not_after_today=True
    )
    date_of_birth_note = TextField(
        label="If you do not know the date of birth, what do you know?",
        help_text="For example: about 2019, or in year 3",
        max_length=100,
        required=False,
    )
    expected_on = DateField(label="Expected date of birth", required=False)
    known_as = TextField(label="Known as", max_length=100, width=20, required=False, autocomplete="off")
    role = TextField(
        label="Who are they in the family?",
        help_text="For example: mother, grandfather, lodger",
        max_length=100,
        width=20,
        required=False,
        autocomplete="off",
    )
    lives_at = ModelSelectField(
        queryset=None, label="Where do they live?", empty="Not known, or somewhere else", required=False
    )

    def __init__(self, *args, households, **options):
        super().__init__(*args, **options)
        self.fields["lives_at"].queryset = households
        self.order_fields(["partner", "given_name", "family_name", "known_as", "kind", "date_of_birth_note"])

    def clean(self):
        found = super().clean()
        born = found.get("adult_born_on")
        if born and timezone.localdate().year - born.year < YOUNGEST_ADULT:
            self.add_error(
                "adult_born_on", f"That is under {YOUNGEST_ADULT} years ago. Choose child, or check the year"
            )
        return found

    @property
    def values(self):
        """What `services.add_person` takes."""
        details = self.details
        if details["kind"] == "unborn" or details["date_of_birth"]:
            details["date_of_birth_note"] = ""
        return details | {"role": self.cleaned_data["role"], "lives_at": self.cleaned_data["lives_at"]}


class FirstContactForm(ForPartner):
    """On which day the family first heard from the partner that registered it (S78)."""

    contacted_on = DateField(
        label="On which day did you first speak with the family?",
        help_text="As soon as possible: by telephone, at the door, at school.",
        not_after_today=True,
        missing="Say on which day",
    )

    @property
    def values(self):
        """What `services.record_first_contact` takes."""
        return {"contacted_on": self.cleaned_data["contacted_on"]}


class HouseholdForm(ForPartner, HomeForm):
    """An address of the family and who lives there; `people` are those that the reader may see."""

    people = ModelCheckboxesField(queryset=None, label="Who lives there?", required=False)
    since = DateField(
        label="Since when?",
        help_text="For example, 27 3 2026. Leave it empty when it is today",
        required=False,
        not_after_today=True,
    )

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["people"].queryset = people
        self.fields["address"].required = True
        self.fields["address"].error_messages["required"] = "Enter the address"

    @property
    def values(self):
        """What `services.add_household` takes."""
        names = ("address", "postcode", "is_confidential", "people", "since")
        return {name: self.cleaned_data[name] for name in names}


class RelationshipForm(ForPartner):
    """How one person of the family is related to another."""

    from_person = ModelSelectField(queryset=None, label="Who?", missing="Choose the first person")
    kind = SelectField(
        label="How are they related?", choices=Relationship.Kind.choices, missing="Choose how they are related"
    )
    to_person = ModelSelectField(queryset=None, label="To whom?", missing="Choose the second person")
    parental_responsibility = RadiosField(
        label="Does the first person have parental responsibility for the second?",
        choices=[
            Choice("yes", "Yes", reveals=["evidence"]),
            Choice("no", "No"),
            Choice("unknown", "Not known"),
        ],
        missing="Say whether they have parental responsibility, or that it is not known",
    )
    evidence = TextField(
        label="How do you know?",
        help_text="For example: birth certificate seen",
        missing="Say how you know",
        max_length=200,
    )

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["from_person"].queryset = self.fields["to_person"].queryset = people

    def clean(self):
        found = super().clean()
        first, second = found.get("from_person"), found.get("to_person")
        if first and first == second:
            self.add_error("to_person", "Choose somebody else: nobody is related to themselves")
        elif second and found.get("parental_responsibility") == "yes" and second.kind == second.Kind.ADULT:
            self.add_error("parental_responsibility", f"{second} is an adult: nobody has parental responsibility")
        return found

    @property
    def values(self):
        """What `services.relate` takes."""
        names = ("from_person", "to_person", "kind", "parental_responsibility", "evidence")
        return {name: self.cleaned_data[name] for name in names}


class NeedForm(ForPartner):
    """A child's level of need, with the reason. Earlier levels stay on record."""

    person = ModelSelectField(queryset=None, label="Which child?", missing="Choose the child")
    level = RadiosField(
        label="Level of need",
        choices=[
            Choice("L1_UNIVERSAL", "1 Universal", hint="Needs are met by what every child is offered"),
            Choice("L2_UNIVERSAL_PLUS", "2 Universal plus", hint="Some extra help from one service"),
            Choice("L3_TARGETED", "3 Targeted", hint="Several needs: services work together with the family"),
            Choice(
                "L4_SPECIALIST_STATUTORY",
                "4 Specialist or statutory",
                hint="Complex needs, or a risk of harm. If a child may be at risk, ring the Front Door first",
            ),
        ],
        missing="Choose the level of need",
    )
    rationale = LongTextField(
        label="Why this level?",
        help_text="What you saw or heard, and what would have to change",
        missing="Say why this level",
        max_length=REASON_MAX * 2,
        rows=5,
    )
    judged_on = DateField(label="When was it judged?", help_text="For example, 27 3 2026", not_after_today=True)

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["person"].queryset = people.exclude(kind="adult")
        self.fields["judged_on"].initial = timezone.localdate

    def clean(self):
        found = super().clean()
        person, day = found.get("person"), found.get("judged_on")
        if person and day and person.date_of_birth and day < person.date_of_birth:
            self.add_error("judged_on", f"{person} was not born yet on that day")
        return found

    @property
    def values(self):
        """What `services.judge_need` takes."""
        return {name: self.cleaned_data[name] for name in ("person", "level", "rationale", "judged_on")}
