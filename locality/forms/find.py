"""Finding a person, and filtering the list of families."""

from django.core.exceptions import ValidationError

from locality.fields import DateField, Form, RadiosField, SelectField, TextField
from locality.lookups import Words
from locality.partners import Locality


class FindForm(Form):
    """Any of a name and a date of birth; all three ask about other partners' records too (A6)."""

    mark_optional = False
    given_name = TextField(label="Given name", max_length=100, width=20, required=False, autocomplete="off")
    family_name = TextField(label="Family name", max_length=100, width=20, required=False, autocomplete="off")
    born_on = DateField(label="Date of birth", help_text="For example, 27 3 2019", required=False, not_after_today=True)

    def clean(self):
        found = super().clean()
        if not self.errors and not any(found.values()):
            raise ValidationError("Enter a name or a date of birth")
        return found

    @property
    def words(self):
        """What to look up (`Words`), once the form is valid."""
        return Words(**self.cleaned_data)


class FamilyFilter(Form):
    """Which families of the list are shown."""

    mark_optional = False
    area = SelectField(label="Locality", empty="All localities", required=False)
    source = RadiosField(
        label="Where it comes from",
        choices=[("", "Everywhere"), ("ours", "Supplied by us"), ("shared", "Shared with us")],
        required=False,
        style="small",
        inline=True,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        places = list(Locality.objects.values_list("code", "name"))
        self.fields["area"].choices = [("", "All localities"), *places]
