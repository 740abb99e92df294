"""Pages a second of the real server: two workers, eight connections on loopback, somebody signed in, tier L; and how
long one waits for a family's matrix and statement."""

import contextlib
import http.client
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse

from bench.databases import copy_of
from bench.lists import MIDDLE, practitioner
from locality.access import Involvement
from locality.history import acting_as

BASE = Path(__file__).resolve().parent.parent
CONNECTIONS = 8


def pages(tier, seconds):
    """Pages a second, and the 95th percentile in milliseconds, of home, the list of families and the family page; the
    95th percentile in seconds of the chronology, the matrix, the statement and its PDF, asked one after another."""
    found = {}
    with copy_of(tier) as name:
        addresses, waited_for, cookie = _addresses()
        with _serving(name) as (port, server):
            for page, paths in addresses.items():
                _ask(port, paths, cookie, min(seconds, 2))
                before = _worked(server)
                times = _ask(port, paths, cookie, seconds)
                found[f"pages_per_second_{page}"] = len(times) / seconds
                found[f"worker_milliseconds_of_a_processor_{page}"] = (_worked(server) - before) * 1000 / len(times)
                found[f"p95_milliseconds_{page}"] = statistics.quantiles(times, n=20)[-1] * 1000
            for page, paths in waited_for.items():
                _ask(port, paths, cookie, min(seconds, 2), connections=1)
                times = _ask(port, paths, cookie, seconds, connections=1)
                found[f"seconds_of_{page}_of_a_family"] = statistics.quantiles(times, n=20)[-1]
    return found


def _addresses():
    """The paths of each page as one practitioner reads them: of those that many ask for at once, and of those that one
    waits for; and the cookie of their session."""
    person = practitioner(MIDDLE)
    with acting_as(person):
        families = list(Involvement.objects.filter(practitioner=person).values_list("family", flat=True)[:50])
    client = Client()
    client.force_login(person, backend="locality.access.backend.RecordBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    paths = {
        "home": [reverse("locality:home")],
        "list": [reverse("locality:families")],
        "family": [reverse("locality:family", args=[key]) for key in families],
    }
    asked = "?whose=family&layout=standard"
    waited_for = {
        "the_chronology": [reverse("locality:chronology", args=[key]) for key in families],
        "the_matrix": [reverse("consent:matrix", args=[key]) for key in families],
        "the_statement": [reverse("consent:statement", args=[key]) + asked for key in families],
        "the_statement_as_pdf": [reverse("consent:statement-file", args=[key]) + asked for key in families],
    }
    return paths, waited_for, f"{settings.SESSION_COOKIE_NAME}={value}"


@contextlib.contextmanager
def _serving(name):
    """gunicorn with two workers on the database called `name`, on a free port: yields the port and the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    asked = {"DATABASE_NAME": name, "WEB_WORKERS": "2", "WEB_THREADS": "4", "LOG_LEVEL": "ERROR", "DATABASE_POOL": "1"}
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--config", "config/gunicorn.py"]
    command += ["--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=BASE, env=os.environ | asked, start_new_session=True)
    try:
        _wait_for(port, server)
        yield port, server
    finally:
        server.terminate()
        server.wait(timeout=20)


def _worked(server):
    """Seconds of a processor that the server's workers have used so far: what a busy machine does not change."""
    workers = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    ticks = sum(int(n) for w in workers for n in Path(f"/proc/{w}/stat").read_text().rsplit(")", 1)[1].split()[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


def _wait_for(port, server):
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("The server did not start: see its output")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("The server did not answer")


def _ask(port, paths, cookie, seconds, connections=CONNECTIONS):
    """Seconds of each answer while `connections` ask for `seconds`, and until there are two, of which a percentile can
    be told. Raises RuntimeError when one is not a page."""
    times, wrong, end = [], [], time.monotonic() + seconds

    def ask(first):
        connection, turn = http.client.HTTPConnection("127.0.0.1", port, timeout=30), first
        while (time.monotonic() < end or len(times) < 2) and not wrong:
            began, turn = time.perf_counter(), turn + 1
            connection.request("GET", paths[turn % len(paths)], headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            times.append(time.perf_counter() - began)
            if answer.status != 200:
                wrong.append(f"{answer.status} {answer.headers.get('Location', '')}")
        connection.close()

    threads = [threading.Thread(target=ask, args=[n * 7]) for n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(f"{paths[0]} answered {wrong[0]}")
    return times
