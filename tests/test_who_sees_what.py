"""Every page, for everybody of the cast, in every situation of a family: what it answers (access.md, 1).

Each table has a line for each person and a column for each situation of tests/situations.py. Jonas (302) is sent to the
agreements, and nobody to sign in. A page without a table fails. The suite leaves out cells that repeat what another
shows; `./dev prove` (PROVE=1) asks for all.
"""

import copy
import os
import re
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from conversations.models import Draft
from locality.access import Viewing
from locality.models import Practitioner
from tests.addresses import (
    ASSESSMENT_PAGES,
    CONSENT_PAGES,
    CONVERSATION_PAGES,
    DECISION_PAGES,
    DRAFT,
    DRAFT_PAGES,
    EPISODE_PAGES,
    FAMILY_PAGES,
    PLAN_PAGES,
    addresses,
    names,
)
from tests.forging import answer, keys_of_another, told_apart
from tests.locality.reading import BACKEND
from tests.situations import SITUATIONS, make_situations, two_days_later

PROVE = bool(os.environ.get("PROVE"))
FAMILY = """
          own  shared  ended  expired  never  restricted  conflicted
amira     404  200     200    200      200    200         404
grace     404  200     200    200      200    200         200
ben       200  200     404    404      404    404         404
chidi     404  404     404    404      404    404         404
ewan      404  404     404    404      404    404         404
dana      404  404     404    404      404    404         404
iris      404  404     404    404      404    404         404
jonas     302  302     302    302      302    302         302
nobody    302  302     302    302      302    302         302
"""
# A decision, and what the family answered: for the partner that recorded it and the auditor, never the recipient.
DECISION = """
          own  shared  ended  expired  never  restricted  conflicted
amira     404  200     200    200      200    200         404
grace     404  200     200    200      200    200         200
ben       200  404     404    404      404    404         404
chidi     404  404     404    404      404    404         404
ewan      404  404     404    404      404    404         404
dana      200  200     200    200      200    200         200
iris      404  404     404    404      404    404         404
jonas     302  302     302    302      302    302         302
nobody    302  302     302    302      302    302         302
"""
# What only the partner that recorded it may do, where there is anything to end: the auditor, who may read it, may not.
ENDING = """
          own  shared  ended  expired  never  restricted  conflicted
amira     404  200     302    200      302    200         404
grace     404  200     302    200      302    200         200
ben       302  404     404    404      404    404         404
chidi     404  404     404    404      404    404         404
ewan      404  404     404    404      404    404         404
dana      302  403     302    403      302    403         403
iris      404  404     404    404      404    404         404
jonas     302  302     302    302      302    302         302
nobody    302  302     302    302      302    302         302
"""
# What a recipient says of a decision that was cut short: nobody else has anything to say.
ENDED = """
          own  shared  ended  expired  never  restricted  conflicted
amira     404  404     404    404      404    404         404
grace     404  404     404    404      404    404         404
ben       404  404     200    404      404    404         404
chidi     404  404     404    404      404    404         404
ewan      404  404     404    404      404    404         404
dana      404  404     404    404      404    404         404
iris      404  404     404    404      404    404         404
jonas     302  302     302    302      302    302         302
nobody    302  302     302    302      302    302         302
"""
# A decision that was sent back: its decider answers. Who may sign it has said so already, and is sent on to it.
ANSWERING = DECISION.replace(
    "grace     404  200     200    200      200    200         200",
    "grace     404  302     302    302      302    302         302",
).replace(
    "dana      200  200     200    200      200    200         200",
    "dana      403  403     403    403      403    403         403",
)
SENDING_BACK = ANSWERING.replace("200", "403")
WITHDRAWING = DECISION.replace(
    "dana      200  200     200    200      200    200         200",
    "dana      403  403     403    403      403    403         403",
)
# A scan or a drawing: not for the auditor, who may know that there is one.
KEPT = WITHDRAWING.replace("403", "404")
# Whoever was shown a conversation adds nothing to it.
ADDING = FAMILY.replace("ben       200  200 ", "ben       200  403 ")
# The other side is for whoever was shown a disagreement to say, and not for the partner that raised it.
SIDE = FAMILY.replace("200", "403").replace("ben       403  403 ", "ben       403  200 ")
# That an action is done is for its owner, or whoever recorded it, to say.
DONE = ADDING.replace(
    "grace     404  200     200    200      200    200         200",
    "grace     404  403     403    403      403    403         403",
)
# Whose partner has opened help is sent on to it; who sees the family through a decision may open help of their own.
OPENED = FAMILY.replace("200", "302").replace("ben       302  302 ", "ben       302  200 ")
# That help ends is signed by another person of its partner, who may authorise: never by whoever proposed it.
SIGNING = FAMILY.replace(
    "amira     404  200     200    200      200    200 ", "amira     404  403     403    403      403    403 "
)
SIGNING = SIGNING.replace("ben       200  200 ", "ben       403  403 ")
# A conversation that has locked by now: whoever may read it is sent on to the page that adds a note.
LOCKED = FAMILY.replace("200", "302")
# The trail of a record: for whoever may see it, and for the auditor, who sees which fields changed and not to what.
TRAIL = FAMILY.replace(
    "dana      404  404     404    404      404    404         404",
    "dana      200  200     200    200      200    200         200",
)
AUDITOR = """
          own  shared  ended  expired  never  restricted  conflicted
amira     403  403     403    403      403    403         403
grace     403  403     403    403      403    403         403
ben       403  403     403    403      403    403         403
chidi     403  403     403    403      403    403         403
ewan      403  403     403    403      403    403         403
dana      200  200     200    200      200    200         200
iris      403  403     403    403      403    403         403
jonas     302  302     302    302      302    302         302
nobody    302  302     302    302      302    302         302
"""
# Advice without names: for who asked, who was asked, and an audit, whatever family it was about.
ADVICE = re.sub(r"\b(200|404)\b", "404", FAMILY)
for _who in ("amira", "ben", "dana"):
    ADVICE = re.sub(f"{_who} .*", f"{_who}  200  200 200 200 200 200 200", ADVICE)
# The file of an audit: for an audit, and for whom it was sent to; its sample for an audit alone.
AUDITED = re.sub(r"\b(200|404)\b", "404", FAMILY)
for _who in ("amira", "dana"):
    AUDITED = re.sub(f"{_who} .*", f"{_who}  200  200 200 200 200 200 200", AUDITED)
# An alert about somebody of the school: for its safeguarding lead and an audit; other leads find nothing.
ALERTED = re.sub("grace .*", "grace  404  404 404 404 404 404 404", AUDITED)
# A sample is found by an audit alone.
SAMPLED = AUDITOR.replace("403", "404")
# What only takes a POST says so to everybody who is signed in, whatever the key.
POST_ONLY = re.sub(r"\b(200|404)\b", "405", FAMILY)
# Pages that name no family.
PLAIN = """
                                amira grace ben  chidi ewan dana iris jonas nobody
agreements                      200   200   200  200   200  200  200  200   302
allocations:bring-list          200   200   200  200   200  403  403  302   302
allocations:candidates          200   200   200  200   200  403  403  302   302
allocations:check               200   200   200  200   200  200  200  302   302
allocations:lists               200   200   200  200   200  403  403  302   302
allocations:points              200   200   200  200   200  200  200  302   302
allocations:meeting             200   200   200  200   200  200  200  302   302
allocations:meetings            200   200   200  200   200  200  200  302   302
allocations:members             403   403   403  403   200  403  403  302   302
allocations:minutes             200   200   200  200   200  200  200  302   302
allocations:papers              200   200   200  200   200  200  200  302   302
allocations:papers-state        200   200   200  200   200  200  200  302   302
allocations:plan                403   403   403  403   200  403  403  302   302
allocations:report              403   403   403  403   200  403  403  302   302
allocations:team                200   200   200  200   200  200  200  302   302
allocations:room                403   403   403  403   200  403  403  302   302
cast                            404   404   404  404   404  404  404  404   404
consent:advice-list             200   200   200  200   200  200  200  302   302
consent:ask-advice              200   200   200  200   200  403  403  302   302
consent:alerts                  200   403   200  200   200  200  403  302   302
consent:audits                  403   403   403  403   403  200  403  302   302
consent:audit-draw              403   403   403  403   403  200  403  302   302
consent:audit-packs             403   403   403  403   200  200  403  302   302
consent:emergency               200   200   200  200   200  403  403  302   302
locality:auditors               403   403   403  403   200  200  403  302   302
locality:grant-audit            403   403   403  403   200  403  403  302   302
consent:breach                  200   200   404  404   404  200  404  302   302
consent:breaches                200   200   200  200   200  200  403  302   302
consent:report-breach           200   200   200  200   200  403  403  302   302
consent:ledger                  200   200   200  200   200  200  403  302   302
conversations:front-door        200   200   200  200   200  200  200  302   302
conversations:guidance          200   200   200  200   200  200  200  302   302
conversations:pathway           200   200   200  200   200  200  200  302   302
consent:ledger-file             200   200   200  200   200  200  403  302   302
consent:ledger-saving           200   200   200  200   200  200  403  302   302
consent:ask-supplier            404   404   404  404   404  403  403  302   302
consent:onward                  200   200   200  200   200  200  200  302   302
consent:onward-request          200   200   200  404   404  404  404  302   302
consent:ask-partner             200   200   200  200   200  403  403  302   302
consent:request                 200   200   200  404   404  404  404  302   302
consent:request-reply           200   200   403  404   404  404  404  302   302
consent:requests                200   200   200  200   200  200  200  302   302
consent:paper                   200   200   200  200   200  200  200  302   302
consent:paper-file              200   200   200  200   200  200  200  302   302
consent:papers                  200   200   200  200   200  200  200  302   302
consent:tray                    200   200   200  200   200  200  200  302   302
consent:write-paper             200   403   403  403   403  403  403  302   302
conversations:conversations     200   200   200  200   200  200  200  302   302
conversations:team              403   200   403  403   200  403  403  302   302
conversations:report            403   200   403  403   200  403  403  302   302
gallery                         200   200   200  200   200  200  200  200   200
healthz                         200   200   200  200   200  200  200  200   200
locality:about                  200   200   200  200   200  200  200  200   200
locality:accessibility          200   200   200  200   200  200  200  200   200
locality:attest                 404   200   404  404   404  404  404  302   302
locality:deputies               200   200   404  404   404  404  404  302   302
locality:end-deputy             405   405   405  405   405  405  405  302   302
locality:evidence               403   403   403  403   403  200  403  302   302
locality:evidence-statement     403   403   403  403   403  404  403  302   302
locality:families               200   200   200  200   200  200  200  302   302
locality:find                   200   200   200  200   200  403  403  302   302
locality:governance             403   403   403  403   403  200  403  302   302
locality:governance-file        403   403   403  403   403  200  403  302   302
locality:governance-partner     403   403   403  403   403  200  403  302   302
locality:home                   200   200   200  200   200  200  200  302   302
locality:law                    404   200   404  404   404  404  404  302   302
locality:reminders              200   200   200  200   200  200  200  302   302
locality:calendar-feed          404   404   404  404   404  404  404  404   404
locality:looked                 403   403   403  403   403  200  403  302   302
locality:partner                200   200   200  200   200  200  200  302   302
locality:partners               200   200   200  200   200  200  200  302   302
locality:privacy                200   200   200  200   200  200  200  200   200
locality:question               200   200   200  200   200  200  403  302   302
locality:question-file          200   200   200  200   200  200  403  302   302
locality:question-paper         200   200   200  200   200  200  403  302   302
locality:question-saving        200   200   200  200   200  200  403  302   302
locality:questions              200   200   200  200   200  200  403  302   302
locality:saving                 200   200   200  200   200  200  200  302   302
locality:register               200   200   200  200   200  403  403  302   302
locality:why                    403   403   403  403   403  200  403  302   302
sign-in                         302   302   302  302   302  302  302  302   200
sign-out                        302   302   302  302   302  302  302  302   302
signed-out                      302   302   302  302   302  302  302  302   200
stay-signed-in                  409   409   409  409   409  409  409  409   302
"""
# Whose membership it is that somebody would end: one's own is refused, another partner's is not there.
MEMBERSHIPS = """
          amira grace ben  chidi ewan dana iris jonas nobody
amira     404   200   404  404   404  404  404  302   302
grace     404   403   404  404   404  404  404  302   302
ben       404   404   404  404   404  404  404  302   302
ewan      404   404   404  404   403  404  404  302   302
iris      404   404   404  404   404  404  404  302   302
"""
# What one leaves open is for oneself to hand on, while one works there, and for whoever looks after the members.
HANDING = MEMBERSHIPS.replace("amira     404   200", "amira     200   200").replace(
    "404   403   404", "404   200   404"
)
HANDING = HANDING.replace("ben       404   404   404", "ben       404   404   200").replace(
    "404   403  404", "404   200  404"
)
HANDING = HANDING.replace("iris      404   404", "iris      404   200")
# When somebody was trained is for whoever looks after the members, themselves among them.
TRAINED = MEMBERSHIPS.replace("404   403   404", "404   200   404").replace("404   403  404", "404   200  404")
MEMBER_PAGES = {"locality:end-membership": MEMBERSHIPS, "locality:hand-over": HANDING, "locality:training": TRAINED}
# A member's own copy of papers, which had something in it that may be read no more; nobody else's page.
PAPERS = re.sub(r"\b200\b", "404", FAMILY)
PAPERS = re.sub("ben .*", "ben       302  302     302    302      302    302         302", PAPERS)
# A list of people from data, and who is on it: for the partner that brought it, whatever becomes of any family.
LISTED = """
          own  shared  ended  expired  never  restricted  conflicted
amira     200  200     200    200      200    200         200
grace     200  200     200    200      200    200         200
ben       404  404     404    404      404    404         404
chidi     404  404     404    404      404    404         404
ewan      404  404     404    404      404    404         404
dana      404  404     404    404      404    404         404
iris      404  404     404    404      404    404         404
jonas     302  302     302    302      302    302         302
nobody    302  302     302    302      302    302         302
"""
TABLES = {
    **dict.fromkeys(("allocations:list", "allocations:candidate"), LISTED),
    **dict.fromkeys((*FAMILY_PAGES, *CONVERSATION_PAGES), FAMILY),
    **dict.fromkeys((*DECISION_PAGES, *CONSENT_PAGES), DECISION),
    "conversations:add": ADDING,
    "conversations:open-help": OPENED,
    **dict.fromkeys((*EPISODE_PAGES, "conversations:tell-lead"), ADDING),
    "conversations:disagreement": FAMILY,
    "conversations:disagreement-side": SIDE,
    **dict.fromkeys(("conversations:disagreement-step", "conversations:disagreement-settle"), ADDING),
    "conversations:referral": FAMILY,
    **dict.fromkeys(("conversations:referral-note", "conversations:referral-outcome"), ADDING),
    "conversations:referral-call": ADDING.replace("200", "302"),
    "conversations:leave-lead": DONE,
    "conversations:complete": ADDING.replace("200", "302"),
    "conversations:quality": SIGNING,
    "conversations:propose-move": OPENED,
    "conversations:moving": FAMILY,
    **dict.fromkeys([f"conversations:move-{name}" for name in ("family", "finish", "take-back")], ADDING),
    **dict.fromkeys(("conversations:move-answer", "conversations:move-hand-over"), SIDE),
    "conversations:move-sign": SIGNING,
    "conversations:assessment": FAMILY,
    **dict.fromkeys(("conversations:plan", "conversations:copy-plan", "conversations:copy-review"), FAMILY),
    **dict.fromkeys(("conversations:copy-assessment", "conversations:copy-closure"), FAMILY.replace("200", "302")),
    **dict.fromkeys((*PLAN_PAGES, "conversations:close-help"), ADDING),
    "conversations:make-plan": ADDING.replace("200", "302"),
    "conversations:sign-closing": SIGNING,
    **dict.fromkeys((*ASSESSMENT_PAGES, "conversations:change-need"), ADDING),
    "conversations:give-assessment": ADDING.replace("200", "302"),
    **dict.fromkeys(("conversations:assessment-draft", "conversations:keep-draft"), POST_ONLY),
    "conversations:start-assessment": ADDING.replace("200", "302"),
    "conversations:answer-lead": DONE.replace("200", "302"),
    "conversations:withdraw-lead": ADDING.replace("200", "302"),
    "conversations:action-done": DONE,
    "consent:end": ENDING,
    "consent:answer": ANSWERING,
    **dict.fromkeys(("consent:told", "consent:passed-on", "consent:keep-from"), WITHDRAWING),
    "consent:look-again": WITHDRAWING,
    "consent:advice": ADVICE,
    "consent:correct": ADDING,
    "consent:correction-told": KEPT,
    "consent:alert": ALERTED,
    "consent:audit-file": AUDITED,
    **dict.fromkeys(("consent:audit-sample", "consent:audit-pack"), SAMPLED),
    **dict.fromkeys(("consent:audit-draft", "locality:end-audit"), POST_ONLY),
    "consent:audit-case": SAMPLED,
    "consent:audit-record": SAMPLED.replace("200", "302"),  # to the question why, before it is opened
    # Emergency access is looked at by the partner whose information it was; an audit reads of it.
    "consent:review": WITHDRAWING.replace("403", "302"),
    **dict.fromkeys(("consent:send-back", "consent:pass-on"), SENDING_BACK),
    "consent:ended": ENDED,
    **dict.fromkeys(
        ("consent:withdraw", "consent:sign", "consent:copy", "consent:sign-receipt", "consent:renew"), WITHDRAWING
    ),
    "consent:given-file": DECISION,
    "consent:file": KEPT,
    "consent:settle": DECISION.replace("200", "302"),
    "consent:end-order": WITHDRAWING.replace("403", "404"),
    **dict.fromkeys((*DRAFT_PAGES, "consent:authorise"), POST_ONLY),
    "conversations:change": LOCKED,
    **dict.fromkeys(("consent:as-partner", "consent:statement-file", "allocations:item"), FAMILY),
    # Whoever runs the meeting, and sees the item; whose action it is.
    "allocations:papers-file": PAPERS,
    **dict.fromkeys(("allocations:run", "allocations:action-done"), FAMILY.replace("200", "403")),
}
KINDS = {  # of the pages about any record: what they answer for a conversation and for a decision
    ("locality:record-history", "conversation"): TRAIL,
    ("locality:record-history", "decision"): DECISION,
    ("locality:why-me", "conversation"): FAMILY,
    ("locality:why-me", "decision"): DECISION,
    ("locality:record-looked", "conversation"): AUDITOR,
    ("locality:record-looked", "decision"): AUDITOR,
}
PEOPLE = ("amira", "grace", "ben", "chidi", "ewan", "dana", "iris", "jonas", "nobody")


def read(table):
    """{(line, column): status} of a table."""
    head, *lines = (line.split() for line in table.strip().splitlines())
    return {(line[0], column): int(status) for line in lines for column, status in zip(head, line[1:], strict=True)}


@pytest.fixture(scope="module")
def made(clone_database, told_once):
    """The seven situations, in a database of their own, two days later."""
    with clone_database("who"):
        made = make_situations(copy.copy(told_once))
        Draft.objects.create(id=DRAFT, author=made.story.amira, family=made.shared.family, answers={"said": "Draft"})
        with two_days_later(made.oracle):
            yield made


def browser(made, reader):
    client = Client(raise_request_exception=False)
    if reader != "nobody":
        client.force_login(Practitioner.objects.get(pk=getattr(made.story, reader).pk), BACKEND)
    return client


def status(client, url):
    """What the address answers; nothing of the request stays."""
    with transaction.atomic():
        code = client.get(url).status_code
        transaction.set_rollback(True)
    return code


def asked(reader):
    """The situations that are asked about for a reader: all, where the suite has time for it."""
    if PROVE or reader == "ben":
        return SITUATIONS
    return ("shared",) if reader in ("jonas", "nobody") else ("own", "shared", "restricted", "conflicted")


def differences(found, table):
    expected = read(table)
    return [f"{where}: {code}, not {expected[where]}" for where, code in found.items() if code != expected[where]]


def test_every_page_is_in_a_table():
    told = {*TABLES, *(name for name, _ in KINDS), *(name for name, _ in read(PLAIN)), *MEMBER_PAGES}
    assert set(names()) == told


@pytest.mark.rule("A4", "S94", "A1", "A8", "A9", "V28")
@pytest.mark.parametrize("reader", PEOPLE)
def test_pages_of_a_family_open_for_whom_they_should(made, reader):
    client, wrong = browser(made, reader), []
    for name, table in TABLES.items():
        for situation in asked(reader):
            code = status(client, addresses(name, getattr(made, situation))[0])
            wrong += [f"{name} {each}" for each in differences({(reader, situation): code}, table)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.rule("A8")
@pytest.mark.parametrize("reader", PEOPLE)
def test_pages_about_any_record_open_for_whom_they_should(made, reader):
    client, wrong = browser(made, reader), []
    for (name, kind), table in KINDS.items():
        for situation in asked(reader):
            record = getattr(getattr(made, situation), kind)
            code = status(client, reverse(name, args=[record._meta.model_name, record.pk]))
            wrong += [f"{name} {kind} {each}" for each in differences({(reader, situation): code}, table)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("reader", PEOPLE)
def test_pages_of_no_family_open_for_whom_they_should(made, reader):
    client = browser(made, reader)
    pages = dict.fromkeys(name for name, _ in read(PLAIN))
    found = {(name, reader): status(client, addresses(name, made.shared)[0]) for name in pages}
    assert not differences(found, PLAIN)


@pytest.mark.rule("A9")
@pytest.mark.parametrize("reader", PEOPLE)
def test_memberships_are_ended_by_whom_they_should(made, reader):
    from locality.models import Membership

    client = browser(made, reader)
    for name, table in MEMBER_PAGES.items():
        found = {}
        for key in dict.fromkeys(line for line, _ in read(table)):
            job = Membership.objects.get(practitioner=getattr(made.story, key))
            found[key, reader] = status(client, reverse(name, args=[job.pk]))
        assert not differences(found, table)


# "Absent" and "not yours" are one answer


OF_RECORDS = [name for name, table in TABLES.items() if table is not POST_ONLY]


@pytest.mark.rule("A4")
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", OF_RECORDS)
def test_absent_and_not_yours_are_the_same_answer_and_both_are_written_down(made, name, method):
    client = browser(made, "chidi")
    url = addresses(name, made.never)[0]
    key = re.search(r"[0-9a-f-]{36}", url).group()
    there, told, cost, _ = answer(client, method, url)
    absent = str(uuid4())
    not_there, told_of_absent, cost_of_absent, _ = answer(client, method, url.replace(key, absent))
    assert (there, cost) == (not_there, cost_of_absent) and there[0] in (404, 405)  # the statements tell nothing too
    if there[0] == 405:  # the page takes no POST from anybody
        return
    assert (told.practitioner, told.record, told.route) == (made.story.chidi, key, name)
    assert (told_of_absent.practitioner, told_of_absent.record) == (made.story.chidi, absent)


@pytest.mark.rule("S94")
def test_a_key_of_another_partners_record_in_a_form_does_as_little_as_one_of_none(made):
    keys, boxes = keys_of_another(made.shared, made.own), []
    for reader in ("amira", "grace")[: 2 if PROVE else 1]:
        shown = [name for name, table in TABLES.items() if read(table)[reader, "shared"] == 200]
        boxes += told_apart(browser(made, reader), [addresses(name, made.shared)[0] for name in shown], keys)
    assert len(boxes) > 20 and not [box for box, differs in boxes if differs]


def test_a_draft_of_another_is_neither_read_changed_nor_dropped(made):
    client = browser(made, "ben")
    for name in DRAFT_PAGES:
        with transaction.atomic():
            response = client.post(addresses(name, made.shared)[0], {"said": "Mine now"})
            assert b"Draft" not in response.content
            assert Draft.objects.get(pk=DRAFT).answers == {"said": "Draft"}
            transaction.set_rollback(True)


@pytest.mark.rule("A4")
@pytest.mark.parametrize(("reader", "kept"), [("amira", False), ("ben", True)])
def test_whoever_goes_through_a_door_is_written_down(made, reader, kept):
    """With the decision that let them in, or none for what is their own."""
    row, client = made.shared, browser(made, reader)
    with transaction.atomic():
        assert client.get(addresses("conversations:conversation", row)[0]).status_code == 200
        seen = Viewing.objects.get(practitioner=getattr(made.story, reader), record=row.conversation.pk)
        transaction.set_rollback(True)
    assert (seen.family, seen.kind) == (row.family.pk, "conversations.Conversation")
    assert seen.decision == (row.decision.pk if kept else None)
    assert seen.partner_id == (made.story.health.pk if kept else made.story.school.pk)
