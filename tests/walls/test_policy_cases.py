"""The policies against `Allowed` of access.md, case by case: each clause alone and many together (3.6 B).

One decision of the school's about one family, and Ben of health as the reader. A case changes some of its facts, by
SQL; what must be seen is worked out by the plain functions below, never by the product. 78 values of 27 facts: each
alone, and 600 cases of two to five facts at once, the same ones every time; 23 kinds of rows are looked at in each.
15,686 checks.
"""

import itertools
import random
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from config.database import APPLICATION
from consent.models import Consent
from tests.walls.entering import connected, let_in

TOGETHER = 600
DAY = timedelta(days=1)
WHEN = {"past": -DAY, "now": timedelta(0), "future": DAY}
# Each fact with its values; the first is the one with which Ben sees what the decision gives.
FACTS = {
    # The decision
    "outcome": ("share", "share_part", "not_share", "wait"),
    "starts": ("past", "now", "future"),
    "ends": ("future", "now", "past"),
    "ended": (None, "past", "now", "future"),
    "superseded": (None, "past", "now", "future"),
    "authorised": ("not asked", None, "past", "now", "future"),
    "sign by": (None, "future", "now", "past"),
    "of family": ("this", "other"),
    "of provider": ("school", "police", "health"),
    "recipient": ("health", "police", "nobody"),
    # What it gives
    "what": ("family_details", "concerns", "actions", "consent", "sharing_record", "protected_address"),
    "record": (None, "this", "other", "of another kind"),
    "include": (True, False),
    "items": ("one", "none"),
    # The agreement that it rests on
    "agreements": ("one", "none", "one of two"),
    "given": ("past", "now", "future", None),
    "withdrawn": (None, "past", "now", "future"),
    "replaced": (None, "past", "now", "future"),
    "expires": ("future", None, "now", "past"),
    # Another that it rests on too
    "again": (None, "the same person's", "another's", "not given", "given later", "withdrawn", "replaced", "expired"),
    # The records
    "supplier": ("school", "health", "police"),
    # Who is shut out: of which family, from when, until when, and whether Ben is named or it is his conflict
    "restricted": (None, "named", "now", "over", "ends now", "not yet", "elsewhere"),
    "conflict": (None, "mine", "another's", "over", "not yet", "elsewhere"),
    # Who asks
    "reader": ("person", "partner", "nobody"),
    "accepted": (True, "not", "later", "replaced", "not published"),
    "account": ("open", "closed"),
    "membership": ("lasts", "ended today", "ends tomorrow", "begins tomorrow", "another kind"),
    "partner": ("well", "suspended", "left today", "joins tomorrow", "not signed", "signs tomorrow"),
    "audits": (None, "live", "over", "not yet"),
}
BASE = {fact: values[0] for fact, values in FACTS.items()}
# Where two facts hide each other.
ALSO = [
    {"supplier": "police", "record": "this"},
    {"audits": "live", "restricted": "now"},
    {"audits": "live", "conflict": "mine"},
    *({"sign by": by, "authorised": signed} for by in ("past", "now") for signed in ("past", "now", "future")),
    # An agreement that stopped, and the same person's or another's that stands or does not.
    *({"replaced": "past", "again": again} for again in FACTS["again"][1:]),
    {"withdrawn": "past", "again": "the same person's"},
    {"agreements": "none", "again": "withdrawn"},
    {"agreements": "one of two", "again": "the same person's"},
]
SINGLE = [{fact: value} for fact, values in FACTS.items() for value in values[1:]]


def together():
    """Cases of several facts at once; half of them change nothing about the reader, who would mostly see nothing."""
    dice, about = random.Random(3), list(FACTS)
    for number in range(TOGETHER):
        few = about if number % 2 else about[: about.index("reader")]
        yield {fact: dice.choice(FACTS[fact][1:]) for fact in dice.sample(few, dice.randint(2, 5))}


# What must be seen, told plainly


def passed(when):
    return when in ("past", "now")


def live(case):
    anew = case["again"] in ("the same person's", "another's")  # one that stands
    theirs = case["agreements"] == "one" and (stands(case) or case["again"] == "the same person's")
    agreed = theirs or (case["agreements"] == "none" and (anew or not case["again"]))
    return (
        case["outcome"] in ("share", "share_part")
        and passed(case["starts"])
        and case["ends"] == "future"
        and not passed(case["ended"])
        and not passed(case["superseded"])
        and (case["authorised"] == "not asked" or passed(case["authorised"]))
        and (not passed(case["sign by"]) or in_time(case))
        and agreed
    )


def in_time(case):
    order = ("past", "now", "future")
    signed = case["authorised"] if case["authorised"] in order else None
    return signed is not None and order.index(signed) <= order.index(case["sign by"])


def stands(case):
    over = passed(case["withdrawn"]) or passed(case["replaced"]) or passed(case["expires"])
    return passed(case["given"]) and not over


def works(case):
    """Whether the reader may see records for health."""
    if case["reader"] == "nobody" or case["partner"] != "well":
        return False
    if case["reader"] == "partner":
        return True
    return may_read(case) and case["membership"] in ("lasts", "ends tomorrow")


def may_read(case):
    return case["account"] == "open" and case["accepted"] not in ("not", "later")


def audits(case):
    return case["reader"] == "person" and may_read(case) and case["audits"] == "live"


def shut(case):
    named = case["restricted"] == "named" and case["reader"] == "person"
    restricted = case["restricted"] in ("named", "now") and not named
    return restricted or (case["conflict"] == "mine" and case["reader"] == "person")


def sight(case, kind, supplier="school", *, of_conversation=False):
    """The rule of access.md for a record of this category."""
    if not works(case):
        return False
    covers = case["what"] == kind if case["record"] is None else of_conversation and case["record"] == "this"
    given = (
        live(case)
        and case["recipient"] == "health"
        and case["of family"] == "this"
        and case["of provider"] == supplier
        and case["items"] == "one"
        and case["include"]
        and covers
    )
    return (supplier == "health" or given) and not shut(case)


def expected(case):
    """{kind of row: is it seen}."""
    if case["reader"] == "nobody":
        return dict.fromkeys(ROWS, False)
    by, auditor = case["supplier"], audits(case)
    home, family = sight(case, "family_details", by), sight(case, "family_details")
    talk = sight(case, "concerns", by, of_conversation=True)
    # The decision: a record of its own provider about its own family, of the category of decisions.
    other = case["of family"] == "other"
    decided = works(case) and case["of provider"] == "health" and (other or not shut(case))
    decided = decided or (sight(case, "sharing_record", case["of provider"]) if not other else given_other(case))
    ours = works(case) and case["of provider"] == "health"
    to_us = (
        works(case) and case["recipient"] == "health" and case["authorised"] is not None
    )  # unsigned, it gave nothing
    answer = sight(case, "consent") or auditor
    access = works(case) or auditor  # health's own row, whatever became of the decision
    found = {
        **dict.fromkeys(("family", "member", "person", "family's past", "person's past"), family),
        **dict.fromkeys(("household", "household's past", "residence", "residence's past"), home),
        **dict.fromkeys(("conversation", "conversation's past", "participant", "subject", "subject's past"), talk),
        "action": sight(case, "actions", by, of_conversation=True),
        "need": sight(case, "concerns", by),
        **dict.fromkeys(("consent", "artefact"), answer),
        "access": access or ours,
        **dict.fromkeys(("decision", "decision's past"), decided or auditor or to_us),
        **dict.fromkeys(("decision's item", "decision's subject"), decided or auditor),
    }
    assert set(found) == set(ROWS)
    return found


def given_other(case):
    """The decision is about another family: it can give itself, to whom it was given, and nobody is shut out there."""
    about_itself = case["what"] == "sharing_record" and case["record"] is None and case["items"] == "one"
    to_us = works(case) and case["recipient"] == "health" and case["include"]
    return live(case) and about_itself and to_us and not shut_elsewhere(case)


def shut_elsewhere(case):
    person = case["reader"] == "person"
    return case["restricted"] == "elsewhere" or (case["conflict"] == "elsewhere" and person)


# Making a case, by SQL


def moment(world, when):
    return when and world.at + WHEN[when]


def day(world, when):
    return when and timezone.localdate(world.at) + WHEN[when]


def make(link, world, case):
    """Change the rows to what the case says."""
    story, run = world.story, link.execute
    signed = moment(world, case["authorised"]) if case["authorised"] != "not asked" else None
    partner = {"school": story.school.pk, "police": story.police.pk, "health": story.health.pk}
    run(
        "UPDATE consent_sharingdecision SET outcome = %s, starts_at = %s, ends_at = %s, ended_at = %s,"
        " superseded_at = %s, waits_for_authoriser = %s, authorised_at = %s, sign_by = %s, family_id = %s,"
        " provider_id = %s WHERE id = %s",
        [
            case["outcome"],
            moment(world, case["starts"]),
            moment(world, case["ends"]),
            moment(world, case["ended"]),
            moment(world, case["superseded"]),
            case["authorised"] != "not asked",
            signed,
            moment(world, case["sign by"]),
            story.family.pk if case["of family"] == "this" else world.other,
            partner[case["of provider"]],
            world.decision,
        ],
    )
    if case["recipient"] == "nobody":
        run("DELETE FROM consent_decisionrecipient")
    else:
        run("UPDATE consent_decisionrecipient SET partner_id = %s", [partner[case["recipient"]]])
    record = {None: None, "other": uuid4()}.get(case["record"], story.conversation.pk)
    kind = (
        "" if not record else "locality.Family" if case["record"] == "of another kind" else "conversations.Conversation"
    )
    values = [world.category[case["what"]], record, kind, case["include"], world.decision]
    run(
        "UPDATE consent_decisionitem SET what_id = %s, record = %s, record_kind = %s, include = %s"
        " WHERE decision_id = %s",
        values,
    )
    if case["items"] == "none":
        run("UPDATE consent_decisionitem SET include = false")
    _agreements(run, world, case)
    for table in ("locality_household", "locality_needlevel", "conversations_conversation", "conversations_action"):
        key = world.row[table.rpartition("_")[2].removesuffix("level")]
        run(f"UPDATE {table} SET provider_id = %s WHERE id = %s", [partner[case["supplier"]], key])
    _shut(run, world, case)
    _reader(run, world, case)


def _agreements(run, world, case):
    if case["agreements"] == "none":
        run("DELETE FROM consent_decisionconsent")
    run(
        "UPDATE consent_consent SET given_at = %s, withdrawn_at = %s, superseded_at = %s, expires_on = %s",
        [moment(world, case[each]) for each in ("given", "withdrawn", "replaced")] + [day(world, case["expires"])],
    )
    if case["agreements"] == "one of two":
        _also_rests_on(run, world, world.story.mother, {})
    if said := case["again"]:
        moments = {"given_at": world.at} | {
            "not given": {"given_at": None},
            "given later": {"given_at": world.at + DAY},
            "withdrawn": {"withdrawn_at": world.at},
            "replaced": {"superseded_at": world.at},
            "expired": {"expires_on": timezone.localdate(world.at)},
        }.get(said, {})
        _also_rests_on(run, world, world.story.mother if said == "another's" else world.story.child, moments)


def _also_rests_on(run, world, person, moments):
    """One more agreement that the decision rests on: this person's, given and stopped at these moments."""
    values = {"id": uuid4(), "person_id": person.pk} | moments
    ends = {"given_at", "withdrawn_at", "superseded_at", "expires_on", "superseded_by_id", "submission", "given_by_id"}
    columns = [each.column for each in Consent._meta.concrete_fields if each.column not in ends | set(values)]
    copied = ", ".join(columns)
    marks = ", ".join(["%s"] * len(values))
    names = ", ".join(values)
    like = f"INSERT INTO consent_consent ({names}, {copied}) SELECT {marks}, {copied} FROM consent_consent LIMIT 1"
    run(like, list(values.values()))
    run(
        "INSERT INTO consent_decisionconsent (id, decision_id, consent_id) VALUES (gen_random_uuid(), %s, %s)",
        [world.decision, values["id"]],
    )


def _shut(run, world, case):
    story, at = world.story, world.at
    family = lambda said: world.other if said == "elsewhere" else story.family.pk  # noqa: E731
    ends = {"over": at - DAY, "ends now": at}
    if said := case["restricted"]:
        starts, key = at + DAY if said == "not yet" else at - 2 * DAY, uuid4()
        run(
            "INSERT INTO locality_restriction VALUES (%s, '', '', %s, %s, %s)",
            [key, starts, ends.get(said), family(said)],
        )
        named = story.ben if said == "named" else story.amira
        name = "INSERT INTO locality_restrictionname (id, restriction_id, practitioner_id) VALUES (%s, %s, %s)"
        run(name, [uuid4(), key, named.pk])
    if said := case["conflict"]:
        starts, who = at + DAY if said == "not yet" else at, story.amira if said == "another's" else story.ben
        run(
            "INSERT INTO locality_conflict (id, detail, starts_at, ends_at, family_id, practitioner_id)"
            " VALUES (%s, '', %s, %s, %s, %s)",
            [uuid4(), starts, ends.get(said), family(said), who.pk],
        )


def _reader(run, world, case):
    story, ben, today = world.story, [world.story.ben.pk], timezone.localdate(world.at)
    if case["accepted"] == "not":
        run("DELETE FROM locality_acceptance WHERE practitioner_id = %s", ben)
    elif case["accepted"] == "later":
        run("UPDATE locality_acceptance SET accepted_at = %s WHERE practitioner_id = %s", [world.at + DAY, *ben])
    elif case["accepted"] in ("replaced", "not published"):
        published = world.at + (DAY if case["accepted"] == "not published" else -3 * DAY)
        run(
            "INSERT INTO locality_agreement (id, kind, version, text, published_at, replaced_at)"
            " VALUES (%s, 'framework', 'x', '', %s, %s)",
            [uuid4(), published, published + DAY],
        )
    if case["account"] == "closed":
        run("UPDATE locality_practitioner SET is_active = false WHERE id = %s", ben)
    days = {"ended today": (today - DAY, today), "ends tomorrow": (today, today + DAY)}
    days |= {"begins tomorrow": (today + DAY, None)}
    if found := days.get(case["membership"]):
        run("UPDATE locality_membership SET starts_on = %s, ends_on = %s WHERE practitioner_id = %s", [*found, *ben])
    if case["membership"] == "another kind":
        run(
            "DELETE FROM locality_partnerpermission h USING auth_permission x"
            " WHERE x.id = h.permission_id AND x.codename = 'see_records' AND h.user_id = %s",
            ben,
        )
    change = {"suspended": "suspended = true", "not signed": "framework_signed_on = NULL"}
    change |= {"left today": f"valid_to = '{today}'", "joins tomorrow": f"valid_from = '{today + DAY}'"}
    change |= {"signs tomorrow": f"framework_signed_on = '{today + DAY}'"}
    if found := change.get(case["partner"]):
        run(f"UPDATE locality_partner SET {found} WHERE id = %s", [story.health.pk])
    times = {"live": (-DAY, DAY), "over": (-2 * DAY, timedelta(0)), "not yet": (DAY, 2 * DAY)}
    if found := times.get(case["audits"]):
        run(
            "INSERT INTO locality_auditbox (id, purpose, starts_at, ends_at, auditor_id, granted_by_id)"
            " VALUES (%s, '', %s, %s, %s, %s)",
            [uuid4(), *(world.at + each for each in found), *ben, *ben],
        )


# What is looked at: one row of each kind

ROWS = {
    "family": ("locality_family", "family"),
    "family's past": ("locality_historicalfamily", "family"),
    "member": ("locality_familymember", "member"),
    "person": ("locality_person", "person"),
    "person's past": ("locality_historicalperson", "person"),
    "household": ("locality_household", "household"),
    "household's past": ("locality_historicalhousehold", "household"),
    "residence": ("locality_residence", "residence"),
    "residence's past": ("locality_historicalresidence", "residence"),
    "need": ("locality_needlevel", "need"),
    "conversation": ("conversations_conversation", "conversation"),
    "conversation's past": ("conversations_historicalconversation", "conversation"),
    "participant": ("conversations_participant", "participant"),
    "subject": ("conversations_subject", "subject"),
    "subject's past": ("conversations_historicalsubject", "subject"),
    "action": ("conversations_action", "action"),
    "consent": ("consent_consent", "consent"),
    "artefact": ("consent_consentartefact", "artefact"),
    "decision": ("consent_sharingdecision", "decision"),
    "decision's past": ("consent_historicalsharingdecision", "decision"),
    "decision's item": ("consent_decisionitem", "item"),
    "decision's subject": ("consent_decisionsubject", "told"),
    "access": ("consent_familyaccess", "access"),
}


def open_link(world):
    """A superuser who switched every trigger and check off, so that any case can be written."""
    return connected(world.name, "postgres")


def without_checks(link):
    link.execute("SET session_replication_role = replica")
    for table, name in link.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND conrelid::regclass::text ~"
        " '^consent_(consent|sharingdecision)$'"
    ).fetchall():
        link.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def seen(link, world, case):
    """{kind of row: is it seen} by the reader of the case, in a transaction of which nothing stays."""
    question = " UNION ALL ".join(
        f"SELECT $k${each}$k$ FROM {table} WHERE id = '{world.row[key]}'" for each, (table, key) in ROWS.items()
    )
    link.execute("SAVEPOINT this_case")
    make(link, world, case)
    link.execute(f"SET ROLE {APPLICATION}")
    if case["reader"] == "partner":
        assert let_in(link, world.story.health, kind="partner", at=world.at)
    elif case["reader"] == "person":
        assert let_in(link, world.story.ben, at=world.at)
    found = {row[0] for row in link.execute(question)}
    link.execute("RESET ROLE")
    link.execute("ROLLBACK TO SAVEPOINT this_case")
    link.execute("RELEASE SAVEPOINT this_case")
    return {each: each in found for each in ROWS}


def cases_of(fact):
    """Nothing changed, this fact alone, and the cases of several in which it is one."""
    return [
        {},
        *({fact: value} for value in FACTS[fact][1:]),
        *(each for each in (*ALSO, *together()) if fact in each),
    ][:30]


def wrong_answers(world, cases):
    """Every case that is answered wrongly: (its facts, what is seen beyond, what is missed). And how many checks."""
    wrong, checks = [], 0
    with open_link(world) as link:
        without_checks(link)
        for changes in cases:
            case = BASE | changes
            is_seen, right = seen(link, world, case), expected(case)
            checks += len(ROWS)
            beyond = [each for each in ROWS if is_seen[each] and not right[each]]
            missed = [each for each in ROWS if right[each] and not is_seen[each]]
            if beyond or missed:
                wrong.append((changes, f"beyond: {beyond}", f"missed: {missed}"))
    return wrong, checks


@pytest.mark.rule("S94", "S47", "S91", "A1", "A4", "A8", "A9", "C10", "V12", "V28")
def test_the_policies_are_the_rule_in_every_case(world):
    wrong, checks = wrong_answers(world, itertools.chain([{}], SINGLE, ALSO, together()))
    print(f"{checks} checks")
    assert not wrong, "\n".join(map(str, [len(wrong), *wrong[:12]]))
    assert checks > 10_000


def test_the_cases_decide_something():
    """Of each kind of row there are cases in which it is seen and cases in which it is not."""
    answers = [expected(BASE | changes) for changes in [{}, *SINGLE, *together()]]
    for each in ROWS:
        assert {answer[each] for answer in answers} == {True, False}, each
