"""That somebody whom a decision is about was told of it after it was made (F25, V4)."""

from dataclasses import replace

from django.db import models
from django.utils import timezone

from consent.models.decisions import PartOfDecision
from locality.history import to_one
from locality.models import Person, Practitioner
from locality.wall import rules


class ToldLater(PartOfDecision):
    """A person was told after the decision, which stays as it was (V25): on which day, and what was explained."""

    person = to_one(Person)
    told_on = models.DateField()
    words = models.TextField()
    said_by = to_one(Practitioner)
    said_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField()

    wall = replace(
        PartOfDecision.wall,
        add=f"{rules.own_decision()} AND {{row}}.said_by_id = {rules.ME}\n"
        "    AND EXISTS (SELECT FROM locality_person p WHERE p.id = {row}.person_id)",
    )

    class Meta(PartOfDecision.Meta):
        ordering = ["told_on", "said_at"]
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="told_later_once")]

    def __str__(self):
        return f"Told on {self.told_on:%-d %B %Y}"
