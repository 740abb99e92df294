"""What was agreed to be done: by whom, by when, and what came of it (S33, S130, S136)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from conversations.models.assessments import Need
from conversations.models.conversations import Conversation
from conversations.models.plans import Plan
from locality.access import VisibleQuerySet
from locality.families import OfFamily
from locality.history import maybe_one, to_one
from locality.models import Partner, Practitioner


class ActionQuerySet(VisibleQuerySet):
    item = "goes_with"


class Action(OfFamily):
    """Something agreed: what, who, by when (S33, S136). Shared with its conversation, or as a category of its own."""

    conversation = to_one(Conversation)
    goes_with = maybe_one(
        Conversation,
        help_text="The conversation with which it is shared: its own, but for what is kept apart from that (A5)",
    )
    what = models.TextField()
    owner_partner = to_one(Partner)
    owner_name = models.CharField(max_length=200)
    owner = maybe_one(Practitioner)
    due_on = models.DateField()
    plan = maybe_one(Plan, help_text="The plan that it is part of")
    need = maybe_one(Need, help_text="The need that it is for")
    measure = models.TextField(blank=True, db_default="", help_text="How one will know that it worked")
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    objects = ActionQuerySet.as_manager()
    stays_with = ("conversation",)
    follows_its_conversation = ("category",)  # which is kept apart on the first day, or no longer
    readers_change_it = True  # whose action it is says that it is done, for whichever partner they work

    class Meta(OfFamily.Meta):
        ordering = ["due_on"]
        # My work walks it: what is not done, the most urgent first. (Of nobody else's use: it names the owner.)
        indexes = [
            models.Index("owner", "due_on", condition=Q(done_on=None, owner__isnull=False), name="action_of_owner")
        ]

    def __str__(self):
        return self.what

    @property
    def hint(self):
        """Who does it, and by when or since when it is done, in words."""
        when = f"done on {self.done_on:%-d %B %Y}" if self.done_on else f"by {self.due_on:%-d %B %Y}"
        return f"{self.owner_name}, {when}"

    @property
    def plan_hint(self):
        """The same, with how one will know."""
        return f"{self.hint}. You know it by this: {self.measure}" if self.measure else self.hint

    def is_for(self, practitioner):
        """Whether the practitioner says when it is done: its owner, or whoever recorded it."""
        mine = Conversation.objects.filter(pk=self.conversation_id, recorded_by=practitioner)
        return self.owner_id == practitioner.pk or mine.exists()

    @property
    def is_overdue(self):
        return not self.done_on and self.due_on < timezone.localdate()
