"""Opening help for a family, moving it on, and who leads it."""

from django.utils import timezone

from conversations.forms.asking import AskingForm, OnceForm
from conversations.forms.conversations import colleagues
from conversations.models import Conversation, Episode
from conversations.running import AT_THE_START
from locality.fields import (
    Choice,
    DateField,
    LongTextField,
    ModelSelectField,
    RadiosField,
    SelectField,
)
from locality.models import Membership

Status = Episode.Status
HINTS = {
    Status.STEPPED_UP: "Help here waits; it does not end",
    Status.TRANSFERRED: "Help here ends: another area carries on",
    Status.REFUSED: "Nothing is done for the family now; somebody looks again",
}


def newest_conversations(family, reader):
    """The family's conversations that took place and that the reader may see: for choosing one of them."""
    found = Conversation.objects.visible_by(reader).filter(family=family, took_place=True)
    return found.order_by("-started_at")


class OpenForm(OnceForm):
    """What help is for, and since when somebody has seen that it is needed."""

    why = LongTextField(
        label="What is help for?",
        help_text="A sentence or two that the family would agree with.",
        max_length=2000,
        rows=3,
        missing="Say what help is for",
    )
    identified_on = DateField(label="When did somebody see that help is needed?", not_after_today=True)
    trigger = RadiosField(label="Why now?", choices=Episode.Trigger.choices, missing="Choose why now")
    objective = RadiosField(
        label="What should it do?", choices=Episode.Objective.choices, missing="Choose what it should do"
    )
    status = RadiosField(
        label="Where do things stand?",
        choices=[(each, each.label) for each in AT_THE_START],
        missing="Choose where things stand",
    )

    def __init__(self, *args, **kwargs):
        initial = {"identified_on": timezone.localdate(), "status": Status.IDENTIFIED}
        super().__init__(*args, initial=initial, **kwargs)


class MoveForm(AskingForm):
    """Where an episode goes next, and why."""

    status = RadiosField(label="Where does it go?", choices=(), missing="Choose where it goes")
    conversation = ModelSelectField(
        label="In which conversation was the move agreed?",
        help_text="For a step up, the way back, or a transfer: a child moves only after a conversation about it.",
        queryset=Conversation.objects.none(),
        required=False,
    )
    reason = LongTextField(label="Why?", max_length=2000, rows=3, missing="Say why")

    def __init__(self, *args, choices=(), conversations=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [Choice(each, each.label, hint=HINTS.get(each, "")) for each in choices]
        if conversations is not None:
            self.fields["conversation"].queryset = conversations


class LeadForm(OnceForm):
    """Whom to ask to lead."""

    who = SelectField(label="Who?", choices=(), empty="Choose one", missing="Choose whom to ask")
    reason = LongTextField(label="Why them?", max_length=1000, rows=2, missing="Say why them")
    family_said = LongTextField(label="What does the family say about it?", max_length=1000, rows=2, required=False)
    handover = ModelSelectField(
        label="In which conversation was it handed over?", queryset=Conversation.objects.none(), required=False
    )
    no_handover_reason = LongTextField(
        label="If the person who leads now has left: why was there no conversation?",
        max_length=1000,
        rows=2,
        required=False,
    )

    def __init__(self, *args, me=None, current=None, conversations=None, **kwargs):
        super().__init__(*args, **kwargs)
        own = Membership.objects.live().filter(practitioner=me).select_related("partner").order_by("partner__name")
        mine = [(str(job.pk), f"Me, {job.job_title}, {job.partner}") for job in own]
        self.fields["who"].choices = [("", "Choose one"), *mine, *colleagues(me)]
        if current is None:
            del self.fields["handover"], self.fields["no_handover_reason"]
        elif conversations is not None:
            self.fields["handover"].queryset = conversations

    @property
    def job(self):
        """The chosen person's work for the chosen partner."""
        return Membership.objects.select_related("partner", "practitioner").get(pk=self.cleaned_data["who"])


class AnswerForm(AskingForm):
    """Whether one leads."""

    answer = RadiosField(
        label="Do you lead?",
        choices=[("accepted", "Yes"), Choice("declined", "No", reveals=["reason"])],
        missing="Choose yes or no",
    )
    reason = LongTextField(label="Why not?", max_length=1000, rows=3, missing="Say why not")


class ReasonForm(AskingForm):
    """One reason, in one's own words."""

    reason = LongTextField(label="Why?", max_length=1000, rows=3, missing="Say why")


class ToldForm(AskingForm):
    """When and how the family was told who leads."""

    on = DateField(label="When did you tell them?", not_after_today=True)
    how = LongTextField(
        label="How, and what did they say?", max_length=1000, rows=2, missing="Say how the family was told"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)
