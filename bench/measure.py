"""Timing: rounds in which the rivals take turns, so that noise meets all alike; medians; the SQL replayed bare."""

import contextlib
import gc
import statistics
import time

from django.conf import settings
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test.utils import CaptureQueriesContext

from locality.history import acting_as


class Stage:
    """Connections to several bench databases, of the application's role unless the name says `user@database`; one of
    them is Django's at a time."""

    def __init__(self, names):
        self.found = {name: _connection(name) for name in names}
        self.before = connections["default"]

    def use(self, name):
        """Let Django's default connection be the one called `name`."""
        connections["default"] = self.found[name]

    @contextlib.contextmanager
    def at_work(self, people):
        """A block in which, on each of these connections (name to who reads there), its reader is at work."""
        with contextlib.ExitStack() as stack:
            for name, person in people.items():
                self.use(name)
                stack.enter_context(acting_as(person))
                stack.callback(self.use, name)  # called before that transaction is ended
            yield

    def close(self):
        """End the connections, and give Django its own back."""
        for each in self.found.values():
            each.close()
        connections["default"] = self.before


def _connection(name):
    user, _, database = name.rpartition("@")
    changed = {"NAME": database} | ({"USER": user} if user else {})
    return DatabaseWrapper(settings.DATABASES["default"] | connections["default"].settings_dict | changed, "default")


def medians(rivals, *, rounds, warm_up=5):
    """Milliseconds of each rival (a dict of name to function), as the median of rounds in which each takes a turn."""
    times = {name: [] for name in rivals}
    gc.collect()
    for turn in range(warm_up + rounds):
        for name, function in rivals.items():
            began = time.perf_counter()
            function()
            if turn >= warm_up:
                times[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


@contextlib.contextmanager
def queries():
    """A block whose SQL is collected: yields a list that is full at the end of the block."""
    found = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    found += [each["sql"] for each in captured]


def replay(statements):
    """A function that sends these statements again, and fetches their rows as tuples."""
    connection.ensure_connection()
    cursor = connection.connection.cursor()

    def again():
        for statement in statements:
            cursor.execute(statement, prepare=False)
            cursor.fetchall()

    return again


def reads(statements):
    """Those of the statements that read: not the transaction's own, nor the writes."""
    return [each for each in statements if each.startswith(("SELECT", "(SELECT")) and "set_config" not in each]
