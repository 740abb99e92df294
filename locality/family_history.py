"""The list behind a family's history page: every record that the reader may see, with its last change."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst

from locality.access.versions import last_changes
from locality.families import people_of
from locality.kinds import WORDS
from locality.people import Person
from locality.registries import records_of

EACH = 100  # newest records of a kind; a family has a handful


@dataclass(frozen=True)
class Line:
    """One record: its kind in words, what it says of itself, its last change, and the names its address needs."""

    kind: str
    title: str
    at: datetime
    by: str
    name: str
    key: object


def lines_of_family(family, reader):
    """A `Line` for each record of the family that the reader may see, last changed first. What hangs from another
    record (who took part in a conversation) is found on that record's own page."""
    seen = {person.pk: person for person in people_of(family, reader)}
    lines = _lines(Person, list(seen.values()), seen)
    for model, rows in records_of(family, reader):
        if "__" not in rows.family:
            links = [field.name for field in model._meta.fields if field.related_model in (Person, type(family))]
            lines += _lines(model, list(rows.select_related(*links).order_by("-pk")[:EACH]), seen)
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _lines(model, records, seen):
    name, changed = model._meta.model_name, last_changes(model, [record.pk for record in records])
    kind = capfirst(WORDS.get(name, model._meta.verbose_name))
    return [
        Line(kind, _title(record, seen), *changed[record.pk], name, record.pk)
        for record in records
        if record.pk in changed
    ]


def _title(record, seen):
    """What the record says of itself, unless that would name somebody whom the reader may not see."""
    people = [field.attname for field in record._meta.fields if field.related_model is Person]
    hidden = any(getattr(record, name) and getattr(record, name) not in seen for name in people)
    return "" if hidden else str(record)
