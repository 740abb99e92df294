"""An episode of help, from the need that somebody saw to its closing, and who leads it (domain.md 2.4, 3d; S129)."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from conversations.models.conversations import Conversation
from locality.access import VisibleQuerySet
from locality.families import OfFamily
from locality.history import maybe_one, to_one
from locality.models import Partner, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall

SIGHT = rules.reading("{row}.family_id", "{row}.provider_id", "{row}.category_id")
OURS = rules.mine("{row}.provider_id")
# I lead it: I said yes, and nobody has said yes since. (A lead of another partner keeps its supplier's episode going.)
LED_BY_ME = (
    "EXISTS (\n        SELECT FROM conversations_lead l\n"
    f"        WHERE l.episode_id = {{row}}.id AND l.practitioner_id = {rules.ME} AND l.answer = 'accepted'\n"
    "            AND NOT EXISTS (\n                SELECT FROM conversations_lead n\n"
    "                WHERE n.episode_id = l.episode_id AND n.answer = 'accepted' AND n.answered_at > l.answered_at))"
)


class EpisodeQuerySet(VisibleQuerySet):
    def open(self):
        """Episodes that are not over."""
        return self.filter(over_at__isnull=True)


class Episode(OfFamily):
    """One stretch of help for a family, as the partner that opened it keeps it. Its status is what stands today; what
    it was before is in its history. A family that comes back gets a new one, which says which it follows (6.5)."""

    class Status(models.TextChoices):
        IDENTIFIED = "identified", "Need identified"
        PRE_CONTACT = "pre_contact", "Known from data, not contacted yet"
        TALKING = "open_conversation", "Talking about what would help"
        AWAITING = "awaiting_allocation", "Waiting for the allocation meeting"
        ALLOCATED = "allocated", "Allocated"
        ASSESSMENT = "assessment", "Being assessed"
        PLAN = "plan_active", "Plan under way"
        REVIEW = "in_review", "In review"
        CLOSING = "closing", "Closing"
        CLOSED = "closed", "Closed"
        STEPPED_UP = "stepped_up", "Stepped up to social care"
        TRANSFERRED = "transferred_out", "Transferred to another area"
        REFUSED = "consent_refused_monitoring", "Help refused, kept in view"

    class Trigger(models.TextChoices):
        UNIVERSAL = "universal_insufficient", "Services for everybody are not enough"
        UNMET = "unmet_need", "A need is not met: something else is needed"
        STEP_DOWN = "step_down_safe", "It is safe to reduce what there is"
        MOVING = "moving_between_services", "The child moves between services"
        DATA = "data", "Data alone points to the family"
        BACK = "re_opened", "The family came back"

    class Objective(models.TextChoices):
        PREVENT = "prevent_complexity", "Keep things from becoming more complex"
        DELAY = "delay_escalation", "Delay or avoid escalation"
        REDUCE = "reduce_safely", "Reduce help safely"

    status = models.CharField(max_length=30, choices=Status, default=Status.IDENTIFIED)
    status_since = models.DateTimeField(default=timezone.now)
    status_reason = models.TextField(blank=True)
    moved_by = to_one(Practitioner)
    moved_with = maybe_one(Conversation, help_text="The conversation in which a move between services was agreed (S45)")
    identified_on = models.DateField(help_text="When somebody saw the need (S9, S22)")
    trigger = models.CharField(max_length=30, choices=Trigger, default=Trigger.UNMET)
    objective = models.CharField(max_length=30, choices=Objective, default=Objective.PREVENT)
    why = models.TextField(help_text="What help is for")
    no_lead_reason = models.TextField(blank=True, help_text="Why nobody needs to lead (S129)")
    follows = maybe_one("self")
    opened_by = to_one(Practitioner)
    opened_at = models.DateTimeField(default=timezone.now)
    over_at = models.DateTimeField(null=True, blank=True)
    submission = models.UUIDField(unique=True)

    objects = EpisodeQuerySet.as_manager()
    wall = Wall(see=SIGHT, add=f"{OURS} AND {rules.seen_family()}", change=f"{OURS} OR {LED_BY_ME}")
    readers_change_it = True  # as far as `wall` says: whoever leads it, whichever partner they work for

    class Meta(OfFamily.Meta):
        indexes = [models.Index("family", F("opened_at").desc(), name="episode_of_family")]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "provider"], condition=Q(over_at__isnull=True), name="one_open_episode_of_a_partner"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["closed", "transferred_out"], over_at__isnull=False)
                | (~Q(status__in=["closed", "transferred_out"]) & Q(over_at__isnull=True)),
                name="episode_is_over_when_it_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["stepped_up", "transferred_out"]) | Q(moved_with__isnull=False),
                name="a_move_between_services_has_its_conversation",
            ),
        ]

    def __str__(self):
        return f"Help since {timezone.localtime(self.opened_at):%-d %B %Y}"

    @property
    def is_open(self):
        return self.over_at is None

    @property
    def colour(self):
        """The tag's colour for its status."""
        waits = (self.Status.STEPPED_UP, self.Status.REFUSED, self.Status.CLOSING)
        return "grey" if not self.is_open else "yellow" if self.status in waits else "blue"


class LeadQuerySet(VisibleQuerySet):
    def accepted(self):
        return self.filter(answer=Lead.Answer.ACCEPTED)

    def current(self):
        """Who leads now: said yes, and nobody has since; so that there is no day without, once there was one."""
        return self.accepted().filter(~models.Exists(self._later()))

    def _later(self):
        return Lead.objects.accepted().filter(
            episode=models.OuterRef("episode"), answered_at__gt=models.OuterRef("answered_at")
        )

    def current_or_asked(self):
        """Who leads now, and who is asked to, of episodes that are open."""
        now = Q(answer=Lead.Answer.ACCEPTED) & ~models.Exists(self._later())
        return self.filter(Q(answer=Lead.Answer.PROPOSED) | now, episode__over_at__isnull=True)

    def waiting(self):
        """Proposals without an answer, of episodes that are open."""
        return self.filter(answer=Lead.Answer.PROPOSED, episode__over_at__isnull=True)


class Lead(OfFamily):
    """That somebody was asked to lead an episode, and what they said (S129, S136; 3d). Whoever said yes last leads:
    the one before leads until that moment, and the row stays. The episode's own partner asks; the asked one answers."""

    class Answer(models.TextChoices):
        PROPOSED = "proposed", "Asked"
        ACCEPTED = "accepted", "Leads"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "No longer asked"

    episode = to_one(Episode)
    practitioner = to_one(Practitioner)
    partner = to_one(Partner)
    reason = models.TextField(help_text="Why this person")
    family_said = models.TextField(blank=True, help_text="What the family says about who leads")
    proposed_by = to_one(Practitioner)
    proposed_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.PROPOSED)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_reason = models.TextField(blank=True)
    replaces = maybe_one("self")
    handover = maybe_one(Conversation, help_text="The conversation in which it was handed over")
    no_handover_reason = models.TextField(blank=True)
    leaving_at = models.DateTimeField(null=True, blank=True, help_text="When the lead asked to hand over")
    leaving_reason = models.TextField(blank=True)
    told_on = models.DateField(null=True, blank=True, help_text="When the family was told who leads")
    told_how = models.TextField(blank=True)
    submission = models.UUIDField(unique=True)

    objects = LeadQuerySet.as_manager()
    wall = Wall(
        see=SIGHT,
        add=f"{OURS} AND {rules.seen_family()} AND EXISTS (SELECT FROM conversations_episode p"
        " WHERE p.id = {row}.episode_id AND p.provider_id = {row}.provider_id AND p.family_id = {row}.family_id)",
        change=f"{OURS} OR {{row}}.practitioner_id = {rules.ME}",
    )
    readers_change_it = True  # as far as `wall` says: who was asked answers, whichever partner they work for
    stays_with = ("episode", "practitioner")  # a lead of one episode is never made one of another

    class Meta(OfFamily.Meta):
        indexes = [
            models.Index("episode", F("answered_at").desc(), name="lead_of_episode"),
            models.Index("practitioner", F("proposed_at").desc(), name="lead_of_practitioner"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["episode"], condition=Q(answer="proposed"), name="one_is_asked_at_a_time"),
            models.CheckConstraint(
                condition=Q(answer="proposed", answered_at__isnull=True)
                | (~Q(answer="proposed") & Q(answered_at__isnull=False)),
                name="an_answer_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=["declined", "withdrawn"]) | ~Q(answer_reason=""),
                name="no_answer_without_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(handover__isnull=False) | ~Q(no_handover_reason=""),
                name="lead_is_handed_over_in_a_conversation",
            ),
        ]

    def __str__(self):
        return f"{self.practitioner}, {self.partner}"
