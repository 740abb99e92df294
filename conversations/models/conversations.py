"""Professional conversations, who took part, what was agreed, and what follows (domain.md 3b; S10, S23-S45)."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consent.models import DecidedAccess, Nature
from locality.access import Among, VisibleQuerySet
from locality.days import after_working_days
from locality.families import OfFamily
from locality.history import Recorded, maybe_one, to_one
from locality.models import Partner, Person, Practitioner
from locality.partners import Tier
from locality.people import with_people
from locality.reference import ADULTS, category_key

OPEN_FOR = timedelta(hours=24)


class ConversationQuerySet(VisibleQuerySet):
    item = ""


class Conversation(OfFamily):
    """A telephone call or meeting between professionals about a family (S23). Recorded whatever its outcome, never
    deleted (S41); its text may be mended for 24 hours, after that there are dated addenda (3b)."""

    class Kind(models.TextChoices):
        CASE = "case", "About a family we are helping"
        PRE_CASE = "pre_case", "Before help has begun"
        STEP_CHANGE = "step_change", "A move between services"
        REVIEW = "review", "A review"
        CLOSURE = "closure", "At the end of the help"
        FRONT_DOOR = "front_door_consult", "With the Front Door"

    class Mode(models.TextChoices):
        PHONE = "phone", "Telephone call"
        MEETING = "meeting_in_person", "Meeting in person"
        VIDEO = "video", "Video call"
        AD_HOC = "corridor", "In passing"

    class Harm(models.TextChoices):
        NO = "no", "No"
        IN_NEED = "child_in_need", "A child may be in need"
        HARMED = "harm", "A child has suffered significant harm"
        LIKELY = "likely_harm", "A child is likely to suffer significant harm"

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CASE)
    took_place = models.BooleanField(default=True)
    declined_reason = models.TextField(blank=True)
    mode = models.CharField(max_length=20, choices=Mode, default=Mode.PHONE)
    started_at = models.DateTimeField()
    said = models.TextField(help_text="What was said")
    concerns = models.TextField(blank=True)
    concerns_are = models.CharField(max_length=20, choices=Nature, blank=True, db_default="", default="")
    strengths = models.TextField(blank=True)
    child_voice = models.TextField(blank=True)
    agreed = models.TextField(help_text="What was agreed (S42)")
    harm = models.CharField(max_length=20, choices=Harm)
    harm_reasoning = models.TextField(blank=True)
    front_door_called_at = models.DateTimeField(null=True, blank=True)
    front_door_spoke_to = models.CharField(max_length=200, blank=True)
    front_door_not_called_reason = models.TextField(blank=True)
    recorded_by = to_one(Practitioner)
    recorded_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)

    objects = ConversationQuerySet.as_manager()
    list_key = "started_at"

    class Meta(OfFamily.Meta):
        permissions = [
            ("see_conversation", "See the conversation"),
            ("order_conversation", "Order the conversation in a list"),
        ]
        indexes = [
            models.Index("provider", F("started_at").desc(), F("id").desc(), name="conversation_newest"),
            models.Index("family", F("started_at").desc(), name="conversation_of_family"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(took_place=True) | ~Q(declined_reason=""), name="declined_conversation_says_why"
            )
        ]

    def __str__(self):
        return f"{self.get_mode_display()} on {timezone.localtime(self.started_at):%-d %B %Y}"

    @property
    def nature(self):
        """How sure its worries are (F12): a decision to share it alone says so."""
        return self.concerns_are

    @property
    def is_apart(self):
        """Whether it is kept out of what is shared of the family as a whole: it tells of an adult's health (A5)."""
        return self.category_id == category_key(ADULTS)

    def about(self, reader):
        """The people it is about, as far as this `Reader` may see it: the subjects of a decision to share it alone."""
        lines = Subject.objects.visible_by(reader).filter(conversation=self)
        return [line.person for line in with_people(lines, reader, "person")]

    @property
    def is_open(self):
        """Whether its author may still mend the text."""
        return timezone.now() < self.recorded_at + OPEN_FOR

    @property
    def locks_at(self):
        return self.recorded_at + OPEN_FOR

    @property
    def was_recorded_late(self):
        """More than two working days after it took place."""
        limit = after_working_days(timezone.localdate(self.started_at), 2)
        return timezone.localdate(self.recorded_at) > limit


class _OfConversation(VisibleQuerySet):
    family, provider, category = "conversation__family", "conversation__provider", "conversation__category"
    item = "conversation"

    def shown_with(self, conversations):
        """Lines of conversations that the reader was shown: the rule asks the same of a line as of its whole."""
        return self.filter(Among("conversation", conversations)) if conversations else self.none()


class PartOfConversation(Recorded):
    """A line of a conversation, seen by whoever may see the conversation."""

    conversation = to_one(Conversation)

    objects = _OfConversation.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()


class Participant(PartOfConversation):
    """Somebody who took part: for which partner, and of which service tier (S24)."""

    partner = to_one(Partner)
    practitioner = maybe_one(Practitioner)
    name = models.CharField(max_length=200)
    tier = models.CharField(max_length=20, choices=Tier)

    def __str__(self):
        return f"{self.name}, {self.partner}"


class Subject(PartOfConversation):
    """A child or adult whom the conversation is about."""

    person = to_one(Person)


class Addendum(PartOfConversation):
    """What was added after the conversation had locked. It may say that the conversation stands out in the chronology,
    for the reason that it gives, or does so no longer: the newest that says either counts."""

    class Mark(models.TextChoices):
        OUT = "out", "It stands out, for the reason that I give here"
        PLAIN = "plain", "It stands out no longer"

    text = models.TextField()
    mark = models.CharField(max_length=10, choices=Mark, blank=True, default="", db_default="")
    written_by = to_one(Practitioner)
    written_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    class Meta(PartOfConversation.Meta):
        ordering = ["written_at"]

    @property
    def says_why(self):
        """Since when the conversation stands out, who says so and why: a line to follow other words."""
        day = timezone.localdate(self.written_at)
        return f"\nStands out since {day:%-d %B %Y}, says {self.written_by}: {self.text}"


class ConversationAccess(DecidedAccess):
    """A partner may see this one conversation; or, with `order_conversation`, has it in its list because a decision
    about the whole family gives it (the decision about the family is what lets it be seen)."""

    content_object = models.ForeignKey(Conversation, on_delete=models.PROTECT)

    class Meta(DecidedAccess.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "permission", "content_object", "decision"],
                name="conversation_access_once_per_decision",
            )
        ]
        indexes = [
            models.Index("group", F("sort_key").desc(), F("content_object").desc(), name="conversation_access_newest"),
            models.Index(fields=["content_object", "group", "permission"], name="conversation_access_of_it"),
        ]
