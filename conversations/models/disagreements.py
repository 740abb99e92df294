"""Disagreements: what about, what each side says, and how they ended (domain.md 3e; S37-S40, S138-S139)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consent.models import DecidedAccess
from consent.models.reference import Dated
from locality.access import VisibleQuerySet
from locality.families import OfFamily, people_of
from locality.history import Recorded, maybe_one, to_one
from locality.models import Partner, Person, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall

FAMILY, SUPPLIER = "{row}.family_id", "{row}.provider_id"


class Stage(Dated):
    """A rung of the ladder: who settles a disagreement there, and within how many working days. `position` is its
    number; where the local procedure has other rungs, the table is changed and nothing else."""

    who = models.CharField(max_length=300)
    days = models.PositiveSmallIntegerField(help_text="Working days")

    class Meta(Dated.Meta):
        pass


class DisagreementQuerySet(VisibleQuerySet):
    item = ""

    def open(self):
        """Disagreements that are not settled."""
        return self.filter(settled_at__isnull=True)


class Disagreement(OfFamily):
    """That two sides do not agree about a child's help, as the partner that raised it tells it, for itself or for the
    family. On which rung it stands is not stored: the clock says so (conversations/ladder.py)."""

    class Topic(models.TextChoices):
        ACTION = "action", "What is to be done"
        LEAD = "lead", "Who leads"
        LEVEL = "level", "The level of need, or a threshold"
        SHARING = "sharing", "Sharing, or not sharing"
        REFERRAL = "referral", "What came of a referral"
        DRIFT = "drift", "A plan that does not move"
        OTHER = "other", "Something else"

    class Raised(models.TextChoices):
        PARTNER = "partner", "My own service"
        FAMILY = "family", "The family"
        CHILD = "child", "The child"

    class Source(models.TextChoices):
        NONE = "", "Nothing in particular"
        CONVERSATION = "conversation", "A conversation"
        DECISION = "sharingdecision", "A decision about sharing"
        REFERRAL = "referral", "A referral"
        MEETING = "agendaitem", "An item of a meeting"

    class Outcome(models.TextChoices):
        AGREED = "agreed", "Both sides agreed"
        DECIDED = "decided", "Somebody decided"
        TAKEN_BACK = "taken_back", "It was taken back"

    topic = models.CharField(max_length=20, choices=Topic)
    raised_for = models.CharField(max_length=10, choices=Raised, default=Raised.PARTNER)
    family_words = models.TextField(blank=True, help_text="What the family or the child says, in their own words")
    subject = models.CharField(max_length=300)
    position = models.TextField(help_text="What the side that raises it says, in its own words")
    wanted = models.TextField(help_text="What it wants to come of it")
    tried = models.TextField(blank=True, help_text="What was tried in the conversation itself")
    with_partner = maybe_one(Partner, help_text="The other side")
    source_kind = models.CharField(max_length=20, choices=Source, default=Source.NONE, blank=True)
    source = models.UUIDField(null=True, blank=True)
    at_risk = models.BooleanField(default=False, help_text="A child may come to harm meanwhile: 24 hours for all of it")
    front_door_answer = models.TextField(blank=True, help_text="Whether the Front Door was rung, or why not")
    interim_lead = to_one(Practitioner)
    safety_plan = models.TextField(help_text="How the child is kept safe until it is settled")
    raised_by = to_one(Practitioner)
    raised_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = maybe_one(Practitioner)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    decided_by = models.CharField(max_length=200, blank=True, help_text="Who decided, with their role")
    reasons = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    family_told = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    submission = models.UUIDField(unique=True)

    objects = DisagreementQuerySet.as_manager()
    list_key = "raised_at"

    class Meta(OfFamily.Meta):
        permissions = [("see_disagreement", "See the disagreement")]
        ordering = ["-raised_at"]
        indexes = [
            models.Index("family", F("raised_at").desc(), name="disagreement_of_family"),
            models.Index("provider", "raised_at", condition=Q(settled_at=None), name="disagreement_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="")
                | Q(settled_at__isnull=False) & ~Q(outcome="") & ~Q(reasons=""),
                name="settled_disagreement_says_how",
            ),
            models.CheckConstraint(
                condition=Q(at_risk=False) | ~Q(front_door_answer=""), name="risk_is_told_to_the_front_door_or_why_not"
            ),
        ]

    def __str__(self):
        return f"Disagreement: {self.subject}"

    def about(self, reader):
        """The family's children, as far as this `Reader` may see them."""
        return list(people_of(self.family, reader).exclude(kind=Person.Kind.ADULT))

    def sharing_answers(self):
        """What the form for deciding about it begins with: the other side needs it to answer."""
        if not self.with_partner_id:
            return {}
        return {"to_1": self.with_partner, "need_1": "They are the other side, and are asked for their own words"}


class PositionQuerySet(VisibleQuerySet):
    item = ""


class Position(OfFamily):
    """What another side says, in its own words: its own partner's record. Whoever raised the disagreement reads it
    when that partner decides so, and not before (S94)."""

    disagreement = to_one(Disagreement)
    text = models.TextField()
    wanted = models.TextField(blank=True)
    written_by = to_one(Practitioner)
    written_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    objects = PositionQuerySet.as_manager()
    list_key = "written_at"
    # Whoever was given the disagreement answers it, also where the rest of the family is not shared with them.
    wall = Wall(
        see=rules.reading(FAMILY, SUPPLIER, "{row}.category_id", "{row}.id", "conversations.Position"),
        add=f"{rules.mine(SUPPLIER)} AND EXISTS (SELECT FROM conversations_disagreement d"
        " WHERE d.id = {row}.disagreement_id AND d.family_id = {row}.family_id)",
        change=rules.mine(SUPPLIER),
    )

    class Meta(OfFamily.Meta):
        permissions = [("see_position", "See the position")]
        ordering = ["written_at"]

    def __str__(self):
        return f"{self.provider}’s side of a disagreement"

    def about(self, reader):
        """The family's children, as far as this `Reader` may see them."""
        return list(people_of(self.family, reader).exclude(kind=Person.Kind.ADULT))

    def sharing_answers(self):
        """What the form for deciding about it begins with: whoever raised it needs it to settle it."""
        found = Disagreement.objects.filter(pk=self.disagreement_id).select_related("provider").first()
        return (
            found and {"to_1": found.provider, "need_1": "They raised the disagreement and need our side of it"} or {}
        )


class _OfDisagreement(VisibleQuerySet):
    family, provider, category = "disagreement__family", "disagreement__provider", "disagreement__category"
    item = "disagreement"


class DisagreementStep(Recorded):
    """What was done about a disagreement: spoken about, brought to a meeting, taken up a rung before time ran out."""

    class Kind(models.TextChoices):
        UP = "up", "Take it up to the next stage now"
        TALKED = "talked", "We spoke about it"
        MEETING = "meeting", "A meeting was held to resolve it"
        MANAGER = "manager", "I spoke with my manager or safeguarding lead"

    disagreement = to_one(Disagreement)
    kind = models.CharField(max_length=10, choices=Kind)
    stage = models.PositiveSmallIntegerField(help_text="On which stage it stood then; of a step up, the new one")
    text = models.TextField()
    written_by = to_one(Practitioner)
    written_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    objects = _OfDisagreement.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["disagreement", "stage"], condition=Q(kind="up"), name="a_stage_is_reached_once"
            )
        ]


class DisagreementAccess(DecidedAccess):
    """A partner may see this one disagreement: the other side, or whoever is asked to settle it."""

    content_object = models.ForeignKey(Disagreement, on_delete=models.PROTECT)

    class Meta(DecidedAccess.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "permission", "content_object", "decision"],
                name="disagreement_access_once_per_decision",
            )
        ]
        indexes = [models.Index(fields=["content_object", "group", "permission"], name="disagreement_access_of_it")]


class PositionAccess(DecidedAccess):
    """A partner may see this one position: whoever raised the disagreement, when the other side decided so."""

    content_object = models.ForeignKey(Position, on_delete=models.PROTECT)

    class Meta(DecidedAccess.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "permission", "content_object", "decision"], name="position_access_once_per_decision"
            )
        ]
        indexes = [models.Index(fields=["content_object", "group", "permission"], name="position_access_of_it")]
