"""Putting a family on the agenda of an allocation meeting, and what is gathered about it."""

from allocations.conditions import FIELDS
from allocations.headings import EXPLANATIONS
from allocations.models import AgendaItem, AllocationMeeting, Interest
from conversations.models import Conversation
from locality.families import NeedLevel
from locality.fields import (
    Choice,
    DateField,
    Form,
    LongTextField,
    ModelRadiosField,
    ModelSelectField,
    NumberField,
    RadiosField,
    SelectField,
    TextField,
)

LEAST_PURPOSE = 20


def _when(meeting):
    """Until when a meeting takes families, for its line in the form."""
    day = f"{meeting.closes_on.day} {meeting.closes_on:%B}"
    return (
        f"Takes families until {day}" if meeting.takes_items else f"Closed on {day}: by exception only, with a reason"
    )


class ProposalForm(Form):
    """Which meeting, under which of the four categories (S132-S135), what that asks for, and the purpose (S90)."""

    meeting = ModelRadiosField(
        label="Which meeting?", queryset=AllocationMeeting.objects.none(), missing="Choose a meeting", hint=_when
    )
    urgent_why = LongTextField(
        label="Why can it not wait?",
        help_text="Only when the meeting’s agenda has closed",
        max_length=500,
        rows=2,
        required=False,
    )
    heading = RadiosField(
        label="Why does this family come to the meeting?",
        help_text="Choose the one that fits best.",
        choices=[
            Choice(code, label, hint=EXPLANATIONS[code], reveals=FIELDS[code])
            for code, label in AgendaItem.Heading.choices
        ],
        missing="Choose one of the four categories",
    )
    agencies = NumberField(label="How many services help already?", min_value=0, max_value=30, required=False)
    reviewed_on = DateField(
        label="When did a review find that the help so far is not enough?", not_after_today=True, required=False
    )
    exception = LongTextField(
        label="If fewer than two help, or there was no review: why is it complex all the same?",
        max_length=1000,
        rows=2,
        required=False,
    )
    no_harm_why = LongTextField(
        label="Why is nobody thought to be at risk of significant harm?",
        help_text="If a child may be at risk, ring the Front Door now. Do not wait for the meeting.",
        max_length=1000,
        rows=2,
        required=False,
    )
    source = TextField(label="Which list or system does it come from?", max_length=200, required=False)
    match_rule = TextField(
        label="How was it matched?",
        help_text="Such as: same name, date of birth and address on two lists",
        max_length=200,
        required=False,
    )
    from_level = SelectField(label="Level of help now", choices=NeedLevel.Level.choices, required=False)
    to_level = SelectField(label="Level it moves to", choices=NeedLevel.Level.choices, required=False)
    closing_summary = LongTextField(
        label="What did the closing service do, and what is left to do?", max_length=2000, rows=3, required=False
    )
    conversation = ModelSelectField(
        label="In which conversation was the move talked about?",
        queryset=Conversation.objects.none(),
        required=False,
    )
    agreement = RadiosField(
        label="Does the family agree to the move?", choices=AgendaItem.Agreement.choices, style="small", required=False
    )
    purpose = LongTextField(
        label="What do you want the meeting to decide?",
        help_text="This is the purpose of the discussion. Nothing that goes beyond it is shared or talked about.",
        max_length=1000,
        min_length=LEAST_PURPOSE,
        rows=3,
        missing="Say what the meeting is to decide",
        error_messages={"min_length": "Say in a few more words what the meeting is to decide"},
    )

    def __init__(self, *args, meetings, conversations=None, partners=(), **options):
        super().__init__(*args, **options)
        self.fields["meeting"].queryset = meetings
        if conversations is not None:
            self.fields["conversation"].queryset = conversations
        if len(partners) > 1:
            choices = [(str(partner.pk), partner.name) for partner in partners]
            self.fields["partner"] = SelectField(label="You are doing this for", choices=choices, empty=None)
            self.order_fields(["partner"])

    @property
    def conditions(self):
        """What was answered for the chosen category, by column; what belongs to another is left out."""
        clean = self.cleaned_data
        return {name: clean[name] for name in FIELDS[clean["heading"]]}

    def take_errors(self, error):
        """Show what the service refused, beside the field that it is about."""
        for name, words in error.message_dict.items():
            self.add_error(name if name in self.fields else None, words)


class GiveForm(Form):
    """What one's own partner knows that helps the meeting decide."""

    text = LongTextField(
        label="What does your partner know that helps to decide this?",
        help_text="Only what the purpose needs. It stays your partner’s: nobody else sees it until you decide so.",
        max_length=4000,
        rows=4,
        missing="Say what your partner knows",
    )


class InterestForm(Form):
    """That one knows the family."""

    kind = RadiosField(
        label="How do you know them?", choices=Interest.Kind.choices, style="small", missing="Say how you know them"
    )
    does = RadiosField(
        label="What will you do?", choices=Interest.Does.choices, style="small", missing="Say what you will do"
    )
    detail = TextField(label="Detail, if you want to give any", max_length=300, required=False)


class WithdrawForm(Form):
    """Why an item is taken off the agenda."""

    why = LongTextField(
        label="Why is it taken off?", max_length=500, rows=2, missing="Say why it is taken off the agenda"
    )
