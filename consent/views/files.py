"""Files of a family: served by the door alone, as something to save, and never as a page of ours."""

import functools
import logging

from django.shortcuts import render
from django.views.decorators.http import require_safe

from consent.files import FileLost, read
from consent.models import StoredFile
from locality.access import open_or_404
from locality.paper import file_answer

ENDS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
log = logging.getLogger(__name__)


def or_say_that_it_is_lost(view):
    """Answer with a page of its own when a file that there should be is not there (503): a restore without files."""

    @functools.wraps(view)
    def wrapper(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except FileLost:
            log.error("a kept file is missing or changed")
            return render(request, "consent/file_lost.html", status=503)

    return wrapper


@require_safe
@or_say_that_it_is_lost
def file(request, pk):
    """The file with this key, for whoever may see it; that it was opened is written down."""
    found = open_or_404(request, StoredFile.objects.all(), pk)
    kind = found.media_type
    return file_answer(f"signed-{found.stored_at:%Y-%m-%d}.{ENDS[kind]}", kind, read(found))
