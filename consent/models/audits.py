"""The audit of a sample of decisions: what was drawn, what each auditor found, and what became of it (A8)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consent.models.decisions import SharingDecision
from locality.history import Recorded, maybe_one, to_one
from locality.models import Locality, Partner, Practitioner
from locality.numbers import NextNumber
from locality.wall.rules import AUDITS, ME, Wall, mine, own

BY_ME = f"{{row}}.said_by_id = {ME}"
SENT_TO_ME = f"{{row}}.sent_to_id = {ME} AND {mine('{row}.partner_id')}"
FILE = "EXISTS (SELECT FROM consent_auditfile f WHERE f.id = {row}.file_id"
# The finding is one of the file that whoever writes may read, and the partner that of the decision.
OF_ITS_FILE = (
    "EXISTS (SELECT FROM wall.audited x WHERE x.finding = {row}.finding_id AND x.file = {row}.file_id"
    " AND x.partner = {row}.partner_id)"
)


class AuditSample(Recorded):
    """A random sample of decisions: what it was to be drawn from, listed before the seed was known. The seed is made
    from the salt that the database gives to this row's own history (consent/audits/drawing.py): nobody chooses it."""

    class Stratum(models.TextChoices):
        ANY = "any", "Any decision"
        AGREEMENT = "agreement", "Shared with agreement"
        OVERRIDE = "override", "Shared without agreement"
        URGENT = "urgent", "Emergency access"
        NOT_SHARED = "not_shared", "Not shared, or waited"

    class Twice(models.IntegerChoices):
        NONE = 0, "None"
        FIFTH = 5, "One in five"
        ALL = 1, "All of them"

    number = models.PositiveIntegerField(unique=True, editable=False, db_default=NextNumber("audit_sample_number"))
    drawn_by = to_one(Practitioner)
    drawn_at = models.DateTimeField(default=timezone.now)
    question = models.PositiveSmallIntegerField(null=True, blank=True)
    stratum = models.CharField(max_length=20, choices=Stratum, default=Stratum.ANY)
    since = models.DateField()
    until = models.DateField()
    locality = maybe_one(Locality)
    partner = maybe_one(Partner)
    size = models.PositiveSmallIntegerField()
    twice = models.PositiveSmallIntegerField(choices=Twice, default=Twice.NONE)
    listed = models.JSONField(help_text="The numbers of the decisions that it is drawn from, in their order")
    statement = models.CharField(max_length=64, blank=True, help_text="Digest of the last signed statement of the log")
    submission = models.UUIDField(unique=True)

    wall = Wall(see=AUDITS, add=f"{AUDITS} AND {{row}}.drawn_by_id = {ME}")

    class Meta:
        default_permissions = ()
        ordering = ["-number"]
        constraints = [models.CheckConstraint(condition=Q(size__gte=1, size__lte=200), name="sample_of_some")]

    def __str__(self):
        return f"Sample {self.number}"


class AuditFile(Recorded):
    """The file of one decision of a sample. One that is `twice` is looked at by two auditors, each without the other's
    word. A decider knows of it once it was sent to them."""

    sample = to_one(AuditSample)
    decision = to_one(SharingDecision)
    place = models.PositiveSmallIntegerField()
    twice = models.BooleanField(default=False)

    wall = Wall(
        see=f"{AUDITS}\n    OR EXISTS (SELECT FROM consent_auditstep s WHERE s.file_id = {{row}}.id"
        f" AND s.sent_to_id = {ME})",
        add=f"{AUDITS} AND EXISTS (SELECT FROM consent_auditsample s WHERE s.id = {{row}}.sample_id"
        f" AND s.drawn_by_id = {ME})",
    )

    class Meta:
        default_permissions = ()
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["sample", "decision"], name="sampled_once")]

    def __str__(self):
        return f"Audit of decision {self.decision.number}"


class AuditFinding(Recorded):
    """What one auditor found, or what two settled between them. A `blind` one is not for the other auditor before both
    have said theirs (wall.graded)."""

    class Kind(models.TextChoices):
        FOUND = "found", "Found"
        SETTLED = "settled", "Settled between two auditors"

    class Grade(models.TextChoices):
        OUTSTANDING = "outstanding", "Outstanding"
        GOOD = "good", "Good"
        IMPROVE = "improve", "Requires improvement"
        INADEQUATE = "inadequate", "Inadequate"

    class Met(models.TextChoices):
        YES = "yes", "Met"
        PARTLY = "partly", "Partly met"
        NO = "no", "Not met"
        NA = "na", "Does not apply"

    class Theme(models.TextChoices):
        GENERAL = "general", "Reasons that would fit any family"
        FACTS = "facts", "Too few facts for sharing without agreement"
        ASKED = "asked", "Agreement could have been asked for"
        TOLD = "told", "The family was not told, or too late"
        VOICE = "voice", "The child’s wishes are missing"
        TOO_MUCH = "too_much", "More was shared than was needed"
        WHOM = "whom", "With more partners than needed it"
        LATE = "late", "Too late"
        SIGNED = "signed", "Signed late, or not at all"
        WELL = "well", "Done well: an example for others"

    file = to_one(AuditFile)
    kind = models.CharField(max_length=10, choices=Kind)
    blind = models.BooleanField()
    seat = models.PositiveSmallIntegerField(default=1, help_text="The first or the second auditor's")
    said_by = to_one(Practitioner)
    said_at = models.DateTimeField(default=timezone.now)
    rules = models.JSONField(help_text="{number of a golden rule: a code of Met}")
    grade = models.CharField(max_length=20, choices=Grade)
    words = models.TextField()
    themes = models.JSONField(default=list)
    owed = models.TextField(blank=True)
    owed_by = models.DateField(null=True, blank=True)
    submission = models.UUIDField(unique=True)

    wall = Wall(
        see=f"({AUDITS} AND ({BY_ME} OR NOT {{row}}.blind OR EXISTS (SELECT FROM wall.graded g"
        " WHERE g.file = {row}.file_id)))\n    OR EXISTS (SELECT FROM consent_auditstep s WHERE s.finding_id = {row}.id"
        f" AND s.sent_to_id = {ME})",
        add=f"{AUDITS} AND {BY_ME} AND {FILE} AND (f.twice = {{row}}.blind OR {{row}}.kind = 'settled')\n"
        "    AND NOT EXISTS (SELECT FROM consent_sharingdecision d WHERE d.id = f.decision_id"
        f" AND d.decided_by_id = {ME}))",
    )

    class Meta:
        default_permissions = ()
        ordering = ["said_at"]
        constraints = [
            models.UniqueConstraint(fields=["file", "said_by"], condition=Q(kind="found"), name="found_once_each"),
            models.UniqueConstraint(fields=["file", "kind", "seat"], name="one_finding_for_each_seat"),
            models.CheckConstraint(condition=Q(seat=1) | Q(seat=2, blind=True), name="second_seat_is_blind"),
            models.CheckConstraint(condition=Q(kind="found") | Q(blind=False), name="settled_is_not_blind"),
            models.CheckConstraint(
                condition=Q(owed="", owed_by__isnull=True) | ~Q(owed="") & Q(owed_by__isnull=False),
                name="owed_by_a_day",
            ),
        ]

    def __str__(self):
        return self.get_grade_display()


class AuditStep(Recorded):
    """What became of a finding: sent to who decided, answered by them, closed. `sent_to`: to whom it was sent, and
    `partner` for which they answer."""

    class Kind(models.TextChoices):
        SENT = "sent", "Sent back"
        CORRECTED = "corrected", "Put right"
        EXPLAINED = "explained", "Explained"
        CLOSED = "closed", "Closed"

    file = to_one(AuditFile)
    finding = to_one(AuditFinding)
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField()
    answer_by = models.DateField(null=True, blank=True)
    sent_to = maybe_one(Practitioner)
    partner = to_one(Partner)
    said_by = to_one(Practitioner)
    said_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(unique=True)

    wall = Wall(
        see=f"{AUDITS}\n    OR {SENT_TO_ME}",
        add=f"{BY_ME} AND {OF_ITS_FILE}\n    AND (({AUDITS} AND {{row}}.kind IN ('sent', 'closed'))\n"
        f"    OR ({{row}}.kind IN ('corrected', 'explained') AND {SENT_TO_ME}))",
    )

    class Meta:
        default_permissions = ()
        ordering = ["said_at", "pk"]
        indexes = [
            models.Index("file", name="audit_step_of_file"),
            models.Index("sent_to", name="audit_step_sent_to"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="sent") | Q(sent_to__isnull=False, answer_by__isnull=False), name="sent_to_somebody"
            )
        ]

    def __str__(self):
        return self.get_kind_display()


class AuditDraft(models.Model):
    """What an auditor is typing about a file and has not saved: theirs alone, also after the audit's time is over.
    Without history, as every draft (docs/decisions/0006)."""

    id = models.BigAutoField(primary_key=True)
    author = to_one(Practitioner)
    file = models.UUIDField()
    answers = models.TextField(help_text="The form as it was posted")
    saved_at = models.DateTimeField(auto_now=True)

    wall = own("author_id")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["author", "file"], name="one_draft_of_a_file")]

    def __str__(self):
        return f"Draft of {self.author}"
