"""The Early Help Assessment: what was seen and said, everybody's needs by domain, scales (domain.md 3d; S31)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consent.models import Consent
from conversations.models.episodes import Episode
from locality.access import VisibleQuerySet
from locality.families import OfFamily
from locality.history import Recorded, maybe_one, to_one
from locality.models import Person, Practitioner
from locality.partners import Tier
from locality.reference import ADULTS, category_key
from locality.wall import rules
from locality.wall.rules import Wall

TEXTS = ("composition", "seen", "strengths", "tried", "child_voice", "parents_views", "analysis", "to_change")


class Domain(models.TextChoices):
    EDUCATION = "education", "Education"
    EARLY_YEARS = "early_years", "Early years development"
    HEALTH = "health", "Mental and physical health"
    SUBSTANCE = "substance", "Substance use"
    RELATIONSHIPS = "relationships", "Family relationships"
    EXPLOITATION = "abuse_and_exploitation", "Safety from abuse and exploitation"
    CRIME = "crime", "Away from crime"
    DOMESTIC_ABUSE = "domestic_abuse", "Safety from domestic abuse"
    HOUSING = "housing", "Secure housing"
    MONEY = "money", "Money that lasts"


OF_ADULTS = (Domain.HEALTH, Domain.SUBSTANCE, Domain.CRIME, Domain.DOMESTIC_ABUSE)  # an adult's: kept apart (A5)


class Assessment(OfFamily):
    """What one partner found out with a family. Its text may change until it is completed; then a new one follows."""

    class Status(models.TextChoices):
        STARTED = "started", "Being written"
        COMPLETED = "completed", "Completed"
        SHARED = "shared_with_family", "Completed, and the family has it"
        ABANDONED = "abandoned", "Given up"

    episode = to_one(Episode)
    status = models.CharField(max_length=20, choices=Status, default=Status.STARTED)
    started_by = to_one(Practitioner)
    started_at = models.DateTimeField(default=timezone.now)
    agreement = maybe_one(Consent, help_text="The family's agreement on which it rests")
    no_agreement_reason = models.TextField(blank=True)
    composition = models.TextField(blank=True)
    seen = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    child_voice = models.TextField(blank=True)
    parents_views = models.TextField(blank=True)
    analysis = models.TextField(blank=True)
    to_change = models.TextField(blank=True)
    clear = ArrayField(
        models.CharField(max_length=30, choices=Domain), default=list, blank=True, help_text="Looked at: nothing there"
    )
    completed_by = maybe_one(Practitioner)
    completed_at = models.DateTimeField(null=True, blank=True)
    given_on = models.DateField(null=True, blank=True, help_text="When the family got its copy")
    family_said = models.TextField(blank=True)
    abandoned_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    submission = models.UUIDField(unique=True)

    told_to_its_own = ("clear",)  # to others it would tell in which domain something is kept apart (A5)

    class Meta(OfFamily.Meta):
        indexes = [models.Index("episode", F("started_at").desc(), name="assessment_of_episode")]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "provider"],
                condition=Q(status="started"),
                name="one_assessment_is_written_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["completed", "shared_with_family"])
                | Q(completed_at__isnull=False, completed_by__isnull=False),
                name="assessment_was_completed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status="shared_with_family") | Q(given_on__isnull=False),
                name="the_copy_was_given_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="abandoned") | ~Q(abandoned_reason=""), name="nothing_is_given_up_without_reason"
            ),
            models.CheckConstraint(
                condition=Q(agreement__isnull=False) | ~Q(no_agreement_reason=""), name="assessment_rests_on_something"
            ),
        ]

    def __str__(self):
        return f"Assessment of {timezone.localtime(self.started_at):%-d %B %Y}"

    @property
    def is_open(self):
        return self.status == self.Status.STARTED

    @property
    def colour(self):
        return {"started": "blue", "completed": "teal", "abandoned": "grey"}.get(self.status, "green")


OURS = rules.mine("{row}.provider_id")
OF_IT = (
    "EXISTS (SELECT FROM conversations_assessment a WHERE a.id = {row}.assessment_id\n"
    "        AND a.family_id = {row}.family_id AND a.provider_id = {row}.provider_id)"
)


class Need(OfFamily):
    """A need of one person (S34) in one domain, how it is met and by which tier of services (S14). It is shared with
    its assessment; what tells of an adult's health or offences is of a category of its own, with all that hangs from
    it, and shared when that is chosen (A5)."""

    class Status(models.TextChoices):
        IDENTIFIED = "identified", "Identified"
        PARTLY = "partly_met", "Partly met"
        MET = "met", "Met"
        NOT_MET = "not_met", "Not met"
        GONE = "no_longer_relevant", "No longer relevant"

    assessment = to_one(Assessment)
    person = to_one(Person)
    domain = models.CharField(max_length=30, choices=Domain)
    what = models.TextField()
    status = models.CharField(max_length=20, choices=Status, default=Status.IDENTIFIED)
    how_met = models.TextField(blank=True)
    tier = models.CharField(max_length=20, choices=Tier)
    target = models.PositiveSmallIntegerField(null=True, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    wall = Wall(
        see=rules.reading("{row}.family_id", "{row}.provider_id", "{row}.category_id"),
        add=f"{OURS} AND {OF_IT}",
        change=OURS,
    )
    stays_with = ("assessment",)

    class Meta(OfFamily.Meta):
        default_permissions = ()
        ordering = ["added_at"]
        constraints = [
            models.CheckConstraint(condition=Q(target__isnull=True) | Q(target__lte=10), name="target_0_to_10")
        ]

    def __str__(self):
        return self.what

    @property
    def is_apart(self):
        """Whether it is kept out of what is shared of the family as a whole (A5)."""
        return self.category_id == category_key(ADULTS)


OF_NEED = "n.id = {row}.need_id"
OF_NEED_SEEN = f"EXISTS (SELECT FROM conversations_need n WHERE {OF_NEED})"


class OfNeedQuerySet(VisibleQuerySet):
    """What hangs from a need is seen with it."""

    family, provider, category = "need__family", "need__provider", "need__category"


class Score(Recorded):
    """Where somebody puts a need on a day, from 0 to 10: the child, a parent, the practitioner. Never changed: the next
    one follows, and the way between the first and the last is the distance travelled (S44)."""

    class Voice(models.TextChoices):
        CHILD = "child", "Child"
        PARENT = "parent", "Parent"
        PRACTITIONER = "practitioner", "Practitioner"

    assessment = to_one(Assessment)
    need = to_one(Need)
    voice = models.CharField(max_length=20, choices=Voice)
    value = models.PositiveSmallIntegerField()
    scored_on = models.DateField(default=timezone.localdate)
    scored_at = models.DateTimeField(default=timezone.now)

    objects = OfNeedQuerySet.as_manager()
    wall = Wall(
        see=OF_NEED_SEEN,
        add=f"EXISTS (SELECT FROM conversations_need n WHERE {OF_NEED} AND n.assessment_id = {{row}}.assessment_id\n"
        f"        AND {rules.mine('n.provider_id')})",
    )

    class Meta:
        default_permissions = ()
        ordering = ["scored_on", "scored_at"]
        constraints = [models.CheckConstraint(condition=Q(value__lte=10), name="scale_0_to_10")]
