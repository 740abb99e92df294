"""Families: a working grouping of people, their households, relationships and levels of need (domain.md 2.1, 2.2)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from locality.access import Among, VisibleQuerySet, kept
from locality.access.rule import family_access
from locality.history import Recorded, maybe_one, to_one
from locality.numbers import NextNumber
from locality.partners import Locality, Partner, Practitioner, live_on
from locality.people import Person
from locality.reference import InformationCategory
from locality.wall import rules
from locality.wall.rules import Wall


class FamilyQuerySet(VisibleQuerySet):
    family = "pk"


class Family(Recorded):
    """A family or a single person who may need early help (S7), as one partner registered it."""

    number = models.PositiveIntegerField(unique=True, editable=False, db_default=NextNumber("family_number"))
    name = models.CharField(max_length=200)
    provider = to_one(Partner)
    category = to_one(InformationCategory)
    locality = to_one(Locality)
    registered_at = models.DateTimeField(default=timezone.now)
    first_contact_on = models.DateField(null=True, blank=True, help_text="When the family was first contacted (S78)")
    last_activity_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    objects = FamilyQuerySet.as_manager()
    not_in_history = ("last_activity_at",)

    class Meta:
        default_permissions = ()
        permissions = [("see_family", "See the family")] + [
            (f"see_{code}", f"See {name}")
            for code, name in (
                ("family_details", "family details"),
                ("concerns", "issues causing concern"),
                ("lead_professional", "the lead professional"),
                ("actions", "actions to date"),
                ("protected_address", "protected addresses"),
                ("adults_sensitive", "adults’ health and offences"),
                ("equality", "equality monitoring"),
                ("consent", "consent"),
                ("sharing_record", "the sharing record"),
            )
        ]
        verbose_name_plural = "families"
        indexes = [models.Index(F("provider"), F("last_activity_at").desc(), F("id").desc(), name="family_newest")]

    def __str__(self):
        return f"{self.name} family"

    @property
    def reference(self):
        """What people say on the telephone: such as DEMO-FAM-000123."""
        return reference_of(self.number)


class FamilyReference(models.Model):
    """The number by which a family is spoken of, without its name: for the auditor, and for whoever was given anything
    about it. A view of the database (locality/wall/gate.sql)."""

    id = models.UUIDField(primary_key=True)
    number = models.PositiveIntegerField()

    class Meta:
        managed = False
        default_permissions = ()
        db_table = '"wall"."reference"'

    def __str__(self):
        return reference_of(self.number)


def reference_of(number):
    """What people say on the telephone of the family with this number: such as DEMO-FAM-000123."""
    return f"{settings.REFERENCE_PREFIX}FAM-{number:06}"


def with_families(rows, reader):
    """These rows, as a list, with their families: those that this `Reader` may see; of others, the reference alone."""
    rows = list(rows)
    wanted = {row.family_id for row in rows} - {None}
    seen = {family.pk: family for family in _seen(reader, wanted)}
    known = {family.pk: family for family in _references(wanted - set(seen))}
    for row in rows:
        if key := row.family_id:
            number = known[key].number if key in known else 0
            row.family = seen.get(key) or Family(pk=key, number=number, name=reference_of(number))
    return rows


@kept
def _seen(reader, wanted):
    return Family.objects.visible_by(reader).filter(Among("pk", wanted))


@kept
def _references(wanted):
    return FamilyReference.objects.filter(Among("pk", wanted))


def is_known(family):
    """Whether a family that `with_families` gave a row is one that the reader may see, and not a reference alone."""
    return not family._state.adding


def touch(family, at=None, *, by=None):
    """Bring the family to the top of lists: its last activity, and the copies of it that order partners' lists.

    `by` is the partner that did something (default: the one that supplied the family). What another than the supplier
    did shows in that partner's own list only: nobody else has to know of it.
    """
    at, rows = at or timezone.now(), family_access().objects.filter(content_object=family)
    if by is None or by.pk == family.provider_id:
        Family.objects.filter(pk=family.pk, last_activity_at__lt=at).update(last_activity_at=at)
    else:
        rows = rows.filter(group=by.group_id)
    rows.filter(sort_key__lt=at).update(sort_key=at)


class OfFamily(Recorded):
    """A record about one family: who supplied it, and of which category it is."""

    family = to_one(Family)
    provider = to_one(Partner)
    category = to_one(InformationCategory)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()


_PLACED = (
    f"{rules.mine('{row}.provider_id')}\n    AND EXISTS (SELECT FROM wall.known k WHERE k.person = {{row}}.person_id)"
)


class FamilyMember(OfFamily):
    """A person's place in a family, dated."""

    person = to_one(Person)
    role = models.CharField(max_length=100, blank=True, help_text="Such as: mother, grandfather, lodger")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    # A place gives sight of the person: so only of one whom we may see already, or have just registered.
    wall = Wall(
        see=rules.reading("{row}.family_id", "{row}.provider_id", "{row}.category_id"),
        add=f"{_PLACED} AND {rules.seen_family()}",
        change=_PLACED,
    )

    class Meta(OfFamily.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["family", "person", "provider"], condition=Q(ends_on__isnull=True), name="one_place_in_a_family"
            )
        ]

    def __str__(self):
        return f"{self.person} in the {self.family}"


def people_of(family, reader, day=None):
    """The people whom this `Reader` may see as belonging to the family on a day (default today), children first."""
    places = FamilyMember.objects.visible_by(reader).filter(
        live_on(day or timezone.localdate()), family=family, person=models.OuterRef("pk")
    )
    return Person.objects.filter(models.Exists(places)).order_by("-kind", "date_of_birth", "given_name")


@kept
def people_on(reader, family, day):
    """The same as a list."""
    return people_of(family, reader, day)


class Relationship(OfFamily):
    """How one person is related to another, and whether they hold parental responsibility (C3, C4)."""

    class Kind(models.TextChoices):
        PARENT = "parent", "parent of"
        STEP_PARENT = "step_parent", "step-parent of"
        GRANDPARENT = "grandparent", "grandparent of"
        SIBLING = "sibling", "brother or sister of"
        PARTNER = "partner", "partner of"
        FORMER_PARTNER = "former_partner", "former partner of"
        CARER = "carer", "carer of"
        OTHER = "other", "connected to"

    class Responsibility(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known"

    from_person = to_one(Person)
    to_person = to_one(Person)
    kind = models.CharField(max_length=20, choices=Kind)
    parental_responsibility = models.CharField(max_length=10, choices=Responsibility, default=Responsibility.UNKNOWN)
    responsibility_evidence = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta(OfFamily.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(from_person=F("to_person")), name="nobody_is_related_to_themselves")
        ]

    def __str__(self):
        return f"{self.from_person} is {self.get_kind_display()} {self.to_person}"


class Household(OfFamily):
    """An address at which some of the family live or lived. A confidential one is of its own category, so that it is
    only ever shared on purpose (S126)."""

    address = models.TextField()
    postcode = models.CharField(max_length=10, blank=True)
    is_confidential = models.BooleanField(default=False)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    class Meta(OfFamily.Meta):
        pass

    def __str__(self):
        return f"{self.address}, {self.postcode}".strip(", ")

    @property
    def is_current(self):
        """Whether somebody lives there today, as far as is recorded."""
        return not self.ends_on or self.ends_on > timezone.localdate()


class ResidenceQuerySet(VisibleQuerySet):
    family, provider, category = "household__family", "household__provider", "household__category"

    def current(self, day=None):
        return self.filter(live_on(day or timezone.localdate()))


class Residence(Recorded):
    """A person's stay in a household, dated."""

    household = to_one(Household)
    person = to_one(Person)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = ResidenceQuerySet.as_manager()
    wall = Wall(see="EXISTS (SELECT FROM locality_household p WHERE p.id = {row}.household_id)")

    class Meta:
        default_permissions = ()


class NeedLevel(OfFamily):
    """A child's level of need on a day, with the reason and who judged it. Never overwritten: a new row follows."""

    class Level(models.TextChoices):
        UNIVERSAL = "L1_UNIVERSAL", "1 Universal"
        UNIVERSAL_PLUS = "L2_UNIVERSAL_PLUS", "2 Universal plus"
        TARGETED = "L3_TARGETED", "3 Targeted"
        SPECIALIST = "L4_SPECIALIST_STATUTORY", "4 Specialist or statutory"

    person = to_one(Person)
    level = models.CharField(max_length=30, choices=Level)
    judged_on = models.DateField(default=timezone.localdate)
    judged_by = to_one(Practitioner)
    rationale = models.TextField()
    follows = maybe_one("self")

    class Meta(OfFamily.Meta):
        indexes = [models.Index("family", F("judged_on").desc(), name="need_newest")]

    def __str__(self):
        return f"{self.person}: level {self.get_level_display()}"
