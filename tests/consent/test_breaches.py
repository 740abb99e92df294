"""Breaches of information: anybody reports one, a clock of 72 hours runs, and question 14 tells of both."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from consent import breaches
from consent.models import Breach
from consent.reports import secure
from locality.dues import dues_of
from locality.history import acting_as
from tests.cast import share
from tests.consent.test_disclosing import pass_on
from tests.consent.test_questions import ask, counts, flags
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("S116")]
WORDS = "A list of names was left on the bus and handed in an hour later"
HOUR = timedelta(hours=1)


def report(story, *, by=None, partner=None, ago=HOUR, kind="lost", **changes):
    given = {"words": WORDS, "noticed_at": timezone.now() - ago, "submission": uuid4()} | changes
    return breaches.report(by=by or story.amira, partner=partner or story.school, kind=kind, **given)


def settle(story, breach, *, by=None, after=HOUR, kind="no_risk", **changes):
    given = {"words": WORDS, "done_at": breach.noticed_at + after, "submission": uuid4()} | changes
    return breaches.note(breach, by=by or story.grace, kind=kind, **given)


def known(who):
    with acting_as(who):
        return [each.breach for each in breaches.known(who)]


def test_anybody_reports_and_whoever_answers_for_the_partner_handles_it(story):
    made = report(story, by=story.ben, partner=story.health)
    assert known(story.ben) == known(story.dana) == [made]
    assert known(story.amira) == known(story.chidi) == []
    with pytest.raises(PermissionDenied):
        report(story, by=story.ben)
    with pytest.raises(PermissionDenied):
        report(story, by=story.dana)
    ours = report(story)
    for nobody in (story.ben, story.dana, story.chidi):
        with pytest.raises(PermissionDenied):
            settle(story, ours, by=nobody, after=HOUR / 2)
    assert known(story.grace) == [ours] and settle(story, ours, after=HOUR / 2)


@pytest.mark.parametrize(("hours", "late"), [(72, False), (72.001, True)])
def test_the_clock_runs_for_72_hours_from_when_it_was_noticed(story, hours, late):
    made = report(story, ago=80 * HOUR)
    assert made.decide_by - made.noticed_at == 72 * HOUR
    settle(story, made, kind="contained")
    assert flags(ask(secure, story.dana)) == [secure.LATE]
    settle(story, made, kind="told_regulator", after=hours * HOUR)
    found = ask(secure, story.dana)
    assert flags(found) == ([secure.LATE] if late else []) and counts(found)["Breaches settled late"] == late


@pytest.mark.parametrize(("hours", "late"), [(71.9, False), (72.1, True)])
def test_while_nobody_settles_it_the_clock_goes_on(story, hours, late):
    report(story, ago=hours * HOUR)
    assert flags(ask(secure, story.dana)) == ([secure.LATE] if late else [])


def test_it_is_due_to_whoever_handles_it_until_it_is_settled(story):
    made = report(story)
    due = lambda who: [each.by for each in dues_of(who, timezone.localdate()) if str(made.pk) in each.url]  # noqa: E731
    for who, days in ((story.grace, 1), (story.amira, 1), (story.ben, 0), (story.dana, 0)):
        with acting_as(who):
            assert due(who) == [timezone.localdate(made.decide_by)] * days
    settle(story, made, after=HOUR / 2)
    with acting_as(story.grace):
        assert due(story.grace) == []


@pytest.mark.rule("V21")
def test_question_14_tells_the_ways_and_the_breaches(story):
    decision = share(story)
    pass_on(story, decision)
    pass_on(story, decision, method="post")
    report(story, kind="insecure")
    found = ask(secure, story.dana)
    told = counts(found)
    assert (told["By phone"], told["Recorded post"], told["Face to face"], told["Breaches"]) == (1, 1, 0, 1)
    assert told["Went by an insecure way"] == 1 and flags(found) == [secure.INSECURE]
    today = timezone.localdate()
    assert len(ask(secure, story.dana, since=today + timedelta(days=2)).lines) == 0
    assert len(ask(secure, story.dana, partner=story.police).lines) == 0
    assert len(ask(secure, story.amira).lines) == 3


def test_what_is_missing_or_impossible_is_refused(story):
    for wrong in ({"words": "Lost"}, {"noticed_at": timezone.now() + HOUR}):
        with pytest.raises(ValidationError) as refused:
            report(story, **wrong)
        assert set(refused.value.message_dict) == set(wrong)
    made = report(story)
    for wrong in ({"words": "Done"}, {"done_at": made.noticed_at - HOUR}, {"done_at": timezone.now() + HOUR}):
        with pytest.raises(ValidationError) as refused:
            settle(story, made, **wrong)
        assert set(refused.value.message_dict) == set(wrong)


def test_the_same_form_sent_twice_is_one_breach_and_one_step(story):
    key = uuid4()
    made = report(story, submission=key)
    assert report(story, submission=key) == made and Breach.objects.count() == 1
    assert settle(story, made, after=HOUR / 2, submission=key) == settle(story, made, after=HOUR / 2, submission=key)


def test_the_pages(story, client):
    now, amira = timezone.localtime() - timedelta(minutes=2), signed_in(client, story.amira)
    when = lambda name: {  # noqa: E731
        f"{name}-day": now.day,
        f"{name}-month": now.month,
        f"{name}-year": now.year,
        f"{name}-time": f"{now:%H:%M}",
    }
    decision = share(story)
    address = f"{reverse('consent:report-breach')}?decision={decision.pk}"
    wrong = amira.post(address, {"words": WORDS, "submission": str(uuid4())} | when("noticed_at"))
    assert wrong.status_code == 422 and WORDS in wrong.content.decode()
    sent = {"kind": "seen", "words": WORDS, "people": "7", "submission": str(uuid4())} | when("noticed_at")
    page = amira.post(address, sent).url
    told = what_is_read(amira.get(page))
    assert "Clock runs" in told and str(decision) in told and "About 7" in told
    assert amira.get(reverse("consent:breaches")).content.decode().count("Clock runs") == 1
    done = {"kind": "told_regulator", "words": WORDS, "submission": str(uuid4())} | when("done_at")
    assert amira.post(page, done).status_code == 302
    assert "Regulator told" in what_is_read(amira.get(page))
    assert signed_in(client, story.ben).get(page).status_code == 404
    assert signed_in(client, story.ben).post(page, done).status_code == 404


def test_the_number_of_questions_is_the_same_for_one_breach_and_three(story):
    asked = []
    for more in (1, 2):
        for _ in range(more):
            report(story)
        with acting_as(story.amira), queries_of() as found:
            breaches.known(story.amira)
        asked.append(len(found))
    assert asked[0] == asked[1]
