"""What each person chose about being reminded: the daily letter, and a calendar address of their own.

The address is a secret: who has it reads dates and references without signing in. It is shown once, when it is made;
kept is its digest alone.
"""

import hashlib
import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone

from locality.history import Recorded, action, to_one
from locality.partners import Practitioner
from locality.wall import rules
from locality.wall.rules import Wall

OWN = f"{{row}}.practitioner_id = {rules.ME}"


class ReminderChoice(Recorded):
    """One person's choice. Without a row: the letter goes, and there is no calendar address."""

    practitioner = to_one(Practitioner)
    daily_letter = models.BooleanField(default=True)
    calendar_digest = models.CharField(max_length=64, blank=True)
    calendar_since = models.DateTimeField(null=True, blank=True)
    submission = models.UUIDField(null=True, blank=True, help_text="The form that made the address")

    not_in_history = ("calendar_digest",)
    wall = Wall(see=f"{OWN} OR {rules.SYSTEM}", add=OWN, change=OWN)  # the system sends letters, and knows addresses

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["practitioner"], name="one_reminder_choice_each"),
            models.UniqueConstraint(
                fields=["calendar_digest"], condition=~Q(calendar_digest=""), name="one_calendar_of_an_address"
            ),
            models.CheckConstraint(
                condition=Q(calendar_digest="", calendar_since__isnull=True)
                | ~Q(calendar_digest="") & Q(calendar_since__isnull=False),
                name="a_calendar_says_since_when",
            ),
        ]

    def __str__(self):
        return "Reminders"


def digest_of(token):
    """What is kept of a calendar address. (A plain digest: nobody guesses 256 bits of chance.)"""
    return hashlib.sha256(token.encode()).hexdigest()


def choice_of(practitioner):
    """The `ReminderChoice` of somebody, or one that is not saved and says what holds without."""
    found = ReminderChoice.objects.filter(practitioner=practitioner).first()
    return found or ReminderChoice(practitioner=practitioner)


@action
def make_calendar(*, by, submission):
    """A new secret for the calendar of `by`; the one before ends. Returns it, or None when this form made one already:
    it is not told twice."""
    choice = choice_of(by)
    if choice.submission == submission:
        return None
    token = secrets.token_urlsafe(32)
    _choose(by, calendar_digest=digest_of(token), calendar_since=timezone.now(), submission=submission)
    return token


@action
def end_calendar(*, by):
    """The calendar address of `by` opens nothing any more. Returns the choice."""
    return _choose(by, calendar_digest="", calendar_since=None)


@action
def choose_letter(*, by, wanted):
    """Whether `by` gets the daily letter. Returns the choice."""
    return _choose(by, daily_letter=wanted)


def _choose(by, **choices):
    # These columns alone: another may be chosen at the same moment, and an address that was ended stays so.
    return ReminderChoice.objects.update_or_create(practitioner=by, defaults=choices)[0]
