"""People: children, adults and unborn children (domain.md 2.2). A person may belong to more than one family."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from locality.access import Among, VisibleQuerySet, kept
from locality.history import Recorded, to_one
from locality.partners import Partner
from locality.wall import rules
from locality.wall.rules import Wall

NEWBORN = "newborn"


class PersonQuerySet(VisibleQuerySet):
    """A person is seen through a family: with the row that places them in it."""

    def visible_by(self, reader):
        places = apps.get_model("locality", "FamilyMember").objects.visible_by(reader)
        return self.filter(Exists(places.filter(person=OuterRef("pk"))))

    def claims_of(self, record):
        places = apps.get_model("locality", "FamilyMember").objects
        rows = places.filter(person=record).order_by("starts_on", "pk")
        found = [places.all().claim(*row) for row in rows.values_list("provider", "family", "category")]
        return found or self.trail_of(record)

    def claims_on(self, record):
        return self.claims_of(record)

    def families_of(self, records):
        places = apps.get_model("locality", "FamilyMember").objects
        return set(places.filter(person__in=[record.pk for record in records]).values_list("family", flat=True))


class Person(Recorded):
    """A child, an adult or an unborn child, as one partner registered them."""

    class Kind(models.TextChoices):
        CHILD = "child", "Child"
        ADULT = "adult", "Adult"
        UNBORN = "unborn", "Unborn child"

    provider = to_one(Partner)
    kind = models.CharField(max_length=10, choices=Kind)
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    known_as = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    date_of_birth_note = models.CharField(max_length=100, blank=True, help_text="Such as: about 2019, or not known")
    expected_on = models.DateField(null=True, blank=True)
    is_living = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()
    wall = Wall(
        see="EXISTS (SELECT FROM locality_familymember m WHERE m.person_id = {row}.id)\n"
        f"    OR ({rules.mine('{row}.provider_id')}\n"
        "        AND NOT EXISTS (SELECT FROM wall.placed m WHERE m.person = {row}.id))",
        add=rules.mine("{row}.provider_id"),
        change=rules.mine("{row}.provider_id"),
    )

    class Meta:
        default_permissions = ()
        verbose_name_plural = "people"
        indexes = [
            models.Index("family_name", "given_name", name="person_name"),
            models.Index("date_of_birth", name="person_born"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="unborn") | Q(expected_on__isnull=True), name="only_the_unborn_are_expected"
            ),
            models.CheckConstraint(
                condition=~Q(kind="unborn") | Q(date_of_birth__isnull=True), name="the_unborn_have_no_birthday"
            ),
        ]

    def __str__(self):
        name = f"{self.given_name} {self.family_name}".strip()
        if self.kind == self.Kind.UNBORN and not self.given_name:
            return f"Unborn baby {self.family_name}".strip()
        return f"{name} (known as {self.known_as})" if self.known_as else name or "Name not known"

    def age_on(self, day=None):
        """Age in whole years on a day (default today, Europe/London), or None when the birthday is not known."""
        day = day or timezone.localdate()
        born = self.date_of_birth
        if not born or born > day:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def age_words(self, day=None):
        """Their age on a day (default today) in few words: `6`, `14 months`, `3 days`, `unborn`, `age not known`."""
        day = day or timezone.localdate()
        if self.kind == self.Kind.UNBORN:
            return "unborn"
        years, born = self.age_on(day), self.date_of_birth
        if years is None:
            return "not born yet" if born else "age not known"
        if years >= 2:
            return str(years)
        months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
        number, unit = (months, "month") if months else ((day - born).days, "day")
        return f"{number} {unit}{'' if number == 1 else 's'}" if number else NEWBORN

    @property
    def with_age(self):
        """Their name with their age; of an unborn baby without a name the name says it already."""
        nameless = self.kind == self.Kind.UNBORN and not self.given_name
        return str(self) if nameless else f"{self} ({self.age_words()})"

    @property
    def born_words(self):
        """When they were or will be born, in words: a date with an age, what is known, or "not known"."""
        if self.kind == self.Kind.UNBORN:
            return f"expected {_day(self.expected_on)}" if self.expected_on else "expected date not known"
        if self.date_of_birth:
            age = self.age_words()
            aged = f"aged {age}" if self.age_on() is not None and age != NEWBORN else age
            return f"{_day(self.date_of_birth)} ({aged})"
        return self.date_of_birth_note or "date of birth not known"


class PersonName(models.Model):
    """The name, and no more, of somebody whom a decision names whose information the reader was given. A view of the
    database (locality/wall/gate.sql): the person's record is another thing, and shared apart."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=10)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    known_as = models.CharField(max_length=100)

    class Meta:
        managed = False
        default_permissions = ()
        db_table = '"wall"."name"'

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip()


def with_people(rows, reader, *fields):
    """These rows, as a list, with the people that their `fields` point to: those whom this `Reader` may see; of others
    whom a decision names, the name alone; of the rest, that there is somebody. Two questions, however many rows."""
    rows = list(rows)
    wanted = {key for row in rows for name in fields if (key := getattr(row, f"{name}_id"))}
    people = {person.pk: person for person in _seen(reader, wanted)}
    named = {person.pk: person for person in _named(wanted - set(people))}
    for row in rows:
        for name in fields:
            if key := getattr(row, f"{name}_id"):
                setattr(row, name, people.get(key) or _by_name(key, named.get(key)))
    return rows


@kept
def _seen(reader, wanted):
    return Person.objects.visible_by(reader).filter(Among("pk", wanted))


@kept
def _named(wanted):
    return PersonName.objects.filter(Among("pk", wanted))


def _by_name(key, named):
    """A person of whom only the name is known to the reader, or not even that. Never saved."""
    if named is None:
        return Person(pk=key, given_name="Somebody", family_name="whom you may not see")
    told = {each: getattr(named, each) for each in ("kind", "given_name", "family_name", "known_as")}
    return Person(pk=key, **told)


def _day(day):
    return f"{day.day} {day:%B %Y}"
