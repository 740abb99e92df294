"""What another partner supplied is passed on with its agreement, or on a legal duty; it is told (V23, S92-S95)."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from consent import disclosing, onward, onward_tray, services
from consent.models import ConsentArtefact, OnwardAct, OnwardAnswer, OnwardRequest, OnwardShare, Purpose
from consent.reports import onward as question
from locality.access import can_see
from locality.days import after_working_days
from locality.dues import dues_of
from locality.history import acting_as
from locality.models import Notice
from locality.reference import CONCERNS, category
from locality.services import give_reason
from tests.cast import FACTS, propose, share, share_category
from tests.consent.test_questions import ask as ask_question
from tests.consent.test_questions import counts, flags
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("V23", "S94", "S95")]
WHY = "They are asked to the house at night and need to know who is there"
NO = "The mother told us this in confidence, and the police would not act on it"
DUTY = "The family court ordered on Monday that it is told by Friday"
OUTSIDE = {"code": "other"}


def outside():
    return Purpose.objects.get(**OUTSIDE)


@pytest.fixture
def told(story):
    """Health was shown the conversation and the family; what Kai's mother agreed with health covers the police."""
    share_category(story, "family_details")
    share(story)
    today = timezone.localdate()
    services.record_consent(
        story.family,
        by=story.ben,
        partner=story.health,
        person=story.child,
        given_by=story.mother,
        status="given_written",
        submission=uuid4(),
        partners=[story.police, story.council],
        artefacts={kind: (today, "by hand") for kind in ConsentArtefact.Kind.values},
        categories=[category(CONCERNS)],
        expires_on=today + timedelta(days=90),
    )
    return story


def ask(story, *, by=None, partner=None, **changes):
    given = {"recipients": [story.police], "purpose": outside(), "why": WHY, "submission": uuid4()} | changes
    return onward.ask(story.conversation, by=by or story.ben, partner=partner or story.health, **given)


def reply(story, request, *, by=None, agrees=True, words=""):
    return onward.answer(request, by=by or story.amira, agrees=agrees, words=words)


def pass_on(story, *, by=None, **changes):
    """Ben's decision for health to tell the police what the school supplied."""
    return services.decide(proposed(story, **changes), by=by or story.ben, partner=story.health)


def proposed(story, **changes):
    to = {"recipients": {story.police: WHY}, "purpose": outside(), "partner": story.health}
    return propose(story, **to | changes)


def against(story, **changes):
    with pytest.raises(ValidationError) as refused:
        pass_on(story, **changes)
    return refused.value.message_dict


def on_a_duty(story, **changes):
    values = {"basis": "public_interest", "ground": "court_order", "facts": FACTS, "safety": "He may be hurt if nobody"}
    return values | {"onward": DUTY, "told": {story.child.pk: "told_before"}, "wishes": "She did not wish it"} | changes


def test_before_it_is_asked_and_before_it_answers_nothing_is_passed_on(told):
    assert "supplied this. Ask it first" in against(told)["whom"][0]
    ask(told)
    assert "has not answered yet" in against(told)["whom"][0]


@pytest.mark.rule("S92")
def test_with_its_agreement_exactly_that_is_passed_on(told):
    [request] = ask(told)
    reply(told, request)
    decision = pass_on(told)
    [row] = OnwardShare.objects.filter(decision=decision)
    assert (row.position, row.question, row.supplier, row.recipient) == ("given", request, told.school, told.police)
    # Not another recipient, not another purpose.
    assert set(against(told, recipients={told.council: WHY})) == {"whom"}
    assert set(against(told, recipients={told.police: WHY, told.council: "They lead the plan"})) == {"whom"}
    assert set(against(told, purpose=Purpose.objects.get(code="step_down"))) == {"whom"}


@pytest.mark.rule("A4")
def test_by_neither_wall_does_it_show_the_record_to_anybody(told):
    [request] = ask(told)
    reply(told, request)
    pass_on(told)
    assert not can_see(told.chidi, told.conversation)
    with acting_as(told.chidi):
        assert not type(told.conversation)._base_manager.filter(pk=told.conversation.pk).exists()
    assert not Notice.objects.filter(practitioner=told.chidi, kind="shared").exists()


def test_refused_it_is_not_passed_on_and_the_reason_is_said(told):
    [request] = ask(told)
    reply(told, request, agrees=False, words=NO)
    assert against(told)["whom"] == [f"{told.school} refused that you pass it on to {told.police}: {NO}"]


def test_the_last_answer_counts(told):
    reply(told, ask(told)[0], agrees=False, words=NO)
    reply(told, ask(told)[0])
    assert pass_on(told)


def test_a_legal_duty_goes_past_it_and_it_is_told(told):
    reply(told, ask(told)[0], agrees=False, words=NO)
    decision = pass_on(told, **on_a_duty(told))
    [row] = OnwardShare.objects.filter(decision=decision)
    assert (row.position, row.why) == ("overridden", DUTY)
    assert Notice.objects.filter(practitioner=told.amira, kind="onward", about=decision.pk).exists()
    with acting_as(told.amira):
        assert onward_tray.tray_of(told.amira).passed_on == [row]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, set()),
        ({"ground": "duty_to_share"}, set()),
        ({"ground": "crime"}, {"onward"}),
        ({"ground": "harm_to_child", "basis": "risk"}, {"onward"}),
        ({"onward": "x" * 20}, set()),
        ({"onward": "x" * 19}, {"onward"}),
        ({"onward": " "}, {"whom"}),
    ],
)
def test_only_a_legal_duty_goes_past_it_and_says_why(told, changes, wrong):
    proposal = proposed(told, **on_a_duty(told, **changes))
    assert {field for field, _ in onward.objections(proposal)} == wrong
    if wrong:
        assert set(against(told, **on_a_duty(told, **changes))) == wrong
    else:
        assert pass_on(told, **on_a_duty(told, **changes))


def act(told, decision, **changes):
    said = {"by": told.ben, "items": list(disclosing.shared_items(decision)), "partner": told.police}
    said |= {"method": "in_person", "to_whom": "Chidi Okoro", "passed_at": timezone.now(), "submission": uuid4()}
    return disclosing.disclose(decision, **said | changes)


@pytest.mark.rule("S94", "S120")
def test_each_time_it_is_passed_on_the_supplier_is_told_and_reads_how_and_when(client, told):
    reply(told, ask(told)[0])
    decision = pass_on(told)
    before = Notice.objects.filter(practitioner=told.amira, kind="onward").count()
    form = uuid4()
    assert act(told, decision, submission=form) == act(told, decision, submission=form)
    act(told, decision, method="secure_email")
    assert Notice.objects.filter(practitioner=told.amira, kind="onward").count() == before + 2
    with acting_as(told.amira), queries_of() as asked:
        [share] = onward_tray.tray_of(told.amira).passed_on
        assert [str(each) for each in share.acts] == ["Face to face", "Secure or encrypted e-mail"]
    assert sum("consent_onwardact" in each["sql"] for each in asked) == 1
    page = signed_in(client, told.amira).get(reverse("consent:onward")).content.decode()
    assert "Face to face, " in page and "Chidi Okoro" not in page, "Not to whom it was said"
    for who in (told.chidi, told.iris):
        with acting_as(who):
            assert not OnwardAct.objects.exists()


@pytest.mark.rule("S101")
def test_it_is_not_told_where_somebody_must_not_know(told):
    decision = pass_on(
        told, **on_a_duty(told, told={told.child.pk: "will_not_be_told"}, not_told_ground="crime", urgent=True)
    )
    assert OnwardShare.objects.get(decision=decision).kept_quiet
    act(told, decision)
    assert not Notice.objects.filter(kind="onward").exists()
    with acting_as(told.amira):
        assert onward_tray.tray_of(told.amira).passed_on == [] and not OnwardShare.objects.exists()
    with acting_as(told.dana):
        assert OnwardShare.objects.count() == 1


def test_the_supplier_answers_once_and_nobody_else_does(told):
    [request] = ask(told)
    for nobody in (told.ben, told.chidi, told.dana, told.iris):
        with pytest.raises(PermissionDenied):
            reply(told, request, by=nobody)
    with pytest.raises(ValidationError):
        reply(told, request, agrees=False, words="No")
    made = reply(told, request)
    assert reply(told, request) == made, "Pressed twice"
    with pytest.raises(ValidationError, match="You answered on .* that they may. That stands"):
        reply(told, request, agrees=False, words=NO)
    assert OnwardAnswer.objects.filter(question=request).count() == 1


def test_who_answers_what_a_colleague_answered_meanwhile_reads_that_beside_the_words_they_typed(client, told):
    [request] = ask(told)
    url = reverse("consent:onward-request", args=[request.pk])
    reply(told, request)
    signed_in(client, told.grace)
    shown = client.post(url, {"agrees": "no", "words": NO})
    page = shown.content.decode()
    assert shown.status_code == 422 and NO in page and "Amira Haddon answered on" in page
    assert "Go on without what you typed" in page
    assert OnwardAnswer.objects.get(question=request).agrees
    signed_in(client, told.ben)
    assert client.post(url, {"agrees": "no", "words": NO}).status_code == 403


def test_the_database_refuses_anothers_answer_and_a_refusal_without_a_reason(told):
    [request] = ask(told)
    with acting_as(told.ben), transaction.atomic(), pytest.raises(ProgrammingError, match="row-level security"):
        OnwardAnswer.objects.create(question=request, agrees=True, answered_by=told.ben)
    with acting_as(told.amira), transaction.atomic(), pytest.raises(IntegrityError):
        OnwardAnswer.objects.create(question=request, agrees=False, answered_by=told.amira)
    with acting_as(told.chidi):
        assert not OnwardRequest.objects.exists()


def test_one_asks_only_of_what_one_sees_and_another_supplied(told):
    for wrong in ({"by": told.chidi, "partner": told.police}, {"by": told.amira, "partner": told.school}):
        with pytest.raises(PermissionDenied):
            ask(told, **wrong)
    for wrong in ({"recipients": []}, {"recipients": [told.school]}, {"recipients": [told.health]}, {"why": "x" * 19}):
        with pytest.raises(ValidationError) as refused:
            ask(told, **wrong)
        assert set(refused.value.message_dict) == {*wrong}
    key = uuid4()
    assert [each.pk for each in ask(told, submission=key)] == [each.pk for each in ask(told, submission=key)]
    with pytest.raises(ValidationError, match="asked already"):
        ask(told)


def test_it_is_due_in_two_working_days_and_then_the_asker_hears_that_nobody_answered(told):
    [request] = ask(told)
    assert request.answer_by == after_working_days(timezone.localdate(), 2)
    url = reverse("consent:onward-request", args=[request.pk])

    def due(who, day=None):
        with time_machine.travel(day or timezone.now(), tick=True), acting_as(who):
            return [each.by for each in dues_of(who, timezone.localdate()) if each.url == url]

    last = timezone.now() + timedelta(days=(request.answer_by - timezone.localdate()).days)
    assert due(told.amira) == [request.answer_by] and due(told.ben) == due(told.chidi) == []
    assert due(told.ben, last) == [] and due(told.ben, last + timedelta(days=1)) == [request.answer_by]
    reply(told, request)
    assert due(told.amira) == []


def test_the_pages_from_the_question_to_the_refusal(told, client):
    page = reverse("conversations:conversation", args=[told.conversation.pk])
    address = f"{reverse('consent:ask-supplier')}?kind=conversation&record={told.conversation.pk}"
    ben = signed_in(client, told.ben)
    assert "whether you may pass it on" in what_is_read(ben.get(page))
    wrong = ben.post(address, {"why": WHY, "submission": str(uuid4())})
    assert wrong.status_code == 422 and WHY in wrong.content.decode()
    sent = {"recipients": [str(told.police.pk)], "purpose": str(outside().pk), "why": WHY, "submission": str(uuid4())}
    assert ben.post(address, sent).url == reverse("consent:onward")
    url = reverse("consent:onward-request", args=[OnwardRequest.objects.get().pk])
    assert "before they answer" in what_is_read(ben.get(url)) and ben.post(url, {"agrees": "yes"}).status_code == 403
    assert signed_in(client, told.chidi).get(url).status_code == 404
    amira = signed_in(client, told.amira)
    assert WHY in what_is_read(amira.get(url)) and "Asked of you" in what_is_read(amira.get(reverse("consent:onward")))
    assert amira.get(address).status_code == 403
    assert amira.post(url, {"agrees": "no", "words": "No"}).status_code == 422
    assert amira.post(url, {"agrees": "no", "words": NO}).status_code == 302
    give_reason(told.family, by=told.ben, partner=told.health, reason="I visit them every week")
    ben = signed_in(client, told.ben)
    assert NO in what_is_read(ben.get(url))
    decide = reverse("consent:decide", args=[told.family.pk]) + f"?kind=conversation&record={told.conversation.pk}"
    assert NO in what_is_read(ben.get(decide)) and "court order" in what_is_read(ben.get(decide))


@pytest.mark.rule("S93")
def test_question_15_tells_what_was_passed_on_and_on_what(told):
    reply(told, ask(told)[0])
    pass_on(told)
    pass_on(told, **on_a_duty(told, recipients={told.council: WHY}))
    found = ask_question(question, told.dana)
    assert flags(found) == [] and counts(found)["Passed on with its supplier’s agreement"] == 1
    assert counts(found)["Passed on without it, on a legal duty"] == 1


def test_the_number_of_questions_is_the_same_for_one_request_and_two(told):
    asked = []
    for recipient in (told.police, told.council):
        ask(told, recipients=[recipient])
        with acting_as(told.amira), queries_of() as found:
            onward_tray.tray_of(told.amira)
            onward_tray.waiting_for(told.amira)
        asked.append(len(found))
    assert asked[0] == asked[1]
