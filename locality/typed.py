"""What somebody had typed into a form that was not taken: told back to them, so that no word is lost."""

import re
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.http import UnreadablePostError

NEVER = re.compile("password|csrf|^(submission|act|next|person)$")
A_SHORT_ONE = 60
MOST_CHARACTERS = 200_000


def typed_in(request):
    """{"texts": what is long, "short": the rest} that this request's form sent; None when there is nothing to tell.

    Only for a form of our own page (the browser says so itself, Sec-Fetch-Site): no other site may put words on ours.
    It reaches whoever sent the form, in the same answer, and is kept nowhere.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") != "same-origin":
        return None
    try:
        posted = request.POST
    except (UnreadablePostError, SuspiciousOperation, ValueError):
        return None
    values, room = [], MOST_CHARACTERS
    for name, given in posted.lists():
        for value in dict.fromkeys(given):
            room -= len(value)
            if room > 0 and not NEVER.search(name) and value.strip() and not _is_no_word(value):
                values.append(value)
    texts = [value for value in values if len(value) > A_SHORT_ONE or "\n" in value.strip() or value.count(" ") > 1]
    short = [value for value in values if value not in texts]
    return {"texts": texts, "short": short} if texts or any(map(_says_more, short)) else None


def _is_no_word(value):
    """A key, or a drawing as its bytes."""
    if value.startswith("data:"):
        return True
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _says_more(value):
    """Whether it was typed rather than chosen, as far as one can tell: it holds a space or a capital letter."""
    return " " in value.strip() or value.lower() != value
