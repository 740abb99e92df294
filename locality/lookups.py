"""Looking a person up: what the practitioner may see of them, and whether somebody else may know them (A6).

This is the only place that asks about people whom the practitioner may not see. It is allowed because two partners
who each help the same child without knowing of one another is the very thing that harms children (S41), and because
what comes out is one bit, in the same words whoever holds the record and however restricted it is: "another record
may match, ring the coordinator". To learn even that, the whole name and the date of birth must be known already; the
question can be asked 30 times an hour by one person; and every time is written down (without the words).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import CharField, F, Func, Q
from django.utils import timezone

from locality.access import Lookup, look_up_noted
from locality.partners import Practitioner
from locality.people import Person

LIMIT, WITHIN = 30, timedelta(hours=1)
MOST = 20  # people shown for one look-up
MARKS = "[\u0300-\u036f]"


@dataclass(frozen=True)
class Words:
    """What is looked up: any of a given name, a family name and a date of birth."""

    given_name: str = ""
    family_name: str = ""
    born_on: date | None = None

    @property
    def complete(self):
        """Whether it is enough to ask about records of others: all three."""
        return bool(self.given_name and self.family_name and self.born_on)

    @property
    def enough(self):
        """Whether there are two of the three, so that a close match can be told from a chance one."""
        return bool(self.given_name) + bool(self.family_name) + bool(self.born_on) >= 2

    @property
    def plain(self):
        """The same as texts without capitals, accents and kinds of apostrophe."""
        return [plain(self.given_name), plain(self.family_name), str(self.born_on or "")]


@dataclass(frozen=True)
class Found:
    """The answer: people whom the reader may see (`more` when not all are shown), whether there may be another record
    (None: not asked, the words were not complete), or `refused` when they asked too often."""

    people: tuple[Person, ...] = ()
    more: bool = False
    elsewhere: bool | None = None
    refused: bool = False

    @property
    def kind(self):
        """What is written down of the answer."""
        if self.refused:
            return "refused"
        return "elsewhere" if self.elsewhere else "visible" if self.people else "unknown"


def plain(text):
    """A name as it is compared: "Zoë O’Brien" is "zoe o'brien"."""
    lowered = unicodedata.normalize("NFD", text.strip().lower().replace("’", "'"))
    return re.sub(MARKS, "", lowered)


class Plain(Func):
    """`plain` of a column, in the database."""

    template = "regexp_replace(normalize(replace(lower(%(expressions)s), '’', ''''), NFD), '[\u0300-\u036f]', '', 'g')"
    output_field = CharField()


def look_up(practitioner, words, *, closely=False):
    """Look `words` (a `Words`) up for the practitioner and write it down. Returns a `Found`. Needs a transaction.

    `closely`: only people of whom two of the three agree, as a check before somebody is registered.
    """
    found = Found(refused=True) if asked_too_often(practitioner) else _answer(practitioner, words, closely)
    look_up_noted(practitioner, words.plain, found.kind)
    return found


def asked_too_often(practitioner):
    """Whether the practitioner has looked as many people up in the last hour as one may."""
    # One person's look-ups wait for one another, so that a burst of them at once is counted too.
    Practitioner.objects.select_for_update(no_key=True).get(pk=practitioner.pk)
    recent = Lookup.objects.filter(practitioner=practitioner, at__gt=timezone.now() - WITHIN)
    return recent.exclude(answer="refused").count() >= LIMIT


def _answer(practitioner, words, closely):
    wanted = _two_agree(words) if closely else _something_agrees(words)
    people = list(_visible(practitioner).filter(wanted).order_by("family", "given", "pk")[: MOST + 1])
    elsewhere = _known_elsewhere(practitioner, words) if words.complete else None
    return Found(tuple(people[:MOST]), len(people) > MOST, elsewhere)


def _visible(practitioner):
    """The people the practitioner may see, with their names as they are compared."""
    return Person.objects.visible_to(practitioner).annotate(
        given=Plain(F("given_name")), known=Plain(F("known_as")), family=Plain(F("family_name"))
    )


def _something_agrees(words):
    """These names, as far as typed; or this date of birth."""
    given, family, _ = words.plain
    born = Q(date_of_birth=words.born_on) if words.born_on else Q()
    if not (given or family):
        return born
    return born | (Q(given__startswith=given) | Q(known__startswith=given)) & Q(family__startswith=family)


def _two_agree(words):
    given, family, _ = words.plain
    first = (Q(given=given) | Q(known=given)) if given else Q(pk=None)
    last = Q(family=family) if family else Q(pk=None)
    born = Q(date_of_birth=words.born_on) if words.born_on else Q(pk=None)
    return first & last | first & born | last & born


def _known_elsewhere(practitioner, words):
    """Whether a person whom the practitioner may not see has exactly this name and date of birth.

    Asks the same questions whatever the answer. The database compares (locality/wall/gate.sql), as the people of
    others stand behind the wall: nothing but the one bit comes out.
    """
    mine = Person.objects.filter(date_of_birth=words.born_on).visible_to(practitioner).values_list("pk", flat=True)
    with connection.cursor() as cursor:
        given, family, _ = words.plain
        cursor.execute("SELECT wall.known_elsewhere(%s, %s, %s, %s)", [given, family, words.born_on, list(mine)])
        return cursor.fetchone()[0]
