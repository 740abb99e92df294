"""What the questions about decisions share: which decisions a question is about, and how days and hours are told."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, Exists, OuterRef
from django.utils import timezone

from consent.models import DecisionItem, DecisionRecipient, SharingDecision
from locality.days import after_working_days
from locality.moments import counted, moment
from locality.questions import Line, bounds, in_batches, supplied

FILTERS = ("since", "until", "locality", "partner", "category")
DATED = "when it was decided"


@dataclass(frozen=True)
class Made:
    """The columns of a decision that every line needs."""

    key: UUID
    number: int
    family: UUID
    partner: UUID
    decided: datetime

    @property
    def day(self):
        return local_day(self.decided)

    def line(self, words, flags=()):
        """The line of an answer about it."""
        told = "; ".join(words)
        return Line(
            self.key, "sharingdecision", f"Decision {self.number}", self.family, self.partner, self.day, told, flags
        )


COLUMNS = ("pk", "number", "family", "provider", "decided_at")
MOMENTS = {field.name for field in SharingDecision._meta.concrete_fields if isinstance(field, DateTimeField)}


def decided(reader, filters):
    """Decisions of the filters' days, locality, partner and kind of information: those that the reader may ask about,
    the oldest first."""
    told_to = DecisionRecipient.objects.visible_by(reader).filter(
        decision=OuterRef("pk"), partner=filters.get("partner")
    )
    rows = supplied(SharingDecision.objects.visible_by(reader), reader, filters, told_to=Exists(told_to))
    since, after = bounds(filters)
    if since:
        rows = rows.filter(decided_at__gte=since)
    if after:
        rows = rows.filter(decided_at__lt=after)
    if kind := filters.get("category"):
        items = DecisionItem.objects.visible_by(reader).filter(decision=OuterRef("pk"), what=kind)
        rows = rows.filter(Exists(items))
    return rows.order_by("decided_at", "number")


def made_with(rows, *names):
    """(`Made`, {name: value}) of each of the decisions, with these further columns."""
    every = [*COLUMNS, *names]
    moments = [place for place, name in enumerate(every) if name in MOMENTS]
    asked = [counted(name) if name in MOMENTS else name for name in every]
    for found in rows.values_list(*asked):
        row = list(found)
        for place in moments:
            row[place] = moment(row[place])
        yield Made(*row[: len(COLUMNS)]), dict(zip(names, row[len(COLUMNS) :], strict=True))


def made_with_keys(rows, keys, *names):
    """The same of those of the decisions that have these keys."""
    for some in in_batches(keys):
        yield from made_with(rows.filter(pk__in=some), *names)


def parts_of(model, reader, rows):
    """The lines of a kind (recipients, items, …) of these decisions: a queryset of those the reader may see."""
    return model.objects.visible_by(reader).filter(decision__in=rows.order_by().values("pk"))


def later_than_a_working_day(begun, done):
    """Whether `done` is after the end of the working day that follows `begun`."""
    return local_day(done) > _next_working_day(local_day(begun))


def local_day(moment):
    """The day of a moment here. Asked of every record: looking up the time zone would take longer than the rest."""
    return moment.astimezone(timezone.get_default_timezone()).date()


@lru_cache(10_000)
def _next_working_day(day):
    return after_working_days(day, 1)


def day_words(at: Any):
    """A day in words."""
    day = timezone.localdate(at) if isinstance(at, datetime) else at
    return f"{day.day} {day:%B %Y}"


def length_words(begun, done):
    """How long it took, in words: minutes, hours or days."""
    minutes = max(0, int((done - begun).total_seconds() // 60))
    if minutes < 120:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    hours = minutes // 60
    return f"{hours} hours" if hours < 48 else f"{hours // 24} days"
