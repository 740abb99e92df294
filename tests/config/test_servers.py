"""The embedded servers come back after anything, are shared, and listen to nobody else."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.compose import BASE

SAY = """
import sys, psycopg, redis
from config import database
database.ensure()
with psycopg.connect(host=str(database.SOCKETS), user="locality_owner", dbname=database.NAME, autocommit=True) as c:
    c.execute("CREATE TABLE IF NOT EXISTS said (word text)")
    for word in sys.argv[1:]: c.execute("INSERT INTO said VALUES (%s)", [word])
    print(*[row[0] for row in c.execute("SELECT word FROM said ORDER BY word")])
redis.Redis(unix_socket_path=str(database.VALKEY_SOCKET)).ping()
"""
WAIT = "import time; from config import database; database.ensure(); print('ready', flush=True); time.sleep(60)"


@pytest.fixture
def folder(tmp_path):
    """A data folder of its own, whose servers have ended when the test has."""
    yield tmp_path
    for pid in serving(tmp_path):
        os.kill(pid, 9)
    for path in tmp_path.iterdir():
        shutil.rmtree(path, ignore_errors=True)


def start(folder, program, *words):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder), "ENV": "development"}
    command = [sys.executable, "-c", program, *words]
    return subprocess.Popen(command, cwd=BASE, env=environment, stdout=subprocess.PIPE, text=True)


def say(folder, *words):
    """Insert these words in a process of its own; returns all words there are now."""
    with start(folder, SAY, *words) as process:
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return out.split()


def serving(folder):
    """The process ids of PostgreSQL, its helpers and Valkey that work in this folder."""
    found = []
    for cwd in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if Path(os.readlink(cwd)).is_relative_to(folder) and (cwd.parent / "comm").read_text() != "python\n":
                found.append(int(cwd.parent.name))
    return sorted(found)


def wait_until(true, seconds=20):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_servers_end_with_their_last_user_and_keep_what_was_said(folder):
    assert say(folder, "one") == ["one"]
    wait_until(lambda: not serving(folder))
    assert say(folder, "two") == ["one", "two"]


def test_processes_that_start_at_once_share_one_server(folder):
    say(folder)  # the table, which two cannot make at once
    with contextlib.ExitStack() as running:
        processes = [running.enter_context(start(folder, SAY, word)) for word in "abcd"]
        assert [process.wait(timeout=60) for process in processes] == [0, 0, 0, 0]
    assert say(folder) == ["a", "b", "c", "d"]


def test_they_recover_from_being_killed_with_their_user(folder):
    say(folder, "one")
    with start(folder, WAIT) as user:
        assert user.stdout.readline() == "ready\n"
        user.kill()
    assert serving(folder), "orphaned, still running"
    assert say(folder, "two") == ["one", "two"]
    with start(folder, WAIT) as user:
        assert user.stdout.readline() == "ready\n"
        for pid in serving(folder):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, 9)
        user.kill()
    assert say(folder, "three") == ["one", "three", "two"]


def test_no_port_is_opened_and_the_sockets_are_ours_alone(folder):
    with start(folder, WAIT) as user:
        assert user.stdout.readline() == "ready\n"
        sockets = {line.split()[-1] for line in Path("/proc/net/unix").read_text().splitlines() if "/locality-" in line}
        listening = {line.split()[9] for line in Path("/proc/net/tcp").read_text().splitlines() if " 0A " in line}
        for pid in serving(folder):
            opened = {os.readlink(fd) for fd in Path(f"/proc/{pid}/fd").iterdir()}
            assert not {f"socket:[{inode}]" for inode in listening} & opened
        assert sockets
        assert {Path(socket).parent.stat().st_mode & 0o777 for socket in sockets} == {0o700}
        user.terminate()
