"""Long files for spreadsheets, read and sent piece by piece, with how far they are.

A stream is written after the request's transaction, when nobody is at work any more. So each piece is read in a
transaction of its own: as who asked, signed in still, with what they may read by then. When that is no longer what it
was as they asked (an audit ran out, a job ended), the file ends there, and its last line says so. No more of it is
held than one piece.
"""

from contextlib import suppress
from dataclasses import replace
from uuid import UUID, uuid4

from django.core.cache import cache
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from redis.exceptions import RedisError

from locality.access.held import remembering
from locality.access.rule import reader_of
from locality.history import acting_as, request_id
from locality.models import Practitioner
from locality.spreadsheets import NAMED, csv_bytes, csv_lines

KEPT = 3600  # seconds for which is known how far a file came
ENDED = "This file ends here, after {}: what you may read changed while it was saved, or you signed out."
READY, GOING, DONE, CUT, BROKEN = "ready", "going", "done", "cut", "broken"
OVER = {
    DONE: "All {total} rows are in the file.",
    CUT: "The file ended after {done} of {total} rows: what you may read changed while it was saved, or you signed "
    "out. Its last line says so.",
    BROKEN: "Saving stopped after {done} of {total} rows. What is in the file is right, but not all of it is there. "
    "Save it again.",
}


class FileInPieces(StreamingHttpResponse):
    """The answer that a browser saves as `name`: a CSV file of `total` rows. `read(practitioner, place)` gives the rows
    at a place, and the place of those that follow or None; the first place is None. `who(practitioner)` is the `Reader`
    as whom they ask."""

    def __init__(self, request, name, heads, read, *, total, who=reader_of):
        self.asking, self.read, self.who = request, read, who
        self.asked_as, self.total, self.done = _narrow(who(request.user)), total, 0
        self.key = _key(request.user, request.GET.get("saving", ""))
        super().__init__(self._sent(heads), content_type="text/csv; charset=utf-8")
        self.headers["Content-Disposition"] = NAMED.format(name)

    def _sent(self, heads):
        state, place = BROKEN, None
        self._tell(GOING)
        try:
            yield csv_bytes(heads, [])
            while True:
                piece = self._piece(place)
                if piece is None:
                    yield csv_lines([[ENDED.format(f"{self.done:,} of {self.total:,} rows")]])
                    state = CUT
                    return
                rows, place = piece
                yield csv_lines(rows)
                self.done += len(rows)
                if place is None:
                    state = DONE
                    return
                self._tell(GOING)
        finally:
            self._tell(state)

    def _piece(self, place):
        """The rows at a place with the place after them, read as who asked; None when they no longer may."""
        token = request_id.set(self.asking.id.hex)
        try:
            with acting_as(self.asking.user), remembering():
                practitioner = Practitioner.objects.get(pk=self.asking.user.pk)
                session = self.asking.session
                if not session.exists(session.session_key) or _narrow(self.who(practitioner)) != self.asked_as:
                    return None
                rows, following = self.read(practitioner, place)
                return list(rows), following
        finally:
            request_id.reset(token)

    def _tell(self, state):
        if self.key:
            _keep(self.key, {"state": state, "done": self.done, "total": self.total})


def saving_page(request, title, of, file_url, back_url):
    """The page from which a long file is saved, and which tells how far it is. `of` says in words what is saved."""
    query, name = request.GET.copy(), request.GET.get("saving", "")
    name = name if _key(request.user, name) else str(uuid4())
    query["saving"] = name
    context = {
        "title": title,
        "of": of,
        "file_url": f"{file_url}?{query.urlencode()}",
        "again_url": f"{request.path}?{query.urlencode()}",
        "back_url": back_url,
        "state_url": reverse("locality:saving", args=[name]),
        "found": progress(request.user, name),
    }
    return render(request, "locality/saving.html", context)


def progress(practitioner, name):
    """How far the file is that this practitioner saves under this name: a dict with state, done, total, words (how far)
    and over (what became of it, or "")."""
    found = _kept(_key(practitioner, str(name))) or {"state": READY, "done": 0, "total": 0}
    numbers = {each: f"{found[each]:,}" for each in ("done", "total")}
    words = "" if found["state"] == READY else "{done} of {total} rows saved".format(**numbers)
    return found | {"words": words, "over": OVER.get(found["state"], "").format(**numbers)}


def _narrow(reader):
    """Of a reader what decides about the rows of a file: not whether a case was opened meanwhile."""
    return reader and replace(reader, opened=False)


def _key(practitioner, name):
    try:
        return f"saving:{practitioner.pk}:{UUID(name)}"
    except ValueError:
        return ""


def _keep(key, value):
    with suppress(RedisError):  # then nobody reads how far it is; the file itself is saved
        cache.set(key, value, KEPT)


def _kept(key):
    try:
        return cache.get(key)
    except RedisError:
        return None
