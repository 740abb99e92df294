"""What is said about a decision that waits for a second signature."""

from locality.fields import Form, LongTextField, ModelRadiosField
from locality.models import Practitioner


class SendBackForm(Form):
    """What is missing or wrong."""

    words = LongTextField(
        label="What should they look at again?",
        help_text="They answer, or decide anew. What they wrote is kept as it is.",
        max_length=2000,
        rows=4,
        missing="Say what they should look at again",
    )


class PassOnForm(Form):
    """Who signs instead, and why."""

    to = ModelRadiosField(
        label="Who should sign instead?", queryset=Practitioner.objects.none(), missing="Choose who should sign"
    )
    words = LongTextField(label="Why do you pass it on?", max_length=2000, rows=3, missing="Say why you pass it on")

    def __init__(self, *args, who, manager=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = who
        self.fields["to"].hint = lambda each: "Your line manager" if each.pk == manager else ""


class AnswerForm(Form):
    """What the decider adds."""

    words = LongTextField(
        label="Your answer",
        help_text="It is added to the decision, with your name and the time.",
        max_length=4000,
        rows=5,
        missing="Write your answer",
    )
