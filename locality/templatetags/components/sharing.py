"""The sharing decision: one sentence with controls in it, and the golden rules as a checklist."""

from calendar import month_name

from locality.templatetags.components.registry import draw, register

STATES = {
    "met": {"symbol": "✓", "word": "Met"},
    "not_met": {"symbol": "!", "word": "Not met"},
    "question": {"symbol": "?", "word": "Question"},
}


@register.simple_tag
def sharing_sentence(*, what, whom, purpose, basis, until, verb="Share", label="The sharing decision"):
    """ "Share [what] with [whom] for [purpose], because [basis]. They may see it until [until]." Each is a bound field.

    A drop-down or text box stands in the sentence; a group or a date opens below its words.
    """
    told = [
        (verb, what, ""),
        ("with", whom, ""),
        ("for", purpose, ","),
        ("because", basis, "."),
        ("They may see it until", until, "."),
    ]
    parts = [{"words": words, "after": after, **_control(field)} for words, field, after in told]
    return draw("sharing_sentence", parts=parts, label=label)


def _control(field):
    """A field of the sentence: itself, whether it opens, whether it is open now, and the words of what is chosen."""
    opens = getattr(field, "grouped", False)
    wrong = bool(field.errors) or (opens and any(inner.errors for inner in _revealed(field)))
    return {"field": field, "opens": opens, "wrong": wrong, "chosen": _chosen(field) if opens else ""}


def _revealed(field):
    """The fields that the chosen answers of a group show."""
    if field.kind == "date":
        return []
    return [inner for option in field.options() if option["checked"] for inner in option["revealed"]]


def _chosen(field):
    """What a group or date says now, in words: "Northfield Primary, 0-19 Health" or "30 September 2026"."""
    if field.kind == "date":
        return _date_words([part["value"] for part in field.part_controls()])
    return ", ".join(str(option["label"]) for option in field.options() if option["checked"])


def _date_words(typed):
    month = typed[1]
    if month.isdecimal() and 1 <= int(month) <= 12:
        month = month_name[int(month)]
    return " ".join(filter(None, [typed[0], month, *typed[2:]]))


@register.simple_tag
def rules_checklist(rules, *, label="The seven golden rules"):
    """One line for each rule: dicts number, text, state (met, not_met, question), detail and field if it asks."""
    lines = [
        {**rule, "field": rule.get("field"), "detail": rule.get("detail", ""), **STATES[rule["state"]]}
        for rule in rules
    ]
    return draw("rules_checklist", rules=lines, label=label)
