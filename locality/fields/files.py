"""Fields that are not typed: a file of somebody's own, and a drawing on the screen."""

import base64
import binascii

from django import forms
from django.core.exceptions import ValidationError

from locality.fields.words import Worded

DRAWN = "data:image/png;base64,"


class FileField(Worded, forms.FileField):
    """A file that somebody chooses: an upload, of which nothing is to be believed. `accept`: media types, for the list
    of files that a browser offers. A browser does not send it again when the form comes back: say so."""

    verb = "Choose"

    def __init__(self, *, accept="", **options):
        super().__init__(**options)
        self.widget = forms.FileInput(attrs={"accept": accept} if accept else {})
        self.widget.is_required = self.required
        self.error_messages["empty"] = "The file is empty. Choose it again"


class Drawing(forms.HiddenInput):
    """A box to draw in; what was drawn travels as text (templates/forms/drawing.html, static/behaviour/draw.js)."""

    input_type = "drawing"

    @property
    def is_hidden(self):
        return False


class DrawingField(Worded, forms.CharField):
    """What was drawn in a box, as the bytes of a PNG that a browser made: look at them before keeping them."""

    verb = "Draw"
    widget = Drawing

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return b""
        try:
            if not text.startswith(DRAWN):
                raise ValueError("not a drawing")
            return base64.b64decode(text.removeprefix(DRAWN), validate=True)
        except (ValueError, binascii.Error) as error:
            raise ValidationError("The drawing did not arrive whole. Sign again, or choose another way") from error
