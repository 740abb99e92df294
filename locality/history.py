"""Every record has its history, written by the database, with the name of who made the change.

A trigger on each recorded table writes into django-simple-history's own tables; its signals are switched off
(`SIMPLE_HISTORY_ENABLED = False`) and its models, manager, `as_of` and diffs serve every reader. So bulk writes, raw
SQL and the shell leave history too, and a write without a named actor raises in the database (architecture.md, rule 2).
"""

import contextlib
import functools
import uuid
from contextvars import ContextVar
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.operations.base import Operation
from simple_history.models import HistoricalRecords

from locality.evidence.keeping import function_name, keep_sql
from locality.wall.token import backend_of, token_for

SETTINGS = {"actor": "id", "actor_name": "name", "partner": "partner", "reason": "reason", "request": "request"}


@dataclass(frozen=True)
class Actor:
    """Who is changing things: ids as text, as the database's settings hold them."""

    id: str = ""
    name: str = ""
    partner: str = ""
    reason: str = ""
    request: str = ""


class NotLetIn(Exception):
    """The wall did not open: the database does not know the key that signs tokens, or its clock is far from ours."""


NOBODY = Actor()
_actor: ContextVar[Actor] = ContextVar("actor", default=NOBODY)
request_id: ContextVar[str] = ContextVar("request_id", default="")
_after_action: list = []


def current_actor():
    """The `Actor` in whose name changes are made now, or `NOBODY`."""
    return _actor.get()


def settings_of(actor):
    """{setting: value} by which the database's triggers know the actor, for the transaction."""
    return {f"locality.{name}": getattr(actor, field) for name, field in SETTINGS.items()}


def _tell_database(actor, was):
    """Name the actor to the triggers, and let them in through the wall (or out, for nobody): one statement."""
    told = settings_of(actor)
    calls = ", ".join("set_config(%s, %s, true)" for _ in told)
    values = [each for pair in told.items() for each in pair]
    with connection.cursor() as cursor:
        if actor.id == was.id:
            cursor.execute(f"SELECT {calls}", values)
        elif not actor.id:
            cursor.execute(f"SELECT {calls}, wall.leave()", values)
        else:
            cursor.execute(f"SELECT {calls}, wall.enter(%s)", [*values, token_for(actor.id, backend_of(connection))])
            if not cursor.fetchone()[-1]:
                raise NotLetIn("The database does not know our key: run manage.py prepare with the same WALL_KEY")


@contextlib.contextmanager
def acting_as(by, *, partner=None, reason=""):
    """One transaction in which every change is made in the name of `by`, for `partner` (optional), because of `reason`.

    Nests: an inner block's actor ends with it, whether it commits (restored here, as a released savepoint keeps the
    setting) or rolls back (restored by PostgreSQL). Raises ValueError when `by` names nobody.
    """
    if by is None or not getattr(by, "pk", None):
        raise ValueError("A change needs a named actor")
    outer, nested = _actor.get(), connection.in_atomic_block
    actor = Actor(
        str(by.pk), by.name, str(partner.pk) if partner else outer.partner, reason or outer.reason, request_id.get()
    )
    with transaction.atomic():
        token = _actor.set(actor)
        try:
            if actor != outer or not nested:
                _tell_database(actor, outer if nested else NOBODY)
            yield actor
        finally:
            _actor.reset(token)
        if nested and actor != outer and not connection.needs_rollback:
            _tell_database(outer, actor)


def after_action(function):
    """Register a function without arguments to run after each action (the door forgets what it remembered)."""
    _after_action.append(function)
    return function


class AlreadyUsed(PermissionDenied):
    """A form's key belongs to a record that somebody else made, and that the writer may not even see."""


def action(function):
    """A change: runs in one transaction, in the name of the keyword argument `by` (a `Practitioner`).

    Raises TypeError without `by`, AlreadyUsed when a new record's key is taken. Everything the function writes is
    rolled back when it raises.
    """

    @functools.wraps(function)
    def wrapper(*args, by, **kwargs):
        try:
            with acting_as(by, partner=kwargs.get("partner")):
                result = function(*args, by=by, **kwargs)
        except IntegrityError as error:
            if _takes_a_key(error):
                raise AlreadyUsed("That form was used by somebody else") from error
            raise
        for forget in _after_action:
            forget()
        return result

    wrapper.is_action = True
    return wrapper


def _takes_a_key(error):
    """Whether it is the key of a record, or of the form that makes it, which is there already."""
    found = getattr(error.__cause__, "diag", None)
    name = (found and found.constraint_name) or ""
    return name.endswith("_pkey") or "_submission_" in name


def to_one(model, **kwargs):
    """A required foreign key that protects its target and gives it no way back (no side door for templates)."""
    return models.ForeignKey(model, on_delete=models.PROTECT, related_name="+", **kwargs)


def maybe_one(model, **kwargs):
    """An optional foreign key with the same protections as `to_one`."""
    return models.ForeignKey(model, on_delete=models.PROTECT, related_name="+", null=True, blank=True, **kwargs)


class Trail(models.Model):
    """What each history row says beside the record's own columns. The salt is the evidence log's, for no reader: once
    it is gone, nobody can try a guess against the digest that the log keeps for ever."""

    actor_name = models.TextField(default="")
    acting_for = models.UUIDField(null=True)
    request = models.TextField(default="")
    salt = models.UUIDField(null=True, editable=False)

    class Meta:
        abstract = True


class History(HistoricalRecords):
    """simple-history's record of a model, leaving out the columns that the model lists in `not_in_history`
    (secrets, and copies that only order a list)."""

    def __init__(self, **kwargs):
        super().__init__(bases=(Trail,), inherit=True, user_db_constraint=False, **kwargs)

    def fields_included(self, model):
        left_out = getattr(model, "not_in_history", ())
        return [field for field in super().fields_included(model) if field.name not in left_out]


class Kept(models.Model):
    """A table whose every change is kept in its history."""

    history = History()

    not_in_history: tuple[str, ...] = ()

    class Meta:
        abstract = True


class Recorded(Kept):
    """A record: a key that says nothing, and a history that nothing escapes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


def recorded_models():
    """Every model that has a history, ordered by label."""
    found = [m for m in apps.get_models() if issubclass(m, Kept)]
    return sorted(found, key=lambda model: model._meta.label)


def trigger_sql(model):
    """The SQL that keeps `model`'s history: a function and a trigger, generated from the columns of the two tables."""
    return keep_sql(model._meta.db_table, model.history.model._meta.db_table, _columns(model), model._meta.pk.column)


def _columns(model):
    left_out = getattr(model, "not_in_history", ())
    return [field.column for field in model._meta.local_concrete_fields if field.name not in left_out]


class KeepHistory(Operation):
    """Migration step: (re)generate the history trigger of each named model from its columns at this point.

    Repeat it in every migration that adds, renames or removes a column of a recorded model;
    `tests/locality/test_history.py` fails when a trigger and its model differ.
    """

    reversible = True

    def __init__(self, *names):
        self.names = names

    def deconstruct(self):
        return type(self).__name__, list(self.names), {}

    def state_forwards(self, app_label, state):
        """The models stay as they are: only the database learns something."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for name in self.names:
            model = to_state.apps.get_model(app_label, name)
            history = to_state.apps.get_model(app_label, f"Historical{name}")
            kept = {field.column for field in history._meta.local_concrete_fields}
            columns = [f.column for f in model._meta.local_concrete_fields if f.column in kept]
            tables = model._meta.db_table, history._meta.db_table
            sql = keep_sql(*tables, columns, model._meta.pk.column, evidence="salt" in kept)
            schema_editor.execute(sql, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for name in self.names:
            table = from_state.apps.get_model(app_label, name)._meta.db_table
            schema_editor.execute(f"DROP TRIGGER IF EXISTS keep_history ON {table}", params=None)
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {function_name(table)}()", params=None)

    def describe(self):
        return f"Keep the history of {', '.join(self.names)}"
