"""What is asked once a conversation is over, who saw it differently, how good it was (domain.md 3b; S19, S27, S35)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from conversations.models.conversations import PartOfConversation
from locality.history import maybe_one, to_one
from locality.models import Partner, Practitioner


class Completion(PartOfConversation):
    """What makes a conversation part of an assessment (S28): asked when there is time, never before it is saved."""

    class Trigger(models.TextChoices):
        UNIVERSAL = "universal_insufficient", "Services for everybody are not enough"
        UNMET = "unmet_need", "A need is not met: something else is needed"
        STEP_DOWN = "step_down_safe", "It is safe to reduce what there is"
        MOVING = "moving_between_services", "The child moves between services"
        REVIEW = "review", "It was time to look again"
        OTHER = "other", "Something else"

    class Factor(models.TextChoices):
        SEVERAL = "several_children", "Several children with needs of their own"
        SERVICES = "many_services", "Many services at once"
        LONG = "long_history", "Help before that did not last"
        HOMES = "several_homes", "The children live in more than one home"
        LANGUAGE = "language", "Language, or how somebody understands"
        TRUST = "trust", "Little trust in services"
        HIDDEN = "hidden", "Something is hidden, or somebody is afraid"
        MONEY = "money_housing", "Money or housing stands in the way"

    class Present(models.TextChoices):
        YES = "yes", "Somebody of the family took part"
        ASKED = "asked", "They were asked before or after"
        NO = "no", "They were not asked"

    class PlanNeeded(models.TextChoices):
        YES = "yes", "Yes"
        THERE = "there", "There is one already"
        NO = "no", "No"

    trigger = models.CharField(max_length=30, choices=Trigger)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How long it took")
    complexity = ArrayField(models.CharField(max_length=20, choices=Factor), default=list, blank=True)
    complexity_words = models.TextField(blank=True)
    family_present = models.CharField(max_length=10, choices=Present)
    family_views = models.TextField(help_text="What the family says, or why it was not asked")
    to_date = models.TextField(help_text="What was done until now, by whom (S130)")
    analysis = models.TextField(help_text="What it means for the children (S28)")
    plan_needed = models.CharField(max_length=10, choices=PlanNeeded)
    plan_reason = models.TextField(help_text="Why, or why not (S29)")
    review_on = models.DateField(null=True, blank=True)
    supported_by = models.CharField(max_length=200, blank=True, help_text="Manager or safeguarding lead (S38, S39)")
    all_agreed = models.BooleanField(help_text="Nobody saw it differently")
    completed_by = to_one(Practitioner)
    completed_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    class Meta(PartOfConversation.Meta):
        constraints = [
            models.UniqueConstraint(fields=["conversation"], name="a_conversation_is_completed_once"),
            models.CheckConstraint(
                condition=Q(all_agreed=True) | ~Q(supported_by=""), name="who_disagrees_has_somebody_beside_them"
            ),
        ]

    @property
    def factors(self):
        """What makes it complex, in words."""
        return [self.Factor(each).label for each in self.complexity]


class DifferingView(PartOfConversation):
    """That somebody saw it differently, and what they said (S35): in the record, beside what was agreed."""

    who = models.CharField(max_length=200)
    partner = maybe_one(Partner, help_text="Empty: somebody of the family")
    view = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta(PartOfConversation.Meta):
        ordering = ["written_at"]


class QualityCheck(PartOfConversation):
    """How good a conversation was, looked at by somebody of its partner who signs, not by whoever recorded it (S27)."""

    class Mark(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    constructive = models.CharField(max_length=10, choices=Mark)
    right_people = models.CharField(max_length=10, choices=Mark)
    child_heard = models.CharField(max_length=10, choices=Mark)
    beyond_concerns = models.CharField(max_length=10, choices=Mark)
    joint = models.CharField(max_length=10, choices=Mark)
    clear = models.CharField(max_length=10, choices=Mark)
    words = models.TextField(help_text="What is good, and what would make it better")
    checked_by = to_one(Practitioner)
    checked_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    class Meta(PartOfConversation.Meta):
        ordering = ["checked_at"]
