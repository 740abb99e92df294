"""What a conversation says of each child: the needs, how and by whom they are met, the level of need before and after
(domain.md 3b; S14, S34)."""

from django.db import models
from django.utils import timezone

from conversations.models.assessments import Domain, Need
from conversations.models.conversations import PartOfConversation
from locality.families import NeedLevel
from locality.history import to_one
from locality.models import Person
from locality.partners import Tier


class NeedTold(PartOfConversation):
    """A need of one child (S34) in one domain, as those who spoke see it: how it is met, and by which tier (S14)."""

    person = to_one(Person)
    domain = models.CharField(max_length=30, choices=Domain)
    what = models.CharField(max_length=300)
    status = models.CharField(max_length=20, choices=Need.Status)
    how_met = models.CharField(max_length=300, blank=True)
    tier = models.CharField(max_length=20, choices=Tier)
    told_at = models.DateTimeField(default=timezone.now)

    class Meta(PartOfConversation.Meta):
        ordering = ["told_at"]

    def __str__(self):
        return self.what


class LevelTold(PartOfConversation):
    """A child's level of need before the conversation and after it; before is empty where nobody had judged it."""

    person = to_one(Person)
    before = models.CharField(max_length=30, choices=NeedLevel.Level, blank=True)
    after = models.CharField(max_length=30, choices=NeedLevel.Level)

    class Meta(PartOfConversation.Meta):
        constraints = [
            models.UniqueConstraint(fields=["conversation", "person"], name="one_level_of_a_child_in_a_conversation")
        ]

    @property
    def words(self):
        """What became of it, in words."""
        if self.before == self.after:
            return f"{self.get_after_display()}, as before"
        return f"{self.get_after_display()}; before: {self.get_before_display() or 'not judged'}"
