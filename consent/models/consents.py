"""What a person in a family was told, asked and answered (domain.md 3a, C1-C16; S79-S87)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from locality.access import VisibleQuerySet
from locality.families import OfFamily
from locality.history import Recorded, maybe_one, to_one
from locality.models import InformationCategory, Partner, Person, Practitioner


def standing_q(prefix, at):
    """The condition "the consent at `prefix` stands at this moment", for a query on consents or what rests on them."""
    field = f"{prefix}{{}}".format
    return (
        Q(**{field("given_at__lte"): at})
        & ~Q(**{field("withdrawn_at__lte"): at})
        & ~Q(**{field("superseded_at__lte"): at})
        & ~Q(**{field("expires_on__lte"): timezone.localdate(at)})
    )


class ConsentQuerySet(VisibleQuerySet):
    auditable = True

    def standing(self, at=None):
        """Consents that were given and still stood at a moment: not withdrawn, replaced or past their date."""
        return self.filter(standing_q("", at or timezone.now()))

    def current(self):
        """The newest word of each person: what has not been superseded."""
        return self.filter(superseded_at__isnull=True)


class Consent(OfFamily):
    """One person's answer to one kind of request. Superseded by the next answer, never edited in place (C1, C14)."""

    class Kind(models.TextChoices):
        ENGAGEMENT = "engagement", "Working with early help"
        INFO_SHARING = "info_sharing", "Sharing information"
        RECORDING_LIMIT = "recording_limit", "Limits on recording"
        EVALUATION = "evaluation", "Use in evaluation"

    class Status(models.TextChoices):
        ASKED = "sought_pending", "Asked, no answer yet"
        WRITTEN = "given_written", "Agreed in writing"
        VERBAL = "given_verbal", "Agreed aloud"
        REFUSED = "refused", "Refused"
        NOT_ASKED = "not_sought_justified", "Not asked, with a reason"
        WITHDRAWN = "withdrawn", "Withdrawn"

    person = to_one(Person)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.INFO_SHARING)
    status = models.CharField(max_length=30, choices=Status)
    not_sought_reason = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = maybe_one(Person)
    verbal_reason = models.TextField(blank=True)
    signature_due_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_how = models.TextField(blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_by = maybe_one("self")
    recorded_by = to_one(Practitioner)
    recorded_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(null=True, unique=True)

    objects = ConsentQuerySet.as_manager()

    class Meta(OfFamily.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(given_at__isnull=False) | ~Q(status__in=["given_written", "given_verbal"]),
                name="given_consent_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="given_verbal") | ~Q(verbal_reason=""), name="verbal_consent_has_its_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status="not_sought_justified") | ~Q(not_sought_reason=""), name="not_asked_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(given_at__isnull=False, withdrawn_at__gte=F("given_at")),
                name="only_the_given_is_withdrawn",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_kind_display()}, {self.get_status_display().lower()}"

    @property
    def stands(self):
        """Whether it is given and still holds now."""
        return Consent.objects.standing().filter(pk=self.pk).exists()


class _OfConsent(VisibleQuerySet):
    family, provider, category = "consent__family", "consent__provider", "consent__category"
    auditable = True


class PartOfConsent(Recorded):
    """A line of a consent, seen by whoever may see the consent."""

    consent = to_one(Consent)

    objects = _OfConsent.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()


class ConsentArtefact(PartOfConsent):
    """One of the five separate facts about a consent, each with its own day and manner (S79-S87)."""

    class Kind(models.TextChoices):
        BOOKLET = "booklet_given", "Booklet given"
        RECEIPT = "receipt_signed", "Signed: received and understood"
        NOTICE = "notice_given", "Privacy notice given in writing"
        SOUGHT = "consent_sought", "Consent asked for"
        GIVEN = "consent_given", "Consent given"

    kind = models.CharField(max_length=20, choices=Kind)
    happened_on = models.DateField()
    how = models.CharField(max_length=200, blank=True, help_text="Such as: by hand, version 3, in Polish, read aloud")
    recorded_by = to_one(Practitioner)

    class Meta(PartOfConsent.Meta):
        constraints = [models.UniqueConstraint(fields=["consent", "kind"], name="one_artefact_of_each_kind")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.consent.person}"


class ConsentPartner(PartOfConsent):
    """A partner that the person agreed may be told."""

    partner = to_one(Partner)

    class Meta(PartOfConsent.Meta):
        constraints = [models.UniqueConstraint(fields=["consent", "partner"], name="consent_partner_once")]


class ConsentCategory(PartOfConsent):
    """A category of information that the person agreed may be shared."""

    category = to_one(InformationCategory)

    class Meta(PartOfConsent.Meta):
        constraints = [models.UniqueConstraint(fields=["consent", "category"], name="consent_category_once")]
