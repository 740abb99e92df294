"""For whom a statement about sharing is, and how it is laid out."""

from consent.documents import LAYOUTS
from locality.fields import Choice, Form, RadiosField, SelectField

EVERYBODY = "family"


class StatementForm(Form):
    """A named person or the whole family, and one of the layouts. `people` are those whom the partner registered."""

    mark_optional = False
    whose = SelectField(label="Whose statement is it?", empty=None)
    layout = RadiosField(
        label="How should it look?",
        choices=[Choice(layout.code, layout.name, hint=layout.hint) for layout in LAYOUTS.values()],
        inline=False,
    )

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        names = [(key, str(person)) for key, person in self.people.items()]
        self.fields["whose"].choices = [(EVERYBODY, "The whole family"), *names]

    def clean_whose(self):
        """The person, or None for the whole family."""
        return self.people.get(self.cleaned_data["whose"])
