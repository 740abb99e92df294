"""What a decision allows is passed on outside the service in a secure way, and how is on record (F35, V21)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from consent import disclosing, documents, services
from consent.models import Disclosure
from consent.reports import ledger, ledger_cells
from locality.access.rule import reader_of
from locality.history import acting_as
from tests.cast import NEED, agree, share, share_category
from tests.consent.test_countersigning import override
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("V21", "S116", "S120")]
CHECK = "Rang back through the switchboard of the clinic"
HOUR = timedelta(hours=1)


def pass_on(story, decision, *, by=None, method="phone", at=None, **changes):
    said = {"items": list(disclosing.shared_items(decision)), "partner": story.health, "to_whom": "Ben Okafor"}
    said |= {"number_check": CHECK if method == "phone" else "", "submission": uuid4()} | changes
    return disclosing.disclose(decision, by=by or story.amira, method=method, passed_at=at or timezone.now(), **said)


def refused(story, decision, **changes):
    with pytest.raises(ValidationError) as wrong:
        pass_on(story, decision, **changes)
    return wrong.value.message_dict


@pytest.mark.parametrize("method", ["secure_email", "in_person", "meeting", "post", "phone"])
def test_it_is_passed_on_in_a_secure_way(story, method):
    (row,) = pass_on(story, share(story), method=method)
    assert (row.method, row.partner, row.said_by) == (method, story.health, story.amira)


@pytest.mark.parametrize("method", ["email", "personal_device", "text_message", "", "PHONE"])
def test_no_other_way_is_recorded(story, method):
    decision = share(story)
    assert refused(story, decision, method=method) == {"method": [disclosing.INSECURE]}
    item = disclosing.shared_items(decision)[0]
    row = {"decision": decision, "item": item, "partner": story.health, "to_whom": "Ben", "submission": uuid4()}
    with acting_as(story.amira), transaction.atomic(), pytest.raises(IntegrityError, match="disclosure_is_secure"):
        Disclosure.objects.create(method=method, passed_at=timezone.now(), said_by=story.amira, **row)


def test_a_call_says_how_the_number_was_checked(story):
    decision = share(story)
    assert set(refused(story, decision, number_check="")) == {"number_check"}
    assert set(refused(story, decision, number_check="x" * 9)) == {"number_check"}
    assert pass_on(story, decision, number_check="x" * 10)


def test_only_what_the_decision_shares_and_only_to_whom(story):
    agree(story, partners=[story.health, story.police])
    decision, other = share(story), share_category(story, "family_details")
    assert set(refused(story, decision, items=[])) == {"items"}
    assert set(refused(story, decision, items=list(disclosing.shared_items(other)))) == {"items"}
    assert set(refused(story, decision, partner=story.police)) == {"partner"}
    row = {"decision": decision, "method": "post", "to_whom": "X", "passed_at": timezone.now()}
    row |= {"said_by": story.amira, "submission": uuid4()}
    item, theirs = disclosing.shared_items(decision)[0], disclosing.shared_items(other)[0]
    for wrong in ({"item": theirs, "partner": story.health}, {"item": item, "partner": story.police}):
        with acting_as(story.amira), transaction.atomic(), pytest.raises(ProgrammingError, match="row-level security"):
            Disclosure.objects.create(**row | wrong)


def test_only_while_the_decision_is_in_force(story):
    decision = share(story)
    begun = decision.starts_at
    assert pass_on(story, decision, at=begun)
    assert set(refused(story, decision, at=begun - timedelta(seconds=1))) == {"passed_at"}
    assert set(refused(story, decision, at=timezone.now() + HOUR)) == {"passed_at"}
    services.end_decision(decision, by=story.amira, reason="Ben has left the family")
    assert "report a breach" in refused(story, decision)["passed_at"][0]


def test_what_waits_for_a_signature_is_passed_on_after_it(story):
    waits = override(story)
    assert set(refused(story, waits)) == {"passed_at"}
    services.authorise(waits, by=story.grace)
    assert pass_on(story, waits)


@pytest.mark.rule("S115")
def test_what_could_not_wait_may_have_gone_before_it_was_written_down(story):
    noticed = timezone.now() - 3 * HOUR
    made = override(story, urgent=True, concern_identified_at=noticed)
    assert pass_on(story, made, at=noticed)
    assert set(refused(story, made, at=noticed - timedelta(seconds=1))) == {"passed_at"}


def test_the_same_form_sent_twice_is_recorded_once(story):
    decision, key = share(story), uuid4()
    first = pass_on(story, decision, submission=key)
    assert [row.pk for row in pass_on(story, decision, submission=key)] == [row.pk for row in first]
    assert Disclosure.objects.count() == 1


@pytest.mark.parametrize("who", ["ben", "chidi", "dana", "iris"])
def test_nobody_else_says_so(story, who):
    decision = share(story)
    with pytest.raises(PermissionDenied):
        pass_on(story, decision, by=getattr(story, who))


def page(decision):
    return reverse("consent:passed-on", args=[decision.pk])


def sent(story, decision, **changes):
    now = timezone.localtime()
    given = {"partner": str(story.health.pk), "to_whom": "Ben Okafor", "method": "phone", "number_check": CHECK}
    given |= {"items": [str(each.pk) for each in disclosing.shared_items(decision)], "submission": str(uuid4())}
    given |= {"passed_at-day": now.day, "passed_at-month": now.month, "passed_at-year": now.year}
    return given | {"passed_at-time": f"{now:%H:%M}", "receipt": "He read it back to me"} | changes


def test_the_page_offers_no_insecure_way_and_refuses_one_in_plain_words(story, client):
    decision, amira = share(story, starts_at=timezone.now() - HOUR), signed_in(client, story.amira)
    shown = what_is_read(amira.get(page(decision)))
    assert "Never ordinary e-mail" in shown and "personal device" not in shown
    forged = amira.post(page(decision), sent(story, decision, method="personal_device"))
    assert forged.status_code == 422
    assert "personal devices are never used" in what_is_read(forged) and "He read it back" in forged.content.decode()
    unchecked = amira.post(page(decision), sent(story, decision, number_check=""))
    assert unchecked.status_code == 422 and "how you checked the number" in what_is_read(unchecked)
    assert amira.post(page(decision), sent(story, decision)).status_code == 302
    told = what_is_read(amira.get(reverse("consent:decision", args=[decision.pk])))
    assert "By phone" in told and CHECK in told and "He read it back to me" in told


@pytest.mark.rule("S120", "S117")
def test_the_ledger_and_the_familys_statement_say_how(story):
    decision = share(story, recipients={story.health: NEED})
    pass_on(story, decision)
    with acting_as(story.dana):
        rows = ledger(story.dana).rows
    assert "Ben Okafor" in rows[0].passed[0] and "Ben Okafor" in " ".join(map(str, next(ledger_cells(rows))))
    asker = {"name": story.amira.name, "phone": ""}
    with acting_as(story.amira):
        told = documents.statement(story.family, story.school, reader_of(story.amira), asker=asker)
    day = timezone.localdate()
    assert told["now"][0]["how"] == [f"by phone on {day.day} {day:%B %Y}"]


def test_the_number_of_questions_is_the_same_for_one_act_and_three(story):
    decision, counts = share(story), []
    for more in (1, 2):
        for _ in range(more):
            pass_on(story, decision)
        with acting_as(story.amira), queries_of() as asked:
            found = disclosing.passed_on([decision])
        counts.append(len(asked))
    assert len(found[decision.pk]) == 3 and counts == [1, 1]
