"""When the answer to "Why can X see Y?" changed, as the page tells it: a strip is drawn, and a table says the same."""

from datetime import timedelta

from django.utils import timezone

from locality.access.moments import spans
from locality.models import Practitioner

STRIP = 640  # pixels


def changes(viewer, record, at, now=None):
    """{"rows": …, "strip": …}: a dict for each time in which the answer was the same, the newest first, with what the
    form posts to ask about it; and where the pieces of the strip stand (None without any)."""
    now = now or timezone.now()
    found = spans(viewer, record, now)
    rows = [_row(each, viewer, record, at) for each in found]
    return {"rows": rows, "strip": _strip(found, at, now)}


def _row(span, viewer, record, at):
    chosen = span.begins <= at and (span.ends is None or at < span.ends)
    return {
        "span": span,
        "chosen": chosen,
        "posted": {} if chosen else _posted(span, viewer, record),
        "decisions": span.answer.decisions,
    }


def _posted(span, viewer, record):
    """The fields of the form that ask about the first whole minute of a time; {} when it has none."""
    begins = timezone.localtime(span.begins)
    minute = begins.replace(second=0, microsecond=0)
    minute = minute if minute == begins else minute + timedelta(minutes=1)
    if span.ends and minute >= span.ends:
        return {}
    person = isinstance(viewer, Practitioner)
    return {
        "who": viewer.email if person else viewer.name,
        "which": viewer.pk,
        "record": f"{record._meta.model_name} {record.pk}",
        "at-day": minute.day,
        "at-month": minute.month,
        "at-year": minute.year,
        "at-time": f"{minute:%H:%M}",
    }


def _strip(found, at, now):
    if not found:
        return None
    last = max(now, at, found[0].begins) + timedelta(days=1)
    could = min((each.begins for each in found if each.answer.allowed), default=at)
    first = max(found[-1].begins, min(could, at) - (last - min(could, at)) / 4)  # years of "no" would hide the rest

    def place(moment):
        return round(STRIP * min(max((moment - first) / (last - first), 0), 1), 1)

    pieces = [
        {
            "x": place(each.begins),
            "width": round(place(each.ends or last) - place(each.begins), 1),
            "yes": each.answer.allowed,
        }
        for each in found[::-1]
        if each.ends is None or each.ends > first
    ]
    return {"pieces": pieces, "at": place(at), "first": first, "last": last, "width": STRIP}
