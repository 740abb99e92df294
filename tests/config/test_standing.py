"""Nothing is served from a database that does not guard its rows: each single fault is named before anything starts."""

import os
import subprocess
import sys
import time
from urllib.parse import quote

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from config import database
from config.compose import BASE
from config.database import APPLICATION, OWNER, TESTER
from locality.wall import standing
from tests.conftest import serving

# Of the role, which all databases of a server share: never committed here.
ROLE = {
    f"ALTER ROLE {APPLICATION} SUPERUSER": "the role locality_app is a superuser",
    f"ALTER ROLE {APPLICATION} BYPASSRLS": "the role locality_app may bypass row security",
    f"ALTER ROLE {APPLICATION} CREATEROLE": "the role locality_app may make roles",
    f"ALTER ROLE {APPLICATION} CREATEDB": "the role locality_app may make databases",
    f"ALTER ROLE {APPLICATION} REPLICATION": "the role locality_app may replicate the database",
    f"GRANT pg_read_all_data TO {APPLICATION}": "the role locality_app is a member of pg_read_all_data",
    f"GRANT locality_policy TO {APPLICATION}": "the role locality_app is a member of locality_policy",
    f"GRANT SET ON PARAMETER session_replication_role TO {APPLICATION}": "may switch triggers off",
}
# Of one database. Those that leave each other's words alone, so that a server can be started on all of them at once.
TABLES = {
    f"ALTER TABLE conversations_draft OWNER TO {APPLICATION}": "locality_app owns the table conversations_draft",
    f"CREATE SCHEMA own AUTHORIZATION {APPLICATION}": "the role locality_app owns the schema own",
    f"GRANT CREATE ON SCHEMA public TO {APPLICATION}": "the role locality_app may create in the schema public",
    f"GRANT TEMPORARY ON DATABASE here TO {APPLICATION}": "the role locality_app may make temporary tables",
    "GRANT CREATE ON DATABASE here TO PUBLIC": "the role locality_app may make schemas",
    f"GRANT INSERT ON locality_historicalfamily TO {APPLICATION}": "INSERT on locality_historicalfamily, a history",
    f"GRANT UPDATE (actor_name) ON locality_historicalperson TO {APPLICATION}": "UPDATE on locality_historicalperson",
    f"GRANT INSERT ON evidence.row_change TO {APPLICATION}": "INSERT on evidence.row_change, which only functions",
    f"GRANT UPDATE (person) ON wall.entered TO {APPLICATION}": "UPDATE on wall.entered, which only functions",
    f"GRANT INSERT ON wall.key TO {APPLICATION}": "INSERT on wall.key, which only functions",
    f"GRANT UPDATE ON wall.me TO {APPLICATION}": "UPDATE on wall.me, which only functions",
    f"GRANT DELETE ON locality_family TO {APPLICATION}": "DELETE on locality_family, which locality/rights.py does not",
    f"GRANT TRUNCATE ON locality_viewing TO {APPLICATION}": "the right TRUNCATE on locality_viewing",
    f"GRANT TRIGGER ON locality_viewing TO {APPLICATION}": "the right TRIGGER on locality_viewing",
    f"GRANT UPDATE ON consent_familyaccess TO {APPLICATION}": "the right UPDATE on consent_familyaccess",
    f"GRANT SELECT ON wall.key TO {APPLICATION}": "wall.key has no row security",
    "ALTER TABLE locality_family DISABLE ROW LEVEL SECURITY": "locality_family has no row security",
    "ALTER TABLE locality_person NO FORCE ROW LEVEL SECURITY": "locality_person does not force row security",
    "DROP POLICY see ON consent_consent": "consent_consent has no policies for SELECT",
    "DROP POLICY add ON locality_family": "locality_family has no policies for INSERT",
    "DROP POLICY change ON locality_person": "locality_person has no policies for UPDATE",
    f"CREATE POLICY more ON locality_conflict FOR SELECT TO {APPLICATION} USING (starts_at IS NOT NULL)": (
        "locality_conflict has 2 policies for SELECT"
    ),
    f"CREATE POLICY every ON locality_viewing TO {APPLICATION} USING (at IS NOT NULL)": (
        "locality_viewing has the policy every for every command at once"
    ),
    "CREATE POLICY anybody ON locality_denial FOR SELECT USING (at IS NOT NULL)": (
        "locality_denial has the policy anybody for everybody"
    ),
    "ALTER POLICY see ON locality_lookup USING (true)": "has the policy see, which lets everything through",
    "DROP POLICY floor ON locality_family": "locality_family has no floor",
    "ALTER POLICY floor ON locality_person USING (true)": "locality_person has no floor",
    "ALTER POLICY floor ON locality_denial WITH CHECK (true)": "locality_denial has no floor",
    f"DROP POLICY floor ON locality_lookup; CREATE POLICY floor ON locality_lookup TO {APPLICATION} "
    "USING ((SELECT true FROM wall.me))": "locality_lookup has no floor",
    "ALTER TABLE locality_person DISABLE TRIGGER keep_history": "locality_person has its trigger keep_history switched",
    "ALTER TABLE locality_restriction RENAME TO elsewhere": "locality_restriction is not there: run manage.py prepare",
    f"CREATE TABLE aside (note text); GRANT SELECT ON aside TO {APPLICATION}": (
        "aside has no row security and is not on the list of open tables"
    ),
    f"CREATE VIEW peep AS SELECT * FROM locality_family; GRANT SELECT ON peep TO {APPLICATION}": "the view peep shows",
    f"CREATE VIEW wall.hole WITH (security_barrier) AS SELECT 1; GRANT SELECT ON wall.hole TO {APPLICATION}": (
        "the view wall.hole shows what"
    ),
    "ALTER VIEW wall.given RESET (security_barrier)": "the view wall.given shows what",
    f"CREATE MATERIALIZED VIEW kept AS SELECT * FROM locality_family; GRANT SELECT ON kept TO {APPLICATION}": (
        "kept is a materialised view that the application may read"
    ),
    "CREATE FUNCTION wide() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS 'SELECT 1'": (
        "the application may call public.wide(), which runs with other rights and is not on the list"
    ),
    "CREATE FUNCTION tall() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS 'SELECT 1'": (
        "public.tall() runs with the rights of postgres, who may pass row security"
    ),
    "CREATE FUNCTION lost() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'": (
        "public.lost() runs with other rights and takes the search path of its caller"
    ),
}


def connected(name, user="postgres"):
    return psycopg.connect(host=str(database.SOCKETS), user=user, dbname=name)


@pytest.fixture(scope="module")
def copied(clone_database):
    """The name of a copy of the test database, for faults that are rolled back."""
    with clone_database("standing") as name:
        yield name


def test_a_database_as_it_is_made_has_no_problems_and_is_asked_quickly(copied):
    with connected(copied, APPLICATION) as application:
        assert standing.problems(application) == []
        began = time.perf_counter()
        standing.problems(application)
        assert time.perf_counter() - began < 0.5, "0.05 s on a quiet machine"


@pytest.mark.parametrize(("fault", "words"), [*ROLE.items(), *TABLES.items()])
def test_each_single_fault_is_named(copied, fault, words):
    with connected(copied) as superuser:
        superuser.execute(fault.replace("DATABASE here", f'DATABASE "{copied}"'))
        found = standing.problems(superuser, APPLICATION)
        superuser.rollback()
    assert [problem for problem in found if words in problem], found
    assert len(found) <= 4, "nothing else is accused"


def test_a_role_that_is_not_there_is_named(copied):
    with connected(copied) as superuser:
        assert "there is no role nobody_here" in standing.problems(superuser, "nobody_here")


def test_who_signs_in_as_somebody_else_is_named(copied):
    with connected(copied, TESTER) as tester:
        tester.execute(f"SET ROLE {APPLICATION}")
        assert f"signed in as {TESTER}, acting as {APPLICATION}: no change of role may come first" in standing.problems(
            tester
        )


# The programs themselves


@pytest.fixture(scope="module")
def holed(clone_database):
    """The name of a database with every fault of TABLES at once."""
    with clone_database("holed") as name:
        with connected(name) as superuser:
            for fault in TABLES:
                superuser.execute(fault.replace("DATABASE here", f'DATABASE "{name}"'))
        yield name


def ended(command, name, **more):
    """Run a program on the database called `name` until it ends; its exit code and everything it said."""
    environment = os.environ | {"ENV": "test", "DATABASE_NAME": name, "WEB_WORKERS": "1", **more}
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=BASE,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


GUNICORN = ["gunicorn", "config.wsgi", "--config", "config/gunicorn.py", "--bind", "127.0.0.1:0"]
CELERY = ["celery", "--app", "config.celery", "worker", "--concurrency", "1", "--queues", "nobodys"]


@pytest.mark.parametrize("command", [GUNICORN, CELERY], ids=["web", "worker"])
def test_neither_the_web_server_nor_the_worker_starts_on_faults_and_each_says_them_all(holed, command):
    code, said = ended(command, holed)
    assert code != 0
    assert "does not guard its rows" in said
    assert [words for words in TABLES.values() if words not in said] == []


def test_the_web_server_does_not_start_as_the_owner(copied):
    url = f"postgresql://{OWNER}@/{copied}?host={quote(str(database.SOCKETS), safe='')}"
    code, said = ended(GUNICORN, copied, DATABASE_URL=url)
    assert code != 0
    assert f"the role {OWNER} owns the table locality_family" in said


def test_it_starts_where_there_is_no_fault(copied):
    with serving(copied) as site:
        assert site.url


def test_djangos_own_check_says_the_same(holed, copied):
    from tests import databases

    try:
        databases.point_at(copied)
        call_command("check", tags=["database"], databases=["default"])
        databases.point_at(holed)
        with pytest.raises(SystemCheckError, match="locality_family has no row security"):
            call_command("check", tags=["database"], databases=["default"])
    finally:
        databases.point_at(holed)  # as the fixtures left it
