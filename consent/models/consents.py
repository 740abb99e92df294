"""What a person in a family was told, asked and answered (domain.md 3a, C1-C16; S79-S87)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from locality.access import VisibleQuerySet
from locality.families import OfFamily
from locality.history import Recorded, maybe_one, to_one
from locality.models import Partner, Person, Practitioner


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
        NO_RESPONSE = "no_response", "Asked more than once, no response"
        LACKS_CAPACITY = "lacks_capacity", "Cannot decide this for themselves"
        NOT_ASKED = "not_sought_justified", "Not asked, with a reason"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Competence(models.TextChoices):
        """Whether somebody under 16 understands enough to decide this very matter (Gillick, C2); from 16 on, whether
        somebody has the capacity to."""

        COMPETENT = "competent", "Can decide this for themselves"
        NOT_COMPETENT = "not_competent", "Cannot decide this for themselves yet"
        NOT_ASSESSED = "not_assessed", "Not assessed"

    class WhyNotAsked(models.TextChoices):
        HARM = "harm", "Asking could put somebody at risk of serious harm"
        CRIME = "crime", "Asking could get in the way of preventing or solving a serious crime"
        DELAY = "delay", "Asking would hold up enquiries that cannot wait"
        NOT_REACHED = "not_reached", "They could not be reached"
        NOT_MET = "not_met", "Nobody has met the family yet"

    class Settled(models.TextChoices):
        RELY = "rely", "Go on with the agreement"
        DO_NOT_RELY = "do_not_rely", "Do not rely on the agreement"

    person = to_one(Person)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.INFO_SHARING)
    status = models.CharField(max_length=30, choices=Status)
    wording = models.TextField(blank=True, help_text="What they were asked, as it was worded then (C14)")
    limits = models.TextField(blank=True, help_text="What they asked not to have written down or passed on")
    not_sought_code = models.CharField(max_length=20, choices=WhyNotAsked, blank=True)
    not_sought_reason = models.TextField(blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    asked_again_reason = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(null=True, blank=True)
    help_goes_on = models.TextField(blank=True)
    competence = models.CharField(max_length=20, choices=Competence, blank=True)
    competence_reasons = models.TextField(blank=True)
    competence_on = models.DateField(null=True, blank=True)
    told_why = models.BooleanField(default=False)
    told_what = models.BooleanField(default=False)
    told_use = models.BooleanField(default=False)
    told_consequences = models.BooleanField(default=False)
    told_whom = models.BooleanField(default=False)
    told_how_long = models.BooleanField(default=False)
    language = models.CharField(max_length=100, blank=True)
    interpreter = models.CharField(max_length=200, blank=True)
    present = models.CharField(max_length=300, blank=True)
    pressure = models.BooleanField(default=False)
    pressure_note = models.TextField(blank=True)
    without_papers_reason = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = maybe_one(Person)
    given_for = maybe_one(Partner)
    given_for_name = models.CharField(max_length=200, blank=True)
    verbal_reason = models.TextField(blank=True)
    signature_due_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_how = models.TextField(blank=True)
    withdrawn_by = maybe_one(Person)
    withdrawn_said_on = models.DateField(null=True, blank=True)
    settled = models.CharField(max_length=20, choices=Settled, blank=True)
    settled_reasons = models.TextField(blank=True)
    settled_by = maybe_one(Practitioner)
    settled_at = models.DateTimeField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=~Q(competence__in=["competent", "not_competent"]) | ~Q(competence_reasons=""),
                name="a_view_of_competence_has_its_reasons",
            ),
            models.CheckConstraint(
                condition=~Q(status="lacks_capacity") | ~Q(competence_reasons=""), name="no_capacity_has_its_reasons"
            ),
            models.CheckConstraint(
                condition=Q(pressure=False) | ~Q(pressure_note=""), name="pressure_says_what_was_done"
            ),
            models.CheckConstraint(
                condition=Q(given_for__isnull=True) | ~Q(given_for_name=""), name="who_said_so_for_the_council"
            ),
            models.CheckConstraint(
                condition=Q(settled="", settled_at__isnull=True, settled_by__isnull=True)
                | ~Q(settled="") & ~Q(settled_reasons="") & Q(settled_at__isnull=False, settled_by__isnull=False),
                name="settled_how_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | ~Q(settled_by=F("recorded_by")),
                name="settled_by_somebody_else",
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
