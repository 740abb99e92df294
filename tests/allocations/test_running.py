"""A meeting as it runs: who is there, who confirmed, quorum, what is written, two who write at once, undoing (3c)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from allocations import services
from allocations.models import CarriedOver, ItemAction, ItemMinute
from allocations.quorum import meeting_problems
from allocations.services.unresolved import open_disagreements
from allocations.sitting import members_of
from conversations.models import Disagreement
from conversations.services import ChangedMeanwhile
from tests.allocations.meeting import PURPOSE, make_meeting
from tests.allocations.sitting import act, agreed, begin, come, fresh, members, ready
from tests.databases import unseen_hand
from tests.locality.reading import signed_in, what_is_read

DONE = {"safeguarding": "nothing", "outcomes": ["consultation_only"]}


@pytest.fixture
def running(story):
    """A meeting in session, everybody there and confirmed."""
    return begin(story, ready(story))


def opened(story, made):
    return services.open_minute(made.item, by=story.ewan, meeting=fresh(made.meeting))


def write(story, minute, **answers):
    return services.write_minute(minute, by=story.ewan, version=fresh(minute).version, **answers)


@pytest.mark.rule("S91")
def test_without_everybodys_confirmation_no_family_is_opened(client, story):
    made = begin(story, ready(story), confirm=False)
    url = reverse("allocations:run", args=[made.item.pk, made.meeting.pk])
    ewan = signed_in(client, story.ewan)
    text = what_is_read(ewan.get(url))
    assert PURPOSE not in text and "has confirmed the declaration" in text
    with pytest.raises(ValidationError):
        opened(story, made)
    room = reverse("allocations:room", args=[made.meeting.pk])
    ewan.post(room, {"act": "all_confirmed"})
    assert PURPOSE in what_is_read(ewan.get(url))
    assert all(member.confirmed_at for member in members_of(made.meeting))


@pytest.mark.rule("S91")
def test_who_comes_later_confirms_before_the_next_family_is_opened(story, running):
    late = members(story, running.meeting, "grace")["grace"]
    opened(story, running)
    come(story, late, confirm=False)
    with pytest.raises(ValidationError):
        opened(story, running)


def test_a_member_suspended_since_they_were_asked_is_not_let_in(story):
    made = ready(story)
    for step in (services.circulate, services.begin_meeting):
        step(fresh(made.meeting), by=story.ewan)
    with unseen_hand():
        type(story.ben).objects.filter(pk=story.ben.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="does not work for"):
        come(story, made.asked["ben"])


@pytest.mark.rule("S136")
@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "safeguarding"),
        ({"safeguarding": "nothing"}, "outcomes"),
        ({"safeguarding": "nothing", "outcomes": ["allocate_lead_and_EHA"]}, "lead"),
        ({"safeguarding": "nothing", "outcomes": ["defer"]}, "defer_why"),
        ({"safeguarding": "nothing", "outcomes": ["disagreement_opened"]}, "positions"),
    ],
)
def test_an_item_is_not_closed_without_what_it_needs(story, running, answers, field):
    minute = write(story, opened(story, running), **answers)
    with pytest.raises(ValidationError) as refused:
        services.finish_item(minute, by=story.ewan)
    assert field in refused.value.message_dict


@pytest.mark.rule("S136")
def test_the_lead_accepts_in_the_room_or_is_asked(client, story, running):
    minute = agreed(story, running)
    page = reverse("allocations:item", args=[running.item.pk])
    assert "Ben Carrow, who accepted in the room" in what_is_read(signed_in(client, story.amira).get(page))
    assert minute.finished_at and not minute.provisional


@pytest.mark.rule("S136")
def test_a_lead_who_is_not_there_answers_for_themselves(client, story, running):
    minute = opened(story, running)
    values = DONE | {"outcomes": ["allocate_lead_and_EHA"], "lead": story.grace}
    with pytest.raises(ValidationError, match="not in the room"):
        write(story, minute, **values, lead_accepts=True)
    minute = write(story, minute, **values)
    act(story, minute)
    services.finish_item(fresh(minute), by=story.ewan)
    page = reverse("allocations:item", args=[running.item.pk])
    assert "has not answered yet" in what_is_read(signed_in(client, story.amira).get(page))
    with pytest.raises(PermissionDenied):
        services.answer_lead(fresh(minute), by=story.amira, partner=story.school, accepted=True)
    grace = signed_in(client, story.grace)
    answers = {"act": "lead", "minute": str(minute.pk), "accepted": "yes"}
    assert grace.post(page, answers).status_code == 302
    assert "Grace Olufemi, who accepted on" in what_is_read(grace.get(page))


@pytest.mark.rule("S94")
def test_nobody_is_asked_to_lead_who_may_not_see_the_family(story):
    made = begin(story, ready(story, covered=("health", "council"), people=("amira", "ben", "ewan")))
    with pytest.raises(ValidationError, match="No decision lets them see"):
        write(story, opened(story, made), lead=story.chidi)


@pytest.mark.rule("S138", "S139")
def test_not_agreed_is_written_down_from_both_sides_and_the_proposer_keeps_the_lead(client, story, running):
    views = "Locality Manager: school leads. Team Manager: health leads."
    minute = write(
        story, opened(story, running), safeguarding="nothing", outcomes=["disagreement_opened"], positions=views
    )
    assert services.finish_item(minute, by=story.ewan).finished_at
    text = what_is_read(signed_in(client, story.amira).get(reverse("allocations:item", args=[running.item.pk])))
    assert views in text and "process for resolving professional concerns and disagreements" in text
    for _ in range(2):  # ended, mended and ended again: one disagreement
        open_disagreements(fresh(running.meeting), by=story.ewan)
    made = Disagreement.objects.get(family=story.family)
    assert (made.position, made.provider, made.interim_lead) == (views, story.council, story.amira)
    assert (made.source_kind, made.source, made.at_risk) == ("agendaitem", running.item.pk, False)


def test_an_inquorate_meeting_talks_on_and_what_it_agrees_is_provisional(story, running):
    for key in ("chidi", "ben"):
        services.note_attendance(fresh(running.asked[key]), by=story.ewan, does="left")
    there = [member for member in members_of(running.meeting) if member.is_present]
    assert meeting_problems(running.meeting, there) == ["Fewer than 3 partners are here"]
    assert services.finish_item(write(story, opened(story, running), **DONE), by=story.ewan).provisional


def test_the_chair_leaves_and_somebody_else_takes_the_chair(story, running):
    services.note_attendance(fresh(running.asked["ewan"]), by=story.ewan, does="left")
    there = [member for member in members_of(running.meeting) if member.is_present]
    assert "The chair is not here" in meeting_problems(running.meeting, there)
    with pytest.raises(PermissionDenied):
        services.take_chair(running.meeting, by=story.ben)
    assert services.take_chair(running.meeting, by=story.ewan).chair == story.ewan


def test_two_who_write_at_once_lose_nothing(story, running):
    minute = opened(story, running)
    services.write_minute(minute, by=story.ewan, version=1, notes="The chair’s words", safeguarding="", outcomes=[])
    merged = services.write_minute(minute, by=story.ewan, version=1, notes="", safeguarding="nothing", outcomes=[])
    assert (merged.notes, merged.safeguarding) == ("The chair’s words", "nothing")
    with pytest.raises(ChangedMeanwhile):
        services.write_minute(minute, by=story.ewan, version=1, notes="The minute-taker’s words")
    assert fresh(minute).notes == "The chair’s words"


def test_the_page_shows_both_versions_and_saves_what_is_then_chosen(client, story, running):
    minute = opened(story, running)
    services.write_minute(minute, by=story.ewan, version=1, notes="The chair’s words")
    url, ewan = reverse("allocations:run", args=[running.item.pk, running.meeting.pk]), signed_in(client, story.ewan)
    answer = ewan.post(url, {"version": "1", "notes": "My words", "act": "save"})
    text = what_is_read(answer)
    assert answer.status_code == 422 and "The chair’s words" in text and "My words" in text
    assert ewan.post(url, {"version": "2", "notes": "Our words", "act": "save"}).status_code == 302
    assert fresh(minute).notes == "Our words" and fresh(minute).history.count() == 3


def test_anything_is_undone_until_the_minutes_are_agreed(client, story, running):
    minute = write(story, opened(story, running), **DONE, notes="First")
    minute = write(story, minute, notes="Second")
    assert services.undo_minute(minute, by=story.ewan).notes == "First"
    action = act(story, minute)
    assert services.take_back_action(action, by=story.ewan).taken_back_at
    minute = services.finish_item(fresh(minute), by=story.ewan)
    assert services.reopen_item(minute, by=story.ewan).finished_at is None
    services.finish_item(fresh(minute), by=story.ewan)
    services.end_meeting(fresh(running.meeting), by=story.ewan)
    write(story, fresh(minute), notes="Mended in the draft")
    services.agree_minutes(fresh(running.meeting), by=story.ewan)
    with pytest.raises(PermissionDenied, match="agreed"):
        write(story, fresh(minute), notes="Too late")
    assert ItemAction.objects.filter(taken_back_at__isnull=True).count() == 0


def test_put_off_once_and_a_second_time_by_a_locality_manager_alone(story, running):
    second = make_meeting(story, days=42)
    make_meeting(story, days=70)
    defer = {"safeguarding": "nothing", "outcomes": ["defer"], "defer_why": "Whoever knows them is ill"}
    services.finish_item(write(story, opened(story, running), **defer), by=story.ewan)
    row = CarriedOver.objects.get()
    assert row.to_meeting == second and row.deferred and row.signed_by is None
    assert (
        services.carry_over(running.item, by=story.ewan, meeting=second, why="Ill again", deferred=True).signed_by
        == story.ewan
    )
    with pytest.raises(PermissionDenied):
        services.carry_over(running.item, by=story.ben, meeting=second, why="Ill again")


def test_without_a_later_meeting_nothing_is_put_off(story, running):
    defer = {"safeguarding": "nothing", "outcomes": ["defer"], "defer_why": "Whoever knows them is ill"}
    with pytest.raises(ValidationError, match="no later meeting"):
        services.finish_item(write(story, opened(story, running), **defer), by=story.ewan)
    assert ItemMinute.objects.get().finished_at is None
