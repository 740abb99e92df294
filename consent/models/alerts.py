"""The five alerts to whoever guards information (faults.md 1.2), and what they said of them."""

from django.db import models
from django.utils import timezone

from locality.history import Recorded, to_one
from locality.models import Partner, Practitioner
from locality.wall.rules import AUDITS, ME, Wall, mine


class AlertKind(models.TextChoices):
    """What somebody should look at. It accuses nobody."""

    SELF_CLAIM = "self_claim", "Opened a family on their own word"
    OVERRIDE = "override", "Shared although somebody had said no"
    SENSITIVE = "sensitive", "Opened sensitive information of another partner"
    SEALED = "sealed", "Opened a restricted family"
    ADDRESS = "address", "Tried to see a protected address"


class Alert(models.Model):
    """One alert of the last thirty days: who, when, for whose guardian, and the key of the family. A view of the
    database (locality/wall/gate.sql), worked out whenever somebody looks: for the safeguarding leads of its partner
    about others than themselves, and for an audit."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20, choices=AlertKind)
    at = models.DateTimeField()
    practitioner = to_one(Practitioner)
    partner = to_one(Partner)
    family = models.UUIDField(null=True)

    class Meta:
        managed = False
        default_permissions = ()
        db_table = '"wall"."alert"'

    def __str__(self):
        return self.get_kind_display()


class AlertNote(Recorded):
    """What a guardian, or an audit, found when they looked at an alert: once."""

    alert = models.UUIDField(unique=True)
    kind = models.CharField(max_length=20, choices=AlertKind)
    partner = to_one(Partner)
    words = models.TextField()
    noted_by = to_one(Practitioner)
    noted_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    wall = Wall(
        see=f"{AUDITS} OR {mine('{row}.partner_id')}",
        add=f"{{row}}.noted_by_id = {ME} AND EXISTS (SELECT FROM wall.alert a WHERE a.id = {{row}}.alert"
        " AND a.partner_id = {row}.partner_id AND a.kind = {row}.kind)",
    )

    class Meta:
        default_permissions = ()
        ordering = ["-noted_at"]

    def __str__(self):
        return f"Note on an alert: {self.get_kind_display().lower()}"
