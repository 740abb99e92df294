"""Forms about lists from data: bringing one, matching its columns up, and what becomes of somebody on it."""

import hashlib
import re
from pathlib import PurePath

from django.core.exceptions import ValidationError

from allocations import sheets
from allocations.lines import fields_of
from allocations.models import ListKind
from consent.models import LegalGateway
from locality.fields import (
    Choice,
    DateField,
    FileField,
    Form,
    LongTextField,
    ModelRadiosField,
    ModelSelectField,
    RadiosField,
    SelectField,
)
from locality.models import Family, Locality

ACCEPTED = ".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_NAME = 80


class BringForm(Form):
    """A file, what it tells, of which day, and under which power it is used: never the family's agreement (V30)."""

    kind = RadiosField(label="What does the list tell?", choices=ListKind.choices, style="small", missing="Choose one")
    locality = ModelSelectField(label="Locality", queryset=Locality.objects.none(), missing="Choose the locality")
    tells_of = DateField(label="Which day does it tell of?", not_after_today=True, missing="Say which day it tells of")
    gateway = ModelSelectField(
        label="Under which power is it used?",
        help_text="Nobody on the list was asked: agreement is not among these.",
        queryset=LegalGateway.objects.none(),
        missing="Choose the power under which it is used",
    )
    file = FileField(
        label="The list",
        help_text=f"CSV or XLSX, one line for each person, at most {sheets.MOST_BYTES // 1024 // 1024} MB and "
        f"{sheets.MOST_LINES:,} lines. Leave out notes, health, ethnicity and the like: they are not taken over.",
        accept=ACCEPTED,
        missing="Choose the list",
    )

    def __init__(self, *args, partners=(), **options):
        super().__init__(*args, **options)
        self.fields["locality"].queryset = Locality.objects.order_by("name")
        self.fields["gateway"].queryset = LegalGateway.objects.selectable()
        self.sheet, self.digest = sheets.Sheet(), ""
        if len(partners) > 1:
            choices = [(str(partner.pk), partner.name) for partner in partners]
            self.fields["partner"] = SelectField(label="You are doing this for", choices=choices, empty=None)
            self.order_fields(["partner"])

    def clean_file(self):
        """Only a name for the page: what the file says is in `sheet`, and which file it is in `digest`."""
        upload = self.cleaned_data["file"]
        if upload.size > sheets.MOST_BYTES:  # before anything of it is read
            raise ValidationError(sheets.REFUSED["large"])
        body = upload.read()
        try:
            self.sheet = sheets.read(body)
        except sheets.Refused as error:
            raise ValidationError(str(error)) from error
        self.digest = hashlib.sha256(body).hexdigest()
        return re.sub(r"[^\w .,()-]", "", PurePath(upload.name).name)[-MOST_NAME:] or "list"

    def clean(self):
        clean = super().clean()
        if self.errors and self.files.get("file") and "file" not in self.errors:
            self.add_error("file", "Choose the file again: a browser does not send it a second time")
        return clean


class MatchForm(Form):
    """Which column of a list holds what."""

    def __init__(self, *args, kind, columns, **options):
        super().__init__(*args, **options)
        choices = [(column, column) for column in columns]
        for name, (words, needed) in fields_of(kind).items():
            self.fields[name] = SelectField(
                label=words,
                choices=choices,
                empty="Choose a column" if needed else "Not in this list",
                required=needed,
                missing=f"Choose the column that holds: {words.lower()}",
            )

    def clean(self):
        clean = super().clean()
        taken: dict = {}
        for name, column in list(clean.items()):
            if column and column in taken:
                self.add_error(name, "This column is chosen twice")
            taken[column] = name
        return clean


class EndForm(Form):
    """What becomes of somebody on a list. `families`: those in which the reader sees somebody who may be meant."""

    outcome = RadiosField(
        label="What becomes of it?",
        choices=[
            Choice(
                "registered",
                "Register the family, and put it on an agenda",
                hint="Somebody then gets in touch: within ten working days",
            ),
            Choice("known", "It is somebody whom we know already", hint="No second record is made", reveals=["family"]),
            Choice("nothing", "Nothing is done", hint="It is deleted in time", reveals=["why"]),
        ],
        missing="Say what becomes of it",
    )
    family = ModelRadiosField(
        label="In which family?", queryset=Family.objects.none(), style="small", missing="Choose the family"
    )
    why = LongTextField(
        label="Why?",
        help_text="In a few words, without anything about health, belief, origin or crime",
        max_length=300,
        rows=2,
        missing="Say why nothing is done",
    )

    def __init__(self, *args, families, **options):
        super().__init__(*args, **options)
        self.fields["family"].queryset = families
        if not families:
            del self.fields["family"]
            choices = [each for each in self.fields["outcome"].choices if each[0] != "known"]
            self.fields["outcome"].choices = choices
