"""Files that are kept outside the database, under the name of what they hold (SHA-256), in `settings.MEDIA_ROOT`.

No address leads there: a view reads them after `open_or_404`. A file is written whole before its row, and is on the
disk before the row is committed; so a row without a file does not come about, and a file without a row, from a form
that failed, is found by `clear` a day later.
"""

import hashlib
import os
import time
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from consent.models import StoredFile
from locality.history import action
from locality.reference import CONSENT, category
from locality.wall.asking import files_known

ORPHAN_AFTER = 24 * 60 * 60  # seconds


class FileLost(Exception):
    """A file is not where it should be, or is no longer what it was. The row knows it, the disk does not."""


def keep(clean):
    """Keep a `Clean` file; returns what its row says of it, as a dict of a `KeptFile`'s columns. The same bytes are
    kept once. Before the row, in the same transaction."""
    digest = hashlib.sha256(clean.body).hexdigest()
    _write(_place(digest), clean.body)
    return {"digest": digest, "media_type": clean.media_type, "size": len(clean.body), "pages": clean.pages}


@action
def store(clean, *, by, partner, family):
    """Keep a `Clean` file about a family, which `partner` supplies; returns the `StoredFile`."""
    return StoredFile.objects.create(
        family=family, provider=partner, category=category(CONSENT), stored_by=by, **keep(clean)
    )


def read(row):
    """The bytes of the file of a row (`KeptFile`). Raises FileLost when they are not there or are others."""
    try:
        body = _place(row.digest).read_bytes()
    except OSError as error:
        raise FileLost("A file is missing") from error
    if hashlib.sha256(body).hexdigest() != row.digest:
        raise FileLost("A file is not what it was")
    return body


@action
def clear(*, by, now=None):
    """Remove what no row knows and is older than a day: files of forms that failed, and halves of a machine that
    stopped. Returns how many. `by` is the system: the database tells nobody else which files there are. Safe to run at
    any time."""
    before = (now or time.time()) - ORPHAN_AFTER
    old = [path for path in _root().glob("*/*") if path.is_file() and path.stat().st_mtime < before]
    known = files_known([path.name for path in old])
    # The time is asked again: somebody may have sent the same file just now.
    orphans = [path for path in old if path.name not in known and path.stat().st_mtime < before]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _root():
    return Path(settings.MEDIA_ROOT) / "kept"


def _place(digest):
    return _root() / digest[:2] / digest


def _write(place, body):
    """Write a file whole or not at all, and have it on the disk."""
    if place.is_file() and place.read_bytes() == body:
        os.utime(place)  # of a form that failed before, perhaps: a day more
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = place.with_name(f"{place.name}.{uuid4().hex}")
    with half.open("xb") as out:
        os.fchmod(out.fileno(), 0o600)
        out.write(body)
        out.flush()
        os.fsync(out.fileno())
    half.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
