"""`./dev start`: servers, the database made ready, the web server and the worker, until ctrl-C or SIGTERM."""

import atexit
import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence

from config import database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEMONSTRATION", "1")
HOST = os.environ.get("HOST", "127.0.0.1")
FIRST_PORT = int(os.environ.get("PORT", "8000"))


def main() -> int:
    """Run until something ends. 0 after ctrl-C or SIGTERM, 1 when the web server or the worker ended by itself."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: sys.exit(0))  # as SystemExit, so that what was started is ended below
    running: list[subprocess.Popen[bytes]] = []
    try:
        database.ensure()
        print("Preparing the database", flush=True)
        manage("prepare", "--verbosity", "0")
        if os.environ["DEMONSTRATION"] == "1" and not any_family():
            print("Loading the demonstration data", flush=True)
            manage("load_demo")
        port = free_port()
        running.append(web_server(port))
        if first_here():
            running.append(worker())
        wait_for_page(port, running)
        greet(port)
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
        print("The web server or the worker ended: see above", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    except subprocess.CalledProcessError as failure:
        return failure.returncode or 1
    finally:
        end(running)


def manage(*command: str) -> None:
    """Run a command of manage.py. Raises CalledProcessError when it fails."""
    subprocess.run([sys.executable, "manage.py", *command], check=True)


def any_family() -> bool:
    """Is there a family in the database already?"""
    import django

    django.setup()
    from django.apps import apps
    from django.db import connections, transaction

    table = apps.get_model("locality", "Family")._meta.db_table
    connection = connections["owner" if "owner" in connections else "default"]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.alias == "owner":  # who sees no families, but may act as who does
            cursor.execute(f"SET LOCAL ROLE {database.POLICY}")
        cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
        there = bool(cursor.fetchone()[0])
    connection.close()
    return there


def free_port() -> int:
    """The first port from PORT (8000) on that nobody listens on. Raises SystemExit when 50 are taken."""
    for port in range(FIRST_PORT, FIRST_PORT + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise SystemExit(f"No free port from {FIRST_PORT} to {FIRST_PORT + 49}: set PORT")


def start(command: Sequence[str], **more: str) -> subprocess.Popen[bytes]:
    # A session of its own: ctrl-C in the terminal reaches us alone, and we end it in order.
    return subprocess.Popen([sys.executable, "-m", *command], start_new_session=True, env=os.environ | more)


def first_here() -> bool:
    """Is no other ./dev start running in this folder? Two clocks on one schedule would quarrel. Held while we live."""
    lock = (database.VAR / "start.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return False
    atexit.register(lock.close)
    return True


def web_server(port: int) -> subprocess.Popen[bytes]:
    command = ["gunicorn", "config.wsgi", "--config", "config/gunicorn.py", "--bind", f"{HOST}:{port}"]
    return start(command, LOG_LEVEL=os.environ.get("LOG_LEVEL", "WARNING"), DATABASE_POOL="1")


def worker() -> subprocess.Popen[bytes]:
    """Celery with its clock in one process (-B): fine for one machine; docker-compose.yml runs the clock alone."""
    command = ["celery", "--app", "config.celery", "--quiet", "worker", "--beat", "--concurrency", "2"]
    quiet = {
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
        "PYTHONWARNINGS": "ignore::UserWarning:celery.platforms",
    }
    return start([*command, "--without-gossip", "--without-mingle"], **quiet)


def wait_for_page(port: int, running: Sequence[subprocess.Popen[bytes]], seconds: float = 60) -> None:
    """Return when the service answers. Raises SystemExit when a process ended, or it takes too long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and all(process.poll() is None for process in running):
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The service did not start: see above")


def greet(port: int) -> None:
    """Say where it is and who to sign in as."""
    print(f"\n  The service is at   http://localhost:{port}")
    if os.environ["DEMONSTRATION"] == "1":
        from locality.demo import CAST, PARTNERS, PASSWORD, email_of

        print("  Sign in as          choose a person on the sign-in page, or use an address; all are made up\n")
        for person in CAST:
            print(f"    {email_of(person.key, person.partner):24}  {person.job}, {PARTNERS[person.partner][0]}")
        print(f"\n  Their password      {PASSWORD}")
    print("  To end it           ctrl-C\n", flush=True)


def end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    """End the web server and the worker gently, then by force, and their children with them.

    The database ends with this process, unless a child still holds the lock of its users; so none may outlive us. One
    that is ended while it starts leaves its children behind: it has forked them and does not yet know how to end them.
    """
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_IGN)
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=15)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # its session's group: itself, and what it forked
        process.wait()
        gone(process.pid)


def gone(group: int, seconds: float = 5) -> None:
    """Return when no process of this group is left, or after so long: a zombie holds nothing but its number."""
    deadline = time.monotonic() + seconds
    with contextlib.suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.killpg(group, 0)
            time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
