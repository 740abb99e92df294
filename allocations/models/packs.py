"""Papers of a meeting: that somebody asked for a copy, and that it was issued: to whom, when, with which items."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from allocations.models.meetings import AllocationMeeting
from locality.history import Recorded, to_one
from locality.models import Partner, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall

MOST_TRIES = 3  # a copy that ends its worker three times is not tried a fourth time


class PackOrderQuerySet(models.QuerySet):
    def waiting(self):
        """Those that are neither made nor refused, the oldest first."""
        return self.filter(made_at__isnull=True, refused="").order_by("ordered_at", "pk")

    def without_content(self):
        """Without the copies themselves, which are long; `is_kept` says whether one is there."""
        return self.defer("content").annotate(is_kept=Q(content__isnull=False))


class PackOrder(Recorded):
    """A member asks for a copy of a meeting’s papers, an addendum, or its minutes. A worker makes it; this row is the
    truth of how far it is, whatever happens to workers and queue. `content` is the copy itself, which only its member
    reads; it is in no history, and is taken out when the meeting is over (minutes: after a month)."""

    class Refused(models.TextChoices):
        GONE = "gone", "You are not asked to this meeting for a partner that you work for now"
        CANCELLED = "cancelled", "The meeting was cancelled"
        NOTHING = "nothing", "There was nothing to make a copy of"
        HEAVY = "heavy", "It could not be made. Try again; if it happens again, tell whoever runs the meeting"

    meeting = to_one(AllocationMeeting)
    practitioner = to_one(Practitioner)
    partner = to_one(Partner)
    is_addendum = models.BooleanField(default=False)
    is_minutes = models.BooleanField(default=False, db_default=False)
    ordered_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    refused = models.CharField(max_length=10, choices=Refused, blank=True)
    content = models.BinaryField(null=True, blank=True)

    objects = PackOrderQuerySet.as_manager()
    not_in_history = ("content",)
    # The system finds what waits, and clears away; it is made in its member's own name.
    wall = Wall(
        see=f"{{row}}.practitioner_id = {rules.ME} OR {rules.SYSTEM}",
        add=f"{{row}}.practitioner_id = {rules.ME}",
        change=f"{{row}}.practitioner_id = {rules.ME} OR {rules.SYSTEM}",
    )

    class Meta:
        ordering = ["ordered_at"]
        default_permissions = ()
        indexes = [models.Index("ordered_at", condition=Q(made_at=None, refused=""), name="papers_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(made_at=None) | Q(refused=""), name="papers_made_or_refused"),
        ]

    def __str__(self):
        return f"{_called(self)}, asked for"

    @property
    def is_waiting(self):
        return self.made_at is None and not self.refused

    @property
    def state(self):
        """How far it is, in words, with the colour of its tag."""
        if self.refused:
            return {"text": "Not made", "colour": "red"}
        if self.made_at:
            return {"text": "Ready", "colour": "green"}
        return {"text": "Being made", "colour": "blue"} if self.begun_at else {"text": "Waiting", "colour": "grey"}


class Pack(Recorded):
    """One copy of a meeting’s papers, for one member: its mark is on each page, its digest tells it from others.
    `shown` tells, item by item, whether what it said of one still stands, and says nothing of what that was; after
    these come the keys of the records behind it, for it to be read only while all of them may be (documents.py)."""

    meeting = to_one(AllocationMeeting)
    practitioner = to_one(Practitioner)
    partner = to_one(Partner)
    items = ArrayField(models.UUIDField(), default=list)
    shown = ArrayField(models.CharField(max_length=64), default=list, db_default=[])
    is_addendum = models.BooleanField(default=False)
    is_minutes = models.BooleanField(default=False, db_default=False)
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField(default=timezone.now)

    wall = rules.noted("practitioner_id", change=rules.NEVER)

    class Meta:
        ordering = ["issued_at"]
        default_permissions = ()

    def __str__(self):
        return f"{_called(self)}, copy {self.mark}"

    @property
    def mark(self):
        """What stands on each page of the copy."""
        return mark_of(self.pk)


def _called(copy):
    return "Minutes" if copy.is_minutes else "Addendum" if copy.is_addendum else "Papers"


def mark_of(key):
    """The mark of a copy with this key: eight letters and figures."""
    return key.hex[:8].upper()
