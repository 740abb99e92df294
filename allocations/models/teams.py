"""Who belongs to a locality team, from when until when (S6, S93). Nothing here is about a family."""

from django.db import models
from django.db.models import F, Q

from locality.history import Recorded, maybe_one, to_one
from locality.models import Locality, Partner, Practitioner


class TeamMember(Recorded):
    """That somebody belongs to a locality team for their partner, as what, between two days; never removed."""

    locality = to_one(Locality)
    practitioner = to_one(Practitioner)
    partner = to_one(Partner)
    role = models.CharField(max_length=100, help_text="What they do in the team")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The first day without them")
    added_by = to_one(Practitioner)
    ended_by = maybe_one(Practitioner)
    submission = models.UUIDField(unique=True)

    class Meta:
        ordering = ["starts_on"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["locality", "practitioner", "partner"],
                condition=Q(ends_on=None),
                name="once_in_a_team_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="a_place_in_a_team_ends_after_it_began"
            ),
        ]

    def __str__(self):
        return f"{self.practitioner}, {self.partner}"
