"""How a form becomes GOV.UK mark-up: FORM_RENDERER = "locality.fields.DesignRenderer".

A page says `{{ form }}` or `{{ form.name.as_field_group }}`; the templates are under templates/forms/.
"""

from django import forms
from django.forms.renderers import TemplatesSetting

from locality.fields.dates import DateParts
from locality.fields.files import Drawing

# The widget decides the template (templates/forms/<kind>.html); the first class that fits wins.
KINDS = [
    (DateParts, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "tick"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (Drawing, "drawing"),
    (forms.Widget, "input"),
]
CLASSES = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "tick": "govuk-checkboxes__input",
    "radios": "",
    "checkboxes": "",
}
GROUPED = {"radios", "checkboxes", "date"}


class DesignBoundField(forms.BoundField):
    """One field of one form, with what its template needs: kind, ids, label, options."""

    @property
    def kind(self):
        """Name of the template under templates/forms/ that lays this field out."""
        return next(kind for widget, kind in KINDS if isinstance(self.field.widget, widget))

    @property
    def template(self):
        return f"forms/{self.kind}.html"

    @property
    def grouped(self):
        """True when several controls share one answer: then a fieldset carries label, hint and error."""
        return self.kind in GROUPED

    @property
    def label_words(self):
        """The label, ending "(optional)" when it may be left empty. An unticked box is an answer, so it never does."""
        optional = not self.field.required and self.kind != "tick" and getattr(self.form, "mark_optional", True)
        optional = optional and getattr(self.field, "mark_optional", True)  # where another answer makes it needed
        return f"{self.label} (optional)" if optional else self.label

    @property
    def label_class(self):
        size = getattr(self.field, "label_size", None)
        kind = "fieldset__legend" if self.grouped else "label"
        return f" govuk-{kind}--{size}" if size else ""

    @property
    def style_class(self):
        """Classes of a group of choices: " govuk-radios--inline", " app-chips" and so on."""
        block = f"govuk-{self.kind}"
        styles = {"small": f" {block}--small", "chips": " app-chips", "inline": f" {block}--inline"}
        chosen = [getattr(self.field, "style", None), "inline" if getattr(self.field, "inline", False) else None]
        return "".join(styles[style] for style in chosen if style)

    @property
    def hint_id(self):
        return f"{self.auto_id}-hint" if self.help_text else ""

    @property
    def error_id(self):
        return f"{self.auto_id}-error" if self.errors else ""

    @property
    def count_limit(self):
        """The most characters, when the page should count them."""
        return getattr(self.field, "max_length", None) if self.kind == "textarea" else None

    @property
    def aria_describedby(self):
        ids = [f"{self.auto_id}-info" if self.count_limit else "", self.hint_id, self.error_id]
        return " ".join(filter(None, ids)) or None

    @property
    def focus_id(self):
        """The id the error summary links to: the first control, or for a date the first wrong part."""
        return f"{self.auto_id}-{self.wrong_parts[0]}" if self.kind == "date" else self.auto_id

    @property
    def wrong_parts(self):
        """Which parts of a date are wrong (all, when the error does not say): the codes of its errors."""
        parts = self.field.widget.parts
        codes = {word for error in self.errors.as_data() for word in (error.code or "").split()}
        return [part for part in parts if part in codes] or list(parts)

    def part_controls(self):
        """The inputs of a date, each a dict: id, name, value, label, css."""
        wrong = self.wrong_parts if self.errors else []
        return self.field.widget.controls(self.html_name, self.value(), self.auto_id, wrong)

    def options(self):
        """The radios or checkboxes, each a dict: id name value label checked hint exclusive divider revealed."""
        drawn = self.field.widget.subwidgets(self.html_name, self.value(), {})
        return [self._option(option, number) for number, option in enumerate(drawn, 1)]

    def _option(self, option, number):
        label = option["label"]
        revealed = [self.form[name] for name in getattr(label, "reveals", ()) if name in self.form.fields]
        return {
            "id": self.auto_id if number == 1 else f"{self.auto_id}-{number}",
            "name": option["name"],
            "value": option["value"],
            "label": label,
            "checked": option["selected"],
            "hint": getattr(label, "hint", ""),
            "exclusive": getattr(label, "exclusive", False),
            "divider": getattr(label, "divider", False),
            "disabled": self.field.disabled,
            "revealed": revealed,
        }

    def as_widget(self, widget=None, attrs=None, only_initial=False):
        """The control alone. A group of choices or a date is drawn by its own template."""
        if self.grouped and widget is None and not only_initial:
            return self.form.render(f"forms/{self.kind}_controls.html", {"field": self})
        return super().as_widget(widget, attrs, only_initial)

    def build_widget_attrs(self, attrs, widget=None):
        """Django's attributes, less `required` (it stops people without a word of ours) and `aria-invalid`."""
        attrs = super().build_widget_attrs(attrs, widget)
        for name in ("required", "aria-invalid"):
            attrs.pop(name, None)
        used = widget or self.field.widget
        if not used.is_hidden:
            attrs["class"] = self._control_class(used)
        return attrs

    def _control_class(self, widget):
        block = CLASSES.get(self.kind, "govuk-input")
        width = getattr(self.field, "width", None)
        extra = [
            f"govuk-input--width-{width}" if width else "",
            "govuk-password-input__input govuk-js-password-input-input" if self.kind == "password" else "",
            "govuk-js-character-count" if self.count_limit else "",
            f"{block}--error" if self.errors and block and self.kind != "tick" else "",
            widget.attrs.get("class", ""),
        ]
        return " ".join(filter(None, [block, *extra]))


class DesignRenderer(TemplatesSetting):
    """Draws every form of the service through templates/forms/."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = DesignBoundField
