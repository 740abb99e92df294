"""Looking again at whether somebody may be told."""

from consent.models import NonInformingLook
from consent.not_telling import LEAST_WORDS
from locality.fields import Choice, Form, LongTextField, RadiosField

Found = NonInformingLook.Found


class LookAgainForm(Form):
    """What somebody found, and why."""

    found = RadiosField(
        label="May they be told now?",
        choices=[
            Choice(Found.STILL, "Not yet", hint="You are asked again in 30 days"),
            Choice(Found.MAY_BE_TOLD, "Yes", hint="Then tell them, and say so on the decision’s page"),
            Choice(Found.NEVER, "No, and nobody has to look at it again", hint="Say why it can never be right"),
        ],
        missing="Say whether they may be told now",
    )
    words = LongTextField(
        label="What has changed, or what is still the same?",
        help_text=f"At least {LEAST_WORDS} characters.",
        max_length=2000,
        rows=4,
        missing="Say what you found",
    )
