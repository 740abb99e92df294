"""Any SQL on the application's own login writes nothing that gives sight: each attempt, and what it must come to.

Chidi of the police was given nothing; Ben of health was given the family's details and no more; Amira supplied it all.
"""

from uuid import uuid4

import pytest
from psycopg import errors

from locality.rights import history_tables
from tests.walls.attacking import in_vain, name_actor, refused
from tests.walls.entering import count, let_in


def decision_values(prey, link, **changes):
    """The statement that copies a decision of the school's, with these columns changed, as far as one can see it."""
    columns = (
        "outcome ruleset trigger concern_identified_at decided_at decider_role purpose_text basis art6_basis facts"
    )
    columns += " ground safety in_doubt advice wishes reasons not_share_reason urgent waits_for_authoriser end_reason"
    values = {"id": uuid4(), "family_id": prey.story.family.pk, "provider_id": prey.story.school.pk}
    values |= {"decided_by_id": prey.story.chidi.pk} | changes
    purpose, kind = link.execute(
        "SELECT (SELECT id FROM consent_purpose LIMIT 1), permission_id FROM locality_informationcategory"
        " WHERE code = 'sharing_record'"
    ).fetchone()
    fixed = ["share", "1", "proactive", "now", "now", "x", "", "risk", "", "x", "harm_to_child", "x", "f", "", "", "x"]
    row = dict(zip(columns.split(), [*fixed, "", "f", "f", ""], strict=True)) | values
    row |= {
        "purpose_id": purpose,
        "category_id": kind,
        "starts_at": "yesterday",
        "ends_at": "tomorrow",
        "sign_by": "tomorrow",
    }
    marks = ", ".join(["%s"] * len(row))
    return f"INSERT INTO consent_sharingdecision ({', '.join(row)}) VALUES ({marks})", list(row.values()), row["id"]


@pytest.mark.rule("S94")
def test_nobody_decides_about_another_partners_information(prey, chidi):
    name_actor(chidi, prey.story.chidi)
    school = decision_values(prey, chidi)
    refused(chidi, *school[:2])
    ours = decision_values(prey, chidi, provider_id=prey.story.police.pk)
    refused(chidi, *ours[:2])  # about a family that they do not see
    school = decision_values(prey, chidi, family_id=prey.own.pk)
    refused(chidi, *school[:2])
    for other in (prey.story.amira, prey.story.ben):
        words = decision_values(
            prey, chidi, provider_id=prey.story.police.pk, family_id=prey.own.pk, decided_by_id=other.pk
        )
        refused(chidi, *words[:2])  # in somebody else's name


@pytest.mark.rule("S94")
def test_a_decision_of_ones_own_that_names_anothers_record_gives_nothing(prey, chidi):
    """An item may say any key; what it gives is the decision's own partner's, about the decision's own family."""
    story = prey.story
    name_actor(chidi, story.chidi)
    *words, key = decision_values(prey, chidi, provider_id=story.police.pk, family_id=prey.own.pk)
    chidi.execute(*words)
    chidi.execute(
        "INSERT INTO consent_decisionrecipient (id, decision_id, partner_id, need_to_know) VALUES (%s, %s, %s, '')",
        [uuid4(), key, story.police.pk],
    )
    kinds = chidi.execute("SELECT permission_id FROM locality_informationcategory").fetchall()
    for (kind,) in kinds:
        for record, label in (
            (story.conversation.pk, "conversations.Conversation"),
            (story.family.pk, "locality.Family"),
            (None, ""),
        ):
            chidi.execute(
                "INSERT INTO consent_decisionitem (id, decision_id, what_id, description, record_kind, record, include,"
                " exclude_reason) VALUES (%s, %s, %s, '', %s, %s, true, '')",
                [uuid4(), key, kind, label, record],
            )
    assert let_in(chidi, story.chidi)
    for table in (
        "locality_household",
        "locality_person",
        "conversations_conversation",
        "conversations_action",
        "wall.name",
    ):
        assert count(chidi, table) == 0, table
    assert count(chidi, "locality_family") == 1
    for person in (story.child, story.mother):  # whose names the gate would tell
        refused(
            chidi,
            "INSERT INTO consent_decisionsubject (id, decision_id, person_id, told, consent_position)"
            " VALUES (%s, %s, %s, 'not_yet', '')",
            [uuid4(), key, person.pk],
        )


@pytest.mark.rule("S94", "V25")
def test_nobody_adds_to_anothers_decision(prey, ben):
    name_actor(ben, prey.story.ben)
    key, kind = prey.decision.pk, prey.story.conversation.category_id
    assert count(ben, "consent_sharingdecision") == 1, "Its recipient knows of it"
    for table, columns, values in (
        ("consent_decisionrecipient", "partner_id, need_to_know", [prey.story.police.pk, "x"]),
        (
            "consent_decisionitem",
            "what_id, description, record_kind, include, exclude_reason",
            [kind, "", "", True, ""],
        ),
        ("consent_decisionsubject", "person_id, told, consent_position", [prey.story.child.pk, "not_yet", ""]),
    ):
        marks = ", ".join(["%s"] * len(values))
        words = f"INSERT INTO {table} (id, decision_id, {columns}) VALUES (%s, %s, {marks})"
        refused(ben, words, [uuid4(), key, *values], errors.CheckViolation)
    group, permission = ben.execute(
        "SELECT (SELECT group_id FROM locality_partner WHERE id = %s), permission_id FROM consent_familyaccess LIMIT 1",
        [prey.story.health.pk],
    ).fetchone()
    refused(
        ben,
        "INSERT INTO consent_familyaccess (group_id, permission_id, content_object_id, decision_id, sort_key)"
        " VALUES (%s, %s, %s, %s, now())",
        [group, permission, prey.second.pk, key],
        errors.CheckViolation,
    )
    refused(ben, "UPDATE consent_familyaccess SET decision_id = decision_id")
    in_vain(ben, "UPDATE consent_sharingdecision SET ended_at = NULL, superseded_at = NULL")
    in_vain(ben, "UPDATE consent_sharingdecision SET authorised_at = now(), authorised_by_id = %s", [prey.story.ben.pk])


@pytest.mark.rule("V25")
def test_an_ended_decision_stays_ended_even_for_its_own_partner(prey, amira):
    name_actor(amira, prey.story.amira)
    end = "UPDATE consent_sharingdecision SET ended_at = now(), ended_by_id = %s WHERE id = %s"
    assert amira.execute(end, [prey.story.amira.pk, prey.decision.pk]).rowcount == 1
    for change in ("ended_at = NULL, ended_by_id = NULL", "ends_at = 'infinity'", "outcome = 'share_part'"):
        refused(amira, f"UPDATE consent_sharingdecision SET {change}", error=errors.CheckViolation)


@pytest.mark.rule("S94", "V28")
def test_nobody_gives_themselves_a_place_from_which_they_see(prey, chidi):
    """A person is seen with a place in a family one sees: a made-up place of another's person is none."""
    name_actor(chidi, prey.story.chidi)
    member = (
        "INSERT INTO locality_familymember (id, family_id, person_id, provider_id, category_id, role, starts_on)"
        " VALUES (%s, %s, %s, %s, %s, '', now())"
    )
    school, police, kind = prey.story.school.pk, prey.story.police.pk, prey.story.family.category_id
    own = uuid4()
    chidi.execute(
        "INSERT INTO locality_person (id, provider_id, kind, given_name, family_name, known_as, is_living, version,"
        " date_of_birth_note) VALUES (%s, %s, 'adult', 'Own', '', '', true, 1, '')",
        [own, police],
    )
    chidi.execute(member, [place := uuid4(), prey.own.pk, own, police, kind])
    assert count(chidi, "locality_person") == 1
    for family, provider in ((prey.own, police), (prey.story.family, police), (prey.story.family, school)):
        refused(chidi, member, [uuid4(), family.pk, prey.story.child.pk, provider, kind])
    refused(chidi, "UPDATE locality_familymember SET person_id = %s WHERE id = %s", [prey.story.child.pk, place])
    change = "UPDATE locality_familymember SET family_id = %s WHERE id = %s"
    refused(chidi, change, [prey.story.family.pk, place], (errors.InsufficientPrivilege, errors.CheckViolation))


RECORDS = {
    "locality_household": "address, postcode, is_confidential, starts_on, family_id, provider_id, category_id"
    " | 'x', '', false, now(), {family}, {provider}, {category}",
    "locality_needlevel": "person_id, level, judged_on, judged_by_id, rationale, family_id, provider_id, category_id"
    " | {person}, 'L1_UNIVERSAL', now(), {me}, 'x', {family}, {provider}, {category}",
}


@pytest.mark.parametrize("table", RECORDS)
def test_nobody_adds_a_record_for_another_partner_or_about_a_family_they_do_not_see(prey, chidi, table):
    name_actor(chidi, prey.story.chidi)
    columns, values = RECORDS[table].split(" | ")
    of = {"person": prey.story.child.pk, "me": prey.story.chidi.pk, "category": prey.story.family.category_id}
    for family, provider in ((prey.own, prey.story.school), (prey.story.family, prey.story.police)):
        words = values.format(
            family=f"'{family.pk}'",
            provider=f"'{provider.pk}'",
            category=of["category"],
            person=f"'{of['person']}'",
            me=f"'{of['me']}'",
        )
        refused(chidi, f"INSERT INTO {table} (id, {columns}) VALUES (gen_random_uuid(), {words})")


@pytest.mark.rule("S94")
def test_nobody_changes_what_another_partner_supplied(prey, ben, chidi):
    for link, who in ((ben, prey.story.ben), (chidi, prey.story.chidi)):
        name_actor(link, who)
        for table, column in (
            ("locality_family", "name"),
            ("locality_household", "address"),
            ("locality_person", "given_name"),
            ("conversations_conversation", "said"),
            ("conversations_action", "what"),
            ("conversations_participant", "name"),
            ("consent_consent", "withdrawn_how"),
        ):
            own = " WHERE provider_id <> %s" if table == "locality_family" else ""
            in_vain(link, f"UPDATE {table} SET {column} = 'Mine'{own}", [prey.story.police.pk] if own else [])
    assert count(ben, "locality_household") == 1, "He may read it"


def test_who_may_say_that_an_action_is_done_cannot_show_it_to_others(prey, ben, amira):
    """Whoever an action was shared with may change it, and neither its category nor whose conversation it is of."""
    for link, who in ((amira, prey.story.amira),):
        name_actor(link, who)
        other = link.execute(
            "SELECT permission_id FROM locality_informationcategory WHERE code = 'family_details'"
        ).fetchone()[0]
        refused(link, "UPDATE conversations_action SET category_id = %s", [other], errors.CheckViolation)
        refused(
            link,
            "UPDATE conversations_action SET provider_id = %s",
            [prey.story.health.pk],
            (errors.CheckViolation, errors.InsufficientPrivilege),
        )
        assert link.execute("UPDATE conversations_action SET outcome = 'Done'").rowcount == 1


@pytest.mark.rule("V28")
def test_nobody_opens_a_restricted_family_to_themselves(prey, amira, chidi):
    """Amira is named on one family's restriction, and not on another's of the same school."""
    name_actor(amira, prey.story.amira)
    name = "INSERT INTO locality_restrictionname (id, restriction_id, practitioner_id) VALUES (%s, %s, %s)"
    refused(amira, name, [uuid4(), prey.shut.pk, prey.story.amira.pk])
    refused(chidi, name, [uuid4(), prey.shut.pk, prey.story.chidi.pk])
    in_vain(amira, "UPDATE locality_restrictionname SET restriction_id = %s", [prey.shut.pk])
    in_vain(amira, "UPDATE locality_restriction SET ends_at = now() WHERE id = %s", [prey.shut.pk])
    in_vain(chidi, "UPDATE locality_restriction SET ends_at = now()")
    assert amira.execute("SELECT id FROM locality_family WHERE id = %s", [prey.hidden.pk]).fetchall() == []
    refused(
        amira,
        "INSERT INTO locality_restriction (id, family_id, reason, ask, starts_at) VALUES (%s, %s, '', '', now())",
        [uuid4(), prey.hidden.pk],
    )


@pytest.mark.rule("V28")
def test_nobody_clears_their_own_conflict_of_interest(prey, amira):
    name_actor(amira, prey.story.amira)
    amira.execute(
        "INSERT INTO locality_conflict (id, practitioner_id, family_id, detail, starts_at)"
        " VALUES (%s, %s, %s, '', 'yesterday')",
        [uuid4(), prey.story.amira.pk, prey.story.family.pk],
    )
    assert count(amira, "locality_household") == 0
    in_vain(amira, "UPDATE locality_conflict SET ends_at = now()")
    refused(amira, "DELETE FROM locality_conflict")
    assert count(amira, "locality_household") == 0


def test_nobody_writes_in_somebody_elses_name(prey, chidi):
    story = prey.story
    name_actor(chidi, story.chidi)
    now, other = "now()", story.amira.pk
    for table, columns, values in (
        (
            "locality_conflict",
            f"id, practitioner_id, family_id, detail, starts_at | %s, %s, %s, '', {now}",
            [uuid4(), other, story.family.pk],
        ),
        (
            "locality_involvement",
            (
                "id, practitioner_id, family_id, partner_id, reason, self_declared, starts_at"
                f" | %s, %s, %s, %s, '', true, {now}"
            ),
            [uuid4(), other, story.family.pk, story.school.pk],
        ),
        ("locality_viewing", f"practitioner_id, kind, record, route, at | %s, '', %s, '', {now}", [other, uuid4()]),
        ("locality_denial", f"practitioner_id, kind, record, route, at | %s, '', '', '', {now}", [other]),
        ("locality_lookup", f"practitioner_id, digest, answer, at | %s, '', '', {now}", [other]),
        (
            "conversations_draft",
            f"id, author_id, form, answers, saved_at | %s, %s, '', '{{}}', {now}",
            [uuid4(), other],
        ),
    ):
        names, marks = columns.split(" | ")
        refused(chidi, f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
    for statement in (
        "UPDATE conversations_draft SET author_id = %s",
        "UPDATE locality_involvement SET practitioner_id = %s",
    ):
        in_vain(chidi, statement, [story.chidi.pk])
    in_vain(chidi, "DELETE FROM conversations_draft")


def test_history_and_evidence_are_written_by_nobody(prey, amira):
    for table in history_tables():
        refused(amira, f"INSERT INTO {table} DEFAULT VALUES")
        refused(amira, f"UPDATE {table} SET history_type = '+'")
        refused(amira, f"DELETE FROM {table}")
    refused(amira, "SELECT setval('locality_historicalfamily_history_id_seq', 1)")
    refused(amira, "UPDATE locality_viewing SET at = now()")
