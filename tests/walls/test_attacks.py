"""Any SQL on the application's own login reads nothing: each attempt of an injection, and what it must come to (3.6 E).

Chidi of the police was given nothing; Ben of health was given the family's details and no more; Amira supplied it all.
"""

import re

import psycopg
import pytest
from psycopg import errors

from locality.wall.declare import protected_tables
from tests.databases import VIEWS
from tests.walls.attacking import in_vain, name_actor, refused
from tests.walls.entering import connected, count, let_in

# Reading


@pytest.mark.rule("S94", "A4")
def test_every_table_view_and_history_shows_a_stranger_nothing_but_their_own(prey, chidi):
    own = {"locality_family", "locality_historicalfamily"}  # the one family of the police's own
    for table in protected_tables():
        seen = count(chidi, table)
        assert seen == (1 if table in own else 0), table
    for view in sorted(set(VIEWS) - {"me", "restricted", "rests_on", "reference"}):
        assert count(chidi, f"wall.{view}") == (2 if view == "shut_out" else 0), view
    assert count(chidi, "wall.reference") == 1, "The number of their own family"
    assert chidi.execute("SELECT person FROM wall.me").fetchall() == [(prey.story.chidi.pk,)]


def test_what_the_gate_tells_everybody_at_work_names_no_person_and_no_reason(chidi):
    """Two views answer the application's own rule about everybody: keys and moments, never words."""
    for view, told in (
        ("restricted", "id family_id starts_at ends_at"),
        ("rests_on", "decision_id given_at withdrawn_at superseded_at expires_on whose"),
    ):
        columns = chidi.execute(f"SELECT * FROM wall.{view} LIMIT 0").description
        assert " ".join(column.name for column in columns) == told


@pytest.mark.parametrize(
    "table",
    [
        "wall.key",
        "wall.entered",
        "wall.shut",
        "wall.raised",
        "evidence.row_change",
        "evidence.access_event",
        "evidence.governance_event",
        "evidence.seal",
    ],
)
def test_the_keys_who_is_at_work_and_the_log_are_not_to_be_read_or_written(chidi, table):
    refused(chidi, f"SELECT * FROM {table}")
    written = (
        errors.InsufficientPrivilege,
        errors.ObjectNotInPrerequisiteState,
    )  # the second: a view of several tables
    refused(chidi, f"DELETE FROM {table}", error=written)
    refused(chidi, f"INSERT INTO {table} DEFAULT VALUES", error=written)
    refused(chidi, f"TRUNCATE {table}")
    refused(chidi, f"LOCK {table}")


GRAB = [
    "ALTER TABLE locality_family DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE locality_family NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE locality_family DISABLE TRIGGER ALL",
    "ALTER TABLE locality_family OWNER TO locality_app",
    "DROP POLICY floor ON locality_family",
    "CREATE POLICY more ON locality_family USING (true)",
    "ALTER POLICY see ON locality_family USING (true)",
    "ALTER VIEW wall.given RESET (security_barrier)",
    "CREATE OR REPLACE VIEW wall.me AS SELECT 1",
    "DROP VIEW wall.me CASCADE",
    "SET ROLE locality_owner",
    "SET ROLE locality_policy",
    "SET ROLE locality_sealer",
    "SET ROLE locality_audit",
    "SET ROLE locality_backup",
    "SET ROLE locality_tester",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION locality_owner",
    "SET session_replication_role = replica",
    "SET LOCAL log_statement = 'all'",
    "CREATE FUNCTION peep() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION pg_temp.peep() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TABLE aside (note text)",
    "CREATE TEMP TABLE aside (note text)",
    "CREATE TEMP VIEW aside AS SELECT 1",
    "CREATE SCHEMA aside",
    "CREATE OPERATOR public.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)",
    "CREATE VIEW aside AS SELECT * FROM locality_family",
    "CREATE MATERIALIZED VIEW aside AS SELECT * FROM locality_family",
    "CREATE RULE aside AS ON SELECT TO locality_family DO INSTEAD SELECT 1",
    "CREATE TRIGGER aside AFTER INSERT ON locality_family EXECUTE FUNCTION wall.stays()",
    "CREATE EXTENSION dblink",
    "CREATE ROLE aside",
    "ALTER ROLE locality_app BYPASSRLS",
    "GRANT locality_policy TO locality_app",
    "GRANT SELECT ON wall.key TO locality_app",
    "COPY locality_family TO '/tmp/families'",
    "COPY locality_family TO PROGRAM 'cat'",
    "COPY locality_family FROM PROGRAM 'cat'",
    "COPY locality_family (name) FROM '/etc/passwd'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT pg_ls_dir('.')",
    "SELECT * FROM pg_authid",
    "SELECT * FROM pg_statistic",
    "SELECT * FROM pg_hba_file_rules",
    "DELETE FROM locality_family",
    "DELETE FROM consent_sharingdecision",
    "DELETE FROM locality_restriction",
    "DELETE FROM locality_conflict",
    "TRUNCATE locality_viewing",
    "VACUUM FULL locality_family",
]


@pytest.mark.parametrize("statement", GRAB)
def test_powers_that_the_application_does_not_have(prey, statement):
    with connected(prey.name) as link:
        let_in(link, prey.story.chidi)
        wrong = (
            errors.InsufficientPrivilege,
            errors.ActiveSqlTransaction,
            errors.UndefinedFunction,
            errors.WrongObjectType,
            errors.ObjectNotInPrerequisiteState,
        )
        refused(link, statement, error=wrong)


def test_what_the_views_are_made_of_is_not_to_be_read(chidi):
    refused(chidi, "SELECT * FROM wall.live")


def test_row_security_switched_off_is_an_error_and_not_rows(chidi):
    chidi.execute("SET row_security = off")
    for table in protected_tables():
        assert "row-level security" in refused(chidi, f"SELECT * FROM {table}")


def test_the_actors_name_and_role_in_settings_open_nothing(prey, chidi):
    """What triggers read to name who changed something is no way in."""
    for name in ("actor", "partner", "actor_name"):
        chidi.execute("SELECT set_config(%s, %s, true)", [f"locality.{name}", str(prey.story.amira.pk)])
    assert count(chidi, "locality_household") == 0


def test_statistics_and_plans_show_no_row(prey, chidi):
    values = chidi.execute("SELECT * FROM pg_stats WHERE tablename = ANY (%s)", [protected_tables()]).fetchall()
    assert values == []
    plan = "\n".join(row[0] for row in chidi.execute("EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM locality_household"))
    assert "Marmalade" not in plan and re.search(r"actual .*rows=0", plan)
    assert (
        chidi.execute("SELECT * FROM pg_stat_activity WHERE query ~ 'Marmalade' AND pid <> pg_backend_pid()").fetchall()
        == []
    )


LEAKY = [
    "{column}::text::int = 1",
    "1 / (CASE WHEN {column}::text > 'a' THEN 0 ELSE 0 END) = 1",
    "to_date({column}::text, 'YYYY') IS NULL",
    "{column}::text::xml IS NOT NULL",
    "({column}::text)::inet IS NULL",
    "pg_sleep(0) IS NOT NULL AND {column}::text::timestamptz > now()",
    "set_config('locality.reason', {column}::text, true) IS NULL",
    "ts_rank(to_tsvector({column}::text), 'a'::tsquery)::text::int = -9",
]
SEEN_THROUGH = [
    ("locality_household", "address"),
    ("locality_person", "given_name"),
    ("locality_historicalperson", "id"),
    ("conversations_conversation", "said"),
    ("consent_sharingdecision", "reasons"),
    ("wall.given", "family"),
    ("wall.shut_out", "family"),
    ("wall.name", "given_name"),
    ("wall.received", "decision"),
    ("wall.readable", "decision"),
    ("wall.trail", "record"),
    ("wall.graded", "file"),
    ("wall.audited", "finding"),
    ("wall.alert", "family"),
    ("wall.placed", "person"),
    ("wall.known", "person"),
]


@pytest.mark.parametrize("condition", LEAKY)
def test_a_condition_that_tells_a_value_in_its_error_is_asked_of_no_others_row(prey, chidi, condition):
    """Row security and the views' barrier come first: the error never comes, as there is no row to raise it."""
    chidi.execute("SELECT set_config('locality.reason', 'unchanged', true)")
    for table, column in SEEN_THROUGH:
        if (table, column) == ("wall.shut_out", "family"):
            continue  # tells whoever is shut out that they are: two keys, below
        assert chidi.execute(f"SELECT * FROM {table} WHERE {condition.format(column=column)}").fetchall() == [], table
    assert chidi.execute("SELECT current_setting('locality.reason')").fetchone() == ("unchanged",)


def test_a_join_and_an_aggregate_see_no_more_than_a_list(chidi):
    for query in (
        "SELECT string_agg(address, ',') FROM locality_household",
        "SELECT max(said) FROM conversations_conversation",
        "SELECT jsonb_agg(h) FROM locality_household h",
        "WITH RECURSIVE r AS (SELECT id::text AS x FROM locality_person UNION SELECT x FROM r) SELECT max(x) FROM r",
    ):
        assert chidi.execute(query).fetchone() == (None,)
    assert chidi.execute(
        "SELECT count(*) FROM locality_partner, LATERAL (SELECT FROM locality_household) h"
    ).fetchone() == (0,)
    assert chidi.execute("TABLE locality_person").fetchall() == []
    with chidi.cursor().copy("COPY (SELECT * FROM locality_person) TO STDOUT") as out:
        assert list(out) == []
    refused(
        chidi,
        "SELECT currval('locality_historicalfamily_history_id_seq')",
        error=(errors.InsufficientPrivilege, errors.ObjectNotInPrerequisiteState),
    )


# Calling


def test_the_auditor_reads_of_decisions_and_no_content_and_changes_nothing(prey):
    with connected(prey.name) as dana:
        assert let_in(dana, prey.story.dana)
        name_actor(dana, prey.story.dana)
        for table in (
            "locality_family",
            "locality_person",
            "locality_household",
            "conversations_conversation",
            "conversations_participant",
            "locality_historicalperson",
            "conversations_draft",
        ):
            assert count(dana, table) == 0, table
        assert count(dana, "consent_sharingdecision") and count(dana, "consent_decisionitem")
        for table, change in (
            ("locality_involvement", "ends_at = now()"),
            ("locality_restriction", "ends_at = now()"),
            ("locality_restrictionname", f"practitioner_id = '{prey.story.dana.pk}'"),
            ("locality_conflict", "ends_at = now()"),
            ("consent_sharingdecision", "ended_at = NULL"),
            ("consent_consent", "withdrawn_how = ''"),
        ):
            in_vain(dana, f"UPDATE {table} SET {change}")


HOSTILE = ["", "'", "pg_authid", "consent_historicalconsent; DROP TABLE x", "wall.key", "x" * 5000, None]


def test_the_callable_functions_answer_hostile_words_with_nothing(prey, chidi):
    for word in HOSTILE:
        assert (
            chidi.execute("SELECT * FROM wall.versions(%s, %s, NULL, 9)", [word, prey.story.child.pk]).fetchall() == []
        )
        asked = [word, word, "2019-02-28", [prey.story.child.pk]]
        assert chidi.execute("SELECT wall.known_elsewhere(%s, %s, %s, %s::uuid[])", asked).fetchone() in (
            (False,),
            (None,),
        )
    known = ["kai", "fulmar", "2019-02-28", []]
    assert chidi.execute("SELECT wall.known_elsewhere(%s, %s, %s, %s::uuid[])", known).fetchone() == (True,), (
        "One bit (A6)"
    )
    assert chidi.execute("SELECT wall.known_elsewhere('kai', '.*', '2019-02-28', '{}')").fetchone() == (False,)
    with connected(prey.name) as nobody:
        assert nobody.execute("SELECT wall.known_elsewhere(%s, %s, %s, %s::uuid[])", known).fetchone() == (False,)
        assert (
            nobody.execute(
                "SELECT * FROM wall.versions('locality_historicalperson', %s, NULL, 9)", [prey.story.child.pk]
            ).fetchall()
            == []
        )
    with connected(prey.name) as dana:
        let_in(dana, prey.story.dana)
        told = dana.execute(
            "SELECT * FROM wall.versions('locality_historicalperson', %s, NULL, 9)", [prey.story.child.pk]
        ).fetchall()
        assert told and not re.search("Kai|Fulmar|2019", str(told))
        for word in filter(None, HOSTILE):
            assert (
                dana.execute("SELECT * FROM wall.versions(%s, %s, NULL, 9)", [word, prey.story.child.pk]).fetchall()
                == []
            )


MAY_TAKE = "SELECT wall.may_take(%s, %s, %s)"


@pytest.mark.rule("V28", "A4")
def test_whether_a_colleague_is_shut_out_is_told_to_who_sees_the_family_for_their_partner_and_no_reason(prey, chidi):
    story = prey.story
    family, school = story.family.pk, story.school.pk
    with connected(prey.name) as amira:
        let_in(amira, story.amira)
        second, hidden = prey.second.pk, prey.hidden.pk
        told = [
            amira.execute(MAY_TAKE, [about, school, who.pk]).fetchone()[0]
            for about, who in (
                (second, story.amira),  # who is named
                (second, story.grace),  # whose restriction it is
                (hidden, story.amira),  # asked about a family that is shut to whoever asks
                (hidden, story.grace),
            )
        ]
        assert told == [True, True, False, False]
        assert amira.execute(MAY_TAKE, [family, school, story.grace.pk]).fetchone() == (True,)
        for asked in (
            [family, story.police.pk, story.chidi.pk],  # of another partner's people nobody is told
            [family, school, story.chidi.pk],
            [None, school, story.grace.pk],
            [family, None, None],
        ):
            assert amira.execute(MAY_TAKE, asked).fetchone()[0] in (False, None), asked
        refused(amira, MAY_TAKE, ["x' OR true --", school, story.grace.pk], error=errors.InvalidTextRepresentation)
    for asked in ([family, school, story.grace.pk], [family, story.police.pk, story.chidi.pk]):
        assert chidi.execute(MAY_TAKE, asked).fetchone() == (False,), "They may not see that family"
    with connected(prey.name) as nobody:
        assert nobody.execute(MAY_TAKE, [family, school, story.grace.pk]).fetchone() == (False,)


def test_every_other_function_of_the_gate_and_of_the_log_is_refused(prey, chidi):
    may = {"enter", "leave", "versions", "known_elsewhere", "govern", "files_known", "standing", "ask_to_verify"}
    may |= {"take_emergency", "recorded", "helped", "packs_made", "may_take"}
    may |= {
        "shut_families",
        "has_received",
        "gives",
        "decided",
        "manages",
        "opened",
        "grants_audits",
    }  # what policies ask
    found = chidi.execute(
        "SELECT pronamespace::regnamespace::text, proname, pronargs, prorettype = 'trigger'::regtype,"
        " has_function_privilege('locality_app', oid, 'EXECUTE')"
        " FROM pg_proc WHERE pronamespace IN ('wall'::regnamespace, 'evidence'::regnamespace)"
    ).fetchall()
    assert len(found) > 10
    for schema, name, arguments, is_trigger, callable_ in found:
        if name in may:
            assert callable_
            continue
        assert is_trigger or not callable_, name
        call = f"SELECT {schema}.{name}({', '.join(['NULL'] * arguments)})"
        refused(
            chidi,
            call,
            error=(
                errors.InsufficientPrivilege,
                errors.UndefinedFunction,
                errors.FeatureNotSupported,
                errors.AmbiguousFunction,
            ),
        )


def test_a_line_of_the_log_that_the_application_adds_is_its_own_and_changes_no_other(prey, chidi):
    with pytest.raises(psycopg.Error), chidi.transaction():
        chidi.execute("SELECT evidence.govern(NULL, NULL, NULL)")
    for word in ("'; DELETE FROM evidence.governance_event; --", "x" * 10_000):
        try:
            with chidi.transaction():
                chidi.execute("SELECT evidence.govern(%s, %s, %s)", ["signed in", None, word])
        except psycopg.Error as error:
            assert "evidence" not in str(error) or "check" in str(error).lower()
    refused(chidi, "SELECT count(*) FROM evidence.governance_event")
    assert chidi.execute("SELECT count(*) FROM evidence.packs_made()").fetchone() == (0,)
