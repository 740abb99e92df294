"""Lists of families: which ones, and what a line of the list says."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from locality.access import Among, kept, newest, note_list
from locality.access.rule import reader_of
from locality.models import Family, FamilyMember
from locality.pages import age_words
from locality.partners import live_on


@dataclass
class Line:
    """One family of a list: who is in it, as far as the reader may see (children with their ages), and whether a
    partner of theirs supplied it."""

    family: Family
    ours: bool
    people: list = field(default_factory=list)


def families_page(request, *, area="", source="", after="", size=25):
    """A page of the families the reader may see, newest activity first, and the text to continue from.

    Returns (lines, older). Writes down that they were listed.
    """
    reader = reader_of(request.user)
    ours = Q(provider__in=reader.partners)
    wanted = {"ours": ours, "shared": ~ours}.get(source, Q()) & (Q(locality__code=area) if area else Q())
    rows = Family.objects.select_related("locality", "provider").filter(wanted)
    ask = None if area or source else _listed
    page = newest(rows, request.user, by="last_activity_at", after=after, size=size, ask=ask)
    note_list(request, Family.objects, page.records)
    return _lines(reader, page.records), page.older


def _lines(reader, families):
    lines = {family.pk: Line(family, family.provider_id in reader.partners) for family in families}
    for place in _places(reader, lines, timezone.localdate()):
        people, words = lines[place.family_id].people, _words(place.person)
        if words not in people:
            people.append(words)
    return list(lines.values())


@kept
def _listed(reader, wanted):
    return Family.objects.visible_by(reader).filter(Among("pk", wanted)).select_related("locality", "provider")


@kept
def _places(reader, families, day):
    places = FamilyMember.objects.visible_by(reader).filter(live_on(day), Among("family", families))
    return places.select_related("person").order_by("person__date_of_birth", "person__given_name", "pk")


def _words(person):
    return f"{person} ({age_words(person)})" if person.kind == person.Kind.CHILD else str(person)


def places_of(practitioner, people):
    """For each of `people`, as (person, families): the families in which the practitioner may see them."""
    places = FamilyMember.objects.visible_to(practitioner).filter(person__in=people).select_related("family__locality")
    families = {person.pk: [] for person in people}
    for place in places.order_by("family__name", "pk"):
        if place.family not in families[place.person_id]:
            families[place.person_id].append(place.family)
    return [(person, families[person.pk]) for person in people]
