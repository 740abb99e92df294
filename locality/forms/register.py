"""Registering a family: one sheet made of several small forms."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from locality.access import partners_where
from locality.fields import (
    Choice,
    DateField,
    Form,
    HiddenField,
    LongTextField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TextField,
    TickField,
)
from locality.kinship import against_tie, doubt_about
from locality.lookups import Words
from locality.models import Person, Relationship
from locality.partners import Locality, Partner
from locality.postcodes import postcode
from locality.registration import RELATIONS

OTHERS = 5
LATE, AHEAD = timedelta(days=60), timedelta(days=310)  # how far from today a birth may be expected
OLDEST_CHILD = 25  # with special educational needs


def _name(label):
    return TextField(label=label, max_length=100, width=20, required=False, autocomplete="off")


class FamilyForm(Form):
    """What the family is called, and where."""

    name = TextField(
        label="What should the family be called?",
        help_text="The name people use for the family, for example Fulmar",
        missing="Enter a name for the family",
        max_length=150,
        width=20,
        autocomplete="off",
    )
    locality = ModelSelectField(queryset=Locality.objects.all(), label="Locality", missing="Choose the locality")
    partner = ModelSelectField(queryset=Partner.objects.none(), label="Which partner are you registering for?")
    checked = HiddenField()

    def __init__(self, *args, practitioner, **options):
        super().__init__(*args, **options)
        partners = partners_where(practitioner, "make_records")
        self.only_partner = partners[0] if len(partners) == 1 else None
        self.fields["partner"].queryset = partners
        if self.only_partner:
            del self.fields["partner"]

    @property
    def acting_partner(self):
        """The partner that registers the family: the practitioner's only one, or the one chosen."""
        return self.only_partner or self.cleaned_data["partner"]


class PersonForm(Form):
    """What is known of a person; `details` are `Person`'s columns."""

    mark_optional = False
    given_name = _name("Given name")
    family_name = _name("Family name")

    def clean_expected_on(self):
        day, today = self.cleaned_data["expected_on"], timezone.localdate()
        if day and not today - LATE <= day <= today + AHEAD:
            raise ValidationError("Expected date of birth must be within the next 10 months", code="far")
        return day

    def clean(self):
        found = super().clean()
        named = found.get("given_name") or found.get("family_name")
        if not named and found.get("kind") != "unborn" and not {"given_name", "family_name"} & set(self.errors):
            self.add_error("given_name", "Enter a given name, a family name or both")
        born = found.get("born_on")
        if born and found.get("kind") == "child" and timezone.localdate().year - born.year > OLDEST_CHILD:
            self.add_error("born_on", f"That is more than {OLDEST_CHILD} years ago. Check the year")
        return found

    @property
    def details(self):
        """The columns of a `Person`."""
        found = self.cleaned_data
        names = ("kind", "given_name", "family_name", "known_as", "expected_on", "date_of_birth_note")
        values = {name: found[name] for name in names if name in found}
        return values | {"date_of_birth": found.get("born_on") or found.get("adult_born_on")}

    @property
    def words(self):
        """What to look up, to see whether they are known already."""
        details = self.details
        return Words(details["given_name"], details["family_name"], details["date_of_birth"])


class ChildForm(PersonForm):
    """The child who worries somebody."""

    known_as = TextField(label="Known as", max_length=100, width=20, required=False, autocomplete="off")
    kind = RadiosField(
        label="Has the child been born?",
        choices=[
            Choice("child", "Yes", reveals=["born_on", "date_of_birth_note"]),
            Choice("unborn", "Not yet", reveals=["expected_on"]),
        ],
        missing="Say whether the child has been born",
    )
    born_on = DateField(label="Date of birth", help_text="For example, 27 3 2019", required=False, not_after_today=True)
    date_of_birth_note = TextField(
        label="If you do not know the date, what do you know?",
        help_text="For example: about 2019, or in year 3",
        max_length=100,
        required=False,
    )
    expected_on = DateField(label="Expected date of birth", required=False)


class OtherForm(PersonForm):
    """Somebody else who belongs to the family. Nothing in it is needed when nothing in it is filled in."""

    relation = SelectField(
        label="Who are they to the child?",
        choices=[(key, role) for key, (_, role) in RELATIONS.items()],
        missing="Choose who they are to the child",
    )
    kind = RadiosField(
        label="Are they a child or an adult?",
        choices=[
            Choice("child", "Child", reveals=["born_on"]),
            Choice("adult", "Adult", reveals=["adult_born_on", "parental_responsibility"]),
            Choice("unborn", "Unborn child", reveals=["expected_on"]),
        ],
        missing="Say whether they are a child, an adult or an unborn child",
    )
    born_on = DateField(label="Date of birth", required=False, not_after_today=True)
    adult_born_on = DateField(label="Date of birth", required=False, not_after_today=True)
    parental_responsibility = RadiosField(
        label="Do they have parental responsibility for the child?",
        choices=Relationship.Responsibility.choices,
        inline=True,
        missing="Say whether they have parental responsibility, or that it is not known",
    )
    expected_on = DateField(label="Expected date of birth", required=False)
    lives_here = TickField(label="Lives at the same address as the child", required=False)

    def __init__(self, *args, number=1, **options):
        super().__init__(*args, **options)
        typed = [self.data.get(self.add_prefix(name), "").strip() for name in ("given_name", "family_name")]
        whom = " ".join(filter(None, typed))[:100] or f"other person {number}"  # so that errors say of whom
        self.fields["relation"].error_messages["required"] = f"Choose who {whom} is to the child"
        self.fields["kind"].error_messages["required"] = f"Say whether {whom} is a child, an adult or an unborn child"
        words = f"Say whether {whom} has parental responsibility, or that it is not known"
        self.fields["parental_responsibility"].error_messages["required"] = words

    @property
    def person(self):
        """The `Person` that these answers make, not saved."""
        return Person(**PersonForm.details.fget(self))

    def compare_with(self, child):
        """Say beside the date of birth why they cannot be who they are said to be of the child (`Person`)."""
        kind = RELATIONS[self.cleaned_data["relation"]][0]
        if why := against_tie(self.person, child, kind, set()):
            born = "adult_born_on" if self.cleaned_data["kind"] == Person.Kind.ADULT else "born_on"
            self.add_error(born if self.person.date_of_birth else "relation", why)

    def doubt_about(self, child):
        """What to look at again of how they are related to the child, or ""."""
        return doubt_about(self.person, child, RELATIONS[self.cleaned_data["relation"]][0])

    @property
    def details(self):
        found = self.cleaned_data
        responsible = found.get("parental_responsibility") or "unknown"
        more = {"relation": found["relation"], "lives_here": found["lives_here"]}
        return super().details | more | {"parental_responsibility": responsible}


class HomeForm(Form):
    """Where the child lives."""

    address = LongTextField(label="Address", max_length=300, rows=3, required=False)
    postcode = TextField(label="Postcode", max_length=20, width=10, required=False, autocomplete="off")
    is_confidential = TickField(
        label="This address must be kept confidential",
        hint="Somebody who could be harmed lives there. It is never shared along with other family details.",
        required=False,
    )

    def clean_postcode(self):
        return postcode(self.cleaned_data["postcode"])

    def clean(self):
        found = super().clean()
        more = found.get("postcode") or found.get("is_confidential") or "postcode" in self.errors
        if more and not found.get("address") and "address" not in self.errors:
            self.add_error("address", "Enter the rest of the address")
        return found


class RegistrationSheet:
    """All forms of the page that registers a family. `start` fills in what was just looked up."""

    def __init__(self, posted=None, *, practitioner, start=None):
        self.practitioner = practitioner
        self.family = FamilyForm(posted, practitioner=practitioner, initial={"name": (start or {}).get("family_name")})
        self.child = ChildForm(posted, prefix="child", initial=start)
        filled = {"empty_permitted": True, "use_required_attribute": False}
        self.others = [OtherForm(posted, prefix=f"other{n}", number=n, **filled) for n in range(1, OTHERS + 1)]
        self.home = HomeForm(posted, prefix="home")

    @property
    def forms(self):
        """Every form of the sheet, in the order of the page."""
        return [self.family, self.child, *self.others, self.home]

    def is_valid(self):
        """Whether every form is, and nobody is younger than their child."""
        right = all([form.is_valid() for form in self.forms])  # noqa: C419 - each must say its errors
        if self.child.is_valid():
            for other in self.people[1:]:
                if other.is_valid():
                    other.compare_with(Person(**self.child.details))
        return right and not any(form.errors for form in self.forms)

    @property
    def doubts(self):
        """What to look at again about how people are related to the child, in words."""
        child = Person(**self.child.details)
        return [words for other in self.people[1:] if (words := other.doubt_about(child))]

    @property
    def people(self):
        """The forms of the people who were filled in."""
        return [self.child, *(other for other in self.others if other.has_changed())]

    @property
    def home_details(self):
        """`add_household`'s keywords, or None when no address was given."""
        return self.home.cleaned_data if self.home.cleaned_data["address"] else None

    @property
    def is_checked(self):
        """Whether these very people were looked up before and the practitioner wants to go on."""
        return constant_time_compare(self.family.cleaned_data["checked"], self.fingerprint)

    @property
    def fingerprint(self):
        """Stands for these people, in the name of this practitioner: whoever sends it back has seen what the check
        found about them, and about nobody else."""
        words = "|".join(part for person in self.people for part in person.words.plain)
        return salted_hmac("locality.register", f"{self.practitioner.pk}|{words}", algorithm="sha256").hexdigest()
