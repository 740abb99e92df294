"""What docs/running.md says of backups, done: dumped by the role that backs up, restored in an empty database."""

import os
import subprocess

import pytest
from django.db import connections

from config.database import OWNER, PROGRAMS
from locality.wall import standing
from tests import databases
from tests.evidence.conftest import change
from tests.walls.entering import connected, count, let_in

pytestmark = pytest.mark.skipif(not PROGRAMS, reason="the server is elsewhere, and pg_dump with it")


@pytest.fixture
def restored(fresh, clone_database, tmp_path):
    """The log of a database that was dumped, and restored in one that a script had made empty."""
    fresh.command("anchor_audit")
    found = connections["owner"].settings_dict
    server, dumped, anew = f"--host={found['HOST']}", found["NAME"], f"test_locality_{os.getpid()}_anew"
    databases.drop(anew)
    with databases.owner_at("postgres") as owner:
        owner.execute(f'CREATE DATABASE "{anew}" OWNER {OWNER}')
        owner.execute(f'REVOKE ALL ON DATABASE "{anew}" FROM PUBLIC')
        owner.execute(f'GRANT CONNECT ON DATABASE "{anew}" TO PUBLIC')
    kept = tmp_path / "backup"
    run(PROGRAMS / "pg_dump", server, "--username=locality_backup", "--format=custom", f"--file={kept}", dumped)
    run(PROGRAMS / "pg_restore", server, "--username=postgres", "--exit-on-error", f"--dbname={anew}", kept)
    databases.point_at(anew)
    try:
        yield fresh
    finally:
        databases.point_at(dumped)
        databases.drop(anew)


def run(*command):
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]


def test_what_was_restored_is_whole_guarded_and_goes_on(restored, told_once):
    told, code = restored.command("verify_audit")
    assert code == 0 and "is whole" in told
    with connected(connections["default"].settings_dict["NAME"]) as link:
        assert standing.problems(link) == []
        assert let_in(link, told_once.amira) and count(link, "locality_family") == 1
        assert let_in(link, told_once.chidi) and count(link, "locality_family") == 0
    change(told_once, "8 Avocet Way")
    assert restored.verified()[0] == [], "the chain goes on from the last seal that was dumped"
