"""A breach of information: what happened, and what was done about it."""

from consent.models import Breach, BreachStep
from locality.fields import DateTimeField, Form, LongTextField, NumberField, RadiosField

NO_NAMES = "Without anybody’s name: the number of a decision or a family is enough."


class ReportForm(Form):
    """What happened, and when it was noticed: the clock runs from then."""

    kind = RadiosField(
        label="What happened?", choices=Breach.Kind.choices, missing="Choose what happened", style="small"
    )
    words = LongTextField(
        label="Tell us about it", help_text=NO_NAMES, max_length=4000, rows=5, missing="Say what happened"
    )
    noticed_at = DateTimeField(
        label="When was it noticed?",
        help_text="When you or anybody else at your organisation first knew of it",
        missing="Say when it was noticed",
        not_after_now=True,
    )
    people = NumberField(
        label="How many people is it about?",
        help_text="If you know; about how many is enough",
        required=False,
        min_value=1,
        max_value=100000,
    )


class BreachStepForm(Form):
    """What was done about it, and when."""

    kind = RadiosField(
        label="What was done?", choices=BreachStep.Kind.choices, missing="Choose what was done", style="small"
    )
    words = LongTextField(
        label="How, and why?", help_text=NO_NAMES, max_length=4000, rows=4, missing="Say how, and why"
    )
    done_at = DateTimeField(label="When?", missing="Say when it was done", not_after_now=True)
