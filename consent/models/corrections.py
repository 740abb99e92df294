"""That something recorded is wrong, or that the person says so (F37, domain.md 6.2): it stands beside the record, which
stays as it was; and who was told of that, of those who had received it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consent.models.decisions import NOT_SHUT
from consent.models.disclosures import Method
from locality.families import Family
from locality.history import Recorded, maybe_one, to_one
from locality.models import InformationCategory, Partner, Person, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall

# As the record itself: supplied by us, or given to us by a live decision, as a kind or by itself.
ITS_RECORD = "(SELECT true FROM wall.given g WHERE g.family = {row}.family_id AND g.provider = {row}.provider_id\n"
ITS_RECORD += "        AND (g.record IS NULL AND g.category = {row}.category_id\n"
ITS_RECORD += "            OR g.record = {row}.record AND g.kind = {row}.record_kind) LIMIT 1)"


class Correction(Recorded):
    """What is right instead of something in a record; or what a person says of it who does not agree with it (6.2). It
    is read wherever the record is, by whoever may read that."""

    class Kind(models.TextChoices):
        WRONG = "wrong", "Corrected"
        DISPUTED = "disputed", "The person does not agree"

    family = to_one(Family)
    provider = to_one(Partner)
    category = to_one(InformationCategory)
    record_kind = models.CharField(max_length=60)
    record = models.UUIDField()
    description = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.TextField()
    person = maybe_one(Person)
    corrected_by = to_one(Practitioner)
    corrected_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    wall = Wall(
        see=f"({rules.mine('{row}.provider_id')}\n        OR {ITS_RECORD})\n    AND {NOT_SHUT}",
        add=f"{rules.mine('{row}.provider_id')} AND {{row}}.corrected_by_id = {rules.ME}\n"
        f"    AND {rules.seen_family()}",
    )

    class Meta:
        default_permissions = ()
        ordering = ["corrected_at"]
        indexes = [models.Index("record", name="correction_of_record"), models.Index("family", name="correction_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="wrong", person__isnull=True) | Q(kind="disputed", person__isnull=False),
                name="disputed_by_somebody",
            )
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def of_kind(self):
        """The record's kind, as in addresses."""
        return self.record_kind.rsplit(".", 1)[-1].lower()


class CorrectionTold(Recorded):
    """A partner that had received the record is told of a correction: here, at once, where it reads the record now;
    else in another secure way, which somebody records when it is done."""

    correction = to_one(Correction)
    partner = to_one(Partner)
    in_app = models.BooleanField()
    told_on = models.DateField(null=True, blank=True)
    method = models.CharField(max_length=20, choices=Method, blank=True)
    words = models.TextField(blank=True)
    said_by = maybe_one(Practitioner)
    said_at = models.DateTimeField(null=True, blank=True)

    OF = "EXISTS (SELECT FROM consent_correction c WHERE c.id = {row}.correction_id"
    OF += f" AND {rules.mine('c.provider_id')})"
    wall = Wall(see=OF)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["correction", "partner", "in_app"], name="told_of_correction_once"),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, said_by__isnull=True) | Q(told_on__isnull=False, words__gt=""),
                name="told_of_correction_says_how",
            ),
        ]

    def __str__(self):
        return "Told of a correction"
