"""Writing, approving and giving papers, and signing: what was answered; nothing is saved here."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from consent import cleaning
from consent.models import LANGUAGES, Paper, PaperGiven, PaperLayout, Signature
from consent.papers import named
from locality.fields import (
    Choice,
    DateField,
    DrawingField,
    FileField,
    Form,
    HiddenField,
    LongTextField,
    ModelRadiosField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TextField,
    TickField,
)
from locality.models import Person
from locality.paper import missing_letters

SCANS = "image/jpeg,image/png,application/pdf"
LIMITS = f"At most {cleaning.MOST_BYTES // 1024 // 1024} MB"
AGAIN = "Choose the file again: a browser does not send it a second time"
MARKS = "Begin a heading with # and a space, a point of a list with - and a space. An empty line ends a paragraph."


def _cleaned(body, purpose):
    """The clean file, or a ValidationError with the words for the page."""
    try:
        return cleaning.clean(body, purpose)
    except cleaning.Refused as error:
        raise ValidationError(str(error), code="refused") from error


def _read(upload, purpose):
    if upload.size > cleaning.MOST_BYTES:  # before anything of it is read
        raise ValidationError(cleaning.too_large(), code="refused")
    return _cleaned(upload.read(), purpose)


class WithFile(Form):
    """A form with a file (the field `file_field`), which has to be chosen again when something else is wrong."""

    file_field = "scan"

    def clean(self):
        clean = super().clean()
        if self.errors and self.files.get(self.file_field) and self.file_field not in self.errors:
            self.add_error(self.file_field, AGAIN)
        return clean


class PaperForm(WithFile):
    """One version of a paper: words written here, or a finished PDF."""

    file_field = "file"
    submission = HiddenField()
    kind = RadiosField(label="Which paper?", choices=Paper.Kind.choices, missing="Choose which paper", style="small")
    language = SelectField(label="Language", choices=list(LANGUAGES.items()), empty=None)
    title = TextField(label="Title, in that language", max_length=120)
    made = RadiosField(
        label="How is it made?",
        choices=[
            Choice("written", "Written here", hint="Printed in three layouts", reveals=["body", "easy_body"]),
            Choice("file", "A finished PDF", hint="In any script and layout", reveals=["file", "layout"]),
        ],
        missing="Choose how it is made",
        style="small",
    )
    body = LongTextField(label="What it says", help_text=MARKS, max_length=20000, rows=16)
    easy_body = LongTextField(
        label="The same, easy to read",
        help_text="Short sentences, one thing at a time. Empty: there is no easy-read layout.",
        max_length=10000,
        rows=10,
        required=False,
    )
    file = FileField(
        label="The PDF", help_text=f"{LIMITS} and {cleaning.MOST_PAGES['paper']} pages", accept="application/pdf"
    )
    layout = RadiosField(
        label="Which layout is it in?", choices=PaperLayout.choices, missing="Choose its layout", style="small"
    )

    web_address = TextField(
        label="Where is it published?",
        help_text="The page of your website that has it, such as https://www.example.org/booklet. It is printed on it.",
        max_length=300,
        required=False,
    )

    def clean_web_address(self):
        address = self.cleaned_data["web_address"]
        try:
            URLValidator(["https", "http"])(address or "https://example.org")
        except ValidationError as error:
            raise ValidationError("Enter a whole web address, such as https://www.example.org/booklet") from error
        return address

    def _only_known_letters(self, name):
        text = self.cleaned_data[name]
        if strange := missing_letters(text):
            raise ValidationError(
                f"Our papers have no letters for: {strange[:20]}. Send a finished PDF, or take them out"
            )
        return text

    def clean_body(self):
        return self._only_known_letters("body")

    def clean_easy_body(self):
        return self._only_known_letters("easy_body")

    def clean_file(self):
        return _read(self.cleaned_data["file"], "paper") if self.cleaned_data["file"] else None


class ApproveForm(Form):
    """From which day a version is in force."""

    in_force_from = DateField(label="In force from", help_text="From that day it replaces the version before")

    def __init__(self, *args, **options):
        options["initial"] = {"in_force_from": timezone.localdate()} | options.get("initial", {})
        super().__init__(*args, **options)


class GiveForm(Form):
    """Who was given which version, in which layout, when and how."""

    submission = HiddenField()
    person = ModelRadiosField(
        label="To whom?", queryset=Person.objects.none(), missing="Say to whom it was given", style="small"
    )
    paper = ModelSelectField(
        label="Which paper?",
        queryset=Paper.objects.none(),
        missing="Choose the paper",
        describe=lambda paper: named(paper),
    )
    layout = RadiosField(label="In which layout?", choices=PaperLayout.choices, style="small", initial="standard")
    how = RadiosField(label="How?", choices=PaperGiven.How.choices, missing="Say how it was given", style="small")
    given_on = DateField(label="On which day?", not_after_today=True)
    note = TextField(
        label="Anything about how", help_text="Such as: with an interpreter", max_length=200, required=False
    )

    def __init__(self, *args, people, papers, **options):
        options["initial"] = {"given_on": timezone.localdate()} | options.get("initial", {})
        super().__init__(*args, **options)
        self.fields["person"].queryset = people.exclude(kind=Person.Kind.UNBORN)
        self.fields["paper"].queryset = papers


class SignForm(WithFile):
    """How somebody signed: drawn, typed, or on paper; who watched; for a paper, how it was understood."""

    submission = HiddenField()
    understood = TextField(
        label="How did you make sure that they understood it?",
        help_text="Such as: they told me in their own words what happens with their information",
        max_length=300,
    )
    method = RadiosField(
        label="How do they sign?",
        choices=[
            Choice(Signature.Method.DRAWN, "In a box on this screen", reveals=["drawing"]),
            Choice(Signature.Method.TYPED, "By typing their name", reveals=["typed_name", "confirmed"]),
            Choice(Signature.Method.SCANNED, "On paper: send a scan or a photograph", reveals=["scan"]),
        ],
        missing="Choose how they sign",
        style="small",
    )
    drawing = DrawingField(
        label="Sign in the box", help_text="With a finger, a pen or a mouse", missing="Sign in the box"
    )
    typed_name = TextField(label="Their full name", max_length=200, autocomplete="off", missing="Type the name")
    confirmed = TickField(
        label="They say that the typed name is their signature",
        missing="Ask them whether the typed name is their signature, and tick the box",
    )
    scan = FileField(
        label="The signed form",
        help_text=f"A JPEG, a PNG or a PDF. {LIMITS} and {cleaning.MOST_PAGES['scan']} pages",
        accept=SCANS,
        missing="Choose the file",
    )
    signed_on = DateField(label="On which day did they sign?", not_after_today=True)
    witness = TextField(label="Who else was there?", max_length=200, required=False)

    def __init__(self, *args, receipt=False, **options):
        options["initial"] = {"signed_on": timezone.localdate()} | options.get("initial", {})
        super().__init__(*args, **options)
        if not receipt:
            del self.fields["understood"]

    def clean_drawing(self):
        return _cleaned(self.cleaned_data["drawing"], "drawing") if self.cleaned_data["drawing"] else None

    def clean_scan(self):
        return _read(self.cleaned_data["scan"], "scan") if self.cleaned_data["scan"] else None

    def answers(self):
        """What the services take."""
        clean = self.cleaned_data
        names = [name for name in ("method", "typed_name", "signed_on", "witness", "understood") if name in clean]
        return {name: clean[name] for name in names} | {"file": clean["drawing"] or clean["scan"] or None}
