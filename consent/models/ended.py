"""What a recipient says when a decision that gave it something is over (C10)."""

from django.db import models
from django.utils import timezone

from consent.models.decisions import SharingDecision
from locality.history import Recorded, to_one
from locality.models import Partner, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall


class EndAcknowledgement(Recorded):
    """A recipient's word on what it did with what an ended decision had given it: once for each partner."""

    class Done(models.TextChoices):
        NOTHING_KEPT = "nothing_kept", "We had copied nothing"
        DESTROYED = "destroyed", "We destroyed our copies"
        KEPT_BY_LAW = "kept_by_law", "We keep what the law tells us to keep, and use it for nothing else"

    decision = to_one(SharingDecision)
    partner = to_one(Partner)
    done = models.CharField(max_length=20, choices=Done)
    note = models.TextField(blank=True)
    acknowledged_by = to_one(Practitioner)
    acknowledged_at = models.DateTimeField(default=timezone.now)

    wall = Wall(
        see=f"{rules.mine('{row}.partner_id')} OR {rules.own_decision()} OR {rules.AUDITS}",
        add=f"{rules.mine('{row}.partner_id')} AND {{row}}.acknowledged_by_id = {rules.ME}",
    )

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["decision", "partner"], name="end_acknowledged_once")]

    def __str__(self):
        return f"{self.partner}: {self.get_done_display()}"
