"""Orders of a court by which a council shares parental responsibility (C5)."""

from django.db import models
from django.db.models import F, Q

from locality.families import OfFamily
from locality.history import to_one
from locality.models import Partner, Person, Practitioner


class CareOrder(OfFamily):
    """An order of a court by which a council shares parental responsibility for a child, as long as it lasts (C5)."""

    class Kind(models.TextChoices):
        INTERIM = "interim", "Interim care order"
        FULL = "full", "Care order"
        EMERGENCY = "emergency", "Emergency protection order"

    person = to_one(Person)
    council = to_one(Partner)
    kind = models.CharField(max_length=20, choices=Kind)
    evidence = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_by = to_one(Practitioner)
    submission = models.UUIDField(null=True, unique=True)

    class Meta(OfFamily.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="care_order_ends_in_order",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="care_order_was_seen"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person}"
