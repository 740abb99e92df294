"""The auditor's questions: why can X see Y, and who looked."""

from django.core.exceptions import ValidationError

from locality.access.audit import find_record
from locality.fields import DateField, DateTimeField, Form, ModelSelectField, RadiosField, TextField
from locality.partners import SYSTEM_EMAIL, Partner, Practitioner

AT_MOST = 10


def viewers_called(text, *, partners=True):
    """Practitioners and partners that a text may mean: one whose e-mail address or whole name it is, or else those
    whose name contains it (`AT_MOST` + 1 of each at most)."""
    people = Practitioner.objects.exclude(email=SYSTEM_EMAIL)
    if found := list(people.filter(email__iexact=text)):
        return found
    tables = [people, Partner.objects.all()] if partners else [people]
    for rule in ("name__iexact", "name__icontains"):
        found = [row for table in tables for row in table.filter(**{rule: text}).order_by("name", "pk")[: AT_MOST + 1]]
        if found:
            return found
    return []


def _described(viewer):
    return f"{viewer} ({viewer.email})" if isinstance(viewer, Practitioner) else f"{viewer} (the whole partner)"


class WhoForm(Form):
    """Asks for a practitioner or a partner by name; several of the name are offered to choose from."""

    with_partners = True

    def clean(self):
        found = super().clean()
        if text := found.get("who"):
            try:
                found["who"] = self._choose(text)
            except ValidationError as error:
                self.add_error("who", error)
        return found

    def _choose(self, text):
        """The one viewer that `text` (and the field `which`) means. Raises ValidationError, and offers the choices."""
        found = viewers_called(text, partners=self.with_partners)
        if not found:
            raise ValidationError("Nobody here has that name or email address", code="nobody")
        if len(found) > AT_MOST:
            raise ValidationError("Many have that in their name: type more of it", code="many")
        chosen = self.data.get(self.add_prefix("which"))
        for each in found:
            if len(found) == 1 or str(each.pk) == chosen:
                return each
        self.fields["which"] = RadiosField(
            label="Whom do you mean?", choices=[(str(each.pk), _described(each)) for each in found], required=False
        )
        names = list(self.fields)
        self.order_fields([*names[: names.index("who") + 1], "which"])
        raise ValidationError("Several have that in their name: choose one below", code="several")


class WhyForm(WhoForm):
    """Why can X see Y?"""

    who = TextField(
        label="Who?",
        help_text="A practitioner’s name or email address, or a partner’s name",
        missing="Say who",
        max_length=254,
        autocomplete="off",
    )
    record = TextField(
        label="Can see what?",
        help_text="The address of the record’s page, a family’s reference, or the number of a decision",
        missing="Say which record",
        max_length=500,
        autocomplete="off",
    )
    at = DateTimeField(label="When?", help_text="Leave it empty for now", required=False)

    def clean_record(self):
        found = find_record(self.cleaned_data["record"])
        if found is None:
            raise ValidationError("There is no such record. Copy the address of its page", code="unknown")
        return found


class LookedForm(WhoForm):
    """Who looked, for which partner, at which family, on which day: any of the four."""

    with_partners = False
    mark_optional = False
    family = TextField(label="Family’s reference", max_length=60, width=20, required=False, autocomplete="off")
    who = TextField(
        label="Who looked",
        help_text="A practitioner’s name or email address",
        max_length=254,
        required=False,
        autocomplete="off",
    )
    partner = ModelSelectField(
        queryset=Partner.objects.all(), label="For which partner", empty="Any partner", required=False
    )
    on = DateField(label="On which day", required=False, not_after_today=True)

    def clean_family(self):
        text = self.cleaned_data["family"]
        found = find_record(text) if text else None
        if text and (found is None or found._meta.model_name != "family"):
            raise ValidationError("No family has that reference", code="unknown")
        return found
