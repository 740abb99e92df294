"""What every test stands on: a real PostgreSQL, the application's own role, a real browser, a real server.

Tests run as the role that owns nothing, as the service does; the database is made by the owner. So there is no
`transactional_db` and no `live_server` (they would have to empty tables): a test that needs commits seen by another
process takes `clone_database` or `site`.
"""

import contextlib
import gc
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

from config import database
from config.database import APPLICATION

BASE = Path(__file__).resolve().parent.parent
LONGEST = "test_access_stateful.py"
# Playwright runs an event loop in the tests' own thread; Django would refuse its ORM there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

hypothesis.configuration.set_hypothesis_home_dir(database.VAR / "hypothesis")
hypothesis.settings.register_profile("here", deadline=None, print_blob=True)
hypothesis.settings.load_profile("here")


def pytest_configure(config):
    if config.option.numprocesses and not hasattr(config, "workerinput"):
        return  # the one that only gives out the work
    database.ensure()
    gc.disable()  # what is loaded until all tests are found stays


def pytest_collection_finish():
    """What is loaded lives as long as the run: nobody need look through it again for what may be freed, which took an
    eighth of the tests' own time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def pytest_collection_modifyitems(items):
    """The longest first: what is given out last must be short, or one process works while the others wait."""
    items.sort(key=lambda item: not item.path.match(LONGEST))


# The database


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """A test database of this run's own, made by the owner. Whoever acts in it does so as the application's role,
    behind both walls; between their acts the test itself sees everything (tests/databases.py)."""
    from django.db.backends.signals import connection_created

    from locality import history
    from tests import databases

    name = f"test_locality_{os.getpid()}"
    connection_created.connect(databases.keep_plans)
    with django_db_blocker.unblock():
        databases.make_test_database(name)
    told = history.settings_of
    history.settings_of = lambda actor: told(actor) | {"role": APPLICATION if actor.id else "none"}
    yield
    with django_db_blocker.unblock():
        databases.point_at("postgres")
        databases.drop(name)


@pytest.fixture(scope="session")
def clone_database(django_db_setup, django_db_blocker):
    """A function: a block in which Django's connections are to a fresh copy of the test database, committed and all.

        with clone_database("journey") as name: ...

    The copy is made of the test database, or of the copy called `of`; it is dropped at the end of the block.
    """

    @contextlib.contextmanager
    def clone(label, *, of=None):
        from django.db import connections

        from tests import databases

        outer = connections["default"].settings_dict["NAME"]
        name = f"test_locality_{os.getpid()}_{label}"
        with django_db_blocker.unblock():
            if of == databases.TEMPLATE:
                databases.fresh_copy(name)
            else:
                databases.drop(name)
                databases.copy(of or outer, name)
            databases.point_at(name)
            try:
                yield name
            finally:
                databases.point_at(outer)
                databases.drop(name)

    return clone


# The service itself


@dataclass(frozen=True)
class Site:
    """A running service: its address, the name of its database (which the test's own connections use too), its log."""

    url: str
    database: str
    log: Path


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(name, **environment):
    """gunicorn on a free port of this machine, on the database called `name`. Yields its `Site`; ends it after."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    log = database.VAR / f"{name}.log"
    asked = {"ENV": "test", "DEMONSTRATION": "1", "DATABASE_NAME": name, "WEB_WORKERS": "1", "WEB_THREADS": "4"}
    command = ["-m", "gunicorn", "config.wsgi", "--config", "config/gunicorn.py", "--bind", f"127.0.0.1:{port}"]
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, *command], cwd=BASE, env=os.environ | asked | environment, stdout=out, stderr=out
        )
    try:
        _wait_for(f"{url}/healthz", server, log)
        yield Site(url=url, database=name, log=log)
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        log.unlink()


def _wait_for(url, server, log, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.1)
    pytest.fail(f"{url} did not answer. Its log ends:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def furnish():
    """What is in the database that `site` serves, beyond the story. Override it in a folder's conftest.py."""
    return lambda: None


@pytest.fixture(scope="module")
def site(clone_database, told_once, furnish, request):
    """The service running on a copy of the test database of its own, furnished by `furnish`. Yields a `Site`."""
    label = request.module.__name__.rsplit(".", 1)[-1][:30]
    with clone_database(label) as name:
        furnish()
        from django.db import connections

        connections.close_all()
        with serving(name) as running:
            yield running


# The browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, which makes no request of its own."""
    chromium = shutil.which("chromium")
    assert chromium, "There is no chromium: run ./dev test, which installs it"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    quiet += ["--disable-sync", "--no-first-run", "--disable-quic", "--disable-dev-shm-usage"]
    return browser_type_launch_args | {"executable_path": chromium, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "en-GB", "timezone_id": "Europe/London"}


# The story: the cast and one family (tests/cast.py)


@pytest.fixture(scope="session")
def told_once(django_db_setup, django_db_blocker):
    """The story, saved once for the whole run: each test's own changes are rolled back around it."""
    from tests.cast import make_story

    with django_db_blocker.unblock():
        return make_story()


@pytest.fixture
def story(told_once, db):
    """The cast and their family, fresh for each test. See `tests/cast.py`."""
    import copy

    fresh = copy.copy(told_once)
    for name, each in vars(told_once).items():  # what a test changes in memory stays in that test
        setattr(fresh, name, copy.copy(each))
    return fresh
