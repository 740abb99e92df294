"""Referrals to the Front Door: the concern, the call, and what came of it (domain.md 3f; S49-S56)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consent.models import DecidedAccess, Purpose
from conversations.models.conversations import Conversation
from locality.access import Among, VisibleQuerySet
from locality.families import OfFamily
from locality.history import Recorded, maybe_one, to_one
from locality.models import Partner, Person, Practitioner
from locality.people import with_people


class ReferralQuerySet(VisibleQuerySet):
    item = ""

    def open(self):
        """Referrals of which nobody has recorded yet what came of them."""
        return self.filter(outcome="")


class Referral(OfFamily):
    """That a child may be in need or harmed was, or is to be, told to the Front Door by telephone (S53, S55). Recorded
    whatever has been typed: no field of it, and nobody's approval, stands before the call (S52, S54)."""

    class Reason(models.TextChoices):
        IN_NEED = "child_in_need", "A child may be in need"
        HARMED = "harm", "A child has suffered significant harm"
        LIKELY = "likely_harm", "A child is likely to suffer significant harm"

    class Told(models.TextChoices):
        AGREED = "agreed", "Yes, and they agreed"
        TOLD = "told", "Yes, and they did not agree"
        NOT_SAFE = "not_safe", "No: telling them would put somebody at risk"
        NOT_YET = "not_yet", "Not yet"

    class Outcome(models.TextChoices):
        CHILD_IN_NEED = "accepted_s17", "Accepted: social care assesses a child in need"
        ENQUIRY = "s47_strategy", "Accepted: enquiries into harm, or a strategy meeting"
        EARLY_HELP = "early_help_recommended", "Early help recommended"
        ADVICE = "advice_only", "Advice only"
        INFORMATION = "information_only", "Taken as information only"
        ELSEWHERE = "out_of_area", "Passed to another area"
        NOTHING = "nfa", "No further action"

    reason = models.CharField(max_length=20, choices=Reason)
    concerns = models.TextField(help_text="What worries the referrer")
    identified_at = models.DateTimeField(default=timezone.now, help_text="When the concern was seen (S53)")
    in_danger = models.BooleanField(default=False, help_text="Somebody was in danger that very moment")
    emergency_at = models.DateTimeField(null=True, blank=True, help_text="When 999 was rung")
    called_at = models.DateTimeField(null=True, blank=True, help_text="When the Front Door was rung (S55)")
    spoke_to = models.CharField(max_length=200, blank=True)
    said = models.TextField(blank=True, help_text="What was told to the Front Door")
    advice = models.TextField(blank=True, help_text="What the Front Door said")
    reference = models.CharField(max_length=100, blank=True, help_text="The Front Door's own")
    told = models.CharField(max_length=10, choices=Told, default=Told.NOT_YET)
    told_reason = models.TextField(blank=True)
    conversation = maybe_one(Conversation, help_text="In which it was agreed to ring")
    recorded_by = to_one(Practitioner)
    recorded_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=30, choices=Outcome, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_words = models.TextField(blank=True)
    outcome_by = maybe_one(Practitioner)
    submission = models.UUIDField(unique=True)

    objects = ReferralQuerySet.as_manager()
    list_key = "recorded_at"

    class Meta(OfFamily.Meta):
        permissions = [("see_referral", "See the referral")]
        ordering = ["-recorded_at"]
        indexes = [
            models.Index("family", F("recorded_at").desc(), name="referral_of_family"),
            models.Index("recorded_by", "recorded_at", condition=Q(outcome=""), name="referral_to_chase"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at__isnull=True) | (~Q(outcome="") & Q(outcome_at__isnull=False)),
                name="outcome_of_referral_has_its_time",
            ),
        ]

    def __str__(self):
        return f"Referral to the Front Door on {timezone.localtime(self.called_at or self.recorded_at):%-d %B %Y}"

    def about(self, reader):
        """The children it is about, as far as this `Reader` may see it."""
        lines = ReferralChild.objects.visible_by(reader).filter(referral=self)
        return [line.person for line in with_people(lines, reader, "person")]

    def sharing_answers(self):
        """What the form for deciding about it begins with: at once, without asking first, because a child may be
        harmed (domain.md 3f; V31). Whoever decides may change all of it."""
        keepers = list(Partner.objects.active().filter(kind__code="council")[:2])
        told = {"agreed": "told_before", "told": "told_before", "not_safe": "will_not_be_told"}
        answers = {
            "basis": "without",
            "ground": "harm_to_child" if self.reason != self.Reason.IN_NEED else "duty_to_share",
            "facts": "\n".join(filter(None, [self.concerns, self.said])),
            "wishes": self.told_reason,
            "speed": "urgent",
            "told": told.get(self.told, "not_yet"),
            "purpose": Purpose.objects.selectable().filter(code="protect_child").first(),
        }
        if len(keepers) == 1:
            answers |= {"to_1": keepers[0], "need_1": "They keep the Front Door and decide what happens next"}
        return answers

    @property
    def is_accepted(self):
        """Whether social care took it on."""
        return self.outcome in (self.Outcome.CHILD_IN_NEED, self.Outcome.ENQUIRY)

    @property
    def minutes(self):
        """How long it took from seeing the concern to the call, or None (S53)."""
        return self.called_at and max(0, round((self.called_at - self.identified_at).total_seconds() / 60))

    @property
    def waited(self):
        """The same in words: "40 minutes", "3 hours", "2 days"."""
        if self.minutes is None:
            return ""
        for size, name in ((1440, "day"), (60, "hour"), (1, "minute")):
            if self.minutes >= 2 * size or size == 1:
                count = self.minutes // size
                return f"{count} {name}{'' if count == 1 else 's'}"
        return ""

    @property
    def state(self):
        """Where it stands, in words, with the colour of its tag."""
        if self.outcome:
            return {"text": self.get_outcome_display(), "colour": "green" if self.is_accepted else "grey"}
        if not self.called_at:
            return {"text": "Not rung yet", "colour": "red"}
        return {"text": "Waiting for the outcome", "colour": "yellow"}


class _OfReferral(VisibleQuerySet):
    family, provider, category = "referral__family", "referral__provider", "referral__category"
    item = "referral"

    def shown_with(self, referrals):
        """Lines of referrals that the reader was shown already: the rule asks the same of a line as of its whole."""
        return self.filter(Among("referral", referrals)) if referrals else self.none()


class PartOfReferral(Recorded):
    """A line of a referral, seen by whoever may see the referral."""

    referral = to_one(Referral)

    objects = _OfReferral.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()


class ReferralChild(PartOfReferral):
    """A child whom the referral is about."""

    person = to_one(Person)


class ReferralNote(PartOfReferral):
    """What happened after the call: the outcome was chased, the written form sent, something more was learnt."""

    class Kind(models.TextChoices):
        CHASED = "chased", "I asked what came of it"
        SENT = "sent", "The written referral was sent"
        TOLD = "told", "The family was told"
        MORE = "more", "Something else"

    kind = models.CharField(max_length=10, choices=Kind)
    happened_at = models.DateTimeField()
    text = models.TextField()
    written_by = to_one(Practitioner)
    written_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    class Meta(PartOfReferral.Meta):
        ordering = ["happened_at"]


class ReferralAccess(DecidedAccess):
    """A partner may see this one referral: whoever keeps the Front Door, when its supplier decided so."""

    content_object = models.ForeignKey(Referral, on_delete=models.PROTECT)

    class Meta(DecidedAccess.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "permission", "content_object", "decision"],
                name="referral_access_once_per_decision",
            )
        ]
        indexes = [models.Index(fields=["content_object", "group", "permission"], name="referral_access_of_it")]
