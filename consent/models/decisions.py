"""Sharing decisions: to share, to share part, to wait or not to share, with the reasons (domain.md section 4)."""

from dataclasses import replace
from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consent.models.consents import Consent
from consent.models.live import SHARES, Outcome, lasting_q, live_q
from consent.models.reference import LegalGateway, Nature, Purpose
from locality.access import Among, VisibleQuerySet, kept
from locality.access.kept import AsItStands
from locality.families import OfFamily
from locality.history import Recorded, maybe_one, to_one
from locality.models import InformationCategory, Partner, Person, Practitioner
from locality.numbers import NextNumber
from locality.wall import rules
from locality.wall.rules import Wall

# Asked in most statements, as decisions are behind everything that is shared: what costs least comes first.
NOT_SHUT = rules.not_shut("{row}.family_id")
OURS = f"{rules.mine('{row}.provider_id')} AND {NOT_SHUT}"
GIVEN = f"wall.gives({{row}}.family_id, {{row}}.provider_id, {{row}}.category_id) AND {NOT_SHUT}"
READABLE = "(SELECT true FROM wall.readable x WHERE x.decision = {row}.decision_id LIMIT 1)"


class Basis(models.TextChoices):
    """On what the sharing rests, in the words people use (3a); the UK GDPR basis is a separate field."""

    AGREEMENT = "agreement", "the family agreed"
    RISK = "risk", "a child may be at risk and asking first is not safe"
    PUBLIC_INTEREST = "public_interest", "the facts outweigh the family’s wish"
    URGENT = "urgent", "somebody may be in danger now, and there was no time to ask"


EMERGENCY = timedelta(hours=4)  # how long emergency access lasts (access.md)


class SharingDecisionQuerySet(VisibleQuerySet):
    auditable = True

    def live_among(self, decisions):
        """The keys of those of these decisions, which the reader was shown already, that are in force now."""
        return set(_live_among(list(decisions), timezone.now()))

    def received_by(self, reader, keys):
        """Those of these decisions (keys) that gave a partner of this `Reader` something: an access row of theirs says
        so (consent/ended.py). A recipient may know of the decision: who decided, when, until when; not why."""
        known = (
            "number",
            "provider",
            "family",
            "decided_by",
            "decided_at",
            "starts_at",
            "ends_at",
            "ended_at",
            "ended_by",
        )
        rows = self.filter(pk__in=keys) if reader.partners else self.none()
        return rows.select_related("provider", "decided_by", "ended_by").only(
            *known, "provider__name", "decided_by__name", "ended_by__name"
        )

    def live(self, at=None):
        """Decisions in force at a moment, as access.md defines it. Nothing has to run for one to end."""
        return self.filter(live_q("", at or timezone.now()))

    def lasting(self, at=None):
        """Decisions that nothing has stopped, in force or still to begin."""
        return self.filter(lasting_q("", at or timezone.now()))


@kept
def _live_among(decisions, now):
    return SharingDecision.objects.live(now).filter(Among("pk", decisions)).order_by().values_list("pk", flat=True)


TO_SIGN = ("risk", "public_interest")


def to_sign_q():
    """The condition "on risk or public interest, or it waits for a signature (V16, V20); and neither signed, ended nor
    replaced" (V12): it has an index."""
    open_still = Q(authorised_at__isnull=True, ended_at__isnull=True, superseded_at__isnull=True)
    return open_still & (Q(basis__in=[AsItStands(word) for word in TO_SIGN]) | Q(waits_for_authoriser=True))


class SharingDecision(OfFamily):
    """A decision about sharing, as it was made: its columns never change after (V25). What may still be set, once, is
    who authorised it, and when and why it ended or was superseded. `provider`: the partner whose information it is."""

    number = models.PositiveIntegerField(unique=True, editable=False, db_default=NextNumber("decision_number"))
    outcome = models.CharField(max_length=20, choices=Outcome)
    ruleset = models.CharField(max_length=20)
    trigger = models.CharField(max_length=40, default="proactive")
    concern_identified_at = models.DateTimeField()
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = to_one(Practitioner)
    decider_role = models.CharField(max_length=200)
    purpose = to_one(Purpose)
    purpose_text = models.TextField(blank=True)
    basis = models.CharField(max_length=20, choices=Basis, blank=True)
    # Codes of `LawfulBasis`; the condition only where it is special information and nobody agreed (V13).
    art6_basis = models.CharField(max_length=40, blank=True)
    condition = models.CharField(max_length=40, blank=True, db_default="", default="")
    facts = models.TextField(blank=True)
    ground = models.CharField(max_length=40, blank=True)
    safety = models.TextField(blank=True)
    late_because = models.TextField(blank=True, db_default="", default="")  # where harm was feared (V22)
    in_doubt = models.BooleanField(default=False)
    advice = models.TextField(blank=True)
    wishes = models.TextField(blank=True)
    reasons = models.TextField()
    not_share_reason = models.CharField(max_length=40, blank=True)
    reconsider_on = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    urgent = models.BooleanField(default=False)
    waits_for_authoriser = models.BooleanField(default=False)
    # Shared at once: it ends by itself at this moment unless somebody else has signed it by then (V12, V26).
    sign_by = models.DateTimeField(null=True, blank=True)
    authorised_at = models.DateTimeField(null=True, blank=True)
    authorised_by = maybe_one(Practitioner)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = maybe_one(Practitioner)
    end_reason = models.TextField(blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_by = maybe_one("self")
    submission = models.UUIDField(null=True, unique=True)

    objects = SharingDecisionQuerySet.as_manager()
    # A recipient may know of the decision itself; only who decides for the supplier makes and ends it (S94).
    wall = Wall(
        see=f"{rules.AUDITS}\n    OR {OURS}\n    OR wall.has_received({{row}}.id)\n    OR {GIVEN}",
        add=f"{rules.mine('{row}.provider_id')} AND {{row}}.decided_by_id = {rules.ME}\n    AND {rules.seen_family()}",
        change=rules.mine("{row}.provider_id"),
    )

    class Meta(OfFamily.Meta):
        ordering = ["-number"]
        indexes = [
            models.Index("family", F("decided_at").desc(), name="decision_of_family"),
            models.Index("provider", F("decided_at").desc(), name="decision_of_provider"),
            models.Index(F("decided_at").desc(), F("number").desc(), name="decision_newest"),
            models.Index(
                "provider",
                "decided_at",
                name="decision_to_sign",
                condition=Q(authorised_at__isnull=True, ended_at__isnull=True)
                & (Q(basis__in=list(TO_SIGN)) | Q(waits_for_authoriser=True)),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome__in=["share", "share_part"])
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")) & ~Q(basis=""),
                name="sharing_has_basis_and_dates",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not_share") | ~Q(not_share_reason=""), name="not_sharing_has_its_reason"
            ),
            models.CheckConstraint(
                condition=~Q(basis="urgent") | Q(ends_at__lte=F("starts_at") + EMERGENCY), name="urgent_is_short"
            ),
            models.CheckConstraint(
                condition=Q(authorised_by__isnull=True) | ~Q(authorised_by=F("decided_by")),
                name="authorised_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="decision_ended_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(authorised_at__isnull=True, authorised_by__isnull=True)
                | Q(authorised_at__isnull=False, authorised_by__isnull=False),
                name="decision_authorised_at_and_by",
            ),
        ]

    def __str__(self):
        return f"Decision {self.number}"

    @property
    def is_live(self):
        """Whether it gives sight of anything now."""
        return SharingDecision.objects.live().filter(pk=self.pk).exists()

    @property
    def is_past(self):
        """Whether its own columns say that it is over: ended, replaced, run out, or not signed in time (V12, V26)."""
        now, signed = timezone.now(), self.authorised_at
        unsigned = self.sign_by and self.sign_by <= now and not (signed and signed <= self.sign_by)
        return bool(self.ended_at or self.superseded_at or unsigned or (self.ends_at and self.ends_at <= now))

    @property
    def shares(self):
        return self.outcome in SHARES

    @property
    def until_words(self):
        """Until when it may give sight: the last day; and the time, when that is less than a day away."""
        near = self.ends_at and timedelta(0) < self.ends_at - timezone.now() < timedelta(days=1)
        return f"{timezone.localtime(self.ends_at):%H:%M} on {_day(self.last_day)}" if near else _day(self.last_day)

    @property
    def last_day(self):
        """The last day on which it may give sight (it ends as that day ends, or during it), or None."""
        return self.ends_at and timezone.localdate(self.ends_at - timedelta(microseconds=1))


def _day(day):
    return f"{day.day} {day:%B %Y}" if day else ""


class _OfDecision(VisibleQuerySet):
    family, provider, category = "decision__family", "decision__provider", "decision__category"
    auditable = True

    def shown_with(self, decisions):
        """Lines of decisions that the reader was shown already: the rule asks the same of a line as of its decision."""
        return self.filter(Among("decision", decisions)) if decisions else self.none()


class PartOfDecision(Recorded):
    """A line of a decision, seen by whoever may see the decision."""

    decision = to_one(SharingDecision)

    objects = _OfDecision.as_manager()
    # Not by whoever may know of the decision: by whoever may read it.
    wall = Wall(
        see=f"{rules.AUDITS} OR {READABLE}",
        add=rules.own_decision(),
        change=rules.own_decision(),
    )

    class Meta:
        abstract = True
        default_permissions = ()


class DecisionItem(PartOfDecision):
    """What is, or is not, shared: a category of the family's information, or one record (F12)."""

    what = to_one(InformationCategory)
    description = models.CharField(max_length=200)
    record_kind = models.CharField(max_length=60, blank=True)
    record = models.UUIDField(null=True, blank=True)
    as_of = models.DateField(null=True, blank=True)
    include = models.BooleanField(default=True)
    exclude_reason = models.TextField(blank=True)
    nature = models.CharField(max_length=20, choices=Nature, blank=True, db_default="", default="")
    checked = models.TextField(blank=True, db_default="", default="", help_text="Why what is old is still right (V18)")


class DecisionRecipient(PartOfDecision):
    """A partner that may see it, and why it needs to (S113, V19)."""

    partner = to_one(Partner)
    need_to_know = models.CharField(max_length=300)

    class Meta(PartOfDecision.Meta):
        constraints = [models.UniqueConstraint(fields=["decision", "partner"], name="recipient_once")]


class DecisionSubject(PartOfDecision):
    """A person whose information it is, what they were told, and their position at that time (F8, F20, F25)."""

    class Told(models.TextChoices):
        BEFORE = "told_before", "Told before"
        NOT_YET = "not_yet", "Not told yet"
        WILL_NOT = "will_not_be_told", "Will not be told: it is not safe"
        NOBODY = "has_died", "Has died"

    person = to_one(Person)
    told = models.CharField(max_length=20, choices=Told)
    consent_position = models.CharField(max_length=200)

    # Who was given something may read the names of those whom it is about (wall.name): so none that we may not see.
    wall = replace(
        PartOfDecision.wall,
        add=f"{rules.own_decision()}\n    AND EXISTS (SELECT FROM locality_person p WHERE p.id = {{row}}.person_id)",
    )


class DecisionConsent(PartOfDecision):
    """A consent that the decision rests on: when it no longer stands, neither does the decision, unless the same person
    has agreed anew and the decision rests on that too."""

    consent = to_one(Consent)


class DecisionGateway(PartOfDecision):
    """A legal gateway that the decision cites (F18)."""

    gateway = to_one(LegalGateway)
