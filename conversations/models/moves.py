"""Moves between services: a step down or a transfer, with what each needs first (domain.md 3g; S26, S45)."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from conversations.models.conversations import Conversation
from conversations.models.episodes import OURS, SIGHT, Episode
from locality.access import VisibleQuerySet
from locality.families import OfFamily
from locality.history import maybe_one, to_one
from locality.models import Locality, Partner, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall

RECENT = timedelta(days=92)  # a child protection plan of the last three months: somebody else signs (3g)


class StepTransferQuerySet(VisibleQuerySet):
    def open(self):
        """Moves that are under way."""
        return self.filter(over_at__isnull=True)


class StepTransfer(OfFamily):
    """That a family's help goes on with another service: proposed by whoever helps now, answered by whoever is asked.

    The partner that gives it supplies the record; the one that is asked sees it when a decision gives them the category
    "lead professional", and then answers in it. Help that is given ends here only when somebody there leads.
    """

    class Kind(models.TextChoices):
        DOWN = "step_down", "Step down: statutory help ends, early help goes on"
        SIDEWAYS = "transfer", "Transfer: another service or locality carries on"

    class Was(models.TextChoices):
        NONE = "", "No statutory help"
        ASSESSED = "assessment", "A social work assessment"
        IN_NEED = "child_in_need", "A child in need plan"
        PROTECTION = "child_protection", "A child protection plan"
        LOOKED_AFTER = "looked_after", "Care of the local authority"

    class Agreement(models.TextChoices):
        AGREED = "agreed", "They agree to go on, and to what is shared"
        REFUSED = "refused", "They do not want it"

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Yes, we carry on"
        DECLINED = "declined", "No"

    kind = models.CharField(max_length=10, choices=Kind)
    was = models.CharField(max_length=20, choices=Was, default=Was.NONE, blank=True)
    was_until = models.DateField(null=True, blank=True, help_text="When the statutory plan ended, or is to end")
    episode = maybe_one(Episode, help_text="The help of the giving partner that ends with a transfer")
    to_partner = to_one(Partner)
    to_service = models.CharField(max_length=200, blank=True, help_text="Which team or service there")
    to_locality = maybe_one(Locality, help_text="Where the family belongs from then on")
    asked = to_one(Practitioner)
    conversation = to_one(Conversation, help_text="In which the move was planned (S45)")
    why = models.TextField()
    safe = models.TextField(help_text="Why it is safe (S26)")
    summary = models.TextField(help_text="What was done, and what it came to: the closing summary")
    outstanding = models.TextField(help_text="What is still to be done, by whom")
    wanted = models.TextField(help_text="What whoever carries on is asked to do")
    proposed_by = to_one(Practitioner)
    proposed_at = models.DateTimeField(default=timezone.now)
    agreement = models.CharField(max_length=10, choices=Agreement, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    family_said = models.TextField(blank=True, help_text="What the family says, in its own words")
    signed_by = maybe_one(Practitioner)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_words = models.TextField(blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_by = maybe_one(Practitioner)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_reason = models.TextField(blank=True)
    papers_on = models.DateField(null=True, blank=True, help_text="When the closing summary and the plan were received")
    carries_on = maybe_one(Episode, help_text="The help of the receiving partner, new or taken up again")
    handover = maybe_one(Conversation, help_text="The conversation in which it was handed over (S45)")
    lead = maybe_one(Practitioner, help_text="Who leads from then on")
    handed_over_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    over_by = maybe_one(Practitioner)
    over_words = models.TextField(blank=True)
    submission = models.UUIDField(unique=True)

    objects = StepTransferQuerySet.as_manager()
    wall = Wall(
        see=SIGHT,
        add=f"{OURS} AND {rules.seen_family()}",
        change=f"{OURS} OR {rules.mine('{row}.to_partner_id')}",
    )
    readers_change_it = True  # as far as `wall` says: whoever is asked to carry on answers
    stays_with = ("to_partner", "conversation")  # whoever is asked answers what was asked of them

    class Meta(OfFamily.Meta):
        ordering = ["-proposed_at"]
        indexes = [
            models.Index("family", F("proposed_at").desc(), name="move_of_family"),
            models.Index("to_partner", "proposed_at", condition=Q(over_at=None), name="move_to_partner"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "provider"], condition=Q(over_at__isnull=True), name="one_move_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(kind="step_down") | ~Q(was=""), name="step_down_says_from_what_statutory_help"
            ),
            models.CheckConstraint(
                condition=~Q(answer="accepted") | Q(agreement="agreed", papers_on__isnull=False),
                name="nobody_carries_on_before_the_family_agreed_and_the_papers_came",
            ),
            models.CheckConstraint(
                condition=~Q(answer="declined") | ~Q(answer_reason=""), name="no_to_a_move_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(handed_over_at__isnull=True)
                | Q(answer="accepted", handover__isnull=False, lead__isnull=False),
                name="handed_over_in_a_conversation_to_somebody_who_leads",
            ),
        ]

    def __str__(self):
        words = "Step down" if self.kind == self.Kind.DOWN else "Transfer"
        return f"{words} to {self.to_service or self.to_partner}"

    @property
    def is_open(self):
        return self.over_at is None

    @property
    def needs_signature(self):
        """Whether somebody who may authorise signs it first: a child protection plan stood within three months."""
        if self.was != self.Was.PROTECTION:
            return False
        return self.was_until is None or self.was_until > timezone.localdate(self.proposed_at) - RECENT

    @property
    def state(self):
        """Where it stands, in words, with the colour of its tag."""
        if self.over_at:
            done = bool(self.handed_over_at)
            refused = self.agreement == self.Agreement.REFUSED
            words = "Done" if done else "The family said no" if refused else "Taken back"
            return {"text": words, "colour": "green" if done else "grey"}
        if self.answer == self.Answer.DECLINED:
            return {"text": "Declined", "colour": "red"}
        if self.handed_over_at:
            return {"text": "Handed over", "colour": "blue"}
        if self.answer:
            return {"text": "Accepted, not handed over", "colour": "yellow"}
        return {"text": "Waits for an answer" if self.agreement else "Proposed", "colour": "yellow"}
