"""Planning meetings and asking people to them."""

import re
from datetime import time

from django.core.exceptions import ValidationError
from django.utils import timezone

from allocations.models import MeetingMember, MeetingSeries
from locality.fields import (
    Choice,
    DateField,
    Form,
    LongTextField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TextField,
)
from locality.models import Locality, Membership

CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


class PlanForm(Form):
    """When a locality meets each month."""

    locality = ModelSelectField(label="Locality", queryset=Locality.objects.all(), missing="Choose a locality")
    week = SelectField(label="Week of the month", choices=MeetingSeries.Week.choices, missing="Choose a week")
    weekday = SelectField(label="Day of the week", choices=MeetingSeries.Weekday.choices, missing="Choose a day")
    starts = TextField(
        label="Begins at", help_text="Such as 13:30", max_length=5, width=5, missing="Say when the meeting begins"
    )
    place = TextField(label="Where", max_length=200, missing="Say where the meeting is")

    def clean_starts(self):
        """The time of day that was typed. Raises ValidationError when it is none."""
        found = CLOCK.fullmatch(self.cleaned_data["starts"].strip())
        if not found:
            raise ValidationError("Enter a time such as 13:30")
        return time(int(found.group(1)), int(found.group(2)))


class AskForm(Form):
    """Whom to ask: somebody who works here, for their partner; or a guest."""

    role = RadiosField(
        label="Whom do you ask?",
        choices=[
            Choice("member", "A member", reveals=["job"]),
            Choice("deputy", "A deputy", reveals=["deputy", "instead_of"]),
            Choice("guest", "A guest without an account", reveals=["name", "organisation"]),
        ],
        missing="Say whom you ask",
    )
    job = ModelSelectField(label="Member", queryset=Membership.objects.none(), missing="Choose a member")
    deputy = ModelSelectField(label="Deputy", queryset=Membership.objects.none(), missing="Choose a deputy")
    instead_of = TextField(label="Instead of", max_length=200, missing="Say instead of whom")
    name = TextField(label="Guest’s name", max_length=200, missing="Enter the guest’s name")
    organisation = TextField(label="Where do they work?", max_length=200, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        jobs = Membership.objects.live().select_related("practitioner", "partner")
        jobs = jobs.filter(practitioner__is_active=True).order_by("practitioner__name", "pk")
        for name in ("job", "deputy"):
            self.fields[name].queryset = jobs

    @property
    def answers(self):
        """What `ask_to_meeting` takes."""
        clean = self.cleaned_data
        if clean["role"] == MeetingMember.Role.GUEST:
            return {"name": clean["name"], "organisation": clean["organisation"], "role": clean["role"]}
        job = clean["deputy"] if clean["role"] == MeetingMember.Role.DEPUTY else clean["job"]
        return {
            "name": job.practitioner.name,
            "practitioner": job.practitioner,
            "asked_for": job.partner,
            "role": clean["role"],
            "deputy": clean["instead_of"],
        }


class TeamForm(Form):
    """Who joins a locality team."""

    job = ModelSelectField(label="Who?", queryset=Membership.objects.none(), missing="Choose who joins")
    role = TextField(label="What do they do in the team?", max_length=100, missing="Say what they do in the team")
    starts_on = DateField(label="From when?", not_after_today=True)

    def __init__(self, *args, **options):
        super().__init__(*args, initial={"starts_on": timezone.localdate()}, **options)
        jobs = Membership.objects.live().select_related("practitioner", "partner")
        self.fields["job"].queryset = jobs.filter(practitioner__is_active=True).order_by("practitioner__name", "pk")


class CancelForm(Form):
    """Why a meeting does not take place."""

    why = LongTextField(label="Why is it cancelled?", max_length=500, rows=2, missing="Say why it is cancelled")


class ReportForm(Form):
    """Which months, and which locality, a report across meetings is about."""

    mark_optional = False

    months = SelectField(
        label="Meetings of the last",
        choices=[("3", "3 months"), ("6", "6 months"), ("12", "12 months"), ("24", "24 months")],
        empty=None,
    )
    locality = ModelSelectField(label="Locality", queryset=Locality.objects.all(), empty="Any locality", required=False)
