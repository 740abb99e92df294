"""Records that pages ask for on every visit: the ORM writes the question once in each process, for each kind of reader
(docs/decisions/0008). Asking it again costs the database's answer and the records, and no building of a query.

    @kept
    def _levels(reader, family):
        return NeedLevel.objects.visible_by(reader).filter(family=family).order_by("-judged_on")

    _levels(reader, family.pk)  # a list

The function is called with stand-ins (kept.py), so it may not look at what it is given, only pass it on to the query;
what it takes from elsewhere must always be the same. A day or a moment comes from the reader: `reader.at`. Where it
makes one itself, or looks up a key, the question is not kept, and NotKept says so.
"""

import functools
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import BooleanField, F, Func, Model
from django.utils import timezone

from locality.access.kept import AT, SOMEBODY, NotKept, Rows, keys, moment, numbers
from locality.access.rule import Reader

FIRST, EACH = 10_000, 100  # no other stand-in's number; room for the keys of one argument
SIZES = (1, 2, 4, 8, 16, 32, 64)
COLLECTION = (list, tuple, set, frozenset, dict)
MOMENTS, DAYS = datetime(2223, 1, 1, 12, tzinfo=UTC), date(2224, 1, 1)


class Among(Func):
    """The condition that a column is one of some keys, or records. Unlike `__in`, a few statements serve any number: a
    list is filled up with its last key. (A list as one value would be one statement; but as PostgreSQL then takes it
    for ten keys, it would plan anew for fewer on each visit, which costs more than all else.)"""

    output_field = BooleanField()

    def __init__(self, column, wanted):
        super().__init__(F(column))
        self.wanted = wanted if isinstance(wanted, _Many) else _filled_up(_keys_of(wanted))

    def as_sql(self, compiler, connection, **_):
        (column,) = self.get_source_expressions()
        sql, params = compiler.compile(column)
        if isinstance(self.wanted, _Many) or len(self.wanted) not in SIZES:
            return f"{sql} = ANY(%s)", [*params, self.wanted]
        return f"{sql} IN ({', '.join(['%s'] * len(self.wanted))})", [*params, *self.wanted]

    @property
    def identity(self):
        """Never the same as another condition: its keys are no part of what Django compares."""
        return (type(self), id(self))


class _Many(tuple):
    """The stand-in of more keys than are written one by one."""

    __slots__ = ()


def kept(make):
    """Make `make(reader, …)`, which returns a queryset, a function that returns a list of its rows.

    Arguments are `Reader`s, records, keys, numbers, days, moments, and collections of keys or records, for `Among`:
    where such a collection is empty nothing is asked, and nothing found. True, False and None are taken as they are.
    Raises NotKept for anything else, and for a query that holds a key or a moment of its own.
    """
    shapes: dict = {}

    @functools.wraps(make)
    def ask(*given):
        shape, stand_ins, values = [], [], {}
        for place, value in enumerate(given):
            if isinstance(value, COLLECTION):
                if not value:
                    return []
                kind, stand_in = _stand_ins(_filled_up(_keys_of(value)), place, values)
            else:
                kind, stand_in = _stand_in(value, place, values)
            shape.append(kind)
            stand_ins.append(stand_in)
        question = shapes.get(tuple(shape))
        if question is None:
            question = shapes[tuple(shape)] = Rows(make(*stand_ins), set(values))
        return question.records(values)

    return ask


def _keys_of(wanted):
    return [each.pk if isinstance(each, Model) else each for each in wanted]


def _filled_up(wanted):
    size = next((size for size in SIZES if size >= len(wanted)), 0)
    return wanted + wanted[-1:] * (size - len(wanted))


def _stand_ins(wanted, place, values):
    """The same for several keys."""
    if len(wanted) not in SIZES:
        stand_in = _Many([f"keys {place}"])
        values[stand_in] = wanted
        return _Many, stand_in
    first = FIRST + EACH * (1 + place)
    stand_ins = [UUID(int=first + n) for n in range(len(wanted))]
    values.update(zip(stand_ins, wanted, strict=True))
    return (list, len(wanted)), stand_ins


def _stand_in(value, place, values):
    """What tells this kind of argument from others, and what stands for it; adds to `values` what that stands for."""
    if isinstance(value, Reader):
        return _reader(value, values)
    if value is None or isinstance(value, bool):
        return value, value
    value = value.pk if isinstance(value, Model) else value
    if isinstance(value, UUID):
        stand_in, kind = UUID(int=FIRST + place), UUID
    elif isinstance(value, int):
        stand_in, kind = -FIRST - place, int
    elif isinstance(value, datetime):
        stand_in, kind = MOMENTS + timedelta(days=place), datetime
        values[timezone.localdate(stand_in)] = timezone.localdate(value)
    elif isinstance(value, date):
        stand_in, kind = DAYS + timedelta(days=place), date
    else:
        raise NotKept(f"{type(value).__name__} is no argument of a kept question")
    values[stand_in] = value
    return kind, stand_in


def _reader(reader, values):
    count, person = len(reader.partners), SOMEBODY if reader.practitioner else None
    values |= zip(keys(count) + numbers(count), reader.partners + reader.groups, strict=True)
    values |= moment(reader.at)
    if person:
        values[person] = reader.practitioner
    kind = (Reader, count, bool(person), reader.audits, reader.must_accept, reader.opened)
    return kind, Reader(person, keys(count), numbers(count), reader.audits, AT, reader.must_accept, reader.opened)
