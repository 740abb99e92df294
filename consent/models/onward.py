"""Passing on what another partner supplied: asking it, its answer, and that it was told (S92-S95, F33, V23)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consent.models.decisions import NOT_SHUT, SharingDecision
from consent.models.disclosures import Method
from consent.models.reference import Purpose
from locality.families import Family
from locality.history import Recorded, maybe_one, to_one
from locality.models import Partner, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall

WORDS_OF_REFUSAL = Q(agrees=True) | ~Q(words="")


class OnwardRequest(Recorded):
    """A partner (`provider`) asks the one that supplied a record (`asked`) whether it may pass it on to a third, for a
    purpose. What several are to receive is several requests, which one form may write (`submission`)."""

    family = to_one(Family)
    provider = to_one(Partner)
    asked = to_one(Partner)
    record_kind = models.CharField(max_length=60)
    record = models.UUIDField()
    description = models.CharField(max_length=200)
    recipient = to_one(Partner)
    purpose = to_one(Purpose)
    why = models.TextField()
    asked_by = to_one(Practitioner)
    asked_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateField()
    submission = models.UUIDField()

    wall = Wall(
        see=f"{rules.AUDITS}\n    OR ({rules.mine('{row}.provider_id')} OR {rules.mine('{row}.asked_id')})\n"
        f"    AND {NOT_SHUT}",
        add=f"{rules.mine('{row}.provider_id')} AND {{row}}.asked_by_id = {rules.ME}\n    AND {NOT_SHUT}",
    )

    class Meta:
        default_permissions = ()
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "recipient"], name="onward_asked_once"),
            models.CheckConstraint(condition=~Q(asked=models.F("provider")), name="onward_asks_another"),
        ]

    def __str__(self):
        return f"Request of {self.asked_at:%-d %B %Y}"


class OnwardAnswer(Recorded):
    """What the supplier answered: once, and only for the recipient and the purpose that it was asked about."""

    question = to_one(OnwardRequest)
    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    answered_by = to_one(Practitioner)
    answered_at = models.DateTimeField(default=timezone.now)

    OF = "EXISTS (SELECT FROM consent_onwardrequest q WHERE q.id = {row}.question_id"
    wall = Wall(see=f"{OF})", add=f"{OF} AND {rules.mine('q.asked_id')}) AND {{row}}.answered_by_id = {rules.ME}")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["question"], name="onward_answered_once"),
            models.CheckConstraint(condition=WORDS_OF_REFUSAL, name="onward_refused_with_a_reason"),
        ]

    def __str__(self):
        return "Agreed" if self.agrees else "Refused"


class OnwardShare(Recorded):
    """A decision passes on a record that another partner supplied: with its agreement, or past it on a legal duty. The
    supplier reads this and nothing else of the decision, unless telling it would tell somebody who may not know."""

    class Position(models.TextChoices):
        GIVEN = "given", "The supplier agreed"
        OVERRIDDEN = "overridden", "Without the supplier’s agreement, on a legal duty"

    family = to_one(Family)
    decision = to_one(SharingDecision)
    provider = to_one(Partner)
    supplier = to_one(Partner)
    record_kind = models.CharField(max_length=60)
    record = models.UUIDField()
    description = models.CharField(max_length=200)
    recipient = to_one(Partner)
    position = models.CharField(max_length=20, choices=Position)
    question = maybe_one(OnwardRequest)
    why = models.TextField(blank=True)
    told = maybe_one(Partner)  # the supplier, or nobody where telling it would tell who may not know (4.5)
    shared_at = models.DateTimeField()

    wall = Wall(
        see=f"{rules.AUDITS}\n    OR ({rules.mine('{row}.provider_id')}\n"
        f"        OR {rules.mine('{row}.told_id')})\n    AND {NOT_SHUT}",
        add=f"{rules.mine('{row}.provider_id')} AND {rules.own_decision()}",
    )

    class Meta:
        default_permissions = ()
        ordering = ["-shared_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(position="given", question__isnull=False) | Q(position="overridden") & ~Q(why=""),
                name="onward_rests_on_something",
            ),
        ]

    def __str__(self):
        return self.get_position_display()

    @property
    def kept_quiet(self):
        """Whether the supplier is not told."""
        return self.told_id is None


class OnwardAct(Recorded):
    """What another partner supplied was passed on outside the service, by a decision that allows it: a row for each
    time. The supplier reads when and in which way, where it may know that it is passed on at all (V23, F35)."""

    share = to_one(OnwardShare)
    method = models.CharField(max_length=20, choices=Method)
    passed_at = models.DateTimeField()
    said_by = to_one(Practitioner)
    said_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField()

    OF = "EXISTS (SELECT FROM consent_onwardshare s WHERE s.id = {row}.share_id"
    wall = Wall(see=f"{OF})", add=f"{OF} AND {rules.mine('s.provider_id')}) AND {{row}}.said_by_id = {rules.ME}")

    class Meta:
        default_permissions = ()
        ordering = ["passed_at"]
        constraints = [models.UniqueConstraint(fields=["submission", "share"], name="onward_act_recorded_once")]

    def __str__(self):
        return str(self.get_method_display())
