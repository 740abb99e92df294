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
from nicknames import NickNamer
from rapidfuzz.distance import JaroWinkler

from locality.families import is_known, with_families
from locality.lookups import plain
from locality.models import FamilyMember, Person, Residence

FAMILIAR = NickNamer.default_lookup()  # {"william": {"bill", "liam", …}, …}, from a list that others keep
LIKELY = 7  # from how much on it is worth showing
SURE = "same first name, surname and birthday"
MOST = 3  # shown for one person
ALIKE = 0.9
A_PART = 3  # letters of a short form
GIVEN = {"same": 4, "alike": 2, "other": -7}
FAMILY = {"same": 4, "alike": 2, "other": -2}
BORN = {"same": 6, "swapped": 4, "alike": 2, "unknown": 0, "other": -4}
POSTCODE = 3
MOST_OTHERWISE = max(FAMILY.values()) + max(BORN.values()) + POSTCODE
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
    letters, alike = functools.cache(_letters), functools.cache(_name)  # of these people: nobody's name is kept
    names = {each.pk: (letters(each.given_name), letters(each.family_name)) for each in people}
    by_name = {name: [] for name in names.values()}
    by_birthday = defaultdict(list)
    for row in rows:
        by_birthday[row.date_of_birth].append(row)
        if (same := by_name.get((letters(row.given_name), letters(row.family_name)))) is not None:
            same.append(row)
    found = {}
    for each in people:
        given, family = name = names[each.pk]
        days = {each.date_of_birth, _swapped(each.date_of_birth)} - {None}
        near = by_name[name] + [row for day in days for row in by_birthday[day]]
        told = ((row, _compared(given, family, each.date_of_birth, row, letters, alike)) for row in near)
        fits = {row.pk: (how[0], row, _said(*how[1])) for row, how in told if how}
        found[each.pk] = list(fits.values())
    return found


def _compared(given, family, born, row, letters, alike):
    """(score, (how the first name, the surname and the birthday fit)); None when no postcode makes it likely. A first
    name that is another cannot be made good by anything, so the rest is not asked then."""
    first = alike(given, letters(row.given_name))
    if row.known_as and first != "same":
        first = max(first, alike(given, letters(row.known_as)), key=GIVEN.get)
    if GIVEN[first] + MOST_OTHERWISE < LIKELY:
        return None
    last, day = alike(family, letters(row.family_name)), _birthday(born, row.date_of_birth)
    score = GIVEN[first] + FAMILY[last] + BORN[day]
    return (score, (first, last, day)) if score >= LIKELY - POSTCODE else None


def _said(first, last, day):
    if (first, last, day) == ("same", "same", "same"):
        return SURE
    return f"first name {WORDS[first]}, surname {WORDS[last]}, birthday {WORDS[day]}"


def _name(one, other):
    if one == other:
        return "same"
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if long.startswith(short) and len(short) >= A_PART:  # a short form
        return "alike"
    if other in FAMILIAR.get(one, ()) or one in FAMILIAR.get(other, ()):
        return "alike"
    if (" " in one or " " in other) and set(one.split()) & set(other.split()):
        return "alike"
    return "alike" if JaroWinkler.similarity(one, other, score_cutoff=ALIKE) else "other"


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
