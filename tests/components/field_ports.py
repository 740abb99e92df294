"""The same for form fields: a form of one field is made from the options of a fixture, and drawn as a page would."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.safestring import mark_safe

from locality import fields
from locality.fields import Choice, DesignBoundField, Divider
from tests.components.tag_ports import Unsupported


class FixedId(str):
    """An auto_id that gives the fixture's id whatever the field's name is."""

    def __new__(cls, value):
        made = super().__new__(cls, "%s")
        made.value = value
        return made

    def __mod__(self, _name):
        return self.value


class Inside(forms.CharField):
    """A revealed field that draws the fixture's HTML."""

    def __init__(self, html):
        super().__init__(required=False)
        self.html = html

    def get_bound_field(self, form, name):
        bound = DesignBoundField(form, self, name)
        bound.as_field_group = lambda: mark_safe(self.html)
        return bound


def draw(field, name, o, answers=(), revealed=None, code=None):
    """HTML of a form of this field. `answers`: (name, value) pairs sent."""
    made = type("OneField", (fields.Form,), {"mark_optional": False})
    sent = QueryDict(mutable=True)
    for key, value in answers:
        sent.appendlist(key, value)
    form = made(sent, auto_id=FixedId(o.get("id") or o.get("idPrefix") or name))
    form.fields[name] = field
    for key, inside in (revealed or {}).items():
        form.fields[key] = inside
    form.full_clean()
    form.errors.clear()
    if "errorMessage" in o:
        form.add_error(name, ValidationError(o["errorMessage"]["text"], code=code))
    return form[name].as_field_group()


def usual(o, label=None, classes="govuk-label--"):
    """Label, hint and size, which every field takes."""
    label = label or o["label"]
    size = label.get("classes", "").removeprefix(classes)
    if size not in ("", "s", "m", "l", "xl"):
        raise Unsupported(label["classes"])
    heading = label.get("isPageHeading", False)
    hint = o.get("hint", {}).get("text", "")
    return {
        "label": label["text"],
        "help_text": hint,
        "label_size": size or None,
        "page_heading": heading,
        "required": False,
    }


def text_input(o):
    width = o.get("classes", "").removeprefix("govuk-input--width-")
    if width and not width.isdecimal():
        raise Unsupported(o["classes"])
    named = {"width": width or None, "autocomplete": o.get("autocomplete"), "inputmode": o.get("inputmode")}
    field = fields.TextField(**usual(o), **named)
    return draw(field, o["name"], o, [(o["name"], str(o["value"]))] if "value" in o else [])


def textarea(o):
    field = fields.LongTextField(rows=o.get("rows", 5), max_length=o.get("maxlength"), **usual(o))
    return draw(field, o["name"], o, [(o["name"], o["value"])] if "value" in o else [])


def counted(o):
    if "maxlength" not in o:
        raise Unsupported("a count without limit")
    return textarea(o)


def select(o):
    items = [item for item in o.get("items", []) if item]
    told = [item for item in items if "selected" in item]
    odd = any(not isinstance(item.get("value"), str | int) or item["value"] is False for item in items)
    if odd or len(told) > 1 or (told and "value" in o):
        raise Unsupported("an item without value, or two answers")
    field = fields.SelectField(choices=[(str(i["value"]), i["text"]) for i in items], empty=None, **usual(o))
    chosen = [str(item["value"]) for item in told if item["selected"]] + ([str(o["value"])] if "value" in o else [])
    return draw(field, o["name"], o, [(o["name"], value) for value in chosen])


def password(o):
    field = fields.PasswordField(autocomplete=o.get("autocomplete", "current-password"), **usual(o))
    return draw(field, o["name"], o)


def group(kind, block):
    def made(o):
        if not o.get("fieldset", {}).get("legend", {}).get("text"):
            raise Unsupported("a group without legend")
        style = o.get("classes", "").removeprefix(f"{block}--")
        if style not in ("", "small", "inline"):
            raise Unsupported(o["classes"])
        told = usual(o, o["fieldset"]["legend"], "govuk-fieldset__legend--")
        items = [item for item in o["items"] if item]
        if len(items) != len(o["items"]) and any(not item for item in o["items"][: len(items)]):
            raise Unsupported("gaps in the numbering")
        choices, revealed, chosen = _choices(items)
        looks = {"style": "small"} if style == "small" else {"inline": style == "inline"}
        values = [*chosen, *([o["value"]] if o.get("value") else []), *o.get("values", [])]
        field = kind(choices=choices, **told, **looks)
        return draw(field, o["name"], o, [(o["name"], value) for value in values], revealed)

    return made


def _choices(items):
    choices, revealed, chosen = [], {}, []
    for number, item in enumerate(items):
        if item.get("divider"):
            choices.append(Divider(item["divider"]))
            continue
        html = item.get("conditional", {}).get("html")
        if html:
            revealed[f"inside{number}"] = Inside(html)
        named = {"hint": item.get("hint", {}).get("text", ""), "exclusive": item.get("behaviour") == "exclusive"}
        shows = [f"inside{number}"] if html else []
        choices.append(Choice(str(item["value"]), item["text"], reveals=shows, **named))
        chosen += [str(item["value"])] * bool(item.get("checked"))
    return choices, revealed, chosen


PARTS = ["day", "month", "year"]
WIDTHS = {"day": "govuk-input--width-2", "month": "govuk-input--width-2", "year": "govuk-input--width-4"}


def _wrong_parts(o):
    """The parts a fixture marks: those it says, or when it only says which are right, the others."""
    items = o.get("items") or [{"name": part, **(o.get(part) or {})} for part in PARTS]
    if [item["name"] for item in items] != PARTS:
        raise Unsupported("other parts")
    if any(item.get("classes", WIDTHS[item["name"]]) != WIDTHS[item["name"]] for item in items):
        raise Unsupported("other classes")
    told = {item["name"]: item["error"] for item in items if "error" in item}
    return [part for part in PARTS if told.get(part, not any(told.values()))] if told else []


def date_input(o):
    """Our parts always carry the field's name ("born_on-day"); fixtures without a prefix have "day" alone."""
    if not o.get("fieldset", {}).get("legend", {}).get("text"):
        raise Unsupported("a date without legend")
    wrong = _wrong_parts(o)
    if wrong and "errorMessage" not in o:
        raise Unsupported("marks without words")
    name = o.get("namePrefix", "UNPREFIXED")
    values = {key.removeprefix(f"{name}-"): value for key, value in o.get("values", {}).items()}
    field = fields.DateField(**usual(o, o["fieldset"]["legend"], "govuk-fieldset__legend--"))
    html = draw(field, name, o, [(f"{name}-{part}", value) for part, value in values.items()], code=" ".join(wrong))
    return html.replace('name="UNPREFIXED-', 'name="')


LABEL = "label.text label.classes label.isPageHeading name id hint.text errorMessage.text"
GROUP = (
    "fieldset.legend.text fieldset.legend.classes fieldset.legend.isPageHeading name idPrefix hint.text classes"
    " errorMessage.text items[].value items[].text items[].divider items[].hint.text items[].conditional.html"
    " items[].checked items[]"
)
PORTS = {
    "input": (text_input, f"{LABEL} classes value autocomplete inputmode"),
    "textarea": (textarea, f"{LABEL} value rows"),
    "character-count": (counted, f"{LABEL} value rows maxlength"),
    "select": (select, f"{LABEL} items[].value items[].text items[].selected items[] value"),
    "password-input": (password, f"{LABEL} autocomplete"),
    "radios": (group(fields.RadiosField, "govuk-radios"), f"{GROUP} value"),
    "checkboxes": (group(fields.CheckboxesField, "govuk-checkboxes"), f"{GROUP} values[] items[].behaviour"),
    "date-input": (
        date_input,
        "id fieldset.legend.text fieldset.legend.classes fieldset.legend.isPageHeading hint.text errorMessage.text"
        " namePrefix items[].name items[].classes items[].error day.error month.error year.error"
        + "".join(f" values.{prefix}{part}" for prefix in ("", "dob-") for part in PARTS),
    ),
}
