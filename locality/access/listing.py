"""The newest records that a practitioner may see: the access rows carry the list's sort key, so that each partner's
newest page is a walk down an index however many records there are and however old the partner's are (performance.md 1).

The rows only order. What is shown is decided by `visible_to`, for every record of every page.
"""

import functools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from locality.access.kept import Question, keys, numbers
from locality.access.rows import Among
from locality.access.rule import family_access, item_access, reader_of

PAGE = 25
SPARE = 7  # some of the newest are no longer shared, and some come twice
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """One page of records, newest first; `older` is the text to continue from, or empty on the last page."""

    records: list
    older: str


def newest(queryset, practitioner, *, by, after="", size=PAGE, ask=None):
    """A `Page` of `queryset` as `practitioner` may see it, newest `by` (a field's name) first.

    `after` is the `older` of the page before. A text that is no such key is taken as none. `ask(reader, keys)` is the
    question by which the records are found, where it is kept (rows.py).
    """
    reader = reader_of(practitioner)
    key, found, want = _parse(after), {}, size + 1
    chunk = want + SPARE
    while reader.partners and len(found) < want:
        places = _candidates(queryset.model, reader, by, key, chunk)
        wanted = {pk for _, pk in places}
        seen = ask(reader, wanted) if ask else queryset.visible_by(reader).filter(Among("pk", wanted))
        rows = {record.pk: record for record in seen}
        for place in places:
            if place[1] in rows:
                found.setdefault(place[1], (place, rows[place[1]]))
        if len(places) < chunk:
            break
        key, chunk = places[-1], chunk * 4
    shown = list(found.values())[:size]
    return Page([record for _, record in shown], _text(shown[-1][0]) if len(found) > size else "")


def _candidates(model, reader, by, key, size):
    """The newest `size` (moment, pk) that the reader's partners supplied or were given; a record may come twice."""
    values = dict(zip(keys(len(reader.partners)), reader.partners, strict=True))
    values |= dict(zip(numbers(len(reader.groups)), reader.groups, strict=True))
    values |= {MOMENT: key[0], LAST: key[1]} if key else {}
    return _walk(model, by, len(reader.partners), size, bool(key)).rows(values)


MOMENT, LAST = datetime(2222, 2, 3, tzinfo=UTC), UUID(int=6)


@functools.cache
def _walk(model, by, partners, size, further):
    """The question behind `_candidates`, for a reader of so many partners (kept.py): one walk down an index for each
    partner's own records and one for what it was given, merged as far as they are needed."""
    own = [model._base_manager.filter(provider=partner) for partner in keys(partners)]
    table = item_access(model) or family_access()
    given = [table.objects.filter(group=group) for group in numbers(partners)]
    slices = [_slice(rows, by, "pk", size, further) for rows in own]
    slices += [_slice(rows, "sort_key", "content_object_id", size, further, several=True) for rows in given]
    return Question(slices[0].union(*slices[1:], all=True).order_by("-moment", "-key")[:size])


def _slice(rows, by, pk, size, further, several=False):
    rows = rows.annotate(moment=F(by), key=F(pk))
    if further:
        # The redundant first condition is what lets the index start at the right place.
        rows = rows.filter(Q(moment__lte=MOMENT), Q(moment__lt=MOMENT) | Q(key__lt=LAST))
    rows = rows.order_by("-moment", "-key").values_list("moment", "key")
    return (rows.distinct() if several else rows)[:size]


def _text(place):
    # The place in the list, not the record's own moment: what a partner was given has a place of its own.
    moment, key = place
    return f"{(moment - EPOCH) // timedelta(microseconds=1)}.{key.hex}"


def _parse(text):
    try:
        moment, key = text.split(".")
        return EPOCH + timedelta(microseconds=int(moment)), UUID(key)
    except (ValueError, OverflowError, AttributeError):
        return None
