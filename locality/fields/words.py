"""The words of error messages, and what every field of ours has in common."""


def subject(label):
    """How a message names a field: `Date of birth`, or for a question `Your answer to “When was it?”`."""
    text = str(label or "").strip()
    if text.endswith("?"):
        return f"Your answer to “{text}”"
    return text or "Your answer"


def sentence(verb, label):
    """`Enter first name`, or `Answer the question: When was it?`. Keeps capitals of NHS, and I."""
    text = str(label or "").strip()
    if not text:
        return f"{verb} an answer"
    if text.endswith("?"):
        return f"Answer the question: {text}"
    return f"{verb} {_lowered(text)}"


def _lowered(text):
    first = text.split()[0]
    ordinary = first == "A" or (len(first) > 1 and first[1:].islower())
    return text[0].lower() + text[1:] if ordinary else text


class Worded:
    """What every field takes besides Django's arguments.

    `missing`: message when it is empty; `label_size`: s m l xl; `page_heading`: the label is the page's h1.
    """

    verb = "Enter"

    def __init__(self, *args, missing=None, label_size=None, page_heading=False, **options):
        super().__init__(*args, **options)
        self.label_size = label_size
        self.page_heading = page_heading
        told = (options.get("error_messages") or {}).get("required")
        self.error_messages["required"] = missing or told or sentence(self.verb, self.label)
