"""Putting a family on the agenda of an allocation meeting."""

from allocations.headings import EXPLANATIONS
from allocations.models import AgendaItem, AllocationMeeting
from locality.fields import Choice, Form, LongTextField, ModelRadiosField, RadiosField, SelectField

LEAST_PURPOSE = 20


class ProposalForm(Form):
    """Which meeting, under which one of the four categories (S132-S135), and what the meeting is to do (S90)."""

    meeting = ModelRadiosField(
        label="Which meeting?", queryset=AllocationMeeting.objects.none(), missing="Choose a meeting"
    )
    heading = RadiosField(
        label="Why does this family come to the meeting?",
        help_text="Choose the one that fits best.",
        choices=[Choice(code, label, hint=EXPLANATIONS[code]) for code, label in AgendaItem.Heading.choices],
        missing="Choose one of the four categories",
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

    def __init__(self, *args, meetings, partners=(), **options):
        super().__init__(*args, **options)
        self.fields["meeting"].queryset = meetings
        if len(partners) > 1:
            choices = [(str(partner.pk), partner.name) for partner in partners]
            self.fields["partner"] = SelectField(label="You are doing this for", choices=choices, empty=None)
            self.order_fields(["partner"])

    def take_errors(self, error):
        """Show what the service refused, beside the field that it is about."""
        for name, words in error.message_dict.items():
            self.add_error(name if name in self.fields else None, words)
