"""A decision consists of what was written with it: nobody adds to it later, not even its own partner by SQL (V25).

The one thing that may come later is the answer by which a person agrees anew to what is shared already.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from psycopg import errors

from consent.models import Consent
from tests.walls.attacking import in_vain, name_actor, refused
from tests.walls.entering import connected, let_in

pytestmark = pytest.mark.rule("V25")


def item(prey, **changes):
    values = {"what_id": prey.story.conversation.category_id, "description": "", "record_kind": "", "include": True}
    return "consent_decisionitem", values | {"exclude_reason": ""} | changes


def parts(prey, link):
    """One line more of each kind, for a decision that was made before."""
    story = prey.story
    yield item(prey)
    yield "consent_decisionrecipient", {"partner_id": story.police.pk, "need_to_know": "x"}
    yield "consent_decisionsubject", {"person_id": story.mother.pk, "told": "not_yet", "consent_position": ""}
    consent = link.execute("SELECT id FROM consent_consent LIMIT 1").fetchone()[0]
    yield "consent_decisionconsent", {"consent_id": consent}
    kept = {"person_id": story.child.pk, "ground": "crime", "facts": "", "since": "now", "look_again_on": "today"}
    yield "consent_noninforming", kept  # not even later: Kai was told
    gateway = link.execute("SELECT id FROM consent_legalgateway LIMIT 1").fetchone()[0]
    yield "consent_decisiongateway", {"gateway_id": gateway}


def add(table, decision, values):
    row = {"id": uuid4(), "decision_id": decision} | values
    marks = ", ".join(["%s"] * len(row))
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values())


def test_its_own_partner_adds_nothing_to_a_decision_that_was_made(prey, amira):
    name_actor(amira, prey.story.amira)
    for table, values in parts(prey, amira):
        refused(amira, *add(table, prey.decision.pk, values), errors.CheckViolation)
        if table == "consent_noninforming":
            later = values | {"decided_by_id": prey.story.amira.pk}
            refused(amira, *add(table, prey.decision.pk, later), errors.CheckViolation)
    refused(
        amira,
        "INSERT INTO consent_familyaccess (group_id, permission_id, content_object_id, decision_id, sort_key)"
        " SELECT (SELECT group_id FROM locality_partner WHERE id = %s), permission_id, content_object_id, decision_id,"
        " sort_key FROM consent_familyaccess LIMIT 1",
        [prey.story.police.pk],
        errors.CheckViolation,
    )


def test_touching_a_decision_does_not_make_it_new(prey, amira):
    """The transaction in which it was made is the database's to say, and does not change."""
    name_actor(amira, prey.story.amira)
    assert amira.execute("UPDATE consent_sharingdecision SET reasons = reasons").rowcount == 1
    refused(amira, *add("consent_decisionitem", prey.decision.pk, item(prey)[1]), errors.CheckViolation)
    refused(amira, "UPDATE consent_sharingdecision SET made_in = pg_current_xact_id()", error=errors.CheckViolation)
    amira.execute("UPDATE consent_consent SET made_in = pg_current_xact_id()")
    assert amira.execute("SELECT count(*) FROM consent_consent WHERE made_in = pg_current_xact_id()").fetchone() == (0,)
    for table, _ in parts(prey, amira):
        refused(amira, f"UPDATE {table} SET decision_id = decision_id")
        refused(amira, f"DELETE FROM {table}")


def agreed_anew(prey, link, *, partners=True, categories=True, **changes):
    """Kai's new answer in place of the one that the decision rests on, by hand; returns its key."""
    key, story = uuid4(), prey.story
    values = {"id": key, "made_in": None} | changes
    ends = {"superseded_at", "superseded_by_id", "withdrawn_at", "submission"}
    columns = [each.column for each in Consent._meta.concrete_fields if each.column not in ends]
    taken = [column for column in columns if column not in values]
    marks = ", ".join(["%s"] * len(values))
    link.execute(
        f"INSERT INTO consent_consent ({', '.join([*values, *taken])}) SELECT {marks}, {', '.join(taken)}"
        " FROM consent_consent WHERE person_id = %s AND superseded_at IS NULL",
        [*values.values(), story.child.pk],
    )
    for wanted, name in ((partners, "partner"), (categories, "category")):
        table = f"consent_consent{name}"
        if wanted:
            link.execute(
                f"INSERT INTO {table} (id, consent_id, {name}_id) SELECT gen_random_uuid(), %s, {name}_id FROM {table}"
                " WHERE consent_id <> %s",
                [key, key],
            )
    link.execute(
        "UPDATE consent_consent SET superseded_at = clock_timestamp(), superseded_by_id = %s"
        " WHERE id <> %s AND person_id = %s AND superseded_at IS NULL",
        [key, key, story.child.pk],
    )
    return key


@pytest.mark.rule("C14")
def test_a_decision_comes_to_rest_on_the_answer_that_replaces_another(prey, amira, ben):
    name_actor(amira, prey.story.amira)
    key = agreed_anew(prey, amira)
    assert not gives(prey, amira)
    amira.execute(*add("consent_decisionconsent", prey.decision.pk, {"consent_id": key}))
    assert gives(prey, amira)


@pytest.mark.rule("C14")
def test_an_answer_of_this_very_moment_counts_too(prey, amira):
    """It is given after its recorder came in: the page of a family that answers today must not fail."""
    name_actor(amira, prey.story.amira)
    [came_in] = amira.execute("SELECT at FROM wall.me").fetchone()
    key = agreed_anew(prey, amira, given_at=came_in + timedelta(milliseconds=1))
    assert amira.execute(*add("consent_decisionconsent", prey.decision.pk, {"consent_id": key})).rowcount == 1


def gives(prey, link):
    """Whether the decision gives health anything, as the gate says to Ben in the same transaction."""
    assert let_in(link, prey.story.ben)
    found = link.execute("SELECT count(*) FROM wall.given WHERE decision = %s", [prey.decision.pk]).fetchone()[0]
    assert let_in(link, prey.story.amira)
    return bool(found)


@pytest.mark.rule("C9", "C14")
@pytest.mark.parametrize(
    "changes",
    [
        {"partners": False},
        {"categories": False},
        {"status": "refused"},
        {"kind": "evaluation"},
        {"person": "mother"},
        {"given_at": "tomorrow"},
    ],
    ids=str,
)
def test_a_decision_does_not_come_to_rest_on_an_answer_that_does_not_cover_it(prey, amira, changes):
    name_actor(amira, prey.story.amira)
    if person := changes.pop("person", None):
        changes["person_id"] = getattr(prey.story, person).pk
    key = agreed_anew(prey, amira, **changes)
    refused(amira, *add("consent_decisionconsent", prey.decision.pk, {"consent_id": key}), errors.CheckViolation)


@pytest.mark.rule("C10", "C14")
def test_a_decision_that_ended_with_an_agreement_does_not_come_back(prey, amira):
    """The person withdrew: a later answer, however wide, does not revive what had ended."""
    name_actor(amira, prey.story.amira)
    stop = "UPDATE consent_consent SET withdrawn_at = now(), status = 'withdrawn' WHERE person_id = %s"
    amira.execute(stop, [prey.story.child.pk])
    for change in ("withdrawn_at = NULL", "superseded_at = NULL, withdrawn_at = now() + interval '1 day'"):
        refused(amira, f"UPDATE consent_consent SET {change}", error=errors.CheckViolation)
    key = agreed_anew(prey, amira, status="given_written")
    refused(amira, *add("consent_decisionconsent", prey.decision.pk, {"consent_id": key}), errors.CheckViolation)


@pytest.mark.rule("C14")
@pytest.mark.parametrize("column", ["person_id", "given_at", "kind", "expires_on"])
def test_what_somebody_answered_does_not_change(prey, amira, column):
    name_actor(amira, prey.story.amira)
    other = {"person_id": prey.story.mother.pk, "kind": "evaluation"}.get(column, "2031-01-01")
    refused(amira, f"UPDATE consent_consent SET {column} = %s", [other], errors.CheckViolation)


@pytest.mark.rule("C14")
def test_in_a_later_transaction_an_answer_comes_too_late(prey):
    """What was not decided when somebody answered is not decided behind their back."""
    key = None
    try:
        with connected(prey.name) as link:
            assert let_in(link, prey.story.amira)
            name_actor(link, prey.story.amira)
            key = agreed_anew(prey, link)
            link.commit()
        with connected(prey.name) as link:
            assert let_in(link, prey.story.amira)
            name_actor(link, prey.story.amira)
            statement = add("consent_decisionconsent", prey.decision.pk, {"consent_id": key})
            refused(link, *statement, errors.CheckViolation)
    finally:
        if key:
            put_back(prey, key)


def put_back(prey, key):
    """Take the committed answer out again: the copy of the database is for other tests too."""
    with connected(prey.name, "postgres") as link:
        link.execute("SET session_replication_role = replica")
        link.execute("UPDATE consent_consent SET superseded_at = NULL, superseded_by_id = NULL")
        for table in ("consentpartner", "consentcategory"):
            link.execute(f"DELETE FROM consent_{table} WHERE consent_id = %s", [key])
        link.execute("DELETE FROM consent_consent WHERE id = %s", [key])
        link.commit()


def test_somebody_else_adds_nothing_either(prey, ben):
    name_actor(ben, prey.story.ben)
    refused(ben, *add("consent_decisionitem", prey.decision.pk, item(prey)[1]), (errors.CheckViolation,))
    in_vain(ben, "UPDATE consent_consent SET superseded_at = now()")
