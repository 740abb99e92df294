"""What changed in a record: its versions, told in words, as far as the reader may read them."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.utils import timezone
from django.utils.text import capfirst

from locality.access.rule import VisibleQuerySet
from locality.partners import Partner

AT_ONCE = 25  # versions of a page; one more is read, for what the oldest of them changed
LOOKED_THROUGH = 200  # versions of a record of which only the first is asked for
UNTOLD = {"id", "submission", "version", "number"}  # keys and counters, which say nothing to people
ACTS = {"+": "Recorded", "~": "Changed", "-": "Removed"}
CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
NOTHING, NOT_SHOWN = "nothing", "not shown to you"
TOLD_BY_NAME = {  # whose words are their own: no name of a record that the reader may not see
    *("locality.Family", "locality.Person", "locality.Household", "consent.SharingDecision"),
    *("conversations.Conversation", "conversations.Episode", "conversations.Assessment", "conversations.Plan"),
}


@dataclass(frozen=True)
class Change:
    """One field that changed, in words; without values when the reader may not read them."""

    field: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Version:
    """One version of a record: what was done, when, by whom, for which partner, why, and each changed field."""

    key: int
    act: str
    at: datetime.datetime
    by: str
    partner: str
    reason: str
    changes: list[Change]
    is_first: bool


@dataclass(frozen=True)
class Versions:
    """One page of versions, newest first; `older` is the key to continue from, or empty."""

    versions: list[Version]
    older: str


def versions_of(record, reader, *, before=None, content=True, shared_at=None):
    """A page of the record's `Versions`, those before the key `before` if given.

    Without `content` each change is only the field's name. A record that was shared at a moment (`shared_at`) is told
    as it stood then and since: what its supplier took out before is not part of what was shared. Names of people and
    families that the reader may not see are not told; in a number of queries that does not grow with the versions.
    """
    if not content:
        return _without_content(record, before)
    rows = record.history.order_by("-history_id")
    if before is not None:
        rows = rows.filter(history_id__lt=before)
    rows = list(rows[: AT_ONCE + 1])
    shown, fields = rows[:AT_ONCE], _fields(record, reader)
    names = _Names(rows, fields, reader, since=_standing_at(record, shared_at))
    partners = Partner.objects.in_bulk({row.acting_for for row in shown if row.acting_for})
    told = [
        Version(
            key=row.history_id,
            act=ACTS[row.history_type],
            at=row.history_date,
            by=row.actor_name,
            partner=str(partners.get(row.acting_for, "")),
            reason=row.history_change_reason or "",
            changes=list(_changes(earlier, row, fields, names)),
            is_first=row.history_type == "+",
        )
        for row, earlier in zip(shown, [*rows[1:], None], strict=False)
    ]
    return Versions(told, str(shown[-1].history_id) if len(rows) > AT_ONCE else "")


def first_written(record):
    """When the record was first written down, as the database tells an auditor; None of one with more versions than
    are looked through, or with none."""
    rows = _told_to_auditors(record, None, LOOKED_THROUGH)
    return rows[-1][2] if rows and rows[-1][1] == "+" else None


def _told_to_auditors(record, before, most):
    with connection.cursor() as cursor:
        table = record.history.model._meta.db_table
        cursor.execute("SELECT * FROM wall.versions(%s, %s, %s, %s)", [table, record.pk, before, most])
        return cursor.fetchall()


def _without_content(record, before):
    """The same page of who, when and which fields, as the database tells it to an auditor: values do not leave it."""
    rows = _told_to_auditors(record, before, AT_ONCE + 1)
    shown, labels = rows[:AT_ONCE], {field.column: capfirst(field.verbose_name) for field in _fields(record)}
    partners = Partner.objects.in_bulk({row[5] for row in shown if row[5]})
    told = [
        Version(
            key=key,
            act=ACTS[kind],
            at=at,
            by=actor,
            partner=str(partners.get(acting_for, "")),
            reason=reason or "",
            changes=[Change(labels[column]) for column in labels if column in changed],
            is_first=kind == "+",
        )
        for key, kind, at, reason, actor, acting_for, changed in shown
    ]
    return Versions(told, str(shown[-1][0]) if len(rows) > AT_ONCE else "")


def values_of(record, reader):
    """[(label, value in words)] of what a record that the reader was shown says now, empty fields left out. Names that
    they may not see are not told."""
    fields = _fields(record, reader)
    names = _Names([record], fields, reader)
    told = [(capfirst(field.verbose_name), getattr(record, field.attname), field) for field in fields]
    return [(label, names.tell(field, value)) for label, value, field in told if value not in (None, "", [])]


def _standing_at(record, moment):
    """The key of the version that stood at a moment: 0, before every version, without a moment."""
    found = record.history.filter(history_date__lte=moment).order_by("-history_id") if moment else record.history.none()
    return found.values_list("history_id", flat=True).first() or 0


def _fields(record, reader=None):
    left_out = UNTOLD | set(record.not_in_history)
    if reader and getattr(record, "provider_id", None) not in reader.partners:
        left_out |= set(getattr(record, "told_to_its_own", ()))
    return [field for field in record._meta.local_concrete_fields if field.name not in left_out]


def _changes(earlier, row, fields, names):
    for field in fields:
        now = getattr(row, field.attname)
        was = getattr(earlier, field.attname) if earlier else None
        if now == was or (not earlier and now in (None, "")):
            continue
        label = capfirst(field.verbose_name)
        yield Change(label, names.of(earlier, field, was), names.of(row, field, now))


class _Names:
    """The words for the values of some history rows: what foreign keys point at is read once for each table."""

    def __init__(self, rows, fields, reader, *, since=0):
        self.since = since  # the key of the first version whose values are told
        self.found: dict[type, dict[Any, str]] = {}
        wanted: dict[type, set] = {}
        for field in fields:
            if field.is_relation:
                keys = {getattr(row, field.attname) for row in rows} - {None}
                wanted.setdefault(field.related_model, set()).update(keys)
        for model, keys in wanted.items():
            self.found[model] = _names_of(model, keys, reader)

    def of(self, row, field, value):
        """One value of a version in words; of one that is not the reader's to know, only that it is not told."""
        return NOT_SHOWN if row and row.history_id < self.since else self.tell(field, value)

    def tell(self, field, value):
        """One value in words."""
        if value is None or value == "":
            return NOTHING
        if field.is_relation:
            return self.found[field.related_model].get(value, NOT_SHOWN)
        if field.flatchoices:
            return str(dict(field.flatchoices).get(value, value))
        return _plain(_code_words(value) if isinstance(field, models.CharField) else value)


def _code_words(value):
    """A code of a list, such as `public_task`, in words; other texts as they are."""
    return capfirst(value.replace("_", " ")) if CODE.fullmatch(value) else value


def _plain(value):
    if isinstance(value, list):
        return ", ".join(_code_words(str(each)) for each in value) or NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        local = timezone.localtime(value)
        return f"{local.day} {local:%B %Y, %H:%M}"
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    return str(value)


def _names_of(model, keys, reader):
    """{key: words} of the rows of a table that the reader may see; an auditor is told families by their reference."""
    if not keys:
        return {}
    rows = model._default_manager.all()
    if not isinstance(rows, VisibleQuerySet):
        return {key: str(row) for key, row in rows.in_bulk(keys).items()}
    by_name = model._meta.label in TOLD_BY_NAME
    seen = {
        key: str(row) if by_name else f"another {model._meta.verbose_name}"
        for key, row in rows.visible_by(reader).in_bulk(keys).items()
    }
    if reader.audits and model._meta.label == "locality.Family":
        references = apps.get_model("locality", "FamilyReference").objects.in_bulk(keys)
        return {key: str(row) for key, row in references.items()} | seen
    return seen


def last_changes(model, keys):
    """{key: (moment, who)} of the last change of each of these records, in one question."""
    rows = model.history.filter(pk__in=[]) if not keys else model.history.filter(id__in=keys)
    newest = rows.order_by("id", "-history_id").distinct("id")
    return {key: (at, who) for key, at, who in newest.values_list("id", "history_date", "actor_name")}


def keys_made_by(model, people):
    """The keys of the records of a model that these practitioners (their keys) made, as part of another question."""
    return model.history.filter(history_user__in=people, history_type="+").values("id")


def made_by(records):
    """{key: key of the practitioner} of who made each of these records, all of one kind, in one question."""
    if not records:
        return {}
    rows = type(records[0]).history.filter(id__in=[record.pk for record in records], history_type="+")
    return dict(rows.values_list("id", "history_user"))
