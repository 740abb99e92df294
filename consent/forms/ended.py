"""Why a decision ends, and what a recipient did with what it had given it."""

from consent.models import EndAcknowledgement
from locality.fields import Form, LongTextField, RadiosField


class EndedForm(Form):
    """One answer, and a note for whoever wants to say more."""

    done = RadiosField(
        label="What did you do with it?",
        choices=EndAcknowledgement.Done.choices,
        missing="Say what you did with it",
    )
    note = LongTextField(
        label="Anything to add?",
        help_text="Such as which law tells you to keep it. Nobody’s name is needed.",
        max_length=1000,
        rows=3,
        required=False,
    )


class EndForm(Form):
    """Why a decision ends."""

    reason = LongTextField(label="Why does it end?", max_length=1000, rows=3, missing="Say why it ends")
