"""Fields that are typed. What is refused says why; emoji, apostrophes and every script are kept."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError

from locality.fields.words import Worded, subject

# They make text read in another order than it is stored. The ordinary marks of mixed writing (U+200E, U+200F) stay.
DIRECTION_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Word and some telephones send these for a line break.
LINE_BREAKS = re.compile("\r\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
PHONE = re.compile(r"[0-9+() .\-]{3,}(?:\s*(?:ext|x)\.?\s*[0-9]{1,6})?", re.IGNORECASE)

# Letters and symbols that draw nothing, besides the format and space characters Unicode names as such.
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"


def blank(value):
    """True when nothing in `value` can be seen: zero-width characters alone are no answer."""
    unseen = ("Cf", "Zs", "Zl", "Zp", "Mn")
    return all(unicodedata.category(sign) in unseen or sign in BLANKS or sign.isspace() for sign in value)


def refuse_hidden_characters(value, label):
    """Raise ValidationError when `value` holds characters that cannot be seen but change what is read."""
    if found := DIRECTION_OVERRIDES.search(value):
        words = f"{subject(label)} has a hidden character that turns the direction of writing{_after(value, found)}"
        raise ValidationError(f"{words}. Delete it, or type those words again", code="direction")
    if found := CONTROLS.search(value):
        words = f"{subject(label)} has a hidden character that cannot be shown{_after(value, found)}"
        raise ValidationError(f"{words}. Delete it, or type those words again", code="control")


def _after(value, found):
    before = value[: found.start()].split()
    return f" after “{before[-1][:30]}”" if before else " at the start"


class TextField(Worded, forms.CharField):
    """One line of text, in composed form (NFC) with line breaks made spaces. `width`: 2 3 4 5 10 20 30 characters."""

    widget = forms.TextInput

    def __init__(self, *, width=None, autocomplete=None, inputmode=None, **options):
        super().__init__(**options)
        self.width = width
        wanted = {"autocomplete": autocomplete, "inputmode": inputmode}
        self.widget.attrs.update({name: value for name, value in wanted.items() if value})

    def widget_attrs(self, widget):
        """No `maxlength`: a browser cuts pasted text off at it without a word."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value):
        text = unicodedata.normalize("NFC", LINE_BREAKS.sub(" ", super().to_python(value)))
        return self.empty_value if blank(text) else text

    def run_validators(self, value):
        """Django's validators (NUL, e-mail and so on), then ours, with the field's own name in the message."""
        if self.max_length and len(value) > self.max_length:
            over, most = len(value) - self.max_length, f"{self.max_length:,}"
            words = f"{subject(self.label)} is {over:,} character{'' if over == 1 else 's'} too long"
            raise ValidationError(f"{words}. The most is {most}", code="max_length")
        if "\x00" in value:
            raise ValidationError(
                f"{subject(self.label)} has a character that cannot be kept. Type it again", code="nul"
            )
        if value:
            refuse_hidden_characters(value, self.label)
        super().run_validators(value)


class LongTextField(TextField):
    """Several lines, with a character count when `max_length` is given. A line break comes out, and counts, as one."""

    widget = forms.Textarea

    def __init__(self, *, rows=5, **options):
        super().__init__(**options)
        self.widget.attrs.pop("cols", None)
        self.widget.attrs["rows"] = rows

    def to_python(self, value):
        if isinstance(value, str):
            value = LINE_BREAKS.sub("\n", value)
        text = forms.CharField.to_python(self, value)
        return self.empty_value if blank(text) else text


class EmailField(TextField):
    """An e-mail address."""

    widget = forms.EmailInput
    default_validators = forms.EmailField.default_validators

    def __init__(self, *, max_length=254, autocomplete="email", **options):
        super().__init__(max_length=max_length, autocomplete=autocomplete, **options)
        self.widget.attrs["spellcheck"] = "false"

    def run_validators(self, value):
        try:
            super().run_validators(value)
        except ValidationError as problem:
            if any(error.code == "invalid" for error in problem.error_list):
                message = "Enter an email address like name@example.org"
                raise ValidationError(message, code="invalid") from problem
            raise


class PhoneField(TextField):
    """A telephone number as people write it: digits, spaces, brackets, + and "ext 12"."""

    widget = forms.TextInput

    def __init__(self, *, max_length=40, width=20, autocomplete="tel", **options):
        super().__init__(max_length=max_length, width=width, autocomplete=autocomplete, **options)
        self.widget.input_type = "tel"

    def run_validators(self, value):
        super().run_validators(value)
        if value and not PHONE.fullmatch(value):
            raise ValidationError("Enter a telephone number like 01632 960109", code="invalid")


class PasswordField(TextField):
    """A password: never trimmed, never shown again; a button shows it while it is typed."""

    widget = forms.PasswordInput

    def __init__(self, *, autocomplete="current-password", **options):
        super().__init__(autocomplete=autocomplete, strip=False, **options)
        self.widget.attrs.update(spellcheck="false", autocapitalize="none")

    def to_python(self, value):
        return forms.CharField.to_python(self, value)


class NumberField(Worded, forms.IntegerField):
    """A whole number, typed into a text box (number boxes change under the mouse wheel)."""

    widget = forms.TextInput

    def __init__(self, *, width=4, **options):
        super().__init__(**options)
        self.width = width
        self.widget.attrs["inputmode"] = "numeric"
        self.error_messages["invalid"] = f"{subject(self.label)} must be a whole number, like 3"
        for validator in self.validators:
            bound = {"min_value": "at least", "max_value": "at most"}.get(validator.code)
            if bound:
                validator.message = f"{subject(self.label)} must be {bound} %(limit_value)s"


class HiddenField(forms.CharField):
    """A value the page carries and nobody sees. Never trust it: check it again in the view."""

    widget = forms.HiddenInput

    def __init__(self, *, required=False, max_length=200, **options):
        super().__init__(required=required, max_length=max_length, **options)
