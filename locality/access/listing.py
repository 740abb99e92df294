"""The newest records that a practitioner may see: the access rows carry the list's sort key, so that each partner's
newest page is a walk down an index however many records there are and however old the partner's are (performance.md 1).

The rows only order. What is shown is decided by `visible_to`, for every record of every page.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from locality.access.rule import family_access, item_access, reader_of

PAGE = 25
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """One page of records, newest first; `older` is the text to continue from, or empty on the last page."""

    records: list
    older: str


def newest(queryset, practitioner, *, by, after="", size=PAGE):
    """A `Page` of `queryset` as `practitioner` may see it, newest `by` (a field's name) first.

    `after` is the `older` of the page before. A text that is no such key is taken as none.
    """
    reader = reader_of(practitioner)
    key, found, want = _parse(after), [], size + 1
    chunk = want
    while len(found) < want:
        keys = _candidates(queryset.model, reader, by, key, chunk)
        rows = queryset.visible_by(reader).in_bulk([pk for _, pk in keys])
        found += [rows[pk] for _, pk in keys if pk in rows]
        if len(keys) < chunk:
            break
        key, chunk = keys[-1], chunk * 4
    return Page(found[:size], _text(found[size - 1], by) if len(found) > size else "")


def _candidates(model, reader, by, key, size):
    """The newest `size` keys (moment, pk) that the reader's partners supplied or were ever given, without repeats."""
    slices = [_slice(model._base_manager.filter(provider=p), by, "pk", key, size) for p in reader.partners]
    table = item_access(model) or family_access()
    slices += [_slice(table.objects.filter(group=g), "sort_key", "content_object_id", key, size) for g in reader.groups]
    if not slices:
        return []
    first, *rest = slices
    rows = first.union(*rest) if rest else first
    return list(rows.order_by("-moment", "-key")[:size])


def _slice(rows, by, pk, key, size):
    rows = rows.annotate(moment=F(by), key=F(pk))
    if key:
        moment, last = key
        # The redundant first condition is what lets the index start at the right place.
        rows = rows.filter(Q(moment__lte=moment), Q(moment__lt=moment) | Q(key__lt=last))
    return rows.order_by("-moment", "-key").values_list("moment", "key").distinct()[:size]


def _text(record, by):
    return f"{(getattr(record, by) - EPOCH) // timedelta(microseconds=1)}.{record.pk.hex}"


def _parse(text):
    try:
        moment, key = text.split(".")
        return EPOCH + timedelta(microseconds=int(moment)), UUID(key)
    except (ValueError, OverflowError, AttributeError):
        return None
