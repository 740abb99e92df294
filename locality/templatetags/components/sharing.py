"""The sharing decision: one sentence with controls in it, and the golden rules as a checklist."""

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
    """A field of the sentence: itself, whether it opens, and the words of what is chosen now."""
    opens = getattr(field, "grouped", False)
    return {"field": field, "opens": opens, "chosen": _chosen(field) if opens else ""}


def _chosen(field):
    """What a group or date says now, in words: "Northfield Primary, 0-19 Health" or "30 9 2026"."""
    if field.kind == "date":
        return " ".join(str(part["value"]) for part in field.part_controls() if part["value"])
    return ", ".join(str(option["label"]) for option in field.options() if option["checked"])


@register.simple_tag
def rules_checklist(rules, *, label="The seven golden rules"):
    """One line for each rule: dicts number, text, state (met, not_met, question), detail and field if it asks."""
    lines = [
        {**rule, "field": rule.get("field"), "detail": rule.get("detail", ""), **STATES[rule["state"]]}
        for rule in rules
    ]
    return draw("rules_checklist", rules=lines, label=label)
