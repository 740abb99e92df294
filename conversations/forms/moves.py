"""Moving a family's help to another service: what is proposed, what the family says, what the others answer."""

from django.utils import timezone

from conversations.forms.asking import AskingForm, OnceForm
from conversations.forms.conversations import colleagues
from conversations.models import Conversation, StepTransfer
from locality.fields import Choice, DateField, LongTextField, ModelSelectField, RadiosField, SelectField, TextField
from locality.models import Locality, Membership

Kind, Was = StepTransfer.Kind, StepTransfer.Was
WRITTEN = ("why", "safe", "summary", "outstanding", "wanted")


class MoveOnForm(OnceForm):
    """What is proposed to whom: why it is safe, what was done, what is left to do, what they are asked for."""

    kind = RadiosField(
        label="What happens?",
        choices=[
            Choice(Kind.DOWN, Kind.DOWN.label, reveals=["was", "was_until"]),
            Choice(Kind.SIDEWAYS, Kind.SIDEWAYS.label, reveals=["to_locality"]),
        ],
        missing="Choose what happens",
    )
    was = RadiosField(
        label="Which statutory help ends?",
        choices=[(each, each.label) for each in Was if each],
        style="small",
        missing="Choose which statutory help ends",
    )
    was_until = DateField(label="When did it end, or when is it to end?", required=False)
    to_locality = ModelSelectField(
        label="If the family has moved: which locality is it in now?", queryset=Locality.objects.none(), required=False
    )
    who = SelectField(label="Who is asked to carry on?", choices=(), empty="Choose one", missing="Choose who is asked")
    to_service = TextField(label="Which team or service there?", max_length=200, required=False)
    conversation = ModelSelectField(
        label="In which conversation was this planned?",
        help_text="A child moves between services only after a conversation about it.",
        queryset=Conversation.objects.none(),
        missing="Choose the conversation in which this was planned",
    )
    why = LongTextField(label="Why now?", max_length=2000, rows=2, missing="Say why now")
    safe = LongTextField(label="Why is it safe?", max_length=2000, rows=2, missing="Say why it is safe")
    summary = LongTextField(
        label="What was done, and what did it come to?", max_length=5000, rows=3, missing="Say what was done"
    )
    outstanding = LongTextField(
        label="What is still to be done, and by whom?",
        help_text="If nothing is left, say so.",
        max_length=2000,
        rows=2,
        missing="Say what is still to be done, or that nothing is",
    )
    wanted = LongTextField(
        label="What are they asked to do?", max_length=2000, rows=2, missing="Say what they are asked to do"
    )

    def __init__(self, *args, me=None, conversations=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [("", "Choose one"), *colleagues(me)]
        self.fields["conversation"].queryset = conversations
        self.fields["to_locality"].queryset = Locality.objects.order_by("name")

    def answers(self):
        """What `propose_move` takes: the job of whoever is asked told as person and partner."""
        clean = self.cleaned_data
        job = Membership.objects.select_related("partner", "practitioner").get(pk=clean["who"])
        down = clean["kind"] == Kind.DOWN
        found = {name: clean[name] for name in (*WRITTEN, "kind", "to_service", "conversation")}
        found |= {"was": clean["was"], "was_until": clean["was_until"]} if down else {}
        found |= {} if down else {"to_locality": clean["to_locality"]}
        return found | {"to_partner": job.partner, "asked": job.practitioner}


class FamilySaysForm(AskingForm):
    """Whether the family agrees to go on, and to what is shared."""

    agreement = RadiosField(
        label="Does the family agree?",
        choices=[
            (StepTransfer.Agreement.AGREED, StepTransfer.Agreement.AGREED.label),
            Choice(
                StepTransfer.Agreement.REFUSED,
                StepTransfer.Agreement.REFUSED.label,
                hint="Then they keep what everybody has, and you tell them how to come back",
            ),
        ],
        missing="Choose what the family says",
    )
    on = DateField(label="When did they say so?", not_after_today=True)
    said = LongTextField(
        label="What do they say, in their own words?", max_length=2000, rows=3, missing="Write what they say"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)


class CarryOnForm(AskingForm):
    """Whether one's partner carries on."""

    answer = RadiosField(
        label="Do you carry on with the family?",
        choices=[
            Choice("accepted", StepTransfer.Answer.ACCEPTED.label, reveals=["papers_on"]),
            Choice("declined", StepTransfer.Answer.DECLINED.label, reveals=["reason"]),
        ],
        missing="Choose yes or no",
    )
    papers_on = DateField(label="When did the summary and the plan reach you?", not_after_today=True)
    reason = LongTextField(label="Why not?", max_length=2000, rows=3, missing="Say why not")


class HandOverForm(AskingForm):
    """The conversation in which it was handed over."""

    conversation = ModelSelectField(
        label="In which conversation was it handed over?",
        help_text="With whoever helped until now, and best with the family.",
        queryset=Conversation.objects.none(),
        missing="Choose the conversation in which it was handed over",
    )

    def __init__(self, *args, conversations=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["conversation"].queryset = conversations


class MoveWordsForm(AskingForm):
    """A few words for the record."""

    words = LongTextField(label="What should the record say?", max_length=2000, rows=3, missing="Write a sentence")
