"""Who stands in while somebody is away: what waits for the one waits for the other (V12)."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from consent import services
from consent.countersigning import answer, pass_on, send_back
from consent.giving import tell
from consent.tray import rows_of, tray_of
from locality import deputies
from locality.access import holds, jobs_of, leads_safeguarding_for
from locality.demo.cast import make_practitioner
from locality.dues import dues_of
from locality.history import acting_as
from locality.models import Deputy, Membership, Notice
from locality.services import join_partner
from tests.cast import FACTS, propose
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("V12")]
MAY = ("see_records", "make_records", "decide_sharing", "authorise")


WITHOUT = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "safety": "He may be hurt if nobody knows"}
WITHOUT |= {"wishes": "She did not wish it"}


def told(story):
    return {story.child.pk: "told_before"}


@pytest.fixture
def vera(story):
    """Somebody at the school who may sign and decide."""
    return hire(story, "Vera Plover")


def hire(story, called, *permissions):
    """Somebody new at the school, who may do this there: by default sign and decide."""
    with unseen_hand():
        who = make_practitioner(called, f"{called.split()[0].lower()}@school.example")
    join_partner(who, by=story.grace, partner=story.school, job_title="Teacher", permissions=permissions or MAY)
    return who


def name(story, deputy, *, away=None, by=None, **changes):
    today = timezone.localdate()
    days = {"starts_on": today, "last_day": today + timedelta(days=6), "submission": uuid4()} | changes
    away = away or story.amira
    return deputies.name_deputy(by=by or away, partner=story.school, away=away, deputy=deputy, **days)


def test_who_stands_in_for_a_safeguarding_lead_is_reminded_and_told_as_they_are(story, vera):
    assert story.school.pk not in leads_safeguarding_for(vera)
    name(story, vera)
    assert story.school.pk in leads_safeguarding_for(vera) and story.school.pk in leads_safeguarding_for(story.amira)
    assert [job.practitioner for job in jobs_of(vera)] == [vera]
    with acting_as(story.ben):
        tell(story.conversation, [story.school.pk], Notice.Kind.REQUEST)
    with acting_as(vera):
        assert Notice.objects.filter(practitioner=vera).count() == 1


def test_it_lasts_from_the_first_day_to_the_last(story, vera):
    today = timezone.localdate()
    name(story, vera, starts_on=today + timedelta(days=1), last_day=today + timedelta(days=2))
    for days, stands_in in ((0, False), (1, True), (2, True), (3, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=True):
            assert (story.school.pk in leads_safeguarding_for(vera)) is stands_in


def test_who_is_back_earlier_ends_it_and_nobody_else_does(story, vera):
    made = name(story, vera)
    with pytest.raises(PermissionDenied):
        deputies.end_deputy(made, by=vera)
    deputies.end_deputy(made, by=story.amira)
    assert story.school.pk not in leads_safeguarding_for(vera)


@pytest.mark.rule("A9")
def test_a_deputy_who_leaves_stands_in_no_longer_and_never_gains_a_permission(story, vera):
    before = holds(vera, "manage_members")
    name(story, vera, away=story.grace)
    assert holds(vera, "manage_members") == before
    with unseen_hand():
        Membership.objects.filter(practitioner=vera).update(ends_on=timezone.localdate())
    assert not leads_safeguarding_for(vera)


def test_what_was_passed_on_to_whoever_is_away_is_the_deputys_and_says_for_whom_they_signed(client, story, vera):
    other = hire(story, "Otto Knot")
    decision = services.decide(propose(story, **WITHOUT, told=told(story)), by=story.amira, partner=story.school)
    pass_on(decision, by=story.grace, to=other, words="You know the family better than I", submission=uuid4())
    name(story, vera, away=other)
    with acting_as(vera):
        [row] = rows_of(tray_of(vera).to_sign, vera)
    assert row["stands_in_for"] == other and not row["for_me"]
    services.authorise(decision, by=vera)
    signed_in(client, story.amira)
    assert (
        "Vera Plover, deputy of Otto Knot"
        in client.get(reverse("consent:decision", args=[decision.pk])).content.decode()
    )


def test_what_was_sent_back_to_whoever_is_away_is_answered_by_their_deputy(client, story, vera):
    decision = services.decide(propose(story, **WITHOUT, told=told(story)), by=story.amira, partner=story.school)
    send_back(decision, by=story.grace, words="What did the doctor say?", submission=uuid4())
    said = {"words": "He saw the burn on Friday", "submission": uuid4()}
    with pytest.raises(PermissionDenied):
        answer(decision, by=vera, **said)
    with acting_as(vera):
        assert not tray_of(vera).to_answer
    name(story, vera)
    with acting_as(vera):
        assert any("for whom you stand in" in each.words for each in dues_of(vera, timezone.localdate()))
    page = signed_in(client, vera).get(reverse("consent:answer", args=[decision.pk]))
    assert page.status_code == 200 and "What did the doctor say?" in page.content.decode()
    assert answer(decision, by=vera, **said).said_by == vera
    services.authorise(decision, by=story.grace)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": timezone.localdate() - timedelta(days=1)}, "starts_on"),
        ({"last_day": timezone.localdate() - timedelta(days=1)}, "last_day"),
        ({"last_day": timezone.localdate() + timedelta(days=366)}, "last_day"),
    ],
)
def test_the_days_are_in_order_and_within_a_year(story, vera, changes, field):
    with pytest.raises(ValidationError) as wrong:
        name(story, vera, **changes)
    assert set(wrong.value.message_dict) == {field}
    assert name(story, vera, last_day=timezone.localdate())


def test_a_deputy_may_do_what_the_other_may_works_there_and_is_not_away(story, vera):
    clerk = hire(story, "Ken Dunlin", "see_records")
    for who in (clerk, story.ben, story.amira):
        with pytest.raises(ValidationError) as wrong:
            name(story, who)
        assert "deputy" in wrong.value.message_dict
    name(story, vera)
    for away, deputy, field in ((story.amira, story.grace, "starts_on"), (vera, story.grace, "starts_on")):
        with pytest.raises(ValidationError) as wrong:
            name(story, deputy, away=away)
        assert field in wrong.value.message_dict


def test_oneself_or_who_looks_after_the_members_names_a_deputy(story, vera):
    with pytest.raises(PermissionDenied):
        name(story, story.grace, away=story.amira, by=vera)
    with pytest.raises(PermissionDenied):
        name(story, vera, away=story.ben, by=story.grace)
    key = uuid4()
    assert name(story, vera, by=story.grace, submission=key) == name(story, vera, by=story.grace, submission=key)
    with acting_as(story.ben), pytest.raises(ProgrammingError), transaction.atomic():
        Deputy.objects.create(
            partner=story.school,
            away=story.amira,
            deputy=story.ben,
            starts_on=timezone.localdate(),
            last_day=timezone.localdate(),
            named_by=story.ben,
            submission=uuid4(),
        )


def test_the_page_names_a_deputy_keeps_what_was_typed_and_ends_it(client, story, vera):
    signed_in(client, story.amira)
    url, day = reverse("locality:deputies", args=[story.school.pk]), timezone.localdate()
    sent = {"deputy": str(vera.pk), "submission": str(uuid4())}
    for field in ("starts_on", "last_day"):
        sent |= {f"{field}-day": day.day, f"{field}-month": day.month, f"{field}-year": day.year}
    assert client.post(url, sent | {"deputy": ""}).status_code == 422
    assert client.post(url, sent).status_code == 302
    assert "Vera Plover" in client.get(url).content.decode()
    end = reverse("locality:end-deputy", args=[Deputy.objects.get().pk])
    assert client.post(end).status_code == 302
    assert "Nobody stands in" in client.get(url).content.decode()
    signed_in(client, story.ben)
    assert client.get(url).status_code == 404 and client.post(end).status_code == 404


def test_to_stand_in_costs_no_further_question(story, vera):
    asked = []
    for stands_in in (False, True):
        if stands_in:
            name(story, vera)
        with acting_as(vera), queries_of() as questions:
            leads_safeguarding_for(vera)
        asked.append(len(questions))
    assert asked[0] == asked[1]
