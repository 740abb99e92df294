"""The words of error messages, and what every field of ours has in common."""


def subject(label):
    """How a message names a field: `Date of birth`; a question ("When was it?") is called `The answer`."""
    text = str(label or "").strip()
    return "The answer" if not text or text.endswith("?") else text


def sentence(verb, label):
    """`Enter first name`, or `Answer the question: When was it?`. Keeps capitals of NHS and the like."""
    text = str(label or "").strip()
    if not text:
        return f"{verb} an answer"
    if text.endswith("?"):
        return f"Answer the question: {text}"
    return f"{verb} {text[0].lower()}{text[1:]}" if text[1:2].islower() or text[1:2] == " " else f"{verb} {text}"


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
