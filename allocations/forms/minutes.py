"""What is written down while a meeting runs, and after it."""

from datetime import timedelta

from django.utils import timezone

from allocations.commands import NotUnderstood, understand
from allocations.models import ItemMinute, Outcome
from locality.fields import Form, LongTextField, RadiosField, SelectField, TextField, TickField
from locality.models import Practitioner

WEEKS = [("1", "in 1 week"), ("2", "in 2 weeks"), ("4", "in 4 weeks"), ("6", "in 6 weeks")]


class MinuteForm(Form):
    """One family: the safeguarding check first, what was said, what was agreed, who leads (S136)."""

    mark_optional = False

    safeguarding = RadiosField(
        label="Is anything here that should be a referral already?",
        choices=ItemMinute.Check.choices,
        style="small",
        required=False,
    )
    notes = LongTextField(label="What was said", max_length=8000, rows=3, required=False)
    outcome = SelectField(label="What was agreed", choices=Outcome.choices, empty="Not yet", required=False)
    lead = SelectField(label="Lead professional", choices=(), empty="Nobody yet", required=False)
    lead_accepts = TickField(label="They accept, here in the room", required=False)
    also = SelectField(label="And also", choices=Outcome.choices, empty="Nothing more", required=False)
    no_lead_why = TextField(label="Why nobody has to lead", max_length=500, required=False)
    defer_why = TextField(label="Why it is put off", max_length=500, required=False)
    positions = LongTextField(
        label="Not agreed: what each side holds, in its own words", max_length=4000, rows=3, required=False
    )

    def __init__(self, *args, people=(), **options):
        super().__init__(*args, **options)
        self.fields["lead"].choices = [("", "Nobody yet"), *((str(key), name) for key, name in people)]

    @classmethod
    def of(cls, minute, people):
        """The form as a minute stands."""
        agreed = [*minute.outcomes, "", ""]
        names = ("safeguarding", "notes", "no_lead_why", "defer_why", "positions")
        initial = {name: getattr(minute, name) for name in names}
        initial |= {"outcome": agreed[0], "also": agreed[1], "lead": str(minute.lead_id or "")}
        return cls(initial=initial, people=people)

    def answers(self, command=None):
        """What `write_minute` takes: the form’s answers, with what a `Command` says on top of them."""
        clean = dict(self.cleaned_data)
        agreed = [clean.pop("outcome"), clean.pop("also")]
        clean["outcomes"] = list(dict.fromkeys(code for code in agreed if code))
        clean = command.over(clean) if command else clean
        clean["lead"] = Practitioner.objects.filter(pk=clean["lead"]).first() if clean["lead"] else None
        return clean

    def take_errors(self, error):
        """Show what the service refused, beside the field that it is about."""
        places = {"outcomes": "outcome"}
        for name, words in error.message_dict.items():
            place = places.get(name, name)
            self.add_error(place if place in self.fields else None, words)


class ActionForm(Form):
    """One action: what, who, by when."""

    mark_optional = False

    what = TextField(label="Action", max_length=500, required=False)
    who = SelectField(label="Who does it", choices=(), empty="Choose who", required=False)
    due = SelectField(label="By when", choices=WEEKS, empty=None, initial="2", required=False)

    def __init__(self, *args, members=(), **options):
        super().__init__(*args, **options)
        self.members = {str(member.pk): member for member in members if member.partner_id}
        named = [(key, f"{member.name}, {member.partner}") for key, member in self.members.items()]
        self.fields["who"].choices = [("", "Choose who"), *named]

    def clean(self):
        """An action has an owner; without words there is none."""
        clean = super().clean()
        if clean.get("what") and not clean.get("who"):
            self.add_error("who", "Say who does it")
        return clean

    @property
    def answers(self):
        """What `agree_action` takes, or None when nothing was typed."""
        clean = self.cleaned_data
        if not clean["what"]:
            return None
        member = self.members[clean["who"]]
        return {
            "what": clean["what"],
            "owner": member.practitioner,
            "owner_name": member.name,
            "owner_partner": member.partner,
            "due_on": timezone.localdate() + timedelta(weeks=int(clean["due"] or 2)),
        }


class CommandForm(Form):
    """One line that says what was agreed (allocations/commands.py), for those who would rather type than choose."""

    mark_optional = False

    command = TextField(
        label="In one line",
        help_text="Such as: a ben nurse visit by fri. It is shown in full while you type. Enter writes it down.",
        max_length=1000,
        required=False,
        autocomplete="off",
    )

    def __init__(self, *args, members=(), leaders=(), today=None, **options):
        super().__init__(*args, **options)
        self.known = {"members": members, "leaders": leaders, "today": today or timezone.localdate()}
        self.found = None
        self.fields["command"].widget.attrs["data-command"] = ""

    def clean(self):
        """What the line means is in `found`; a line that is not understood says what would be."""
        clean = super().clean()
        if line := clean.get("command"):
            try:
                self.found = understand(line, **self.known)
            except NotUnderstood as error:
                self.add_error("command", str(error))
        return clean


class AddendumForm(Form):
    """A correction of a minute that is agreed."""

    text = LongTextField(
        label="What has to be corrected or added?", max_length=2000, rows=3, missing="Say what has to be corrected"
    )


class LeadForm(Form):
    """Whether one leads, as the meeting asked."""

    accepted = RadiosField(
        label="The meeting asks you to be the lead professional. Do you accept?",
        choices=[("yes", "Yes, I lead"), ("no", "No")],
        style="small",
        missing="Say whether you lead",
    )
    why = TextField(label="If not, why not?", max_length=500, required=False)


class DoneForm(Form):
    """What came of an action."""

    came_of_it = TextField(label="What came of it?", max_length=500, missing="Say what came of it")
