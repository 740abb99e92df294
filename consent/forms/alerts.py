"""What a guardian found when they looked at an alert."""

from consent.alerts import LEAST
from locality.fields import Form, LongTextField


class AlertForm(Form):
    """One word for each alert."""

    words = LongTextField(
        label="What did you find?",
        help_text="Whom you asked and what they said. Without the name of anybody of the family. "
        f"At least {LEAST} characters.",
        max_length=2000,
        rows=4,
        missing="Say what you found",
    )
