"""The framework agreement and the non-disclosure agreement, and who has accepted which version (S47, S91); and what
each partner says, every quarter, of who works for it (A9)."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from locality.history import Recorded, to_one
from locality.partners import Partner, Practitioner


class AgreementQuerySet(models.QuerySet):
    def current(self, at=None):
        """The version of each kind in force at a moment: published, and not yet replaced."""
        at = at or timezone.now()
        return self.filter(published_at__lte=at).exclude(replaced_at__lte=at)

    def not_accepted_by(self, practitioner, at=None):
        """Current agreements that the practitioner had not accepted at the moment."""
        at = at or timezone.now()
        accepted = Acceptance.objects.filter(agreement=OuterRef("pk"), practitioner=practitioner, accepted_at__lte=at)
        return self.current(at).exclude(Exists(accepted))


class Agreement(Recorded):
    """One version of an agreement. Published text never changes: a new version replaces it."""

    class Kind(models.TextChoices):
        FRAMEWORK = "framework", "Framework agreement"
        NON_DISCLOSURE = "non_disclosure", "Non-disclosure agreement"

    kind = models.CharField(max_length=20, choices=Kind)
    version = models.CharField(max_length=20)
    text = models.TextField()
    published_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "published_at"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="one_agreement_per_version"),
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(replaced_at__isnull=True), name="one_current_agreement"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, version {self.version}"

    @property
    def paragraphs(self):
        """The text as a list of paragraphs."""
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]


class Acceptance(Recorded):
    """A practitioner's own acceptance of one version of an agreement."""

    practitioner = to_one(Practitioner)
    agreement = to_one(Agreement)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practitioner", "agreement"], name="accepted_once")]

    def __str__(self):
        return f"{self.practitioner}: {self.agreement}"


class Attestation(Recorded):
    """That whoever looks after a partner's members looked at each of them in a quarter, and who may stay (A9). Never
    changed: the next quarter has its own."""

    partner = to_one(Partner)
    quarter = models.DateField(help_text="Its first day")
    said_by = to_one(Practitioner)
    said_at = models.DateTimeField(default=timezone.now)
    members = models.PositiveIntegerField(help_text="How many stay")
    note = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-quarter"]
        constraints = [models.UniqueConstraint(fields=["partner", "quarter"], name="attested_once_a_quarter")]

    def __str__(self):
        return f"{self.partner}, {self.quarter:%B %Y}"
