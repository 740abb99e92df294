"""What an auditor has opened: the content of one sampled case, with a reason, for an hour or two (A8).

The opening names the decision that was drawn. What it gives is what that decision was about, and no more: the first
wall reads the kinds and the records that the opening says, the second asks the decision itself (`wall.opened`,
gate.sql). Addresses that are protected are never among them. Where few were listed, or most of them drawn, whoever
chose the days chose the family: no case of such a sample opens.
"""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from locality.access.tables import AuditBox
from locality.history import Recorded, to_one
from locality.partners import Partner, Practitioner
from locality.wall.rules import AT, AUDITS, ME, Wall, not_shut

LASTS = timedelta(hours=2)
LEAST = 20  # characters of the reason
LEAST_LISTED = 10  # decisions that a sample is drawn from, of which half may be drawn

OF_A_SAMPLE = (
    "EXISTS (SELECT FROM consent_auditfile f JOIN consent_sharingdecision d ON d.id = f.decision_id"
    " JOIN consent_auditsample s ON s.id = f.sample_id"
    " WHERE f.id = {row}.file AND d.id = {row}.decision AND d.number = {row}.number AND d.family_id = {row}.family_id"
    f" AND d.provider_id = {{row}}.provider_id AND d.decided_by_id <> {ME}"
    f" AND jsonb_array_length(s.listed) >= {LEAST_LISTED} AND s.size * 2 <= jsonb_array_length(s.listed))"
)
OF_MY_AUDIT = (
    f"EXISTS (SELECT FROM locality_auditbox b WHERE b.id = {{row}}.box_id AND b.auditor_id = {ME}"
    f" AND b.starts_at <= {AT} AND b.ends_at > {AT} AND {{row}}.ends_at <= b.ends_at)"
)
JUST_NOW = f"{{row}}.opened_at BETWEEN {AT} - interval '5 minutes' AND {AT} + interval '5 minutes'"


class AuditOpeningQuerySet(models.QuerySet):
    def live(self, at=None):
        """Those that stand open at a moment, within the time of their audit."""
        at = at or timezone.now()
        box = {"box__starts_at__lte": at, "box__ends_at__gt": at, "auditor__is_active": True}
        return self.filter(opened_at__lte=at, ends_at__gt=at, **box)

    def of(self, reader, *, family, provider, category, item=None):
        """Those by which this `Reader` may see a record: its family, supplier and category, and the item that it hangs
        from, as values or expressions."""
        what = Q(categories__contains=[category])
        if item is not None:
            what |= Q(records__contains=[item])
        mine = self.live(reader.at).filter(auditor=reader.practitioner, box__auditor=reader.practitioner)
        return mine.filter(what, family=family, provider=provider)


class AuditOpening(Recorded):
    """The content of a sampled case, opened by one auditor: why, and until when. It ends by itself, with the audit at
    the latest. `categories` are keys of kinds of information, `records` those of single records."""

    box = to_one(AuditBox)
    auditor = to_one(Practitioner)
    file = models.UUIDField()
    decision = models.UUIDField()
    number = models.PositiveIntegerField(help_text="Of the decision, for who may not read it")
    family = to_one("locality.Family")
    provider = to_one(Partner)
    categories = ArrayField(models.IntegerField(), default=list)
    records = ArrayField(models.UUIDField(), default=list)
    reason = models.TextField()
    opened_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    submission = models.UUIDField(unique=True)

    objects = AuditOpeningQuerySet.as_manager()
    wall = Wall(
        see=f"{AUDITS}\n    OR {{row}}.auditor_id = {ME}\n    OR (SELECT wall.grants_audits())",
        add=f"{AUDITS} AND {{row}}.auditor_id = {ME} AND {JUST_NOW}\n    AND {OF_A_SAMPLE}\n    AND {OF_MY_AUDIT}\n"
        f"    AND {not_shut('{row}.family_id')}",
    )

    class Meta:
        default_permissions = ()
        ordering = ["-opened_at"]
        indexes = [models.Index("auditor", "family", "ends_at", name="opening_of_auditor")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("opened_at")) & Q(ends_at__lte=F("opened_at") + LASTS),
                name="opening_is_short",
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S(.|\n){18,}\S"), name="opening_says_why"),
        ]

    def __str__(self):
        return f"Opened by {self.auditor}"
