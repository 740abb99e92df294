"""Sessions in the database, as Django keeps them; the question that every request begins with is written once."""

import functools

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from locality.access.kept import AT, Rows

KEY = "the key of a session"


class SessionStore(db.SessionStore):
    """Django's own, but for the words of one question (locality/access/kept.py)."""

    def _get_session_from_db(self):
        found = _about_session().records({KEY: self.session_key, AT: timezone.now()})
        if not found:
            self._session_key = None
        return found[0] if found else None


@functools.cache
def _about_session():
    return Rows(Session.objects.filter(session_key=KEY, expire_date__gt=AT), {AT})
