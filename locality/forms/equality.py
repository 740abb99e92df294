"""The form of what somebody answers for equality monitoring."""

from locality.equality import NOT_ASKED_WORDS, Disability, Ethnicity, Gender, Language, answers_of
from locality.fields import ModelSelectField, SelectField
from locality.forms.family import ForPartner
from locality.people import Person

ASKED = ("ethnicity", "gender", "disability", "language")


def _one_of(kind, label, hint=""):
    return SelectField(label=label, help_text=hint, choices=kind.choices, empty=NOT_ASKED_WORDS, required=False)


class EqualityForm(ForPartner):
    """Four questions that nobody has to answer. `answered`: what people of the family answered before."""

    mark_optional = False
    person = ModelSelectField(queryset=Person.objects.none(), label="Who is it about?", missing="Choose the person")
    ethnicity = _one_of(Ethnicity, "What is their ethnic group?", "As they say themselves, or a parent for a child")
    gender = _one_of(Gender, "How do they describe themselves?")
    disability = _one_of(
        Disability,
        "Does a condition or illness limit what they do day by day?",
        "One that has lasted, or is expected to last, 12 months or more",
    )
    language = _one_of(Language, "What is their main language?")

    def __init__(self, *args, people, reader, **options):
        super().__init__(*args, **options)
        born = people.exclude(kind=Person.Kind.UNBORN)
        self.fields["person"].queryset = born
        self.people, self.reader = born, reader

    @property
    def answered(self):
        """[(person, newest answer)] of those of the family who were asked."""
        people = list(self.people)
        found = answers_of([person.pk for person in people], self.reader)
        return [(person, found[person.pk]) for person in people if person.pk in found]

    def clean(self):
        found = super().clean()
        if not any(found.get(name) for name in ASKED) and not set(ASKED) & set(self.errors):
            self.add_error("ethnicity", "Choose at least one answer. “Prefers not to say” is one")
        return found

    @property
    def values(self):
        """What `services.record_equality` takes."""
        return {name: self.cleaned_data[name] for name in ("person", *ASKED)}
