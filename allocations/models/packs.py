"""Papers of a meeting that were issued: to whom, when, with which items. Not what they said."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from allocations.models.meetings import AllocationMeeting
from locality.history import Recorded, to_one
from locality.models import Partner, Practitioner
from locality.wall import rules


class Pack(Recorded):
    """One copy of a meeting’s papers, for one member: its mark is on each page, its digest tells it from others."""

    meeting = to_one(AllocationMeeting)
    practitioner = to_one(Practitioner)
    partner = to_one(Partner)
    items = ArrayField(models.UUIDField(), default=list)
    is_addendum = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField(default=timezone.now)

    wall = rules.noted("practitioner_id", change=rules.NEVER)

    class Meta:
        ordering = ["issued_at"]
        default_permissions = ()

    def __str__(self):
        return f"{'Addendum' if self.is_addendum else 'Papers'}, copy {self.mark}"

    @property
    def mark(self):
        """What stands on each page of the copy."""
        return mark_of(self.pk)


def mark_of(key):
    """The mark of a copy with this key: eight letters and figures."""
    return key.hex[:8].upper()
