"""What every test stands on: a real PostgreSQL, the application's own role, a real browser, a real server.

Tests run as the role that owns nothing, as the service does; the database is made by the owner. So there is no
`transactional_db` and no `live_server` (they would have to empty tables): a test that needs commits seen by another
process takes `clone_database` or `site`.
"""

import contextlib
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

BASE = Path(__file__).resolve().parent.parent
# Playwright runs an event loop in the tests' own thread; Django would refuse its ORM there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

hypothesis.configuration.set_hypothesis_home_dir(database.VAR / "hypothesis")
hypothesis.settings.register_profile("here", deadline=None, print_blob=True)
hypothesis.settings.load_profile("here")


def pytest_configure():
    database.ensure()


# The database


@contextlib.contextmanager
def owner_at(name):
    """A connection of the owner to the database called `name`, in autocommit. Closed at the end."""
    import psycopg
    from django.db import connections

    settings = connections["owner"].settings_dict
    given = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
    }
    with psycopg.connect(dbname=name, autocommit=True, **{k: v for k, v in given.items() if v}) as connection:
        yield connection


def _is_process(pid):
    return Path(f"/proc/{pid}").exists()


def drop(name):
    """Drop a database, whoever still holds it."""
    with owner_at("postgres") as owner:
        owner.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def drop_left_over():
    """Drop the databases of test runs that were killed: the number at the end of the name is the run's process."""
    with owner_at("postgres") as owner:
        names = [
            row[0] for row in owner.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_locality\\_%'")
        ]
    for name in names:
        if not _is_process(name.split("_")[2]):
            drop(name)


def point_at(name):
    """Let Django's connections, of both roles, be to the database called `name`."""
    from django.conf import settings
    from django.db import connections

    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """Make the test database as the owner, migrate it, give the application's role its rights; use it as that role."""
    from django.core.management import call_command, get_commands

    name = f"test_locality_{os.getpid()}"
    with django_db_blocker.unblock():
        drop_left_over()
        drop(name)
        with owner_at("postgres") as owner:
            owner.execute(f'CREATE DATABASE "{name}"')
        point_at(name)
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        if "prepare_reference" in get_commands():
            call_command("prepare_reference", verbosity=0)
    yield
    with django_db_blocker.unblock():
        point_at("postgres")
        drop(name)


def copy_database(source, target):
    """Make `target` a copy of `source`, to which nobody may be connected: our connections are ended first.

    All of them, as Django has one that we cannot reach here: it keeps its connections apart before and after
    Playwright starts its event loop in this thread.
    """
    from django.db import connections

    connections.close_all()
    with owner_at("postgres") as owner:
        owner.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [source])
        owner.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


@pytest.fixture(scope="session")
def clone_database(django_db_setup, django_db_blocker):
    """A function: a block in which Django's connections are to a fresh copy of the test database, committed and all.

        with clone_database("journey") as name: ...

    The copy is made of the test database, or of the copy called `of`; it is dropped at the end of the block.
    """

    @contextlib.contextmanager
    def clone(label, *, of=None):
        from django.db import connections

        outer = connections["default"].settings_dict["NAME"]
        name = f"test_locality_{os.getpid()}_{label}"
        with django_db_blocker.unblock():
            drop(name)
            copy_database(of or outer, name)
            point_at(name)
            try:
                yield name
            finally:
                point_at(outer)
                drop(name)

    return clone


# The service itself


@dataclass(frozen=True)
class Site:
    """A running service: its address and the name of its database (which the test's own connections use too)."""

    url: str
    database: str


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(name, **environment):
    """gunicorn on a free port of this machine, on the database called `name`. Yields the address; ends it after."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    asked = {"ENV": "test", "DEMONSTRATION": "1", "DATABASE_NAME": name, "WEB_WORKERS": "1", "WEB_THREADS": "4"}
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--config",
        "config/gunicorn.py",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    server = subprocess.Popen(command, cwd=BASE, env=os.environ | asked | environment, start_new_session=True)
    try:
        _wait_for(f"{url}/healthz", server)
        yield url
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(url, server, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail("The server did not start: see its output")
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.1)
    pytest.fail(f"{url} did not answer in {seconds} seconds")


@pytest.fixture(scope="session")
def furnish():
    """What is in the database that `site` serves, beyond reference data. Override it in a folder's conftest.py."""
    return lambda: None


@pytest.fixture(scope="module")
def site(clone_database, furnish, request):
    """The service running on a copy of the test database of its own, furnished by `furnish`. Yields a `Site`."""
    label = request.module.__name__.rsplit(".", 1)[-1][:30]
    with clone_database(label) as name:
        furnish()
        from django.db import connections

        connections.close_all()
        with serving(name) as url:
            yield Site(url=url, database=name)


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
