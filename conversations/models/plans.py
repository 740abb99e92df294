"""The plan, its reviews with the team around the family, and the closing of help (domain.md 3d; S29, S30, S43)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from conversations.models.assessments import OF_NEED, OF_NEED_SEEN, Assessment, Need, OfNeedQuerySet
from conversations.models.conversations import Conversation
from conversations.models.episodes import Episode
from locality.families import OfFamily
from locality.history import Recorded, maybe_one, to_one
from locality.models import Practitioner
from locality.wall import rules
from locality.wall.rules import Wall


class Plan(OfFamily):
    """What was agreed after an assessment, in a meeting that is recorded as a conversation: the actions are its own,
    each tied to a need. Of the category of actions."""

    episode = to_one(Episode)
    assessment = to_one(Assessment)
    conversation = to_one(Conversation, help_text="The meeting in which it was agreed")
    goal = models.TextField()
    family_said = models.TextField(help_text="What the family says to the plan")
    agreed_on = models.DateField()
    review_on = models.DateField(help_text="The day of the next review")
    made_by = to_one(Practitioner)
    made_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    class Meta(OfFamily.Meta):
        constraints = [models.UniqueConstraint(fields=["assessment"], name="one_plan_of_an_assessment")]
        indexes = [models.Index("episode", F("made_at").desc(), name="plan_of_episode")]

    def __str__(self):
        return f"Plan of {self.agreed_on:%-d %B %Y}"


class Review(OfFamily):
    """A meeting of the team around the family about a plan: what has changed, and what comes next."""

    class Outcome(models.TextChoices):
        CONTINUE = "continue", "Carry on as planned"
        CHANGE = "change", "Change the plan"
        STEP_UP = "step_up", "Step up"
        STEP_DOWN = "step_down", "Step down"
        CLOSE = "close", "Close the help"

    plan = to_one(Plan)
    conversation = to_one(Conversation, help_text="The meeting: who took part stands there")
    held_on = models.DateField()
    family_view = models.TextField()
    child_voice = models.TextField()
    changed = models.TextField(help_text="What has changed since last time")
    outcome = models.CharField(max_length=20, choices=Outcome)
    next_on = models.DateField(null=True, blank=True)
    recorded_by = to_one(Practitioner)
    recorded_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    class Meta(OfFamily.Meta):
        indexes = [models.Index("plan", F("held_on").desc(), name="review_of_plan")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="close") | Q(next_on__isnull=False), name="review_says_when_next"
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gt=F("held_on")), name="the_next_review_is_later"
            ),
        ]

    def __str__(self):
        return f"Review of {self.held_on:%-d %B %Y}"


OUR_REVIEW = (
    f"EXISTS (SELECT FROM conversations_need n WHERE {OF_NEED} AND {rules.mine('n.provider_id')})\n"
    "        AND EXISTS (SELECT FROM conversations_review v WHERE v.id = {row}.review_id"
    f" AND {rules.mine('v.provider_id')})"
)


class Evaluation(Recorded):
    """How effectively one need has been met, as a review found (S43). Seen with the need: what tells of an adult's
    health or offences is kept apart here too (A5)."""

    class Progress(models.TextChoices):
        IMPROVED = "improved", "Better"
        SAME = "same", "The same"
        WORSE = "worse", "Worse"

    review = to_one(Review)
    need = to_one(Need)
    status = models.CharField(max_length=20, choices=Need.Status)
    progress = models.CharField(max_length=10, choices=Progress)
    evidence = models.TextField()

    objects = OfNeedQuerySet.as_manager()
    wall = Wall(see=OF_NEED_SEEN, add=OUR_REVIEW, change=OUR_REVIEW)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["review", "need"], name="need_is_evaluated_once_in_a_review")]


class Closure(OfFamily):
    """Why help ends, and who signed that. Without a signature it is proposed, and the episode is closing."""

    class Reason(models.TextChoices):
        MET = "needs_met_universal", "Needs are met by services for everybody"
        SINGLE = "single_agency_continues", "One service carries on by itself"
        STEPPED_UP = "stepped_up_social_care", "Social care has taken over"
        STEPPED_DOWN = "stepped_down_l2", "Less help is enough"
        WITHDREW = "family_withdrew_consent", "The family no longer agrees"
        DISENGAGED = "family_disengaged", "The family cannot be reached"
        MOVED = "moved_out_of_area", "The family moved away"
        AGED_OUT = "aged_out", "The child is grown up"
        REFUSED = "refused_at_start", "The family said no at the start"
        NO_NEED = "no_need_found", "No need was found"
        DIED = "died", "The child died"
        ERROR = "opened_in_error", "It was opened by mistake"

    episode = to_one(Episode)
    reason = models.CharField(max_length=30, choices=Reason)
    conversation = to_one(Conversation)
    family_view = models.TextField()
    harm_reasoning = models.TextField(blank=True, help_text="Why no child is at risk without help")
    afterwards = models.TextField(help_text="Whom the family can turn to")
    told = models.TextField(help_text="Who was told")
    proposed_by = to_one(Practitioner)
    proposed_at = models.DateTimeField(default=timezone.now)
    signed_by = maybe_one(Practitioner)
    signed_at = models.DateTimeField(null=True, blank=True)
    submission = models.UUIDField(unique=True)

    class Meta(OfFamily.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="closing_is_signed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("proposed_by")) | Q(reason="needs_met_universal"),
                name="closing_is_signed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(reason__in=["family_withdrew_consent", "family_disengaged", "refused_at_start"])
                | ~Q(harm_reasoning=""),
                name="closing_without_the_family_asks_about_harm",
            ),
        ]

    @property
    def why(self):
        """Why it ended, as a text of its own."""
        return f"{self.get_reason_display()}."

    def __str__(self):
        return f"Closed: {self.get_reason_display().lower()}"
