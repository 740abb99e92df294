"""For whom a copy is, how it looks, and what does not stand in it."""

from conversations.models import CopyMade
from locality.fields import CheckboxesField, Choice, Form, RadiosField

PRACTITIONER = "practitioner"


class CopyForm(Form):
    """`people`: those of the family for whom it may be, none where the copy is of another partner's record; `adults`:
    whose needs stand in the record; `parts`: [(code, heading)] of what may be left out."""

    mark_optional = False
    whose = RadiosField(label="Whose copy is it?", missing="Choose whose copy it is", inline=False)
    layout = RadiosField(label="How should it look?", choices=CopyMade.Layout.choices)
    adults = CheckboxesField(
        label="Which adults’ needs may they read?",
        help_text="Their own stand in it always, and the children’s. Ask each of the others before you tick them.",
        required=False,
    )
    left_out = CheckboxesField(label="What does not belong in this copy?", required=False)

    def __init__(self, *args, people, adults, parts, **kwargs):
        super().__init__(*args, initial={"layout": CopyMade.Layout.STANDARD}, **kwargs)
        self.people = {str(person.pk): person for person in people}
        mine = Choice(PRACTITIONER, "Mine", hint="A practitioner’s copy, with your name on each page")
        self.fields["whose"].choices = [*((key, str(person)) for key, person in self.people.items()), mine]
        self.fields["adults"].choices = [(str(person.pk), str(person)) for person in adults]
        self.fields["left_out"].choices = parts
        if not (self.people and adults):
            del self.fields["adults"]

    def clean_whose(self):
        """The person, or None for the practitioner's own."""
        return self.people.get(self.cleaned_data["whose"])
