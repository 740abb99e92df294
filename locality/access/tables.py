"""The tables the rule reads: what a practitioner may do for a partner, who is shut out; and who looked."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase

from locality.history import Recorded, maybe_one, to_one
from locality.partners import Membership, Partner, Practitioner, live_on
from locality.wall import rules
from locality.wall.rules import Wall


class PartnerPermissionQuerySet(models.QuerySet):
    def live(self, at=None):
        """Permissions in force at a moment: an active person's, of a live membership, for an active partner (A9)."""
        day = timezone.localdate(at or timezone.now())
        return self.filter(
            live_on(day, "membership__starts_on", "membership__ends_on"),
            live_on(day, "content_object__valid_from", "content_object__valid_to"),
            user__is_active=True,
            content_object__suspended=False,
            content_object__framework_signed_on__lte=day,
        )


class PartnerPermission(Recorded, UserObjectPermissionBase):
    """What a practitioner may do for a partner, as long as one membership lasts."""

    content_object = models.ForeignKey(Partner, on_delete=models.PROTECT)
    user = to_one(Practitioner)
    membership = to_one(Membership)

    objects = UserObjectPermissionManager.from_queryset(PartnerPermissionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "permission", "content_object", "membership"], name="one_permission_per_membership"
            )
        ]


class Involvement(Recorded):
    """Why a practitioner has to do with a family: need to know inside a partner. The auditor sees the self-declared."""

    practitioner = to_one(Practitioner)
    family = to_one("locality.Family")
    partner = to_one(Partner)
    reason = models.TextField()
    self_declared = models.BooleanField(default=True)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)

    wall = rules.noted("practitioner_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "family"], condition=Q(ends_at__isnull=True), name="one_open_involvement"
            )
        ]


class Restriction(Recorded):
    """A family that only the named may see. Everyone else may learn whom to ask, and nothing more (V28, access.md)."""

    family = to_one("locality.Family")
    reason = models.TextField()
    ask = models.CharField(max_length=200, help_text="Whom others may ask")
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)

    wall = Wall(
        see="EXISTS (SELECT FROM locality_restrictionname n WHERE n.restriction_id = {row}.id)\n"
        f"    OR {rules.AUDITS}",
        add=rules.seen_family(),
        change="EXISTS (SELECT FROM locality_restrictionname n\n"
        f"        WHERE n.restriction_id = {{row}}.id AND n.practitioner_id = {rules.ME})",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family"], condition=Q(ends_at__isnull=True), name="one_open_restriction_of_a_family"
            )
        ]


class RestrictionName(Recorded):
    """A practitioner named on a restriction: may see the family as if it were not restricted."""

    restriction = to_one(Restriction)
    practitioner = to_one(Practitioner)

    wall = Wall(
        see=f"{{row}}.practitioner_id = {rules.ME} OR {rules.AUDITS}",
        add="EXISTS (SELECT FROM wall.names_to_give n WHERE n.restriction = {row}.restriction_id)",
        change=rules.NEVER,  # a name of mine moved to another restriction would open that family to me
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restriction", "practitioner"], name="named_once")]


class Conflict(Recorded):
    """A conflict of interest: shuts the practitioner out of the family until it is cleared (V28)."""

    practitioner = to_one(Practitioner)
    family = to_one("locality.Family")
    detail = models.TextField()
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)

    wall = rules.noted("practitioner_id", change=rules.NEVER)  # whoever has it does not clear it


class AuditBoxQuerySet(models.QuerySet):
    def live(self, at=None):
        at = at or timezone.now()
        return self.filter(starts_at__lte=at, ends_at__gt=at, auditor__is_active=True)


class AuditBox(Recorded):
    """An auditor's access: for a stated purpose, between two moments, to decisions and reasons, not content (A8)."""

    auditor = to_one(Practitioner)
    purpose = models.TextField()
    granted_by = to_one(Practitioner)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = AuditBoxQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="audit_box_ends")]


class TrailLine(models.Model):
    """Where a record belongs, and nothing of what it says: for the auditor, who may ask about any (A8). A view of the
    database (locality/wall/gate.sql), empty for everybody else. A person has a line for each place in a family."""

    kind = models.CharField(max_length=60)
    record = models.UUIDField(primary_key=True)
    provider = models.UUIDField()
    family = models.UUIDField()
    category = models.IntegerField()
    item = models.UUIDField(null=True)
    whole = models.UUIDField(null=True)

    class Meta:
        managed = False
        default_permissions = ()
        db_table = '"wall"."trail"'

    def __str__(self):
        return self.kind


class RestrictedFamily(models.Model):
    """That a family is restricted, and since when: what the rule asks about everybody's restrictions, without why.
    A view of the database (locality/wall/gate.sql), as the restriction itself may only be read by whom it names."""

    id = models.UUIDField(primary_key=True)
    family = to_one("locality.Family")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        default_permissions = ()
        db_table = '"wall"."restricted"'

    def __str__(self):
        return "A restricted family"


class Viewing(models.Model):
    """Who looked at what, for which partner, when, and which decision allowed it (`None`: own record, or an audit).

    Append-only: the application may neither change nor delete a row.
    """

    practitioner = to_one(Practitioner)
    partner = maybe_one(Partner)
    kind = models.CharField(max_length=60)
    record = models.UUIDField()
    family = models.UUIDField(null=True)
    decision = models.UUIDField(null=True)
    route = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)

    wall = rules.noted("practitioner_id")

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["record", "-at"], name="viewing_record"),
            models.Index(fields=["family", "-at"], name="viewing_family"),
            models.Index(fields=["practitioner", "-at"], name="viewing_practitioner"),
            models.Index(fields=["-at", "-id"], name="viewing_newest"),
        ]

    def __str__(self):
        return f"{self.practitioner} saw a {self.kind}"


class Denial(models.Model):
    """A door that stayed shut: somebody asked for a record that is not there, or not theirs."""

    practitioner = maybe_one(Practitioner)
    kind = models.CharField(max_length=60)
    record = models.CharField(max_length=64)
    route = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)

    wall = rules.noted("practitioner_id")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["practitioner", "-at"], name="denial_practitioner")]

    def __str__(self):
        return f"{self.kind}: not shown"


class Lookup(models.Model):
    """A duplicate check or search for a family: how many and what kind of answer, never the words (A6)."""

    practitioner = to_one(Practitioner)
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    wall = rules.noted("practitioner_id")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["practitioner", "-at"], name="lookup_practitioner")]

    def __str__(self):
        return f"Look-up: {self.answer}"
