"""Partners of the framework, the localities, and the practitioners who work for a partner (S6, S57-S68)."""

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from locality.history import Recorded, maybe_one, to_one
from locality.wall import rules
from locality.wall.rules import Wall

SYSTEM_EMAIL = "system@service.invalid"


class Tier(models.TextChoices):
    """Service tiers of the framework (S11-S13): a property of a service, never of a child."""

    UNIVERSAL = "universal", "Universal"
    TARGETED = "targeted", "Targeted"
    SPECIALIST = "specialist", "Specialist"


class DutyBasis(models.TextChoices):
    """How the 2026 duty to share reaches a partner (domain.md 0.2); unknown until information governance decides."""

    SECTION_11 = "s11_body", "Section 11 body"
    EDUCATION = "designated_education", "Designated education or childcare"
    COMMISSIONED = "commissioned_provider", "Provider commissioned by a covered body"
    NOT_COVERED = "not_covered", "Not covered"
    UNKNOWN = "unknown", "Not yet decided"


def live_on(day, start="starts_on", end="ends_on"):
    """Rows in force on `day` (a date): started, and not ended. The end date is the first day without (A9)."""
    return Q(**{f"{start}__lte": day}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": day}))


class Locality(Recorded):
    """One of the council's areas, each with a monthly allocation meeting (S131)."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        verbose_name_plural = "localities"
        ordering = ["name"]

    def __str__(self):
        return self.name


class PartnerKind(Recorded):
    """A kind of partner as the framework lists them, such as schools: one partner row for each school (S57-S68)."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    tier = models.CharField(max_length=20, choices=Tier)
    duty_basis = models.CharField(max_length=30, choices=DutyBasis, default=DutyBasis.UNKNOWN)
    public_authority = models.BooleanField(default=True, db_default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class PartnerQuerySet(models.QuerySet):
    def active(self, on=None):
        """Partners that work within the framework on a day: signed up, within their dates, not suspended (S47)."""
        day = on or timezone.localdate()
        return self.filter(live_on(day, "valid_from", "valid_to"), suspended=False, framework_signed_on__lte=day)


class Partner(Recorded):
    """An organisation of the framework. Never keyed by name: partners are renamed, merged and succeeded (0.1)."""

    kind = to_one(PartnerKind)
    name = models.CharField(max_length=200)
    tier = models.CharField(max_length=20, choices=Tier)
    duty_basis = models.CharField(max_length=30, choices=DutyBasis, default=DutyBasis.UNKNOWN)
    # On what its sharing may rest (V14), and since when it has a policy for information about health and the like.
    public_authority = models.BooleanField(default=True, db_default=True)
    policy_document_on = models.DateField(null=True, blank=True)
    locality = maybe_one(Locality)
    commissioned_by = maybe_one("self")
    phone = models.CharField(max_length=30, blank=True)
    framework_signed_on = models.DateField(null=True, blank=True)
    framework_signed_by = models.CharField(max_length=200, blank=True)
    framework_review_on = models.DateField(null=True, blank=True)
    # The papers that data protection asks for beside the framework: each with the day from which it counts no more.
    sharing_agreement_on = models.DateField(null=True, blank=True)
    sharing_agreement_until = models.DateField(null=True, blank=True)
    impact_assessment_on = models.DateField(null=True, blank=True)
    impact_assessment_until = models.DateField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    succeeded_by = maybe_one("self")
    suspended = models.BooleanField(default=False)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="partner")

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        default_permissions = ()
        permissions = [
            ("see_records", "See records"),
            ("make_records", "Make records"),
            ("decide_sharing", "Decide what is shared"),
            ("authorise", "Authorise what others decided"),
            ("run_meetings", "Run allocation meetings"),
            ("manage_members", "Manage the partner's members"),
            ("write_papers", "Write the papers that families are given"),
            ("grant_audits", "Say who audits, why and until when"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="partner_dates_in_order"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def status(self):
        """`active`, `suspended`, `superseded`, `left` or `not signed up`, as of today."""
        today = timezone.localdate()
        if self.valid_to and self.valid_to <= today:
            return "superseded" if self.succeeded_by_id else "left"
        if self.suspended:
            return "suspended"
        return "active" if self.framework_signed_on and self.framework_signed_on <= today else "not signed up"


class Practitioners(BaseUserManager):
    def get_by_natural_key(self, username):
        """The practitioner with this e-mail address, whatever its letter case."""
        return self.get(email__iexact=username)

    def system(self):
        """The practitioner in whose name the system itself acts. It has no password and belongs to no partner."""
        return self.get(email=SYSTEM_EMAIL)


class Practitioner(Recorded, AbstractBaseUser):
    """A person who works with families for one or more partners, and signs in. Closed, never deleted (A9)."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=30, blank=True)
    line_manager = maybe_one("self")
    is_active = models.BooleanField(default=True)

    objects = Practitioners()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    not_in_history = ("password", "last_login")
    is_superuser = False  # nobody is, and there is no column in which anybody could be (access.md)
    is_staff = False

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(models.functions.Lower("email"), name="practitioner_email_any_case")]

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name

    def has_perm(self, permission, record=None):
        """Whether this practitioner may see `record`: the backend answers by the same rule as every page."""
        asked = (backend for backend in get_backends() if hasattr(backend, "has_perm"))
        return any(backend.has_perm(self, permission, record) for backend in asked)


class MembershipQuerySet(models.QuerySet):
    def live(self, on=None):
        return self.filter(live_on(on or timezone.localdate()))


class Membership(Recorded):
    """A practitioner's work for a partner. What it permits ends with it, the same day (A9)."""

    practitioner = to_one(Practitioner)
    partner = to_one(Partner)
    job_title = models.CharField(max_length=200)
    is_safeguarding_lead = models.BooleanField(default=False)
    trained_on = models.DateField(null=True, blank=True, help_text="Last training in safeguarding and sharing")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="First day without the job")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["partner__name", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="membership_dates_in_order"
            ),
            models.UniqueConstraint(
                fields=["practitioner", "partner"], condition=Q(ends_on__isnull=True), name="one_open_membership"
            ),
        ]

    def __str__(self):
        return f"{self.practitioner}, {self.job_title}, {self.partner}"


class DeputyQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(starts_on__lte=day, last_day__gte=day)

    def live(self, day=None):
        """Those who stand in on a day (default today)."""
        return self.on(day or timezone.localdate()).filter(ended_at=None)


class Deputy(Recorded):
    """Who stands in for somebody at a partner while they are away, both days included (locality/deputies.py)."""

    partner = to_one(Partner)
    away = to_one(Practitioner)
    deputy = to_one(Practitioner)
    starts_on = models.DateField()
    last_day = models.DateField()
    named_by = to_one(Practitioner)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = maybe_one(Practitioner)
    submission = models.UUIDField(unique=True)

    objects = DeputyQuerySet.as_manager()
    THEIRS = rules.mine("{row}.partner_id")
    wall = Wall(see=rules.ENTERED, add=f"{THEIRS} AND {{row}}.named_by_id = {rules.ME}", change=THEIRS)

    class Meta:
        default_permissions = ()
        ordering = ["starts_on"]
        indexes = [models.Index("deputy", "last_day", name="stands_in")]
        constraints = [
            models.CheckConstraint(condition=~Q(deputy=F("away")), name="deputy_is_another"),
            models.CheckConstraint(condition=Q(last_day__gte=F("starts_on")), name="deputy_dates_in_order"),
        ]

    def __str__(self):
        return f"{self.deputy} for {self.away}, {self.partner}"
