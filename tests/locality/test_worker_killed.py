"""A worker that is killed in the middle loses nothing and does nothing twice: the row is the truth."""

import contextlib
import os
import re
import signal
import time
from uuid import uuid4

import pytest
from django.db import connections

from config import database
from config.celery import app
from locality.demo.cast import make_practitioner
from locality.history import acting_as
from locality.models import Notice, Practitioner
from tests.config.test_worker import wait_until_sent, working
from tests.databases import owner_at

HISTORY = "locality_historicalnotice"


@pytest.fixture
def waiting(clone_database):
    """A copy of the database, and the address of somebody to whom one notice waits to be sent."""
    with clone_database("killed") as name:
        with acting_as(Practitioner.objects.system()):
            reader = make_practitioner("Reader", f"{uuid4().hex}@school.example")
            Notice.objects.create(practitioner=reader, kind=Notice.Kind.SHARED, about=uuid4())
        yield name, reader.email


def nudge(queue, task="locality.tasks.send_notices"):
    with pytest.warns(match="task_always_eager has no effect on send_task"):
        app.send_task(task, queue=queue)


def letters(address):
    """How many letters were written to this address."""
    folder = database.VAR / "mail"
    return sum(len(re.findall(f"^To: {address}$", path.read_text(), re.MULTILINE)) for path in folder.glob("*.log"))


def wait_until(question, seconds=30):
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, "It did not come to pass"
        time.sleep(0.1)


def busy(name, how):
    """How many of the application's connections to the database called `name` are `how` (SQL)."""
    with owner_at("postgres") as owner:
        owner.execute("SET ROLE locality_app")  # the owner inherits no view of what others do
        query = f"SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND usename = 'locality_app' AND {how}"
        return owner.execute(query, [name]).fetchone()[0]


def test_a_notice_is_sent_once_however_often_the_worker_is_nudged(waiting, tmp_path):
    name, address = waiting
    with working(name, tmp_path, "--concurrency", "2"):
        for _ in range(4):
            nudge(name)
        wait_until_sent()
        nudge(name, "locality.tasks.sweep")
        time.sleep(1)
    assert letters(address) == 1
    rows = Notice.history.order_by("history_id")
    assert [(row.history_type, row.history_change_reason) for row in rows] == [("+", None), ("~", "Sent a notice")]


def test_what_a_killed_worker_left_behind_is_swept_up_and_sent_once(waiting, tmp_path):
    name, address = waiting
    with connections["owner"].cursor() as owner:
        owner.execute("BEGIN")
        owner.execute(f"LOCK TABLE {HISTORY} IN EXCLUSIVE MODE")  # the worker's own write will wait here
        with contextlib.suppress(ProcessLookupError), working(name, tmp_path) as worker:
            nudge(name)
            wait_until(lambda: busy(name, "wait_event_type = 'Lock'"))
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
        owner.execute("ROLLBACK")
        wait_until(lambda: not busy(name, "state <> 'idle'"))
    assert Notice.objects.waiting().count() == 1 and letters(address) == 0
    with working(name, tmp_path):
        nudge(name, "locality.tasks.sweep")
        wait_until_sent()
    assert letters(address) == 1
