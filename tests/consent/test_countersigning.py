"""What waits for a second signature: signed, sent back, answered, decided anew, passed on (V12, F34)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from consent import countersigning, services
from consent.models import SharingDecision, SigningStep
from consent.rules import Item
from consent.tray import tray_of
from locality.access import can_see
from locality.demo.cast import RECORDS, make_practitioner
from locality.dues import dues_of
from locality.history import acting_as
from locality.reference import category
from locality.services import join_partner
from tests.cast import FACTS, propose, share
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("V12")]
LOOK = "The bruise was seen on Friday, not on Monday: which is it?"
NOTE = "It was Friday. I had the register in front of me when I wrote Monday."


@pytest.fixture
def hana(story):
    """Hana may sign for the school too."""
    with unseen_hand():
        made = make_practitioner("Hana Roe", "hana@school.example")
    values = {"partner": story.school, "permissions": (*RECORDS, "authorise"), "starts_on": date(2025, 2, 3)}
    join_partner(made, by=story.grace, job_title="Deputy head", **values)
    return made


def override(story, **changes):
    """Amira shares without agreement: it waits for somebody else's signature."""
    values = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "safety": "He may be hurt if nobody knows"}
    return share(story, **values, **changes)


def send_back(story, decision, by=None):
    return countersigning.send_back(decision, by=by or story.grace, words=LOOK, submission=uuid4())


def answer(story, decision, by=None):
    return countersigning.answer(decision, by=by or story.amira, words=NOTE, submission=uuid4())


def url(name, decision):
    return reverse(f"consent:{name}", args=[decision.pk])


def test_what_is_sent_back_gives_nothing_and_is_signed_only_after_the_answer(story):
    decision = override(story)
    send_back(story, decision)
    assert not can_see(story.ben, story.conversation)
    with pytest.raises(PermissionDenied):
        services.authorise(decision, by=story.grace)
    answer(story, decision)
    services.authorise(decision, by=story.grace)
    assert can_see(story.ben, story.conversation)


@pytest.mark.rule("V25", "V26")
def test_what_was_shared_at_once_goes_on_and_its_clock_too(story, time_machine):
    decision = override(story, urgent=True)
    send_back(story, decision)
    assert can_see(story.ben, story.conversation)
    time_machine.move_to(decision.sign_by + timedelta(seconds=1))
    assert not can_see(story.ben, story.conversation)
    with pytest.raises(ValidationError) as refused:
        services.decide(anew(story, urgent=True), by=story.amira, partner=story.school, instead_of=decision)
    assert "speed" in refused.value.message_dict


def anew(story, **changes):
    values = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "safety": "He may be hurt", "told": {}}
    values["told"] = {story.child.pk: "will_not_be_told"}
    return propose(story, **values | changes)


@pytest.mark.rule("V25")
def test_deciding_anew_takes_its_place_and_changes_nothing_of_it(story):
    decision = override(story, urgent=True)
    send_back(story, decision)
    made = services.decide(anew(story, urgent=True), by=story.amira, partner=story.school, instead_of=decision)
    was, reasons = SharingDecision.objects.get(pk=decision.pk), decision.reasons
    assert (was.superseded_by_id, was.reasons, was.authorised_at) == (made.pk, reasons, None)
    assert made.sign_by == decision.sign_by and not was.is_live and made.is_live
    for change in (services.authorise, countersigning.send_back):
        with pytest.raises(PermissionDenied):
            change(
                was,
                by=story.grace,
                **({"words": LOOK, "submission": uuid4()} if change is not services.authorise else {}),
            )
    assert [each.decision.pk for each in tray_of(story.grace).to_sign] == [made.pk]


def test_a_decision_that_was_not_sent_back_is_not_replaced(story):
    decision = override(story)
    with pytest.raises(PermissionDenied):
        services.decide(anew(story), by=story.amira, partner=story.school, instead_of=decision)
    assert SharingDecision.objects.count() == 1


@pytest.mark.parametrize("who", ["amira", "ben", "chidi", "dana", "iris"])
def test_nobody_else_sends_it_back_or_passes_it_on(story, who):
    decision, by = override(story), getattr(story, who)
    with pytest.raises(PermissionDenied):
        send_back(story, decision, by)
    with pytest.raises(PermissionDenied):
        countersigning.pass_on(decision, by=by, to=story.grace, words=LOOK, submission=uuid4())
    send_back(story, decision)
    if who != "amira":
        with pytest.raises(PermissionDenied):
            answer(story, decision, by)


def test_who_may_sign_does_not_when_they_decided(story):
    decision = services.decide(anew(story), by=story.grace, partner=story.school)
    for refused in (services.authorise, lambda it, by: send_back(story, it, by)):
        with pytest.raises(PermissionDenied):
            refused(decision, by=story.grace)


def test_it_is_passed_on_to_somebody_who_may_sign_and_to_nobody_else(story, hana):
    decision = override(story)
    pass_on = lambda to: countersigning.pass_on(decision, by=story.grace, to=to, words=LOOK, submission=uuid4())  # noqa: E731
    for nobody in (story.amira, story.grace, story.ben, story.ewan, story.iris):
        with pytest.raises(ValidationError):
            pass_on(nobody)
    step = pass_on(hana)
    with acting_as(hana):
        found = tray_of(hana).to_sign
        assert [each.passed_on.pk for each in found] == [step.pk]
    services.authorise(decision, by=hana)


@pytest.mark.parametrize("words", ["", " " * 12, "Too short"])
def test_something_has_to_be_said(story, words):
    decision = override(story)
    with pytest.raises(ValidationError):
        countersigning.send_back(decision, by=story.grace, words=words, submission=uuid4())
    assert not SigningStep.objects.exists()


def test_the_same_form_sent_twice_is_said_once_and_anothers_is_refused(story, hana):
    decision, key = override(story), uuid4()
    first = countersigning.send_back(decision, by=story.grace, words=LOOK, submission=key)
    again = countersigning.send_back(decision, by=story.grace, words=LOOK, submission=key)
    assert first.pk == again.pk and SigningStep.objects.count() == 1
    with pytest.raises(PermissionDenied):
        countersigning.send_back(decision, by=hana, words=LOOK, submission=key)
    with pytest.raises(PermissionDenied):  # somebody else, a moment later: it was sent back already
        send_back(story, decision, hana)


def test_whoever_decided_is_asked_to_answer_and_then_no_longer(story):
    decision = override(story, urgent=True)
    send_back(story, decision)
    due = lambda: [each for each in dues_of(story.amira, timezone.localdate()) if "sent back" in each.words]  # noqa: E731
    with acting_as(story.amira):
        assert [(each.url, each.by <= decision.sign_by.date()) for each in due()] == [(url("answer", decision), True)]
    answer(story, decision)
    with acting_as(story.amira):
        assert due() == []


@pytest.mark.rule("V25")
def test_the_pages_from_sending_back_to_signing(story, client):
    decision = override(story)
    grace = signed_in(client, story.grace)
    assert url("decision", decision) in what_is_read(grace.get(reverse("consent:tray")))
    assert reverse("consent:tray") in what_is_read(grace.get(reverse("locality:home")))
    page = grace.get(url("decision", decision)).content.decode()
    assert url("send-back", decision) in page and url("pass-on", decision) in page
    short = grace.post(url("send-back", decision), {"words": "No", "submission": uuid4()})
    assert short.status_code == 422 and "No</textarea>" in short.content.decode()
    assert grace.post(url("send-back", decision), {"words": LOOK, "submission": uuid4()}).status_code == 302
    assert grace.get(url("send-back", decision)).url == url("decision", decision)
    assert "Sent back, waiting" in what_is_read(grace.get(reverse("consent:tray")))
    amira = signed_in(client, story.amira)
    assert url("answer", decision) in what_is_read(amira.get(reverse("locality:home")))
    assert "The bruise was seen on Friday" in what_is_read(amira.get(url("answer", decision)))
    assert amira.post(url("answer", decision), {"words": NOTE, "submission": uuid4()}).status_code == 302
    assert "I had the register" in what_is_read(amira.get(url("decision", decision)))
    grace = signed_in(client, story.grace)
    assert grace.post(url("authorise", decision)).status_code == 302
    assert "Nothing waits for your signature" in what_is_read(grace.get(reverse("consent:tray")))


def test_the_form_for_deciding_anew_begins_with_what_was_said(story, client):
    items = [Item(category("concerns"), "All of it", None, timezone.localdate())]
    decision = override(story, items=items)
    send_back(story, decision)
    amira = signed_in(client, story.amira)
    begin = amira.get(url("answer", decision)).context["anew_url"]
    page = amira.get(begin)
    form = page.context["form"]
    assert form["facts"].value() == FACTS and form["what"].value() == ["concerns"]
    sent = {name: form[name].value() for name in form.fields if name not in ("until", "reconsider_on")}
    until = decision.last_day
    sent |= {"until-day": until.day, "until-month": until.month, "until-year": until.year, "confirmed": "yes"}
    sent |= {"submission": uuid4()}
    answered = amira.post(begin, {name: value for name, value in sent.items() if value is not None})
    assert answered.status_code == 302, answered.context["form"].errors
    made = SharingDecision.objects.latest("number")
    assert SharingDecision.objects.get(pk=decision.pk).superseded_by_id == made.pk
    assert "Replaced" in what_is_read(amira.get(url("decision", decision)))
    assert amira.get(begin.replace(str(decision.pk), str(uuid4()))).status_code == 404


def test_the_number_of_questions_is_the_same_for_one_decision_and_six(story, client):
    counts = []
    grace = signed_in(client, story.grace)
    for more in (1, 5):
        for each in [override(story) for _ in range(more)]:
            countersigning.send_back(each, by=story.grace, words=LOOK, submission=uuid4())
            answer(story, each)
        grace.get(reverse("consent:tray"))
        with queries_of() as asked:
            rows = grace.get(reverse("consent:tray")).context["to_sign"]
        counts.append(len(asked))
    assert len(rows) == 6 and counts[0] == counts[1] <= 30, asked.captured_queries
