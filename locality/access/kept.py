"""Conditions and questions that the ORM writes once in each process: kept as SQL, filled with each asker's values.

Writing the rule's condition anew for every query costs several milliseconds of Python, a dozen times a page; the values
in it are few and always in the same places. So it is written with stand-ins for them, which no real row can have.
"""

import re
from datetime import UTC, date, datetime
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators
from django.utils import timezone

AT = datetime(2222, 2, 2, 12, tzinfo=UTC)
SOMEBODY = UUID(int=1)
# The ORM's names for the tables of inner questions (U0, V1). Outer questions have them too, so ours get others.
ALIAS = re.compile(r"\b([T-Z][A-Z]*\d+)\b")


def keys(count):
    """Stand-ins for so many keys."""
    return tuple(UUID(int=1000 + n) for n in range(count))


def numbers(count):
    """Stand-ins for so many numbers of rows."""
    return tuple(-1000 - n for n in range(count))


def moment(at):
    """The values of the stand-in AT and of its day, at a moment (default now)."""
    at = at or timezone.now()
    return {AT: at, timezone.localdate(AT): timezone.localdate(at)}


def filled(params, values):
    """Parameters with each stand-in replaced by its value."""
    return [values.get(param, param) for param in params]


class Place(models.Expression):
    """Stands for a column of the outer query, in a condition that is kept."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return f"<{self.name}>", []


class Condition(models.Func):
    """A condition on a row of any query, from kept SQL: `places` maps its `Place`s' names to paths of the row."""

    output_field = models.BooleanField()

    def __init__(self, kept, places, values):
        super().__init__(*places.values())
        self.kept, self.names, self.values = kept, list(places), values

    def as_sql(self, compiler, connection, **_):
        sql, params = self.kept
        for name, expression in zip(self.names, self.get_source_expressions(), strict=True):
            sql = sql.replace(f"<{name}>", compiler.compile(expression)[0])
        return sql, filled(params, self.values)

    @property
    def identity(self):
        """Never the same as another condition: its values are no part of what Django compares."""
        return (type(self), id(self))


class AsItStands(models.Func):
    """A word that stands in the statement itself. When PostgreSQL plans a statement for good, it does not know of a
    parameter whether an index of some rows only holds those that are asked for."""

    output_field = models.TextField()

    def __init__(self, word):
        if not word.replace("_", "").isalpha():
            raise ValueError("Only a word of our own goes into a statement")
        super().__init__(template=f"'{word}'")


def written(condition, model):
    """(SQL, parameters) of a condition made of `Place`s and subqueries, as the ORM writes it for a query on `model`."""
    query = model._base_manager.filter(condition).query
    compiler = query.get_compiler("default")
    sql, params = query.where.as_sql(compiler, compiler.connection)
    return ALIAS.sub(r"inner_\1", sql), params


class Question:
    """A queryset of `values_list` rows, written once; asked with the values of its stand-ins."""

    def __init__(self, queryset):
        self.sql, self.params = queryset.query.get_compiler("default").as_sql()

    def rows(self, values):
        """The rows, as tuples that the database gives."""
        with connections["default"].cursor() as cursor:
            cursor.execute(self.sql, filled(self.params, values))
            return cursor.fetchall()


class NotKept(Exception):
    """A question to be asked for ever holds something that is true for once, or is of a kind not provided for."""


class Rows(Question):
    """A queryset of records, or of `values_list`, written once; asked with the values of its `stand_ins`."""

    def __init__(self, queryset, stand_ins):
        compiler = queryset.query.get_compiler("default")
        self.sql, self.flat, self.model = "", queryset._iterable_class is FlatValuesListIterable, None
        try:
            self.sql, self.params = compiler.as_sql()
        except EmptyResultSet:  # no reader of this kind sees anything
            return
        for param in self.params:
            if isinstance(param, list) or (isinstance(param, date | UUID) and param not in stand_ins):
                raise NotKept(f"{param!r} would be asked for ever, in {self.sql}")
        self.converters = list(compiler.get_converters([column for column, *_ in compiler.select]).items())
        if queryset._iterable_class is ModelIterable and not queryset._prefetch_related_lookups:
            self._of_records(compiler)
        elif queryset._iterable_class not in (FlatValuesListIterable, ValuesListIterable):
            raise NotKept("Only records and lists of values are kept")

    def _of_records(self, compiler):
        """As Django's ModelIterable does, before its first row."""
        found, select = compiler.klass_info, compiler.select
        self.model, columns = found["model"], found["select_fields"]
        self.own = slice(columns[0], columns[-1] + 1)
        self.names = [column.target.attname for column, *_ in select[self.own]]
        self.related = get_related_populators(found, select, "default")  # type: ignore[call-arg]
        self.more = compiler.annotation_col_map or {}

    def records(self, values):
        """The rows: records as the ORM makes them, values, or tuples of values."""
        if not self.sql:
            return []
        rows = self._converted(self.rows(values)) if self.converters else self.rows(values)
        if self.model:
            return [self._record(row) for row in rows]
        return [row[0] for row in rows] if self.flat else rows

    def _converted(self, rows):
        connection, rows = connections["default"], [list(row) for row in rows]
        for place, (convert, expression) in self.converters:
            for row in rows:
                for each in convert:
                    row[place] = each(row[place], expression, connection)
        return rows

    def _record(self, row):
        record = self.model.from_db("default", self.names, row[self.own])
        for each in self.related:
            each.populate(row, record)
        for name, place in self.more.items():
            setattr(record, name, row[place])
        return record
