"""A family's chronology: the foundation's own entries, and for every entry how old the children were then; with marks
where nothing was recorded for weeks."""

from dataclasses import dataclass

from django.utils import timezone

from locality.access.rule import reader_of
from locality.families import FamilyMember, NeedLevel
from locality.pages import age_words
from locality.people import Person
from locality.registries import Entry, chronology, noon

GAP_WEEKS = 6  # about the time after which a family's circle meets again
HIGH = (NeedLevel.Level.TARGETED, NeedLevel.Level.SPECIALIST)


@dataclass(frozen=True)
class Line:
    """One line of the page: an entry with the children's ages, or a gap in words."""

    entry: Entry | None = None
    ages: str = ""
    gap: str = ""


@chronology("People and levels of need")
def entries(request, family):
    """When the family was registered, when each person joined or left it, and each level of need."""
    reader = reader_of(request.user)
    yield Entry(at=family.registered_at, title="Family registered", by=str(family.provider), significant=True)
    registered = timezone.localdate(family.registered_at)
    places = FamilyMember.objects.visible_by(reader).filter(family=family).select_related("person", "provider")
    for place in places:
        what = {"by": str(place.provider), "whole_day": True, "about": frozenset([place.person_id])}
        if place.starts_on > registered:
            title = f"{place.person} joined the record of the family"
            yield Entry(at=noon(place.starts_on), title=title, words=place.role, **what)
        if place.ends_on:
            yield Entry(at=noon(place.ends_on), title=f"{place.person} left the family", **what)
    seen = Person.objects.visible_by(reader).filter(pk__in=[place.person_id for place in places])
    yield from _levels(reader, family, seen)


def _levels(reader, family, people):
    levels = NeedLevel.objects.visible_by(reader).filter(family=family, person__in=people)
    for need in levels.select_related("person", "judged_by"):
        yield Entry(
            at=noon(need.judged_on),
            title=f"{need.person}: level of need {need.get_level_display()}",
            words=need.rationale,
            by=str(need.judged_by),
            significant=need.level in HIGH,
            whole_day=True,
            about=frozenset([need.person_id]),
        )


def narrowed(found, chosen):
    """Those of the entries that the form's answers ask for: about this person or all of the family, of these kinds,
    told by this partner, since, until, what stands out only."""
    return [entry for entry in found if _asked_for(entry, chosen)]


def _asked_for(entry, chosen):
    day = timezone.localdate(entry.at)
    return not (
        (chosen.get("person") and entry.about and chosen["person"] not in {str(key) for key in entry.about})
        or (chosen.get("source") and entry.source not in chosen["source"])
        or (chosen.get("partner") and not entry.by.endswith(chosen["partner"]))
        or (chosen.get("since") and day < chosen["since"])
        or (chosen.get("until") and day > chosen["until"])
        or (chosen.get("show") and not entry.significant)
    )


def lines_of(found, people, now=None):
    """The `Line`s of a page from its entries, newest first, and the family's people (for the ages)."""
    children = [person for person in people if person.kind == person.Kind.CHILD]
    later, lines = now or timezone.now(), []
    for entry in found:
        weeks = (later - entry.at).days // 7
        if weeks >= GAP_WEEKS:
            lines.append(Line(gap=f"Nothing on record for {weeks} weeks"))
        lines.append(Line(entry, _ages(children, timezone.localdate(entry.at))))
        later = min(later, entry.at)
    return lines


def _ages(children, day):
    """How old the children were: "Kai was 6, Ava was 14 months"; who was not born yet is left out."""
    born = [child for child in children if child.date_of_birth and child.date_of_birth <= day]
    return ", ".join(f"{child.known_as or child.given_name or child} was {age_words(child, day)}" for child in born)
