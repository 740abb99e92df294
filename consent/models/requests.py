"""One partner asks another for information (F3, F4, V27): what it asks, what the other makes of it, and the reply.

Three rows, because two sides read different things. Whoever asks never learns whether the other knows the family unless
a decision says so: that stands in `ReceivedRequest`, which is the asked partner's alone.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from consent.models.decisions import NOT_SHUT, SharingDecision
from consent.models.reference import Purpose
from locality.families import Family
from locality.history import Recorded, maybe_one, to_one
from locality.models import Partner, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall


class InformationRequest(Recorded):
    """What a partner (`provider`) asks another (`asked`), about somebody whom it names in words of its own: they are
    looked up nowhere, and never change."""

    provider = to_one(Partner)
    asked = to_one(Partner)
    about = models.TextField()
    wanted = ArrayField(models.CharField(max_length=40))
    purpose = to_one(Purpose)
    why = models.TextField()
    asked_by = to_one(Practitioner)
    asked_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateField()
    submission = models.UUIDField(unique=True)

    wall = Wall(
        see=f"{rules.AUDITS} OR {rules.mine('{row}.provider_id')}\n"
        "    OR EXISTS (SELECT FROM consent_receivedrequest r WHERE r.question_id = {row}.id)",
        add=f"{rules.mine('{row}.provider_id')} AND {{row}}.asked_by_id = {rules.ME}",
    )

    class Meta:
        default_permissions = ()
        ordering = ["-asked_at"]
        indexes = [
            models.Index("provider", models.F("asked_at").desc(), name="request_of_partner"),
            models.Index("asked", models.F("asked_at").desc(), name="request_to_partner"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(asked=models.F("provider")), name="request_asks_another")]

    def __str__(self):
        return f"Request of {timezone.localtime(self.asked_at):%-d %B %Y}"


class ReceivedRequest(Recorded):
    """What the asked partner makes of a request: which family of its own it is about, what it decided, and why it gives
    no reasons. Written empty with the request; the asked partner alone reads it, and whoever is shut out of that family
    no longer does."""

    question = models.OneToOneField(InformationRequest, on_delete=models.PROTECT, related_name="+")
    partner = to_one(Partner)
    asked_by = to_one(Practitioner)  # as in the question, which the wall cannot read here: it reads this row itself
    family = maybe_one(Family)
    linked_by = maybe_one(Practitioner)
    linked_at = models.DateTimeField(null=True, blank=True)
    decision = maybe_one(SharingDecision)
    why_no_reasons = models.TextField(blank=True)

    OPEN = f"({{row}}.family_id IS NULL OR {NOT_SHUT})"
    wall = Wall(
        see=f"{rules.AUDITS} OR {rules.mine('{row}.partner_id')} AND {OPEN}",
        add="{row}.family_id IS NULL AND {row}.decision_id IS NULL AND {row}.why_no_reasons = ''"
        f" AND {{row}}.asked_by_id = {rules.ME}",
        change=f"{rules.mine('{row}.partner_id')} AND ({{row}}.family_id IS NULL OR {rules.seen_family()})",
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(family__isnull=True, linked_by__isnull=True, linked_at__isnull=True, decision__isnull=True)
                | Q(family__isnull=False, linked_by__isnull=False, linked_at__isnull=False),
                name="request_linked_at_and_by",
            )
        ]

    def __str__(self):
        return "What was made of a request"


class RequestReply(Recorded):
    """What whoever asked is told: once. `decision` is what shares it; of a decision not to share it says nothing but
    the reasons, if any are given."""

    class Shared(models.TextChoices):
        ALL = "share", "Shared"
        PART = "share_part", "Shared in part"
        NOTHING = "not_share", "Not shared"

    question = models.OneToOneField(InformationRequest, on_delete=models.PROTECT, related_name="+")
    shared = models.CharField(max_length=20, choices=Shared)
    words = models.TextField(blank=True)
    decision = maybe_one(SharingDecision)
    replied_by = to_one(Practitioner)
    replied_at = models.DateTimeField(default=timezone.now)

    wall = Wall(
        see="EXISTS (SELECT FROM consent_informationrequest q WHERE q.id = {row}.question_id)",
        add=f"{{row}}.replied_by_id = {rules.ME} AND EXISTS (SELECT FROM consent_receivedrequest r"
        f" WHERE r.question_id = {{row}}.question_id AND {rules.mine('r.partner_id')})",
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(shared="not_share", decision__isnull=True)
                | Q(shared__in=["share", "share_part"], decision__isnull=False),
                name="reply_names_what_shares",
            )
        ]

    def __str__(self):
        return self.get_shared_display()
