"""Forms that reveal fields, keep drafts and lay themselves out in groups."""

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.forms.utils import ErrorDict

from locality.fields.choices import CheckboxesField, RadiosField


def reveals(form):
    """Which choice shows which field: {revealed name: [field name, value of the choice]}.

    Raises ImproperlyConfigured when two choices reveal one field: it can stand in one place only.
    """
    found = {}
    for name, field in form.fields.items():
        for value, label in field.choices if isinstance(field, RadiosField | CheckboxesField) else ():
            for revealed in getattr(label, "reveals", ()):
                if revealed in found:
                    raise ImproperlyConfigured(f"{type(form).__name__}.{revealed} is revealed by two choices")
                found[revealed] = (name, str(value))
    return found


def layout(form):
    """What `{{ form }}` shows, in order: dicts {"field"} or {"legend", "hint", "fields"}. Revealed fields stay out."""
    inside = set(reveals(form))
    groups = {}
    for legend, names, *hint in getattr(form, "groups", ()):
        group = {"legend": legend, "hint": hint[0] if hint else "", "fields": []}
        groups.update(dict.fromkeys(names, group))
    parts = []
    for field in form.visible_fields():
        if field.name in inside:
            continue
        group = groups.get(field.name)
        if group is None:
            parts.append({"field": field})
        elif not group["fields"]:
            parts.append(group)
        if group is not None:
            group["fields"].append(field)
    return parts


class _Revealing:
    """What `Form` and `ModelForm` add: unrevealed answers are empty, and a draft shows no errors.

    `show_errors=False` with `data`: everything typed is shown and nothing is checked (a draft being taken up again).
    """

    groups = ()
    mark_optional = True

    def __init__(self, *args, show_errors=True, **options):
        super().__init__(*args, **options)
        self.show_errors = show_errors
        self.label_suffix = ""

    def is_valid(self):
        return self.show_errors and super().is_valid()

    def full_clean(self):
        if self.show_errors:
            return super().full_clean()
        self._errors, self.cleaned_data = ErrorDict(), {}

    def _clean_fields(self):
        super()._clean_fields()
        for name in self.unrevealed():
            self._errors.pop(name, None)
            self.cleaned_data[name] = _empty(self.fields[name])

    def unrevealed(self):
        """Names of the fields that no chosen answer shows, at any depth."""
        chain = reveals(self)
        return [name for name in chain if not self._shown(name, chain)]

    def _shown(self, name, chain):
        if name not in chain:
            return True
        parent, value = chain[name]
        chosen = self[parent].data
        chosen = chosen if isinstance(chosen, list | tuple) else [chosen]
        return value in [str(one) for one in chosen] and self._shown(parent, chain)


def _empty(field):
    if isinstance(field, forms.ModelMultipleChoiceField):
        return field.queryset.none()
    if isinstance(field, forms.MultipleChoiceField):
        return []
    if isinstance(field, forms.BooleanField):
        return False
    is_text = isinstance(field, forms.CharField | forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    return "" if is_text else None


class Form(_Revealing, forms.Form):
    """Use instead of django.forms.Form."""


class ModelForm(_Revealing, forms.ModelForm):
    """Use instead of django.forms.ModelForm."""
