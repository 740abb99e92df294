"""Whether somebody on a list is known already: compared with people whom the reader may see, and with nobody else.

Who could be meant is found by equal birthdays or equal names (questions that an index answers); how well they fit is
counted here, with rapidfuzz for names that differ by a slip. A first name that is another outweighs all else: a twin
shares the surname, the birthday and the address (performance.md 6). Whether it is the same person, a person says.
"""

import functools
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from rapidfuzz.distance import JaroWinkler

from locality.families import is_known, with_families
from locality.lookups import plain
from locality.models import FamilyMember, Person, Residence

LIKELY = 7  # from how much on it is worth showing
SURE = "same first name, surname and birthday"
MOST = 3  # shown for one person
ALIKE = 0.9
A_PART = 3  # letters of a short form
GIVEN = {"same": 4, "alike": 2, "other": -7}
FAMILY = {"same": 4, "alike": 2, "other": -2}
BORN = {"same": 6, "swapped": 4, "alike": 2, "unknown": 0, "other": -4}
POSTCODE = 3
WORDS = {"same": "the same", "alike": "nearly the same", "other": "another", "swapped": "day and month swapped"}
WORDS["unknown"] = "not known"


@dataclass
class Match:
    """Somebody on record who may be meant, how well they fit, why in words, and the families they belong to."""

    person: Any
    score: int
    words: str
    families: list

    @property
    def is_sure(self):
        """Whether nothing speaks against it."""
        return self.words.startswith(SURE)


def matches(people, reader):
    """{key: `Match`es, the best first} of these people (each with `pk`, names, birthday, postcode) among those whom the
    `Reader` may see. The same number of questions, however many people."""
    people = list(people)
    found = _pairs(people, _on_record(people, reader))
    homes = _postcodes({person.pk for pairs in found.values() for _, person, _ in pairs}, reader)
    kept = {each.pk: _best(each, found[each.pk], homes) for each in people}
    families = _families({person.pk for pairs in kept.values() for _, person, _ in pairs}, reader)
    return {
        key: [Match(person, score, words, families[person.pk]) for score, person, words in pairs]
        for key, pairs in kept.items()
    }


def _on_record(people, reader):
    """People whom the reader may see with a birthday, or both names, of somebody here."""
    born = {each.date_of_birth for each in people} | {_swapped(each.date_of_birth) for each in people}
    families, givens = (
        {v for each in people for v in _cases(getattr(each, name))} for name in ("family_name", "given_name")
    )
    wanted = Q(date_of_birth__in=born - {None}) | Q(family_name__in=families, given_name__in=givens)
    rows = Person.objects.visible_by(reader).filter(wanted).exclude(kind=Person.Kind.UNBORN)
    return rows.only("given_name", "family_name", "known_as", "date_of_birth", "date_of_birth_note", "kind")


def _letters(name):
    """A name as it is compared: without capitals, accents, apostrophes and hyphens."""
    return plain(name).replace("'", "").replace("-", " ")


def _cases(name):
    return {name, name.title(), name.upper(), name.lower()} - {""}


def _swapped(day):
    return day.replace(month=day.day, day=day.month) if day and day.day <= 12 else None


def _pairs(people, rows):
    """{key: (score without postcode, person, words)} of those who could be meant."""
    by_birthday, by_name = defaultdict(list), defaultdict(list)
    for row in rows:
        row.plain = _letters(row.given_name), _letters(row.known_as), _letters(row.family_name)
        by_birthday[row.date_of_birth].append(row)
        by_name[row.plain[2], row.plain[0]].append(row)
    found, alike = {}, functools.cache(_name)  # for these people: nobody's name is remembered afterwards
    for each in people:
        given, family = _letters(each.given_name), _letters(each.family_name)
        near = {row.pk: row for row in by_name[family, given]}
        for day in (each.date_of_birth, _swapped(each.date_of_birth)):
            near |= {row.pk: row for row in by_birthday[day] if day}
        scored = [(row, *_compared(given, family, each.date_of_birth, row, alike)) for row in near.values()]
        found[each.pk] = [(score, row, _said(*how)) for row, score, how in scored if score >= LIKELY - POSTCODE]
    return found


def _compared(given, family, born, row, alike):
    """(score, (how the first name, the surname and the birthday fit))."""
    first = max((alike(given, known) for known in row.plain[:2] if known), key=GIVEN.get, default="other")
    last, day = alike(family, row.plain[2]), _birthday(born, row.date_of_birth)
    return GIVEN[first] + FAMILY[last] + BORN[day], (first, last, day)


def _said(first, last, day):
    if (first, last, day) == ("same", "same", "same"):
        return SURE
    return f"first name {WORDS[first]}, surname {WORDS[last]}, birthday {WORDS[day]}"


def _name(one, other):
    if one == other:
        return "same"
    short, long = sorted((one, other), key=len)
    parts = set(one.split()) & set(other.split())
    is_short_form = len(short) >= A_PART and long.startswith(short)
    return "alike" if parts or is_short_form or JaroWinkler.similarity(one, other) >= ALIKE else "other"


def _birthday(one, other):
    if not one or not other:
        return "unknown"
    if one == other:
        return "same"
    if _swapped(one) == other:
        return "swapped"
    agree = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    return "alike" if agree == 2 else "other"


def _best(one, pairs, homes):
    better = []
    for score, person, words in pairs:
        if one.postcode and one.postcode in homes[person.pk]:
            score, words = score + POSTCODE, f"{words}, same postcode"
        if score >= LIKELY:
            better.append((score, person, words))
    return sorted(better, key=lambda pair: (-pair[0], str(pair[1].pk)))[:MOST]


def _postcodes(people, reader):
    """{person: the postcodes where they live, as far as the reader may see}."""
    found = defaultdict(set)
    if people:
        rows = Residence.objects.visible_by(reader).current().filter(person__in=people)
        for person, code in rows.values_list("person", "household__postcode"):
            found[person].add(code)
    return found


def _families(people, reader):
    """{person: the families that the reader sees them in}."""
    found = defaultdict(list)
    if people:
        rows = FamilyMember.objects.visible_by(reader).filter(person__in=people, ends_on=None)
        for place in with_families(rows.order_by("starts_on", "pk"), reader):
            if is_known(place.family):
                found[place.person_id].append(place.family)
    return found
