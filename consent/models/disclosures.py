"""That what a decision allows was passed on outside the service: how, to whom, and whether it arrived (F35)."""

from dataclasses import replace

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consent.models.decisions import DecisionItem, PartOfDecision
from locality.history import to_one
from locality.models import Partner, Practitioner
from locality.wall import rules

# What is passed on is of this very decision, and so is whom it is passed on to: no line of another, no outsider.
ITS_ITEM = "EXISTS (SELECT FROM consent_decisionitem i WHERE i.id = {row}.item_id\n"
ITS_ITEM += "        AND i.decision_id = {row}.decision_id AND i.include)"
ITS_RECIPIENT = "EXISTS (SELECT FROM consent_decisionrecipient p WHERE p.decision_id = {row}.decision_id\n"
ITS_RECIPIENT += "        AND p.partner_id = {row}.partner_id)"


class Method(models.TextChoices):
    """The secure ways, and no other (V21): what is not here cannot be recorded, as it must not be done."""

    SECURE_EMAIL = "secure_email", "Secure or encrypted e-mail"
    PHONE = "phone", "By phone"
    IN_PERSON = "in_person", "Face to face"
    MEETING = "meeting", "At a meeting"
    POST = "post", "Recorded post"


class Disclosure(PartOfDecision):
    """One item of a decision was passed on to one of its recipients. What was passed on in one act has one key
    (`submission`) and the same words."""

    item = to_one(DecisionItem)
    partner = to_one(Partner)
    method = models.CharField(max_length=20, choices=Method)
    to_whom = models.CharField(max_length=200)
    number_check = models.CharField(max_length=300, blank=True)
    receipt = models.CharField(max_length=300, blank=True)
    copy = models.CharField(max_length=300, blank=True)
    passed_at = models.DateTimeField()
    said_by = to_one(Practitioner)
    said_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField()

    wall = replace(
        PartOfDecision.wall,
        add=f"{rules.own_decision()} AND {{row}}.said_by_id = {rules.ME}\n    AND {ITS_ITEM}\n    AND {ITS_RECIPIENT}",
    )

    class Meta(PartOfDecision.Meta):
        ordering = ["passed_at", "said_at"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "item"], name="disclosure_recorded_once"),
            models.CheckConstraint(condition=Q(method__in=Method.values), name="disclosure_is_secure"),
            models.CheckConstraint(
                condition=~Q(method="phone") | ~Q(number_check=""), name="disclosure_by_phone_says_the_check"
            ),
        ]

    def __str__(self):
        return f"{self.get_method_display()}, {self.passed_at:%-d %B %Y}"
