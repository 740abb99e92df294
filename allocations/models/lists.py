"""Lists that a partner brings of people whom perhaps nobody has met, and who stands on them (S134; domain.md 3c)."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from consent.models import LegalGateway
from consent.models.reference import Dated
from locality.history import Recorded, maybe_one, to_one
from locality.models import Family, Locality, Partner, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall

UNFINISHED = timedelta(days=7)  # a file that nobody has taken over or dropped is taken out
LEAST_AFTER = timedelta(days=183)  # then only who it is stays (domain.md 6.4)
GONE_AFTER = timedelta(days=365)  # then nothing stays but that there was somebody
LONG = timedelta(days=30)  # waiting for so long is too long (question 19)


class ListKind(models.TextChoices):
    """What a list tells of the people on it: one number each, and no words."""

    ATTENDANCE = "attendance", "School attendance"
    EXCLUSIONS = "exclusions", "Exclusions from school"
    CALL_OUTS = "call_outs", "Police call-outs"
    NEET = "neet", "Not in education, work or training"
    ARREARS = "arrears", "Rent arrears"


class BroughtList(Recorded):
    """A list that a partner brought: only it sees the list and who is on it. Until somebody takes it over, no person
    is kept from it but in `content`, the lines of the file as they came, which are in no history."""

    partner = to_one(Partner)
    locality = to_one(Locality)
    kind = models.CharField(max_length=20, choices=ListKind)
    name = models.CharField(max_length=120)
    tells_of = models.DateField()
    gateway = to_one(LegalGateway)
    digest = models.CharField(max_length=64)
    columns = ArrayField(models.CharField(max_length=80), default=list)
    mapping = models.JSONField(default=dict)
    lines = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    content = models.BinaryField(null=True, blank=True)
    brought_by = to_one(Practitioner)
    brought_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    not_in_history = ("content",)
    wall = Wall(
        see=f"{rules.mine('{row}.partner_id')} OR {rules.SYSTEM}",
        add=f"{rules.mine('{row}.partner_id')} AND {{row}}.brought_by_id = {rules.ME}",
        change=f"{rules.mine('{row}.partner_id')} OR {rules.SYSTEM}",
    )

    class Meta:
        ordering = ["-brought_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "digest"], condition=Q(dropped_at=None), name="a_list_is_brought_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(dropped_at=None), name="a_list_is_taken_over_or_dropped"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.tells_of.day} {self.tells_of:%B %Y}"

    @property
    def state(self):
        """How far it is, in words, with the colour of its tag."""
        if self.dropped_at:
            return {"text": "Dropped", "colour": "grey"}
        if self.confirmed_at:
            return {"text": "Taken over", "colour": "green"}
        return {"text": "To check", "colour": "yellow"} if self.mapping else {"text": "To match up", "colour": "blue"}


class Candidate(Recorded):
    """Somebody who stands on lists that a partner brought. Who they are and what the lists say is in no history, so
    that it can be taken out in time; what became of them stays."""

    class Outcome(models.TextChoices):
        REGISTERED = "registered", "Registered as a family"
        KNOWN = "known", "Already known"
        NOTHING = "nothing", "Nothing is done"

    partner = to_one(Partner)
    locality = to_one(Locality)
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    signs = models.JSONField(default=list, blank=True)
    points = models.PositiveSmallIntegerField(default=0)
    first_listed_at = models.DateTimeField(default=timezone.now)
    listed_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    family = maybe_one(Family)
    why = models.CharField(max_length=300, blank=True)
    ended_by = maybe_one(Practitioner)
    ended_at = models.DateTimeField(null=True, blank=True)
    lessened_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    not_in_history = ("given_name", "family_name", "date_of_birth", "address", "postcode", "digest", "signs", "why")
    wall = Wall(
        see=f"{rules.mine('{row}.partner_id')} OR {rules.SYSTEM}",
        add=rules.mine("{row}.partner_id"),
        change=f"{rules.mine('{row}.partner_id')} OR {rules.SYSTEM}",
    )

    class Meta:
        ordering = ["-points", "first_listed_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "locality", "digest"], condition=~Q(digest=""), name="on_lists_once"
            ),
            models.CheckConstraint(
                condition=Q(deleted_at=None)
                | Q(given_name="", family_name="", date_of_birth=None, address="", postcode="", digest="", signs=[]),
                name="nothing_stays_of_who_is_deleted",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at=None) | (~Q(outcome="") & Q(ended_at__isnull=False)),
                name="an_end_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(
                "partner",
                models.F("points").desc(),
                "first_listed_at",
                condition=Q(outcome="", deleted_at=None),
                name="candidates_waiting",
            )
        ]

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip() or "Somebody who was deleted"

    @property
    def gone_on(self):
        """The day from which nothing is kept of who it is."""
        return timezone.localdate(self.listed_at + GONE_AFTER)


class PointsRule(Dated):
    """How many points a line of a list gives: dated, and of one locality or of all. One without a kind says from how
    many points somebody is proposed."""

    class Compares(models.TextChoices):
        BELOW = "below", "below"
        FROM = "from", "or more"

    locality = maybe_one(Locality)
    kind = models.CharField(max_length=20, choices=ListKind, blank=True)
    compares = models.CharField(max_length=10, choices=Compares, default=Compares.FROM)
    value = models.DecimalField(max_digits=6, decimal_places=1, default=0)
    points = models.PositiveSmallIntegerField()

    class Meta(Dated.Meta):
        pass

    @property
    def says(self):
        """When the rule holds, in words: “Below 90”, “4 or more”; nothing where being on the list is enough."""
        if not self.kind or (not self.value and self.compares == self.Compares.FROM):
            return ""
        number = f"{self.value.normalize():f}"
        return f"Below {number}" if self.compares == self.Compares.BELOW else f"{number} or more"
