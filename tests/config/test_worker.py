"""The real worker, on the real queue: a nudge does the work; the clock finds what no nudge told of."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from uuid import uuid4

import pytest

from config import database
from config.celery import app
from config.compose import BASE
from locality.history import acting_as
from locality.models import Notice, Practitioner


@contextlib.contextmanager
def working(name, folder, *options):
    """A Celery worker on the database called `name`, which takes tasks from the queue of that name."""
    environment = os.environ | {"ENV": "development", "DATABASE_NAME": name, "VAR_DIR": str(database.VAR)}
    environment |= {"LOG_LEVEL": "ERROR", "PYTHONWARNINGS": "ignore", "BEAT_SCHEDULE_FILE": str(folder / "beat")}
    command = [sys.executable, "-m", "celery", "--app", "config.celery", "--quiet", "worker", "--queues", name]
    command += ["--hostname", f"{name}@here", "--concurrency", "1", "--without-gossip", "--without-mingle", *options]
    worker = subprocess.Popen(command, cwd=BASE, env=environment, start_new_session=True)
    try:
        yield worker
    finally:
        os.killpg(worker.pid, signal.SIGTERM)
        worker.wait(timeout=30)


@pytest.fixture
def waiting(clone_database, told_once):
    """A copy of the database in which a notice waits to be sent; yields its name."""
    with clone_database("worker") as name:
        with acting_as(told_once.amira):
            Notice.objects.create(practitioner=told_once.amira, kind=Notice.Kind.SHARED, about=uuid4())
        yield name


def wait_until_sent(seconds=30):
    deadline = time.monotonic() + seconds
    while Notice.objects.waiting().exists():
        assert time.monotonic() < deadline, "not sent"
        time.sleep(0.1)


def test_a_nudge_over_the_queue_is_worked_on_in_the_systems_name(waiting, tmp_path):
    with working(waiting, tmp_path):
        with pytest.warns(match="task_always_eager has no effect on send_task"):
            app.send_task("locality.tasks.sweep", queue=waiting)
        wait_until_sent()
    assert Notice.history.first().actor_name == Practitioner.objects.system().name


def test_a_nudge_waits_for_a_worker(waiting, tmp_path):
    with pytest.warns(match="task_always_eager has no effect on send_task"):
        app.send_task("locality.tasks.sweep", queue=waiting)
    with working(waiting, tmp_path):
        wait_until_sent()
