"""Nothing goes out that no decision covers: at circulation, on the screen and in the minutes (3c, S94)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from allocations import services
from allocations.coverage import check_of
from allocations.models import AgendaInput, AgendaItem
from consent import services as consent
from locality.access import can_see
from locality.access.room import sight_of_partners
from locality.access.rule import reader_of
from locality.history import acting_as
from locality.models import Conflict, Viewing
from locality.wall.eyes import NobodyAtWork, asked_as
from tests.allocations.meeting import PURPOSE, make_meeting, put_forward
from tests.allocations.sitting import agreed, begin, come, cover, fresh, members, ready
from tests.cast import ALL, agree
from tests.locality.reading import queries_of, signed_in, what_is_read


def cells(story, made, who=None):
    """{partner's name: (word, decisions)} of the only row, as whoever runs the meeting sees it."""
    who = who or story.ewan
    with acting_as(who):
        matrix = check_of(made.meeting, reader_of(who), everything=True)
    return {str(cell.partner): (cell.sight.word, cell.decisions) for cell in matrix.rows[0].cells}


@pytest.mark.rule("S94", "A2", "A4")
def test_each_cell_is_what_the_rule_says_of_that_partner_with_the_decision_behind_it(story):
    made = ready(story, covered=())
    agree(story, partners=[story.health, story.police, story.council], categories=ALL)
    part = cover(story, made.item, "police", details=False)
    whole = cover(story, made.item, "health", "council")
    assert cells(story, made) == {
        "Fulmar Lane Primary": ("Their own", ()),
        "Northshore 0-19 Children’s Health": ("Covered", (whole.number,)),
        "Northshore Borough Council": ("Covered", (whole.number,)),
        "Northshore Police": ("Part", (part.number,)),
    }
    for person, sees in ((story.ben, True), (story.chidi, True), (story.ewan, True)):
        assert can_see(person, made.item) == sees


@pytest.mark.rule("S94")
def test_a_decision_that_ended_covers_nothing_any_more(story):
    made = ready(story, covered=())
    agree(story, partners=[story.health, story.police, story.council], categories=ALL)
    cover(story, made.item, "council")
    decision = cover(story, made.item, "health", "police")
    consent.end_decision(decision, by=story.amira, reason="The family changed its mind")
    assert cells(story, made)["Northshore Police"] == ("Not covered", ())


def test_who_does_not_run_the_meeting_checks_only_what_their_partner_put_forward(client, story):
    made = ready(story)
    url = reverse("allocations:check", args=[made.meeting.pk])
    assert "Fulmar family" in what_is_read(signed_in(client, story.amira).get(url))
    assert "No family that you can see" in what_is_read(signed_in(client, story.ben).get(url))


@pytest.mark.rule("S94", "A4")
def test_a_planted_uncovered_disclosure_is_refused_when_the_agenda_would_go_out(client, story):
    made = ready(story, covered=("health", "council"))
    with pytest.raises(ValidationError, match="Not sent out"):
        services.circulate(made.meeting, by=story.ewan)
    ewan = signed_in(client, story.ewan)
    answer = ewan.post(reverse("allocations:meeting", args=[made.meeting.pk]), {"act": "circulate"}, follow=True)
    text = what_is_read(answer)
    assert "Not sent out" in text and "To settle before it goes out (1)" in text
    assert fresh(made.meeting).status == "items_open"


@pytest.mark.parametrize("choice", ["leaves", "hold_back"])
def test_it_goes_out_once_something_was_chosen(client, story, choice):
    made = ready(story, covered=("health", "council"))
    answers = {"item": str(made.item.pk), "partner": str(story.police.pk), "choice": choice}
    url = reverse("allocations:check", args=[made.meeting.pk])
    assert signed_in(client, story.ewan).post(url, answers).status_code == 302
    assert services.circulate(made.meeting, by=story.ewan).status == "circulated"
    assert signed_in(client, story.ben).post(url, answers).status_code == 403


@pytest.mark.rule("S94", "A4", "V24")
def test_a_planted_uncovered_disclosure_is_not_on_the_screen_before_that_partner_has_left(client, story):
    made = ready(story, covered=("health", "council"))
    choice = {"meeting": made.meeting, "other": story.police, "choice": "leaves"}
    services.choose_for_partner(made.item, by=story.ewan, **choice)
    begin(story, made)
    url = reverse("allocations:run", args=[made.item.pk, made.meeting.pk])
    ewan = signed_in(client, story.ewan)
    hidden = what_is_read(ewan.get(url))
    assert PURPOSE not in hidden and "Chidi Marsh" in hidden and "no decision covers Northshore Police" in hidden
    with pytest.raises(ValidationError, match="Not everybody"):
        services.open_minute(made.item, by=story.ewan, meeting=made.meeting)
    assert ewan.post(url, {"act": "leave"}).status_code == 302
    assert PURPOSE in what_is_read(ewan.get(url))


@pytest.mark.rule("S94", "A4")
def test_a_planted_uncovered_disclosure_is_not_in_the_minutes_either(client, story):
    made = ready(story, covered=("health", "council"))
    services.choose_for_partner(made.item, by=story.ewan, meeting=made.meeting, other=story.police, choice="leaves")
    begin(story, made)
    services.stand_out(made.item, by=story.ewan, meeting=made.meeting, members=[made.asked["chidi"]])
    minute = agreed(story, made)
    services.end_meeting(fresh(made.meeting), by=story.ewan)
    url = reverse("allocations:minutes", args=[made.meeting.pk])
    assert "The mornings are hard" in what_is_read(signed_in(client, story.ben).get(url))
    hidden = what_is_read(signed_in(client, story.chidi).get(url))
    assert "The mornings are hard" not in hidden and "Fulmar family" not in hidden
    assert not can_see(story.chidi, minute) and can_see(story.ben, minute)
    heard = what_is_read(signed_in(client, story.amira).get(url)).split("Who heard this")[1]
    assert "Ben Carrow" in heard and "Chidi Marsh" not in heard


@pytest.mark.rule("S94")
def test_an_agreement_that_is_taken_back_during_the_meeting_empties_the_screen(client, story):
    made = begin(story, ready(story))
    url = reverse("allocations:run", args=[made.item.pk, made.meeting.pk])
    ewan = signed_in(client, story.ewan)
    assert PURPOSE in what_is_read(ewan.get(url))
    from consent.models import Consent

    for given in Consent.objects.filter(family=story.family, withdrawn_at__isnull=True):
        consent.withdraw(given, by=story.amira, how="Rang during the meeting")
    assert ewan.get(url).status_code == 404  # the council itself may not see it any more


@pytest.mark.rule("S94")
def test_a_guest_of_no_partner_hears_no_family(client, story):
    made = ready(story)
    guest = services.ask_to_meeting(made.meeting, by=story.ewan, name="Pat Visitor", role="guest")
    made.asked["guest"] = guest
    begin(story, made)
    text = what_is_read(
        signed_in(client, story.ewan).get(reverse("allocations:run", args=[made.item.pk, made.meeting.pk]))
    )
    assert "Pat Visitor" in text and "they work for no partner" in text and PURPOSE not in text


@pytest.mark.rule("V28")
def test_who_knows_the_family_and_leaves_sees_nothing_of_it(client, story):
    made = begin(story, ready(story))
    values = {"partner": story.health, "kind": "personal", "does": "leave", "detail": "My cousin"}
    services.declare_interest(made.item, by=story.ben, **values)
    assert Conflict.objects.filter(practitioner=story.ben, family=story.family).exists()
    assert not can_see(story.ben, made.item)
    page = reverse("allocations:item", args=[made.item.pk])
    assert signed_in(client, story.ben).get(page).status_code == 404
    minute = agreed(story, made, lead=story.amira)
    assert "My cousin" not in what_is_read(signed_in(client, story.chidi).get(page))
    assert "My cousin" in what_is_read(signed_in(client, story.ewan).get(page))
    heard = what_is_read(signed_in(client, story.ewan).get(page)).split("Who heard this")[1]
    assert "Ben Carrow" not in heard.split("Who knows")[0] and minute.finished_at


@pytest.mark.rule("S94")
def test_what_a_partner_gives_is_its_own_and_is_on_the_screen_when_all_may_see_it(client, story):
    made = begin(story, ready(story))
    request = services.ask_for_input(
        made.item, by=story.ewan, partner=story.council, meeting=made.meeting, asked=story.health
    )
    from uuid import uuid4

    given = services.give_input(
        made.item, by=story.ben, partner=story.health, text="Weighed twice, well", submission=uuid4()
    )
    assert request.partner == story.health and not can_see(story.amira, given) and not can_see(story.ewan, given)
    text = what_is_read(
        signed_in(client, story.ewan).get(reverse("allocations:run", args=[made.item.pk, made.meeting.pk]))
    )
    assert "Weighed twice" not in text
    assert AgendaInput.objects.visible_to(story.ben).count() == 1


def test_asking_as_a_partner_leaves_the_asker_who_they_were_also_when_it_fails(story):
    with pytest.raises(NobodyAtWork):
        asked_as([story.health], lambda partner: 1)
    item = put_forward(story, make_meeting(story))
    with acting_as(story.amira):
        with pytest.raises(ZeroDivisionError):
            asked_as([story.health], lambda partner: 1 / 0)
        assert AgendaItem.objects.filter(pk=item.pk).exists()
        assert sight_of_partners([story.health, story.school], AgendaItem, [item.pk]) == {
            story.health.pk: {},
            story.school.pk: {item.pk: None},
        }
        assert AgendaItem.objects.filter(pk=item.pk).exists()


def test_the_check_asks_the_same_however_many_families_there_are(client, story):
    made = ready(story)
    url = reverse("allocations:check", args=[made.meeting.pk])
    amira = signed_in(client, story.amira)
    amira.get(url)
    with queries_of() as few:
        amira.get(url)
    from uuid import uuid4

    from locality import services as foundation

    for number in range(3):
        family = foundation.register_family(
            f"Tern {number}", by=story.amira, partner=story.school, locality=story.harbour, submission=uuid4()
        )
        put_forward(story, made.meeting, family=family)
    with queries_of() as many:
        assert amira.get(url).content.decode().count("Tern 2") > 0
    assert len(many) == len(few)


def test_what_is_on_the_screen_is_written_down_as_looked_at(client, story):
    made = begin(story, ready(story))
    signed_in(client, story.ewan).get(reverse("allocations:run", args=[made.item.pk, made.meeting.pk]))
    seen = Viewing.objects.filter(practitioner=story.ewan, record=made.item.pk, route="allocations:run")
    assert seen.get().decision is not None


def test_who_does_not_run_meetings_begins_none(story):
    made = ready(story)
    for step in (services.circulate, services.begin_meeting, services.end_meeting, services.close_agenda):
        with pytest.raises(PermissionDenied):
            step(made.meeting, by=story.ben)
    assert members(story, made.meeting, "ben")["ben"].pk == made.asked["ben"].pk
    with pytest.raises(ValidationError, match="not begun"):
        come(story, made.asked["ben"])
