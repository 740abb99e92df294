"""The same roles everywhere: on the embedded server, in the compose file's image, and where a DBA has no superuser."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from config import database
from config.compose import BASE

MANAGED = BASE / "config/postgres/managed.sql"
WHAT_THEY_MAY = """
    SELECT rolname, rolcanlogin, rolinherit, rolsuper, rolcreaterole, rolreplication, rolconfig, rolbypassrls
    FROM pg_roles WHERE rolname LIKE 'locality%' AND rolname <> 'locality_tester' ORDER BY 1"""
MEMBERS = """
    SELECT member::regrole::text, roleid::regrole::text, inherit_option, set_option
    FROM pg_auth_members WHERE member::regrole::text LIKE 'locality%' ORDER BY 1, 2"""


@pytest.fixture
def server():
    """An empty PostgreSQL of its own, where all but `postgres` and `dba` need passwords; its socket."""
    assert database.PROGRAMS
    folder = Path(f"/tmp/locality-roles-{os.getpid()}")
    shutil.rmtree(folder, ignore_errors=True)
    database._folder(folder)
    data = folder / "data"
    database._folder(data)
    database._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", stdout=subprocess.DEVNULL)
    (data / "pg_hba.conf").write_text("local all postgres,dba trust\nlocal all all scram-sha-256\n")
    options = f"-c unix_socket_directories={folder} -c listen_addresses= -c fsync=off"
    database._run("pg_ctl", "-D", data, "-l", data / "log", "-s", "-w", "-o", options, "start")
    yield folder
    database._run("pg_ctl", "-D", data, "-s", "-w", "-m", "immediate", "stop")
    shutil.rmtree(folder)


def ask(server, statement, *, user="postgres", name="postgres", password=""):
    with psycopg.connect(host=str(server), user=user, dbname=name, password=password, autocommit=True) as connection:
        found = connection.execute(statement)
        return found.fetchall() if found.description else []


def run(server, *command, **more):
    environment = {"PATH": f"{database.PROGRAMS}:{os.environ['PATH']}", "PGHOST": str(server), **more}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def managed(server, user):
    return run(server, "psql", "--no-psqlrc", "--username", user, "--dbname", "postgres", "--file", str(MANAGED))


def here(statement):
    with psycopg.connect(host=str(database.SOCKETS), user="postgres", dbname="postgres") as superuser:
        return superuser.execute(statement).fetchall()


def test_the_images_script_makes_the_roles_of_the_embedded_server_with_their_passwords(server, tmp_path):
    for whose in ("owner", "application", "sealer", "audit"):
        (tmp_path / f"{whose}_password").write_text(f"it's {whose}'s\n")
    more = {"POSTGRES_USER": "postgres", "ROLES_FILE": str(MANAGED), "SECRETS": str(tmp_path)}
    result = run(server, "sh", str(BASE / "config/postgres/roles.sh"), **more)
    assert (result.returncode, result.stderr) == (0, "")
    assert ask(server, WHAT_THEY_MAY) == here(WHAT_THEY_MAY)
    assert ask(server, "SHOW jit", user="locality_app", name="locality", password="it's application's") == [("off",)]
    assert ask(server, MEMBERS) == [
        ("locality_backup", "pg_read_all_data", True, True),
        ("locality_owner", "locality_policy", False, True),
    ]
    for user, whose in (("app", "application"), ("owner", "owner"), ("sealer", "sealer"), ("audit", "audit")):
        assert ask(server, "SELECT 1", user=f"locality_{user}", name="locality", password=f"it's {whose}'s")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="temporary"):
        ask(server, "CREATE TEMP TABLE t ()", user="locality_app", name="locality", password="it's application's")


def test_a_dba_who_is_no_superuser_makes_them_too_and_keeps_nothing(server):
    ask(server, "CREATE ROLE dba LOGIN CREATEROLE CREATEDB")
    for _ in range(2):  # safe to repeat
        result = managed(server, "dba")
        assert result.returncode == 0, result.stderr
        assert "may not pass row security" in result.stderr
    expected = [row[:-1] for row in here(WHAT_THEY_MAY)]
    assert [row[:-1] for row in ask(server, WHAT_THEY_MAY)] == expected
    assert not any(row[-1] for row in ask(server, WHAT_THEY_MAY)), "nobody passes row security"
    assert ask(server, MEMBERS) == [("locality_owner", "locality_policy", False, True)]
    may = "SELECT count(*) FROM pg_auth_members WHERE member = 'dba'::regrole AND (set_option OR inherit_option)"
    assert ask(server, may) == [(0,)]
    ask(server, "ALTER ROLE locality_owner PASSWORD 'x'")
    wall = "CREATE SCHEMA wall AUTHORIZATION locality_policy; SET ROLE locality_policy; CREATE TABLE wall.t (); "
    ask(server, f"{wall} RESET ROLE; CREATE TABLE t ()", user="locality_owner", name="locality", password="x")


def test_a_dba_who_may_pass_row_security_gives_that_to_the_backup_alone(server):
    ask(server, "CREATE ROLE dba LOGIN CREATEROLE CREATEDB BYPASSRLS; GRANT pg_read_all_data TO dba WITH ADMIN OPTION")
    result = managed(server, "dba")
    assert (result.returncode, result.stderr) == (0, "")
    assert ask(server, WHAT_THEY_MAY) == here(WHAT_THEY_MAY)


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("CREATE ROLE locality_app LOGIN BYPASSRLS", "may too much.*: locality_app"),
        ("CREATE ROLE locality_app; CREATE ROLE boss; GRANT boss TO locality_app", "locality_app of boss"),
    ],
)
def test_roles_that_were_given_more_are_refused(server, spoilt, said):
    ask(server, spoilt)
    result = managed(server, "postgres")
    assert result.returncode != 0
    assert re.search(said, result.stderr)
