"""What somebody else said of emergency access afterwards (access.md)."""

from dataclasses import replace

from django.db import models
from django.utils import timezone

from consent.models.decisions import PartOfDecision
from locality.history import to_one
from locality.models import Practitioner
from locality.wall import rules

NOT_THE_TAKER = (
    "EXISTS (SELECT FROM consent_sharingdecision d WHERE d.id = {row}.decision_id"
    f" AND d.basis = 'urgent' AND d.decided_by_id <> {rules.ME})"
)


class EmergencyReview(PartOfDecision):
    """Whether emergency access was right, in the words of somebody of the partner whose information it was, who is
    not the one who took it. It is said once, and changes nothing of the decision (V25)."""

    justified = models.BooleanField()
    words = models.TextField()
    reviewed_by = to_one(Practitioner)
    reviewed_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    wall = replace(
        PartOfDecision.wall,
        add=f"{rules.own_decision()} AND {{row}}.reviewed_by_id = {rules.ME}\n    AND {NOT_THE_TAKER}",
    )

    class Meta(PartOfDecision.Meta):
        constraints = [models.UniqueConstraint(fields=["decision"], name="one_review_of_an_emergency")]

    def __str__(self):
        return "It was right" if self.justified else "It was not right"
