"""Families on the agenda of a meeting, and what hangs from an item (S132-S135; domain.md 3c)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from allocations.models.meetings import AllocationMeeting
from consent.models import DecidedAccess
from conversations.models import Conversation
from locality.access import VisibleQuerySet
from locality.families import NeedLevel, OfFamily, people_of
from locality.history import Recorded, maybe_one, to_one
from locality.models import Partner, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall

SEEN = "EXISTS (SELECT FROM allocations_agendaitem p WHERE p.id = {row}.item_id)"
OURS = f"{SEEN}\n    AND {rules.mine('{row}.written_for_id')}"


class AgendaItemQuerySet(VisibleQuerySet):
    item = ""

    def on_agenda(self, meeting):
        """The items of a meeting's agenda: put forward for it, or carried over to it; none that was withdrawn."""
        come = CarriedOver.objects.filter(item=models.OuterRef("pk"), to_meeting=meeting)
        return self.filter(Q(meeting=meeting) | Q(models.Exists(come)), withdrawn_at__isnull=True)


class AgendaItem(OfFamily):
    """A family on the agenda, under exactly one of the four categories (S132-S135), for a stated purpose (S90). Its
    conditions depend on the category (allocations/conditions.py)."""

    class Heading(models.TextChoices):
        COMPLEX = "COMPLEX", "Complex case"
        SUPPORT = "SUPPORT_NON_STATUTORY", "Needs support, not a statutory intervention"
        DATA_ONLY = "DATA_ONLY", "Identified by data only"
        TRANSITION = "TRANSITION_DOWN", "Moving to lower-level services"

    class Agreement(models.TextChoices):
        AGREED = "agreed", "The family agrees to the move"
        ASKED = "asked", "The family was asked and has not answered"
        REFUSED = "refused", "The family does not want further help"

    meeting = to_one(AllocationMeeting)
    heading = models.CharField(max_length=30, choices=Heading)
    purpose = models.TextField()
    proposed_by = to_one(Practitioner)
    proposed_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)
    urgent_why = models.TextField(blank=True)
    agencies = models.PositiveSmallIntegerField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    exception = models.TextField(blank=True)
    no_harm_why = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    match_rule = models.CharField(max_length=200, blank=True)
    from_level = models.CharField(max_length=30, choices=NeedLevel.Level, blank=True)
    to_level = models.CharField(max_length=30, choices=NeedLevel.Level, blank=True)
    closing_summary = models.TextField(blank=True)
    conversation = maybe_one(Conversation)
    agreement = models.CharField(max_length=10, choices=Agreement, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)

    objects = AgendaItemQuerySet.as_manager()
    list_key = "proposed_at"

    class Meta(OfFamily.Meta):
        ordering = ["proposed_at"]
        permissions = [("see_agendaitem", "See the agenda item")]
        constraints = [
            models.UniqueConstraint(
                # of each partner: that another put the family there is not for this one to learn
                fields=["meeting", "family", "provider"],
                name="a_family_once_per_meeting",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""), name="withdrawing_an_item_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.family}: {self.get_heading_display()}"

    def about(self, reader):
        """The people it is about, as far as this `Reader` may see them: the subjects of a decision to circulate it."""
        return list(people_of(self.family, reader))


class AgendaItemAccess(DecidedAccess):
    """A partner may see this one item of an agenda and what hangs from it: the decision that covers circulating it."""

    content_object = models.ForeignKey(AgendaItem, on_delete=models.PROTECT)

    class Meta(DecidedAccess.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "permission", "content_object", "decision"], name="item_access_once_per_decision"
            )
        ]
        indexes = [models.Index(fields=["content_object", "group", "permission"], name="item_access_of_it")]


class _OfItem(VisibleQuerySet):
    family, provider, category, item = "item__family", "item__provider", "item__category", "item"


class PartOfItem(Recorded):
    """What hangs from an item of an agenda: seen by whoever may see the item; written by those who run the meeting,
    which is another partner than the item's mostly, in the name of their own (`written_for`)."""

    item = to_one(AgendaItem)
    written_by = to_one(Practitioner)
    written_for = to_one(Partner)
    written_at = models.DateTimeField(default=timezone.now)

    objects = _OfItem.as_manager()
    readers_change_it = True  # so its item stays: see wall/policies.py, "stays"
    wall = Wall(see=SEEN, add=f"{OURS}\n    AND {{row}}.written_by_id = {rules.ME}", change=OURS)

    class Meta:
        abstract = True
        default_permissions = ()


class InputRequest(PartOfItem):
    """A partner is asked what it knows, before the meeting."""

    partner = to_one(Partner)
    due_on = models.DateField()

    class Meta(PartOfItem.Meta):
        constraints = [models.UniqueConstraint(fields=["item", "partner"], name="asked_for_input_once")]

    def __str__(self):
        return f"{self.partner} is asked for what it knows"


class AgendaInputQuerySet(VisibleQuerySet):
    item = ""


class AgendaInput(OfFamily):
    """What a partner gives to the discussion of an item: its own record, shared by its own decision (S94)."""

    agenda_item = to_one(AgendaItem)
    text = models.TextField()
    given_by = to_one(Practitioner)
    given_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    objects = AgendaInputQuerySet.as_manager()
    list_key = "given_at"

    class Meta(OfFamily.Meta):
        ordering = ["given_at"]
        permissions = [("see_agendainput", "See what a partner gave to an agenda item")]

    def __str__(self):
        return f"What {self.provider} knows, given on {timezone.localtime(self.given_at):%-d %B %Y}"

    def about(self, reader):
        """The people it is about, as far as this `Reader` may see them."""
        return list(people_of(self.family, reader))


class AgendaInputAccess(DecidedAccess):
    """A partner may see this one input to an agenda item."""

    content_object = models.ForeignKey(AgendaInput, on_delete=models.PROTECT)

    class Meta(DecidedAccess.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "permission", "content_object", "decision"], name="input_access_once_per_decision"
            )
        ]
        indexes = [models.Index(fields=["content_object", "group", "permission"], name="input_access_of_it")]


class ItemChoice(PartOfItem):
    """What is done about a partner that no decision covers: the item is held back, or the partner leaves for it."""

    class Choice(models.TextChoices):
        HOLD_BACK = "hold_back", "The item is held back from this meeting"
        LEAVES = "leaves", "That partner leaves the room for the item"

    meeting = to_one(AllocationMeeting)
    partner = to_one(Partner)
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta(PartOfItem.Meta):
        constraints = [models.UniqueConstraint(fields=["item", "meeting", "partner"], name="one_choice_for_a_partner")]

    def __str__(self):
        return f"{self.partner}: {self.get_choice_display()}"


class Interest(PartOfItem):
    """Somebody at the meeting says that they know the family, or work with somebody in it (conflict of interest)."""

    class Kind(models.TextChoices):
        PERSONAL = "personal", "I know this family privately"
        PROFESSIONAL = "professional", "My work for them is part of what is discussed"

    class Does(models.TextChoices):
        LEAVE = "leave", "I leave for this item and see nothing of it"
        NO_PART = "no_part", "I stay and take no part"
        STAY = "stay", "I stay"

    kind = models.CharField(max_length=20, choices=Kind)
    does = models.CharField(max_length=10, choices=Does)
    detail = models.TextField(blank=True)

    class Meta(PartOfItem.Meta):
        constraints = [models.UniqueConstraint(fields=["item", "written_by"], name="interest_declared_once")]

    def __str__(self):
        return f"{self.written_by}: {self.get_kind_display()}"


class CarriedOver(PartOfItem):
    """An item goes on to a later meeting: not reached, or deferred, with the reason."""

    from_meeting = to_one(AllocationMeeting)
    to_meeting = to_one(AllocationMeeting)
    deferred = models.BooleanField(default=False)
    why = models.TextField()
    signed_by = maybe_one(Practitioner)

    class Meta(PartOfItem.Meta):
        constraints = [
            models.UniqueConstraint(fields=["item", "from_meeting"], name="carried_over_once"),
            models.CheckConstraint(condition=~Q(from_meeting=models.F("to_meeting")), name="carried_to_another"),
        ]

    def __str__(self):
        return f"Carried over to the {self.to_meeting}"
