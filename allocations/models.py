"""Monthly locality allocation meetings and the families on their agendas (S131-S135; domain.md 3c)."""

from django.db import models
from django.utils import timezone

from locality.families import OfFamily
from locality.history import Recorded, maybe_one, to_one
from locality.models import Locality, Practitioner


class AllocationMeeting(Recorded):
    """One monthly meeting of a locality. The meeting itself says nothing about any family."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", "Scheduled"
        ITEMS_OPEN = "items_open", "Open for families"
        ITEMS_CLOSED = "items_closed", "Closed for families"
        CLOSED = "closed", "Held"
        CANCELLED = "cancelled", "Cancelled"

    locality = to_one(Locality)
    held_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ITEMS_OPEN)
    chair = maybe_one(Practitioner)

    class Meta:
        ordering = ["held_at"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["locality", "held_at"], name="one_meeting_at_a_time")]

    def __str__(self):
        return f"{self.locality} allocation meeting, {timezone.localtime(self.held_at):%-d %B %Y}"

    def takes_items_at(self, at):
        """Whether a family could be put on the agenda at a moment."""
        return self.status == self.Status.ITEMS_OPEN and self.held_at > at

    @property
    def takes_items(self):
        return self.takes_items_at(timezone.now())

    @property
    def state(self):
        """Where the meeting stands, in words for people, with the colour of its tag."""
        if self.status == self.Status.CANCELLED:
            return {"text": "Cancelled", "colour": "red"}
        if self.held_at <= timezone.now():
            return {"text": "Held", "colour": "grey"}
        if self.status == self.Status.ITEMS_OPEN:
            return {"text": "Takes families", "colour": "green"}
        early = self.status == self.Status.SCHEDULED
        return {"text": "Not open yet" if early else "Agenda closed", "colour": "blue" if early else "yellow"}


class AgendaItem(OfFamily):
    """A family on the agenda, under exactly one of the four categories (S132-S135), for a stated purpose (S90)."""

    class Heading(models.TextChoices):
        COMPLEX = "COMPLEX", "Complex case"
        SUPPORT = "SUPPORT_NON_STATUTORY", "Needs support, not a statutory intervention"
        DATA_ONLY = "DATA_ONLY", "Identified by data only"
        TRANSITION = "TRANSITION_DOWN", "Moving to lower-level services"

    meeting = to_one(AllocationMeeting)
    heading = models.CharField(max_length=30, choices=Heading)
    purpose = models.TextField()
    proposed_by = to_one(Practitioner)
    proposed_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    class Meta(OfFamily.Meta):
        ordering = ["proposed_at"]
        constraints = [
            models.UniqueConstraint(
                # of each partner: that another put the family there is not for this one to learn
                fields=["meeting", "family", "provider"],
                name="a_family_once_per_meeting",
            )
        ]

    def __str__(self):
        return f"{self.family}: {self.get_heading_display()}"
