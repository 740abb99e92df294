"""What was said and agreed about one family at one meeting: a record of its own for each family (S136-S139)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from allocations.models.items import OURS, SEEN, PartOfItem
from allocations.models.meetings import AllocationMeeting, MeetingMember
from locality.history import maybe_one, to_one
from locality.models import Partner, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall

RUN = (
    "EXISTS (SELECT FROM allocations_allocationmeeting m\n"
    "        WHERE m.id = {row}.meeting_id AND m.run_by_id = {row}.written_for_id)"
)


class Outcome(models.TextChoices):
    """What a meeting agrees about a family (domain.md 3c)."""

    LEAD_AND_EHA = "allocate_lead_and_EHA", "Lead professional and an assessment"
    SINGLE_AGENCY = "allocate_single_agency", "One service helps by itself"
    STRENGTHENED = "existing_plan_strengthened", "The plan there is becomes stronger"
    CONSULTATION = "consultation_only", "Advice given, nothing more"
    BROKER = "broker_service", "A service is found or bought"
    FRONT_DOOR = "refer_front_door", "Referral to the Front Door"
    STEP_DOWN = "step_down_accepted", "Step-down accepted"
    NO_STEP_DOWN = "step_down_declined", "Step-down declined"
    CONTACT = "contact_family_first", "Contact the family first"
    DEFER = "defer", "Put off to the next meeting"
    NOTHING = "no_further_action", "No further action"
    DISAGREEMENT = "disagreement_opened", "Not agreed: a disagreement is opened"


WITHOUT_LEAD = {Outcome.CONSULTATION, Outcome.DEFER, Outcome.NOTHING, Outcome.FRONT_DOOR, Outcome.DISAGREEMENT}
WITHOUT_ACTION = {Outcome.CONSULTATION, Outcome.DEFER, Outcome.NOTHING}


class ItemMinute(PartOfItem):
    """What one meeting said and agreed about one item. Written while it happens; closed item by item; mended until the
    minutes are agreed, after that there are addenda."""

    class Check(models.TextChoices):
        NOTHING = "nothing", "Nothing here should be a referral already"
        CALLED = "called", "The Front Door is called now"

    meeting = to_one(AllocationMeeting)
    safeguarding = models.CharField(max_length=10, choices=Check, blank=True)
    notes = models.TextField(blank=True)
    outcomes = ArrayField(models.CharField(max_length=30, choices=Outcome), default=list, blank=True)
    lead = maybe_one(Practitioner)
    no_lead_why = models.TextField(blank=True)
    defer_why = models.TextField(blank=True)
    positions = models.TextField(blank=True, help_text="Where Locality and Team Managers do not agree (S138)")
    opened_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    provisional = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    wall = Wall(see=SEEN, add=f"{OURS}\n    AND {{row}}.written_by_id = {rules.ME}\n    AND {RUN}", change=OURS)

    class Meta(PartOfItem.Meta):
        constraints = [models.UniqueConstraint(fields=["item", "meeting"], name="one_minute_of_an_item")]

    def __str__(self):
        return f"Minute of the {self.meeting}"

    @property
    def outcome_words(self):
        """What was agreed, in words."""
        return ", ".join(str(Outcome(code).label) for code in self.outcomes)


class StoodOut(PartOfItem):
    """Somebody was not in the room while an item was heard: not covered by a decision, or they know the family."""

    meeting = to_one(AllocationMeeting)
    member = to_one(MeetingMember)
    back_at = models.DateTimeField(null=True, blank=True)

    class Meta(PartOfItem.Meta):
        constraints = [models.UniqueConstraint(fields=["item", "meeting", "member"], name="stood_out_once")]

    def __str__(self):
        return f"{self.member} was not in the room"


class ItemAction(PartOfItem):
    """Something agreed at the meeting: what, who, by when (S136). Its owner says that it is done."""

    minute = to_one(ItemMinute)
    what = models.TextField()
    owner = maybe_one(Practitioner)
    owner_name = models.CharField(max_length=200)
    owner_partner = to_one(Partner)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    came_of_it = models.TextField(blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    wall = Wall(see=SEEN, add=PartOfItem.wall.add, change=SEEN)

    class Meta(PartOfItem.Meta):
        ordering = ["written_at"]
        indexes = [
            models.Index(
                "owner", "due_on", condition=Q(done_on=None, taken_back_at=None), name="meeting_action_of_owner"
            )
        ]

    def __str__(self):
        return self.what

    @property
    def hint(self):
        """Who does it, and by when or since when it is done, in words."""
        when = f"done on {self.done_on:%-d %B %Y}" if self.done_on else f"by {self.due_on:%-d %B %Y}"
        return f"{self.owner_name}, {when}"


class LeadAnswer(PartOfItem):
    """Whether the lead professional whom the meeting asked takes it on: their own word, or given in the room (S136)."""

    minute = to_one(ItemMinute)
    practitioner = to_one(Practitioner)
    accepted = models.BooleanField()
    in_the_room = models.BooleanField(default=False)
    why = models.TextField(blank=True)

    class Meta(PartOfItem.Meta):
        ordering = ["written_at"]

    def __str__(self):
        return f"{self.practitioner} {'accepted' if self.accepted else 'declined'}"


class MinuteAddendum(PartOfItem):
    """A correction or addition to a minute that was agreed."""

    minute = to_one(ItemMinute)
    text = models.TextField()
    submission = models.UUIDField(unique=True)

    class Meta(PartOfItem.Meta):
        ordering = ["written_at"]

    def __str__(self):
        return f"Addendum of {timezone.localtime(self.written_at):%-d %B %Y}"
