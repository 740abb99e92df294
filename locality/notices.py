"""Notices: "you have an update", by e-mail, without a word about anybody. The row is the truth; Celery is nudged."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from locality.history import Recorded, to_one
from locality.partners import Practitioner
from locality.wall import rules
from locality.wall.rules import Wall


class NoticeQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at__isnull=True).order_by("created_at")


class Notice(Recorded):
    """A message to a practitioner that there is something to read in the system."""

    class Kind(models.TextChoices):
        SHARED = "shared", "Something was shared with you"
        ENDED = "ended", "Your access to something ended"
        EMERGENCY = "emergency", "Somebody used emergency access"
        ONWARD = "onward", "Something about passing on what a partner supplied"
        REQUEST = "request", "Somebody asked for information, or answered"
        CORRECTED = "corrected", "Something that was shared with you was corrected"

    practitioner = to_one(Practitioner)
    kind = models.CharField(max_length=20, choices=Kind)
    about = models.UUIDField(help_text="The decision or the request that it is about")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()
    # Whoever shares something sends one; only who it is for reads it, and the system, which posts it.
    wall = Wall(see=f"{{row}}.practitioner_id = {rules.ME} OR {rules.SYSTEM}", add=rules.ENTERED)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["practitioner", "kind", "about"], name="one_notice_each")]
        indexes = [models.Index("created_at", condition=Q(sent_at__isnull=True), name="notices_waiting")]
