"""The database as a whole partner would see it: for questions that those who run a meeting ask about the others at the
table. The same gate and the same policies answer; only keys leave this module's callers.
"""

from django.db import connection, transaction

from locality.history import current_actor
from locality.wall.token import backend_of, token_for


class NobodyAtWork(Exception):
    """Somebody has to be at work, within a transaction, to ask what a partner may see."""


def asked_as(partners, question):
    """{partner's key: what `question(partner)` answers} with the database showing what each partner as a whole may see.

    Afterwards it shows what whoever is at work may see, also when a question raises. Raises NobodyAtWork.
    """
    actor = current_actor()
    if not actor.id or not connection.in_atomic_block:
        raise NobodyAtWork("Only somebody at work asks what a partner may see")
    found = {}
    with transaction.atomic():  # a savepoint: whatever is raised inside takes the entering back with it
        for partner in partners:
            _enter(partner.pk, "partner")
            found[partner.pk] = question(partner)
        _enter(actor.id, "person")
    return found


def _enter(who, kind):
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall.enter(%s)", [token_for(who, backend_of(connection), kind=kind)])
