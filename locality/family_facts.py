"""What a family's pages say about its people, gathered in a fixed number of questions. Names stand only where the
person may be seen: a row that somebody supplied themselves must not carry a name that another partner supplied."""

from dataclasses import dataclass, field

from django.utils import timezone

from locality.access import Among, kept
from locality.families import FamilyMember, Household, NeedLevel, Relationship, Residence
from locality.people import Person


@dataclass
class Member:
    """One person of the family with what belongs to them, newest first."""

    person: Person
    roles: list = field(default_factory=list)
    providers: list = field(default_factory=list)
    homes: list = field(default_factory=list)
    levels: list = field(default_factory=list)
    since: object = None
    left_on: object = None

    @property
    def level(self):
        """The level of need that stands, or None."""
        return self.levels[0] if self.levels else None


def members_of(family, reader):
    """Everybody whom the reader may see as belonging to the family, now or earlier: children first, then adults.

    Returns a list of `Member`s; who has left comes last and has `left_on`.
    """
    members: dict = {}
    for place in _places(reader, family):
        member = members.setdefault(place.person_id, Member(place.person, since=place.starts_on))
        member.roles += [place.role] if place.role and place.role not in member.roles else []
        member.providers += [place.provider.name] if place.provider.name not in member.providers else []
        member.left_on = place.ends_on
    _add_homes(family, reader, members)
    _add_levels(family, reader, members)
    today = timezone.localdate()
    for member in members.values():
        member.left_on = member.left_on if member.left_on and member.left_on <= today else None
    return sorted(members.values(), key=_order)


@kept
def _places(reader, family):
    places = FamilyMember.objects.visible_by(reader).filter(family=family).select_related("person", "provider")
    return places.order_by("starts_on", "pk")


def _order(member):
    person = member.person
    born = person.date_of_birth or person.expected_on or timezone.localdate()
    return (bool(member.left_on), person.kind == person.Kind.ADULT, born, person.given_name)


def _add_homes(family, reader, members):
    for stay in _stays(reader, family, members, timezone.localdate()):
        members[stay.person_id].homes.append(stay.household)


@kept
def _stays(reader, family, members, day):
    stays = Residence.objects.visible_by(reader).filter(Among("person", members), household__family=family)
    return stays.current(day).select_related("household").order_by("-starts_on", "pk")


def _add_levels(family, reader, members):
    for level in _levels(reader, family, members):
        members[level.person_id].levels.append(level)


@kept
def _levels(reader, family, members):
    levels = NeedLevel.objects.visible_by(reader).filter(Among("person", members), family=family)
    return levels.select_related("judged_by", "provider").order_by("-judged_on", "-pk")


def households_of(family, reader, members):
    """The family's addresses that the reader may see, those in use first, each with the people who live there now."""
    found = Household.objects.visible_by(reader).filter(family=family).select_related("provider")
    here: dict = {}
    for member in members:
        for home in member.homes:
            here.setdefault(home.pk, []).append(member.person)
    rows = [
        {"household": household, "people": here.get(household.pk, [])} for household in found.order_by("-starts_on")
    ]
    return sorted(rows, key=lambda row: not row["household"].is_current)


def relationships_of(family, reader, members):
    """The relationships between people whom the reader may see."""
    keys = [member.person.pk for member in members]
    rows = Relationship.objects.visible_by(reader).filter(family=family, from_person__in=keys, to_person__in=keys)
    return list(rows.select_related("from_person", "to_person", "provider").order_by("kind", "pk"))
