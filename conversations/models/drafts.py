"""What somebody is typing and has not saved yet."""

from django.db import models
from django.db.models import F
from django.utils import timezone

from locality.history import maybe_one, to_one
from locality.models import Family, Practitioner
from locality.wall import rules


class Draft(models.Model):
    """What somebody is typing and has not saved yet: private to them, kept on the server, deleted when it is saved.

    Without history by design: a copy for every few seconds of typing would keep what the author chose to take back.
    """

    id = models.UUIDField(primary_key=True, help_text="The form's submission key")
    author = to_one(Practitioner)
    form = models.CharField(max_length=40)
    family = maybe_one(Family)
    record = models.UUIDField(null=True, blank=True, help_text="What is being written, where that is there already")
    version = models.PositiveIntegerField(
        default=1, db_default=1, help_text="Goes up each time it is kept: two devices notice"
    )
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    KINDS = {
        "conversation": "A conversation",
        "assessment": "An assessment",
        "need": "A need",
        "plan": "A plan",
        "plan-actions": "Actions of a plan",
        "review": "A review",
        "closing": "The end of the help",
        "referral": "A referral to the Front Door",
        "move": "A step down or transfer",
    }

    wall = rules.own("author_id")

    class Meta:
        default_permissions = ()
        indexes = [models.Index("author", F("saved_at").desc(), name="draft_newest")]

    def __str__(self):
        return f"Draft of {self.author}"

    @property
    def title(self):
        return f"{self.KINDS.get(self.form, 'Something')} about the {self.family}"

    @property
    def hint(self):
        return f"Kept on {timezone.localtime(self.saved_at):%-d %B at %H:%M}"
