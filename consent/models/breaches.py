"""That information went where it should not have, and what was done about it (the auditor's question 14)."""

from dataclasses import replace
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consent.models.decisions import SharingDecision
from locality.history import Recorded, maybe_one, to_one
from locality.models import Partner, Practitioner
from locality.numbers import NextNumber
from locality.wall import rules
from locality.wall.rules import Wall

CLOCK = timedelta(hours=72)  # from when anybody here noticed, until the regulator is told (UK GDPR, Article 33)


class BreachQuerySet(models.QuerySet):
    def known_to(self, practitioner, reader, handles):
        """Those that the practitioner reported, and those of the partners (keys) for which they handle them; for an
        audit all."""
        if reader.audits:
            return self
        return self.filter(Q(reported_by=practitioner) | Q(provider__in=handles), provider__in=reader.partners)


class Breach(Recorded):
    """Information was lost, or seen or sent where it should not be. Anybody at work reports it; it names no family."""

    class Kind(models.TextChoices):
        WRONG_PERSON = "wrong_person", "It went to the wrong person or partner"
        INSECURE = "insecure", "It went by an insecure way, such as ordinary e-mail"
        SEEN = "seen", "Somebody saw it who should not"
        LOST = "lost", "It was lost, stolen or destroyed"
        OTHER = "other", "Something else"

    number = models.PositiveIntegerField(unique=True, editable=False, db_default=NextNumber("breach_number"))
    provider = to_one(Partner)
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.TextField()
    people = models.PositiveIntegerField(null=True, blank=True)
    decision = maybe_one(SharingDecision)
    noticed_at = models.DateTimeField()
    reported_by = to_one(Practitioner)
    reported_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    objects = BreachQuerySet.as_manager()
    wall = Wall(
        see=f"{rules.mine('{row}.provider_id')} OR {rules.AUDITS}",
        add=f"{rules.mine('{row}.provider_id')} AND {{row}}.reported_by_id = {rules.ME}",
    )

    class Meta:
        default_permissions = ()
        ordering = ["-noticed_at"]

    def __str__(self):
        return f"Breach {self.number}"

    @property
    def decide_by(self):
        """Until when it must be settled whether the regulator is told."""
        return self.noticed_at + CLOCK


class BreachStep(Recorded):
    """What was done about a breach. Whether the regulator is told settles the clock."""

    class Kind(models.TextChoices):
        CONTAINED = "contained", "It was put right, or kept from going further"
        TOLD_REGULATOR = "told_regulator", "The regulator was told"
        NO_RISK = "no_risk", "The regulator need not be told: nobody is likely to be at risk"
        TOLD_PEOPLE = "told_people", "The people it is about were told"
        LEARNED = "learned", "Something was changed so that it does not happen again"

    breach = to_one(Breach)
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.TextField()
    done_at = models.DateTimeField()
    said_by = to_one(Practitioner)
    said_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    OF = "EXISTS (SELECT FROM consent_breach b WHERE b.id = {row}.breach_id"
    wall = replace(
        Breach.wall, see=f"{OF})", add=f"{OF} AND {rules.mine('b.provider_id')}) AND {{row}}.said_by_id = {rules.ME}"
    )

    class Meta:
        default_permissions = ()
        ordering = ["done_at", "said_at"]

    def __str__(self):
        return self.get_kind_display()


SETTLES = (BreachStep.Kind.TOLD_REGULATOR, BreachStep.Kind.NO_RISK)
