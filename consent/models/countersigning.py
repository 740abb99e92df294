"""What is said about a decision while it waits for somebody else's signature (V12, F34)."""

from dataclasses import replace

from django.db import models
from django.utils import timezone

from consent.models.decisions import PartOfDecision
from locality.history import maybe_one, to_one
from locality.models import Practitioner
from locality.wall import rules


class SigningStep(PartOfDecision):
    """A decision sent back with a comment, the decider's answer to that, or a decision passed on to another who may
    sign. It changes nothing of the decision (V25), which stays unsigned; whoever may read the decision may read it."""

    class Kind(models.TextChoices):
        SENT_BACK = "sent_back", "Sent back"
        ANSWERED = "answered", "Answered"
        PASSED_ON = "passed_on", "Passed on"

    kind = models.CharField(max_length=20, choices=Kind)
    words = models.TextField()
    to = maybe_one(Practitioner)
    said_by = to_one(Practitioner)
    said_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    wall = replace(PartOfDecision.wall, add=f"{rules.own_decision()} AND {{row}}.said_by_id = {rules.ME}")

    class Meta(PartOfDecision.Meta):
        ordering = ["said_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="passed_on", to__isnull=False) | ~models.Q(kind="passed_on"),
                name="passed_on_to_somebody",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} by {self.said_by}"
