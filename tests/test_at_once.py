"""Two who press at the same moment, in a database where each commits: one is recorded, and the other is told in plain
words what happened, or finds what the first recorded. Never an error of the service, never two where one may be."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import monotonic, sleep
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone

from consent import onward, replies, requests
from consent.models import Consent, OnwardAnswer, Purpose, RequestReply, SharingDecision
from locality import auditing, deputies
from locality.access import AuditBox
from locality.demo.cast import make_practitioner
from locality.models import Deputy
from locality.services import join_partner
from tests.cast import agree, propose, share
from tests.consent import test_requests as asking
from tests.databases import unseen_hand

MAY = ("see_records", "make_records", "decide_sharing", "authorise")
AUDIT = "Yearly look at sharing without agreement"
PATIENCE = 10  # seconds
WAITS = (
    "SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
    " WHERE NOT l.granted AND a.datname = current_database())"
)


@pytest.fixture(scope="module")
def saved(told_once, clone_database):
    """The story in one copy of the database for all that is here; with Vera, who may sign
    and decide at the school, and what health was shown."""
    with clone_database("at_once"):
        with unseen_hand():
            told_once.vera = make_practitioner("Vera Plover", "vera@school.example")
        job = {"by": told_once.grace, "partner": told_once.school, "job_title": "Teacher", "permissions": MAY}
        join_partner(told_once.vera, **job)
        share(told_once)
        yield told_once


def said(act):
    """What an act of another connection returned, or how it was refused."""
    try:
        return act()
    except (PermissionDenied, ValidationError) as error:
        return error
    finally:
        connection.close()


def before_it_is_saved(first, second):
    """What `first` returns, and `second`, who presses when the first has done all but commit: they go on once the
    second waits for them, or is through."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            made = first()
            late, until = pool.submit(said, second), monotonic() + PATIENCE
            while not late.done() and not _somebody_waits() and monotonic() < until:
                sleep(0.01)
        return made, late.result(PATIENCE)


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute(WAITS)
        return cursor.fetchone()[0]


def words(error, field):
    """What a refusal says beside a field."""
    assert isinstance(error, ValidationError), error
    return " ".join(error.message_dict[field])


@pytest.mark.rule("C14")
def test_two_answers_of_one_person_at_the_same_moment_leave_one_that_stands(saved):
    start = Barrier(4)

    def record(status):
        start.wait()
        return agree(saved, status=status).pk

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda status: said(lambda: record(status)), ["given_verbal"] * 4))
    assert len(set(made)) == 4
    assert Consent.objects.filter(pk__in=made, superseded_at=None).count() == 1


# What may be passed on (V23)

NO = "The mother told us this in confidence, and the police would not act on it"


def asked_onward(story):
    """Health asks the school whether the police may have the conversation."""
    asked = {"recipients": [story.police], "purpose": Purpose.objects.first(), "why": "They are asked to the house"}
    return onward.ask(story.conversation, by=story.ben, partner=story.health, submission=uuid4(), **asked)[0]


@pytest.mark.rule("V23")
def test_of_two_who_answer_whether_something_is_passed_on_one_reads_what_the_other_answered(saved):
    request = asked_onward(saved)
    made, late = before_it_is_saved(
        lambda: onward.answer(request, by=saved.amira, agrees=True),
        lambda: onward.answer(request, by=saved.grace, agrees=False, words=NO),
    )
    assert "Amira Haddon answered on" in words(late, "agrees")
    assert OnwardAnswer.objects.get(question=request) == made


@pytest.mark.rule("V23")
def test_one_answer_sent_twice_is_one(saved):
    request = asked_onward(saved)
    made, again = before_it_is_saved(*[lambda: onward.answer(request, by=saved.amira, agrees=False, words=NO)] * 2)
    assert again == made


# What another partner asked for (V27)


@pytest.fixture
def twice(saved):
    """What the school made of a new request, as two colleagues loaded it before either did anything."""
    request = asking.ask(saved)
    return asking.at_school(saved, request).received, asking.at_school(saved, request, saved.grace).received


@pytest.fixture
def refused(saved, twice):
    """The same of one that the school decided not to share."""
    request = twice[0].question
    asking.refused(saved, request)
    return asking.at_school(saved, request).received, asking.at_school(saved, request, saved.grace).received


@pytest.mark.rule("V27")
def test_of_two_who_reply_at_once_the_second_reads_what_the_first_said(saved, refused):
    mine, late = refused
    made, error = before_it_is_saved(
        lambda: replies.reply(mine, by=saved.amira, words=asking.NO),
        lambda: replies.reply(late, by=saved.grace, why_no_reasons=asking.UNSAFE),
    )
    assert "Amira Haddon told them on" in words(error, "why_no_reasons")
    assert RequestReply.objects.get(question=mine.question_id) == made and made.words == asking.NO


@pytest.mark.rule("V27")
@pytest.mark.parametrize("said", [{"words": asking.NO}, {"why_no_reasons": asking.UNSAFE}], ids=["reasons", "none"])
def test_one_reply_sent_twice_is_one(saved, refused, said):
    made, again = before_it_is_saved(
        *[lambda each=each: replies.reply(each, by=saved.amira, **said) for each in refused]
    )
    assert again == made


@pytest.mark.rule("V27")
def test_of_two_who_decide_what_was_asked_one_decides(saved, twice):
    mine = asking.linked(saved, twice[0].question)
    late = asking.at_school(saved, mine.question, saved.grace).received
    made, error = before_it_is_saved(
        lambda: requests.decide(mine, propose(saved, **asking.NOTHING), by=saved.amira),
        lambda: requests.decide(late, propose(saved), by=saved.grace),
    )
    assert "Amira Haddon decided on" in words(error, "outcome") and f"({made})" in words(error, "outcome")
    assert asking.at_school(saved, mine.question).received.decision_id == made.pk


@pytest.mark.rule("V27")
def test_one_decision_about_what_was_asked_sent_twice_is_one(saved, twice):
    mine, late = twice
    requests.link(mine, by=saved.amira, family=saved.family)
    key, before = uuid4(), SharingDecision.objects.count()
    both = [lambda each=each: requests.decide(each, propose(saved), by=saved.amira, submission=key) for each in twice]
    made, again = before_it_is_saved(*both)
    assert again == made and late.decision_id == made.pk and SharingDecision.objects.count() == before + 1


@pytest.mark.rule("V27")
def test_who_says_nobody_is_known_while_a_colleague_finds_the_family_reads_that(saved, twice):
    mine, late = twice
    _, error = before_it_is_saved(
        lambda: requests.link(mine, by=saved.amira, family=saved.family),
        lambda: replies.reply(late, by=saved.grace, why_no_reasons=asking.UNSAFE, nobody_known=True),
    )
    assert "Amira Haddon said on" in words(error, "why_no_reasons")
    assert saved.family.reference in words(error, "why_no_reasons")


# Deputies (V12)


def stand_in(story, away, deputy, *, by=None, submission=None):
    today = timezone.localdate()
    days = {"starts_on": today, "last_day": today + timedelta(days=6), "submission": submission or uuid4()}
    return deputies.name_deputy(by=by or away, partner=story.school, away=away, deputy=deputy, **days)


@pytest.mark.rule("V12")
def test_two_who_name_a_deputy_of_one_person_name_one(saved):
    made, late = before_it_is_saved(
        lambda: stand_in(saved, saved.amira, saved.vera),
        lambda: stand_in(saved, saved.amira, saved.grace, by=saved.grace),
    )
    assert "Vera Plover stands in" in words(late, "starts_on")
    assert Deputy.objects.filter(away=saved.amira, ended_at=None).count() == 1
    deputies.end_deputy(made, by=saved.amira)


@pytest.mark.rule("V12")
def test_two_who_name_each_other_leave_one_of_them_at_work(saved):
    made, late = before_it_is_saved(
        lambda: stand_in(saved, saved.amira, saved.vera), lambda: stand_in(saved, saved.vera, saved.amira)
    )
    assert "away themselves" in words(late, "deputy")
    deputies.end_deputy(made, by=saved.amira)


@pytest.mark.rule("V12")
def test_one_form_sent_twice_names_one_deputy(saved):
    key = uuid4()
    made, again = before_it_is_saved(*[lambda: stand_in(saved, saved.amira, saved.vera, submission=key)] * 2)
    assert again == made
    deputies.end_deputy(made, by=saved.amira)


# Audits (A8)


def audit(story, by, purpose=AUDIT):
    last_day = timezone.localdate() + timedelta(days=20)
    return auditing.grant(story.chidi, by=by, purpose=purpose, last_day=last_day)


@pytest.mark.rule("A8")
def test_one_form_sent_twice_gives_one_audit(saved):
    made, again = before_it_is_saved(*[lambda: audit(saved, saved.ewan)] * 2)
    assert again == made and AuditBox.objects.filter(auditor=saved.chidi, purpose=AUDIT).count() == 1


@pytest.mark.rule("A8")
def test_an_audit_that_two_end_keeps_its_first_end(saved):
    made = audit(saved, saved.ewan, "Another look at what was shared in October")
    first, late = AuditBox.objects.get(pk=made.pk), AuditBox.objects.get(pk=made.pk)
    ended, again = before_it_is_saved(
        lambda: auditing.end(first, by=saved.ewan), lambda: auditing.end(late, by=saved.ewan)
    )
    assert again.ends_at == ended.ends_at == AuditBox.objects.get(pk=made.pk).ends_at
