"""What the application's own database role may not do: tried, and read from PostgreSQL's own lists."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from psycopg import errors

from consent import services as consent
from consent.models import FamilyAccess, SharingDecision
from consent.protect import SET_ONCE
from locality.access import Denial, Lookup, Viewing
from locality.history import acting_as, recorded_models
from locality.models import Practitioner
from locality.rights import APPEND_ONLY, MAY_DELETE, READ_ONLY, history_tables
from tests.cast import share, share_category

pytestmark = pytest.mark.django_db
SCRATCH = set(MAY_DELETE)
HISTORY = "locality_historicalhousehold"


def ask(sql, *parameters):
    """What the database answers to the application's role."""
    with acting_as(Practitioner.objects.system()), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


def may(right):
    """Names of the tables on which the role that the tests (and the service) run as has this right."""
    return set(ask("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
                   " AND has_table_privilege(oid, %s)", right))  # fmt: skip


def refusal(sql, *parameters, by=None):
    """The kind of error with which the database refuses a statement of a named actor, by default the system."""
    by = by or Practitioner.objects.system()
    with pytest.raises(DatabaseError) as caught, acting_as(by), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
    return type(caught.value.__cause__)


def test_the_role_owns_nothing():
    for catalogue, owner in (("pg_class", "relowner"), ("pg_proc", "proowner"), ("pg_namespace", "nspowner")):
        assert ask(f"SELECT count(*) FROM {catalogue} WHERE {owner} = current_user::regrole") == [0]
    assert ask("SELECT count(*) FROM pg_database WHERE datdba = current_user::regrole") == [0]


def test_the_role_has_no_powers_and_belongs_to_no_other_role():
    powers = "rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication"
    assert ask(f"SELECT {powers} FROM pg_roles WHERE rolname = current_user") == [False]
    assert ask("SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole") == [0]


def test_no_table_may_be_truncated_or_given_triggers():
    for right in ("TRUNCATE", "TRIGGER", "REFERENCES"):
        assert may(right) == set()


def test_only_scratch_tables_may_be_deleted_from():
    assert may("DELETE") == SCRATCH & may("SELECT")
    kept = {model._meta.db_table for model in recorded_models()} - {"locality_partnerpermission"}
    assert not kept & may("DELETE")


def test_history_is_only_read():
    assert len(history_tables()) > 30
    for right in ("INSERT", "UPDATE", "DELETE"):
        assert not may(right) & set(history_tables())
    assert set(history_tables()) <= may("SELECT")


def test_viewings_denials_and_look_ups_are_only_added():
    assert set(APPEND_ONLY) >= {model._meta.db_table for model in (Viewing, Denial, Lookup)}
    assert set(APPEND_ONLY) <= may("INSERT")
    assert not set(APPEND_ONLY) & (may("UPDATE") | may("DELETE"))


def test_what_migrations_made_is_only_read():
    assert not set(READ_ONLY) & (may("INSERT") | may("UPDATE") | may("DELETE"))


@pytest.mark.rule("S41", "A10")
@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {HISTORY} SET actor_name = 'Nobody'",
        f"DELETE FROM {HISTORY}",
        f"TRUNCATE {HISTORY}",
        f"INSERT INTO {HISTORY} SELECT * FROM {HISTORY}",
        "UPDATE locality_viewing SET route = ''",
        "DELETE FROM locality_viewing",
        "TRUNCATE locality_viewing",
        "UPDATE locality_denial SET route = ''",
        "DELETE FROM locality_denial",
        "UPDATE locality_lookup SET answer = ''",
        "DELETE FROM locality_lookup",
        "DELETE FROM locality_family",
        "DELETE FROM locality_person",
        "DELETE FROM conversations_conversation",
        "DELETE FROM consent_sharingdecision",
        "DELETE FROM consent_familyaccess",
        "DELETE FROM locality_restriction",
        "TRUNCATE django_session",
        "ALTER TABLE locality_household DISABLE TRIGGER keep_history",
        "ALTER TABLE locality_household DISABLE TRIGGER ALL",
        "DROP TRIGGER keep_history ON locality_household",
        "DROP FUNCTION keep_history_of_locality_household() CASCADE",
        "ALTER FUNCTION keep_history_of_locality_household() SECURITY INVOKER",
        "SET session_replication_role = replica",
        "SET ROLE locality_owner",
        "SET SESSION AUTHORIZATION postgres",
        "CREATE TABLE public.mine (id int)",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE locality_family ADD COLUMN mine int",
        "GRANT DELETE ON locality_family TO PUBLIC",
        "COPY locality_family TO PROGRAM 'cat'",
        "SELECT nextval('locality_historicalhousehold_history_id_seq')",
    ],
)
def test_the_database_refuses(statement):
    if statement.startswith("GRANT"):  # PostgreSQL only warns that nothing was granted
        with connection.cursor() as cursor, transaction.atomic():
            cursor.execute(statement)
        assert "locality_family" not in may("DELETE")
    else:
        assert refusal(statement) is errors.InsufficientPrivilege


# A recorded decision stays as it was made


CHANGES = {
    "int4": "{c} + 1",
    "varchar": "'x'",
    "text": "'x'",
    "bool": "NOT {c}",
    "xid8": "'7'",
    "timestamptz": "coalesce({c}, now()) + interval '1 day'",
    "date": "'2030-01-01'",
    "uuid": "'" + str(uuid4()) + "'",
}


def column_kinds(table):
    with connection.cursor() as cursor:
        query = "SELECT column_name, udt_name FROM information_schema.columns WHERE table_name = %s"
        cursor.execute(query, [table])
        return dict(cursor.fetchall())


@pytest.mark.rule("V25")
def test_no_column_of_a_recorded_decision_changes(story):
    decision = share(story)
    kinds = column_kinds(SharingDecision._meta.db_table)
    fixed = {name: kind for name, kind in kinds.items() if name not in SET_ONCE}
    assert len(fixed) > 20
    for name, kind in fixed.items():
        change = CHANGES[kind].format(c=name)
        found = refusal(
            f"UPDATE consent_sharingdecision SET {name} = {change} WHERE id = %s", decision.pk, by=story.amira
        )
        assert issubclass(found, errors.IntegrityError), name


@pytest.mark.rule("V25")
def test_the_end_of_a_decision_is_set_once(story):
    decision = share(story)
    consent.end_decision(decision, by=story.amira, reason="No longer needed")
    with acting_as(story.amira):
        for change in (
            "ended_at = NULL, ended_by_id = NULL",
            "ended_at = now() + interval '1 year'",
            "end_reason = ''",
        ):
            found = refusal(f"UPDATE consent_sharingdecision SET {change} WHERE id = %s", decision.pk, by=story.amira)
            assert found is errors.CheckViolation


@pytest.mark.rule("V25")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent_decisionitem SET description = 'More'",
        "UPDATE consent_decisionrecipient SET need_to_know = 'Because'",
        "UPDATE consent_decisionsubject SET told = 'not_yet'",
        "UPDATE consent_decisionconsent SET consent_id = consent_id",
        "UPDATE consent_decisiongateway SET gateway_id = gateway_id",
        "UPDATE consent_consentpartner SET partner_id = partner_id",
        "UPDATE consent_consentcategory SET category_id = category_id",
        "UPDATE consent_consentartefact SET happened_on = '2020-01-01'",
        "UPDATE locality_acceptance SET accepted_at = now()",
        "UPDATE consent_familyaccess SET group_id = group_id",
        "UPDATE consent_familyaccess SET permission_id = permission_id",
        "UPDATE consent_familyaccess SET decision_id = decision_id",
        "UPDATE conversations_conversationaccess SET permission_id = permission_id",
        "UPDATE conversations_conversationaccess SET content_object_id = content_object_id",
    ],
)
def test_the_parts_of_a_decision_and_the_access_it_gave_are_never_edited(statement):
    assert refusal(statement) is errors.InsufficientPrivilege


def test_a_place_in_a_list_is_kept_up(story):
    share_category(story, "family_details")
    with acting_as(story.amira):
        assert FamilyAccess.objects.update(sort_key=timezone.now()) == 1
