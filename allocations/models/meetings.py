"""Monthly locality allocation meetings and who sits there (S131; domain.md 3c). Nothing here is about a family."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from locality.days import before_working_days
from locality.history import Recorded, maybe_one, to_one
from locality.models import Locality, Partner, Practitioner

ITEMS_CLOSE, AGENDA_OUT = 5, 3  # working days before the meeting (domain.md 3.0)
ACTIONS_OUT, DRAFT_MINUTES, AGREED_MINUTES = 1, 5, 10  # working days after it


class MeetingSeries(Recorded):
    """When a locality meets: the second Tuesday of each month, say; on a bank holiday, the working day after."""

    class Week(models.IntegerChoices):
        FIRST = 1, "First"
        SECOND = 2, "Second"
        THIRD = 3, "Third"
        FOURTH = 4, "Fourth"

    class Weekday(models.IntegerChoices):
        MONDAY = 0, "Monday"
        TUESDAY = 1, "Tuesday"
        WEDNESDAY = 2, "Wednesday"
        THURSDAY = 3, "Thursday"
        FRIDAY = 4, "Friday"

    locality = to_one(Locality)
    week = models.PositiveSmallIntegerField(choices=Week)
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    starts = models.TimeField()
    place = models.CharField(max_length=200, blank=True)
    chair = maybe_one(Practitioner)
    run_by = to_one(Partner)
    planned_by = to_one(Practitioner)
    submission = models.UUIDField(unique=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.locality}: {self.get_week_display().lower()} {self.get_weekday_display()} of the month"


class AllocationMeeting(Recorded):
    """One monthly meeting of a locality. The meeting itself says nothing about any family."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", "Scheduled"
        ITEMS_OPEN = "items_open", "Open for families"
        ITEMS_CLOSED = "items_closed", "Closed for families"
        CIRCULATED = "circulated", "Agenda sent out"
        IN_SESSION = "in_session", "In session"
        MINUTES_DRAFT = "minutes_draft", "Minutes in draft"
        MINUTES_AGREED = "minutes_agreed", "Minutes agreed"
        CLOSED = "closed", "Held"
        CANCELLED = "cancelled", "Cancelled"

    locality = to_one(Locality)
    held_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ITEMS_OPEN)
    chair = maybe_one(Practitioner)
    series = maybe_one(MeetingSeries)
    run_by = maybe_one(Partner)
    circulated_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.TextField(blank=True)

    class Meta:
        ordering = ["held_at"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["locality", "held_at"], name="one_meeting_at_a_time")]

    def __str__(self):
        return f"{self.locality} allocation meeting, {timezone.localtime(self.held_at):%-d %B %Y}"

    @property
    def closes_on(self):
        """The last day on which families are put forward without an exception: five working days before (3.0)."""
        return before_working_days(timezone.localdate(self.held_at), ITEMS_CLOSE)

    @property
    def agenda_out_by(self):
        """The day by which the agenda is out: three working days before (3.0)."""
        return before_working_days(timezone.localdate(self.held_at), AGENDA_OUT)

    @property
    def closes_at(self):
        """The moment at which the last day for families ends."""
        return timezone.make_aware(datetime.combine(self.closes_on + timedelta(days=1), time()))

    def takes_items_at(self, at):
        """Whether a family could be put on the agenda at a moment, without an exception."""
        return self.status == self.Status.ITEMS_OPEN and at < self.closes_at and self.held_at > at

    def takes_urgent_items_at(self, at):
        """Whether a family could be put on the agenda by exception, with a reason: until the meeting begins (3.0)."""
        open_still = (self.Status.ITEMS_OPEN, self.Status.ITEMS_CLOSED, self.Status.CIRCULATED)
        return self.status in open_still and self.held_at > at

    @property
    def takes_items(self):
        return self.takes_items_at(timezone.now())

    @property
    def is_over(self):
        return self.status in (self.Status.MINUTES_AGREED, self.Status.CLOSED, self.Status.CANCELLED)

    @property
    def may_be_mended(self):
        """Whether what was written down may still be changed: until the minutes are agreed."""
        return self.status in (self.Status.IN_SESSION, self.Status.MINUTES_DRAFT)

    @property
    def state(self):
        """Where the meeting stands, in words for people, with the colour of its tag."""
        status = self.Status
        plain = {
            status.CANCELLED: ("Cancelled", "red"),
            status.IN_SESSION: ("In session", "purple"),
            status.MINUTES_DRAFT: ("Minutes to agree", "orange"),
            status.MINUTES_AGREED: ("Minutes agreed", "grey"),
        }
        if self.status in plain:
            text, colour = plain[self.status]
        elif self.status == status.CLOSED or self.held_at <= timezone.now():
            text, colour = "Held", "grey"
        elif self.takes_items:
            text, colour = "Takes families", "green"
        elif self.status == status.SCHEDULED:
            text, colour = "Not open yet", "blue"
        elif self.status == status.CIRCULATED:
            text, colour = "Agenda sent out", "teal"
        else:
            text, colour = "Agenda closed", "yellow"
        return {"text": text, "colour": colour}


class MeetingMember(Recorded):
    """Somebody who is asked to a meeting: for which partner, as what; when they came and went; when they confirmed that
    they keep what they hear to themselves (3c). A guest may belong to no partner."""

    class Role(models.TextChoices):
        MEMBER = "member", "Member"
        DEPUTY = "deputy", "Deputy"
        GUEST = "guest", "Guest"

    meeting = to_one(AllocationMeeting)
    practitioner = maybe_one(Practitioner)
    name = models.CharField(max_length=200)
    partner = maybe_one(Partner)
    organisation = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    deputy_for = models.CharField(max_length=200, blank=True)
    apologies = models.BooleanField(default=False)
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    papers_made_at = models.DateTimeField(null=True, blank=True)
    papers_opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "practitioner"], condition=Q(practitioner__isnull=False), name="asked_once"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(arrived_at__isnull=False), name="who_leaves_had_come"
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.partner or self.organisation or 'guest'}"

    @property
    def is_present(self):
        return self.arrived_at is not None and self.left_at is None

    @property
    def may_hear(self):
        """Whether they are there and have confirmed: without that no family is opened (3c)."""
        return self.is_present and self.confirmed_at is not None

    @property
    def papers_state(self):
        """Whether they have their papers, in words, with the colour of its tag; nothing of what stands in them."""
        if self.practitioner_id is None:
            return {"text": "No account", "colour": "grey"}
        if self.papers_made_at is None:
            return {"text": "No copy yet", "colour": "red"}
        if self.papers_opened_at is None or self.papers_opened_at < self.papers_made_at:
            return {"text": "Made, not opened", "colour": "yellow"}
        return {"text": "Opened", "colour": "green"}

    def was_there(self, since, until):
        """Whether they were in the room for some of the time between two moments."""
        return bool(self.arrived_at and self.arrived_at < until and (self.left_at is None or self.left_at > since))


class MinutesConfirmation(Recorded):
    """A member agrees to the minutes of what they may see, from where they are (e-confirmation)."""

    meeting = to_one(AllocationMeeting)
    practitioner = to_one(Practitioner)
    confirmed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["meeting", "practitioner"], name="agreed_to_minutes_once")]

    def __str__(self):
        return f"{self.practitioner} agreed to the minutes"
