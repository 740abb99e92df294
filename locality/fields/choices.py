"""Fields that are chosen: a choice may carry a hint, reveal other fields of the same form, or exclude the others."""

from django import forms

from locality.fields.words import Worded


class ChoiceWords(str):
    """A choice's label that also carries how it behaves. A string to everyone else."""

    hint = ""
    reveals = ()
    exclusive = False
    divider = False


def Choice(value, label, *, hint="", reveals=(), exclusive=False):  # noqa: N802 - reads as a declaration
    """One choice, as the (value, label) pair Django expects.

    `hint`: a line under it; `reveals`: names of fields of the same form shown when it is chosen;
    `exclusive`: ticking it clears the others (checkboxes: "None of these").
    """
    words = ChoiceWords(label)
    words.hint, words.reveals, words.exclusive = hint, tuple(reveals), exclusive
    return value, words


def Divider(word="or"):  # noqa: N802
    """A word between two choices. It can never be chosen."""
    words = ChoiceWords(word)
    words.divider = True
    return "", words


class SelectField(Worded, forms.ChoiceField):
    """A list that drops down. `empty`: text of the blank first line, None for none."""

    verb = "Choose"

    def __init__(self, *, choices=(), empty="Choose one", **options):
        first = [] if empty is None else [("", empty)]
        super().__init__(choices=[*first, *choices] if not callable(choices) else choices, **options)
        self.error_messages["invalid_choice"] = "Choose one of the answers in the list"


class RadiosField(Worded, forms.ChoiceField):
    """One of a few, all visible. `style`: "small" or "chips"; `inline`: side by side on wide screens."""

    verb = "Choose"
    widget = forms.RadioSelect

    def __init__(self, *, choices=(), style=None, inline=False, **options):
        super().__init__(choices=choices, **options)
        self.style, self.inline = style, inline
        self.error_messages["invalid_choice"] = "Choose one of the answers shown"


class CheckboxesField(Worded, forms.MultipleChoiceField):
    """Any of a few, all visible: a list of values."""

    verb = "Choose"
    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices=(), style=None, inline=False, **options):
        super().__init__(choices=choices, **options)
        self.style, self.inline = style, inline
        self.error_messages["invalid_choice"] = "Choose from the answers shown"

    def valid_value(self, value):
        return value != "" and super().valid_value(value)


class TickField(Worded, forms.BooleanField):
    """One box to tick: True or False. When required, it must be ticked."""

    verb = "Tick the box:"

    def __init__(self, *, hint="", **options):
        super().__init__(**options)
        if hint:
            self.help_text = hint


class _Described(Worded):
    """Model fields whose labels and hints come from functions of the object."""

    verb = "Choose"

    def __init__(self, *, describe=str, hint=None, style=None, inline=False, **options):
        super().__init__(**options)
        self.describe, self.hint = describe, hint
        self.style, self.inline = style, inline
        self.error_messages["invalid_choice"] = "Choose one of the answers shown"

    def label_from_instance(self, obj):
        """The object's label, with its hint."""
        words = ChoiceWords(self.describe(obj))
        words.hint = self.hint(obj) if self.hint else ""
        return words


class ModelSelectField(_Described, forms.ModelChoiceField):
    """A record from a queryset, in a list that drops down."""

    def __init__(self, *, empty="Choose one", **options):
        super().__init__(empty_label=empty, **options)


class ModelRadiosField(_Described, forms.ModelChoiceField):
    """A record from a short queryset, all visible."""

    widget = forms.RadioSelect

    def __init__(self, **options):
        super().__init__(empty_label=None, **options)


class ModelCheckboxesField(_Described, forms.ModelMultipleChoiceField):
    """Any records of a short queryset: a queryset of those ticked."""

    widget = forms.CheckboxSelectMultiple
