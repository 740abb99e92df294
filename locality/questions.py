"""The auditor's questions (domain.md section 5): each app registers those that its tables answer.

    question(Question(5, "Are refusals respected?", "Sharing that …", "Any without …", ("since", "until"), run))

`run(reader, filters, now)` returns an `Answer` of plain values. It reads by `visible_by(reader)` and nothing else:
families are told by their keys, people not at all. The pages are in locality/views/questions.py.
"""

import gc
from bisect import bisect_right
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import wraps
from threading import Lock
from typing import Any
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone

from locality.access import Viewing, holds, leads_safeguarding_for
from locality.access.audit import NO_RECORD
from locality.access.rule import Reader, reader_of

LEAST = 6  # smaller numbers are not told outside the audit (domain.md section 5)
FEW, NOT_TOLD = f"fewer than {LEAST}", "not told"
MONTHS = 24  # of the chart
BATCH = 10_000  # keys that one statement looks up


@dataclass(frozen=True)
class Figure:
    """A number of an answer: `red` when any at all is a red flag, `why` in words what it counts, `unchecked` how many
    records could not be looked at for it, `share` how many per cent it is. Those that add up to a whole which may be
    told elsewhere have the same word as `parts`: of these, no small one is told by the others."""

    label: str
    number: int
    red: bool = False
    why: str = ""
    unchecked: int = 0
    parts: str = ""
    share: str = ""


@dataclass(frozen=True)
class Line:
    """One record of an answer. `kind` and `key` say on which page it is read; `family` is a key, None where the record
    is about none; `flags` are its red flags in words. Of records that may only be counted, one line stands for `number`
    of them, of which `reds` have a flag."""

    key: UUID
    kind: str
    what: str
    family: UUID | None
    partner: UUID | None
    day: date
    words: str
    flags: tuple[str, ...] = ()
    number: int = 1
    reds: int | None = None  # each of them, where there is a flag

    @property
    def red(self):
        """How many records with a red flag it stands for."""
        return bool(self.flags) * self.number if self.reds is None else self.reds

    @property
    def place(self):
        """Where it stands in the list: red flags first, then the newest."""
        return (not self.flags, -self.day.toordinal(), self.key.hex)


@dataclass(frozen=True)
class Answer:
    """What a question found: its figures, and every record that they count."""

    figures: list[Figure]
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self):
        self.lines.sort(key=lambda line: line.place)

    @property
    def red(self):
        """How many records have a red flag."""
        return sum(line.red for line in self.lines)

    def page(self, after, size):
        """(the next `size` lines after a place, the text of the place to go on from or "")."""
        start = bisect_right(self.lines, _parse(after), key=lambda line: line.place) if after else 0
        shown = self.lines[start : start + size]
        return shown, _text(shown[-1]) if start + size < len(self.lines) else ""

    def months(self, until):
        """[(first day, records, red flags)] for each month up to the newest record, or to `until`: at most MONTHS."""
        if not self.lines:
            return []
        last = (until or max(line.day for line in self.lines)).replace(day=1)
        found: dict[date, list[int]] = {}
        for line in self.lines:
            count = found.setdefault(line.day.replace(day=1), [0, 0])
            count[0] += line.number
            count[1] += line.red
        first = max(min(found), _months_before(last, MONTHS - 1))
        return [(month, *found.get(month, (0, 0))) for month in _each_month(first, last)]


@dataclass(frozen=True)
class Question:
    """A question with its definition and what counts as a red flag, in words; `filters` are names of QuestionFilter's
    fields, `dated` says which day of a record the days are compared with. One that is asked `lately` is about the last
    twelve months, unless days are chosen."""

    number: int
    title: str
    definition: str
    red_flag: str
    filters: tuple[str, ...]
    dated: str
    run: Callable[[Reader, dict[str, Any], datetime], Answer]
    lately: bool = False
    audit_only: bool = False  # it is about what only an audit may know

    @property
    def name(self):
        """What the question is called where it is written down that it was asked."""
        return f"question {self.number}"


_questions: dict[int, Question] = {}


def question(asked):
    """Register a question."""
    _questions[asked.number] = asked = replace(asked, run=_without_collecting(asked.run))
    return asked


_answering, _lock = [0, False], Lock()  # how many answers are being made; whether Python collected before


@contextmanager
def _not_collecting():
    """While it lasts, Python does not look again and again through all that was made for rings that nothing holds: an
    answer is hundreds of thousands of rows without any, and looking takes as long as making them."""
    with _lock:
        if not _answering[0]:
            _answering[1] = gc.isenabled()
        _answering[0] += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _answering[0] -= 1
            if not _answering[0] and _answering[1]:
                gc.enable()


def _without_collecting(run):
    @wraps(run)
    def wrapped(*args):
        with _not_collecting():
            return run(*args)

    return wrapped


def questions():
    """Every question, in the order of their numbers."""
    return [_questions[number] for number in sorted(_questions)]


def question_numbered(number):
    """The question with this number, or None."""
    return _questions.get(number)


# Who may ask


def asker(practitioner):
    """The `Reader` as whom they may ask: an auditor of everybody's records; a safeguarding lead, or who signs for a
    partner, of what their own partner supplied; None for anybody else."""
    reader = reader_of(practitioner)
    if reader.audits or not reader.partners:
        return reader if reader.audits else None
    answers = holds(practitioner, "authorise") | leads_safeguarding_for(practitioner)
    held = sorted(pair for pair in zip(reader.partners, reader.groups, strict=True) if pair[0] in answers)
    if not held:
        return None
    return replace(reader, partners=tuple(pk for pk, _ in held), groups=tuple(group for _, group in held))


def told(number, reader):
    """A number as this reader may be told it."""
    return FEW if 0 < number < LEAST and not reader.audits else str(int(number))  # counted from yes and no


def told_together(numbers, reader):
    """Numbers that add up to a whole, as this reader may be told them: beside a small one the next smallest is not
    told either, or the whole would give the small one away."""
    few = [number for number in numbers if 0 < number < LEAST]
    rest = sorted((number for number in numbers if not 0 < number < LEAST), key=lambda number: (not number, number))
    beside = rest[0] if few and rest and not reader.audits else None
    return [NOT_TOLD if number == beside else told(number, reader) for number in numbers]


def tells_all(reader, filters):
    """Whether an answer may tell small numbers in its words: in an audit, unless it is `for_others`, outside of it."""
    return reader.audits and not filters.get("for_others")


def last_asked(practitioner, reader):
    """{name of a question: when it was asked last}: by anybody, for an auditor; else by themselves."""
    asked = Viewing.objects.filter(record=NO_RECORD, kind__startswith="question ")
    if not reader.audits:
        asked = asked.filter(practitioner=practitioner)
    return dict(asked.values_list("kind").annotate(Max("at")).order_by())


# What every question narrows by


def supplied(rows, reader, filters, *, told_to=None):
    """Rows of a model with a `provider`: of everybody for an auditor, else of the reader's own partners; narrowed to
    the locality and the partner of the filters. `told_to` is a condition for rows told to that partner."""
    if not reader.audits:
        rows = rows.filter(provider__in=reader.partners)
    if filters.get("locality"):
        rows = rows.filter(provider__locality=filters["locality"])
    if filters.get("partner"):
        rows = rows.filter(Q(provider=filters["partner"]) | (told_to or Q(pk__in=[])))
    return rows


def bounds(filters):
    """(first moment, first moment after) of the filters' days, each None where there is none."""
    since, until = filters.get("since"), filters.get("until")
    return since and midnight(since), until and midnight(until + timedelta(days=1))


def in_batches(keys):
    """Lists of so many keys each: a statement takes 65,535 parameters at most, and a plan of very many is slow."""
    found = list(keys)
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]


def midnight(day):
    """The moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time()))


def within(day, filters):
    """Whether a day lies within those of the filters."""
    since, until = filters.get("since"), filters.get("until")
    return (not since or day >= since) and (not until or day <= until)


def _months_before(month, count):
    place = month.year * 12 + month.month - 1 - count
    return date(place // 12, place % 12 + 1, 1) if place >= 12 else date(1, 1, 1)


def _each_month(first, last):
    while first <= last:
        yield first
        first = (first + timedelta(days=32)).replace(day=1)


def _text(line):
    flagless, day, key = line.place
    return f"{int(flagless)}.{-day}.{key}"


def _parse(text):
    """A place in the list from the address; what is no place is before the first."""
    try:
        flagless, day, key = text.split(".")
        return (bool(int(flagless)), -int(day), UUID(key).hex)
    except ValueError:
        return (False, -date.max.toordinal(), "")
