"""Copies on paper of an assessment, a plan, a review or a closing: for whom, by whom, when (domain.md 3d; S31, S42)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consent.models import AuditedQuerySet
from conversations.models.assessments import Assessment
from conversations.models.plans import Closure, Plan, Review
from locality.families import OfFamily
from locality.history import maybe_one, to_one
from locality.models import Person, Practitioner

OF = ("assessment", "plan", "review", "closure")


def _only(name):
    return Q(**{f"{each}__isnull": each != name for each in OF})


class CopyMade(OfFamily):
    """That a copy was made: for somebody of the family, or (without `person`) for the practitioner who made it. What
    was kept out of it is written down too; never changed afterwards. `provider` is the partner that made it."""

    class Layout(models.TextChoices):
        STANDARD = "standard", "Standard"
        LARGE = "large", "Large print"

    assessment = maybe_one(Assessment)
    plan = maybe_one(Plan)
    review = maybe_one(Review)
    closure = maybe_one(Closure)
    person = maybe_one(Person, help_text="Whose copy it is; nobody's: a practitioner's own")
    layout = models.CharField(max_length=10, choices=Layout, default=Layout.STANDARD)
    left_out = ArrayField(models.CharField(max_length=30), default=list, help_text="Parts that stand not in it")
    made_by = to_one(Practitioner)
    made_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    objects = AuditedQuerySet.as_manager()

    class Meta(OfFamily.Meta):
        indexes = [models.Index("family", F("made_at").desc(), name="copy_of_family")]
        constraints = [
            models.CheckConstraint(
                condition=_only("assessment") | _only("plan") | _only("review") | _only("closure"),
                name="a_copy_is_of_one_record",
            )
        ]

    def __str__(self):
        return f"Copy of {timezone.localtime(self.made_at):%-d %B %Y}"
