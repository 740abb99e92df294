"""The daily letter that something is due: once a day and person, whatever happens to broker and worker."""

from django.db import models
from django.utils import timezone

from locality.history import Recorded, to_one
from locality.partners import Practitioner
from locality.wall import rules
from locality.wall.rules import Wall


class Digest(Recorded):
    """That a practitioner's list was looked at for a day, and how many things were on it. With none, no letter went."""

    practitioner = to_one(Practitioner)
    day = models.DateField()
    count = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    wall = Wall(see=f"{{row}}.practitioner_id = {rules.ME} OR {rules.SYSTEM}", add=rules.SYSTEM)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["practitioner", "day"], name="one_digest_a_day")]

    def __str__(self):
        return f"Digest of {self.day}"
