"""Advice asked without naming anybody (S102, S103): the question, the answer, and the family, which the author alone
may add later and the adviser never learns."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from locality.families import Family
from locality.history import Recorded, to_one
from locality.models import Partner, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall


class AdviceQuerySet(models.QuerySet):
    def of(self, reader):
        """What this `Reader` asked or was asked; everything, for an audit."""
        return self if reader.audits else self.filter(Q(asker=reader.practitioner) | Q(adviser=reader.practitioner))


class AdviceRecord(Recorded):
    """A question of one practitioner to another that names nobody. Its words never change."""

    asker = to_one(Practitioner)
    partner = to_one(Partner)
    adviser = to_one(Practitioner)
    question = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    objects = AdviceQuerySet.as_manager()
    wall = Wall(
        see=f"{{row}}.asker_id = {rules.ME} OR {{row}}.adviser_id = {rules.ME} OR {rules.AUDITS}",
        add=f"{{row}}.asker_id = {rules.ME} AND {rules.mine('{row}.partner_id')}",
    )

    class Meta:
        default_permissions = ()
        ordering = ["-asked_at"]
        indexes = [models.Index("asker", name="advice_asked_by"), models.Index("adviser", name="advice_asked_of")]
        constraints = [models.CheckConstraint(condition=~Q(asker=models.F("adviser")), name="advice_of_somebody_else")]

    def __str__(self):
        return f"Advice asked on {timezone.localtime(self.asked_at):%-d %B %Y}"


class AdviceAnswer(Recorded):
    """What the adviser said: once."""

    advice = models.OneToOneField(AdviceRecord, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    answered_by = to_one(Practitioner)
    answered_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    wall = Wall(
        see="EXISTS (SELECT FROM consent_advicerecord a WHERE a.id = {row}.advice_id)",
        add=f"{{row}}.answered_by_id = {rules.ME} AND EXISTS (SELECT FROM consent_advicerecord a"
        f" WHERE a.id = {{row}}.advice_id AND a.adviser_id = {rules.ME})",
    )

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"Answer of {timezone.localtime(self.answered_at):%-d %B %Y}"


class AdviceLink(Recorded):
    """Which family it was about, as its author said later: for the author and an audit; never for the adviser."""

    advice = models.OneToOneField(AdviceRecord, on_delete=models.PROTECT, related_name="+")
    family = to_one(Family)
    linked_by = to_one(Practitioner)
    linked_at = models.DateTimeField(default=timezone.now)

    wall = Wall(
        see=f"{{row}}.linked_by_id = {rules.ME} OR {rules.AUDITS}",
        add=f"{{row}}.linked_by_id = {rules.ME} AND {rules.seen_family()} AND EXISTS (SELECT FROM"
        f" consent_advicerecord a WHERE a.id = {{row}}.advice_id AND a.asker_id = {rules.ME})",
    )

    class Meta:
        default_permissions = ()

    def __str__(self):
        return "The family that advice was asked about"
