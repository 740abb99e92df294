"""Nobody leaves with anything open: one page finds it, hands it on, and what stays is on a manager's list (3d, A9)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from allocations import services as lists
from allocations.models import Candidate
from conversations import services
from conversations.models import Action, Lead
from locality import leaving
from locality import services as foundation
from locality.demo.cast import RECORDS, make_practitioner
from locality.dues import dues_of
from locality.history import acting_as
from locality.models import Family, Membership
from tests.allocations.test_lists import MAPPING, brought
from tests.cast import record, share_category
from tests.conversations.helping import asked, led, opened, planned, started
from tests.conversations.moving import proposed
from tests.conversations.posting import day
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A9")]
TODAY = timezone.localdate


def job_of(who):
    return Membership.objects.get(practitioner=who)


def page(who):
    return reverse("locality:hand-over", args=[job_of(who).pk])


def end_page(who):
    return reverse("locality:end-membership", args=[job_of(who).pk])


def colleague(story, name="Hana Roe", sees=RECORDS):
    with unseen_hand():
        made = make_practitioner(name, f"{name.split()[0].lower()}@school.example")
    values = {"partner": story.school, "permissions": sees, "starts_on": date(2025, 2, 3)}
    foundation.join_partner(made, by=story.grace, job_title="Teacher", **values)
    return made


def open_of(story, who, by=None):
    with acting_as(by or story.grace):
        return leaving.left_open_by(job_of(who), by or story.grace)


def dues(who):
    with acting_as(who):
        return [each.words for each in dues_of(who, TODAY())]


@pytest.fixture(autouse=True)
def contacted(story):
    with unseen_hand():
        Family.objects.update(first_contact_on=TODAY())


@pytest.fixture
def grace(client, story):
    return signed_in(client, story.grace)


@pytest.fixture
def busy(story):
    """Amira leads, has two actions, writes an assessment, referred, raised a disagreement and waits for a signature."""
    plan, _ = planned(story, led(story).episode)
    record(story, actions=[_mine(story)])
    return plan


def _mine(story):
    values = {"what": "Ring the library", "owner": story.amira, "owner_name": story.amira.name}
    return values | {"owner_partner": story.school, "due_on": TODAY() + timedelta(days=3)}


# What the page finds


@pytest.mark.rule("S136")
def test_everything_that_somebody_holds_is_on_one_page(story, busy, grace):
    plan = busy
    episode = plan.episode
    started(story, episode)
    services.refer(
        story.family, by=story.amira, partner=story.school, submission=uuid4(), reason="harm", concerns="A bruise",
        children=[story.child],
    )  # fmt: skip
    found = {(each.heading, each.words) for each in open_of(story, story.amira)}
    words = {words for _, words in found}
    assert {"Bed at eight", "Ring the library", "Finish an assessment"} <= words
    assert any("leads" in each.lower() for each in words) and any("Front Door" in each for each in words)
    read = what_is_read(grace.get(page(story.amira)))
    assert "Bed at eight" in read and "ask somebody else" in read and "Finish an assessment" in read


def test_whoever_looks_after_members_is_told_only_what_they_may_see(story, busy):
    assert open_of(story, story.amira)
    share_category(story, "actions")
    share_category(story, "family_details")
    action = {"owner": story.ben, "owner_name": story.ben.name, "owner_partner": story.health}
    record(story, actions=[_mine(story) | action | {"what": "Weigh him"}])
    assert [each.words for each in open_of(story, story.ben, by=story.ben)].count("Weigh him") == 1
    assert not open_of(story, story.ben, by=story.chidi)


# Handing on


def test_everything_goes_to_one_colleague_at_once(story, busy, grace):
    hana = colleague(story)
    answer = grace.post(page(story.amira), {"everything": str(hana.pk)})
    assert answer.status_code == 302
    mine = Action.objects.filter(owner_partner=story.school)
    assert mine.count() == 2 and set(mine.values_list("owner", "owner_name")) == {(hana.pk, "Hana Roe")}
    kept = Action.history.filter(id=mine.first().pk, owner=story.amira)
    assert kept.exists() and Action.history.filter(id=mine.first().pk, actor_name=story.grace.name).exists()
    assert not any(each.kind for each in open_of(story, story.amira))
    assert Lead.objects.current().filter(practitioner=story.amira).exists()  # the lead is not handed on by a button


def test_each_thing_goes_to_its_own_colleague_and_what_nobody_takes_stays(story, busy, client):
    hana, amira = colleague(story), signed_in(client, story.amira)
    bed = Action.objects.get(what="Bed at eight")
    answer = amira.post(page(story.amira), {f"to_action_{bed.pk}": str(hana.pk)})
    assert answer.status_code == 302
    bed.refresh_from_db()
    assert bed.owner == hana and Action.objects.get(what="Ring the library").owner == story.amira
    answer = amira.post(page(story.amira), {})
    assert answer.status_code == 422 and "Choose to whom it goes" in what_is_read(answer)


def test_who_may_not_see_the_family_takes_nothing_and_the_rest_is_handed_on(story, busy, grace):
    blind = colleague(story, "Otto Blind", sees=())
    hana = colleague(story)
    bed, ring = (Action.objects.get(what=what) for what in ("Bed at eight", "Ring the library"))
    answer = grace.post(page(story.amira), {f"to_action_{bed.pk}": str(blind.pk), f"to_action_{ring.pk}": str(hana.pk)})
    assert answer.status_code == 422 and "may not see this family" in what_is_read(answer)
    bed.refresh_from_db(), ring.refresh_from_db()
    assert bed.owner == story.amira and ring.owner == hana


def test_only_who_has_to_do_with_it_hands_an_action_on(story, busy):
    hana, bed = colleague(story), Action.objects.get(what="Bed at eight")
    for stranger in (story.ben, hana):
        with pytest.raises(PermissionDenied):
            services.hand_on_action(bed, by=stranger, to=hana)
    with pytest.raises(ValidationError, match="does not work"):
        services.hand_on_action(bed, by=story.amira, to=story.ben)
    services.hand_on_action(bed, by=story.amira, to=hana)
    services.finish_action(bed, by=hana, outcome="He sleeps")
    with pytest.raises(PermissionDenied):
        services.hand_on_action(bed, by=story.grace, to=story.amira)


@pytest.mark.rule("S45")
def test_who_leads_is_handed_over_in_a_conversation_and_never_with_a_gap(story, busy, grace):
    hana = colleague(story)
    lead = Lead.objects.current().get(practitioner=story.amira)
    url = reverse("conversations:propose-lead", args=[lead.episode_id])
    assert url in what_is_read(grace.get(page(story.amira)))
    with pytest.raises(ValidationError, match="handed over"):
        asked(story, lead.episode, hana)
    asked(story, lead.episode, hana, handover=story.conversation)
    words = [each.words for each in open_of(story, story.amira)]
    assert "Leads: somebody else is asked" in words
    services.accept_lead(Lead.objects.waiting().get(), by=hana)
    assert not any("Leads" in each.words for each in open_of(story, story.amira))


# Leaving


def test_the_day_of_leaving_is_set_with_an_empty_page_or_with_what_stays_on_a_list(story, busy, grace):
    typed = day("on", TODAY() + timedelta(days=5))
    answer = grace.post(end_page(story.amira), typed)
    assert answer.status_code == 422 and "Hand them on first" in what_is_read(answer)
    assert job_of(story.amira).ends_on is None
    with pytest.raises(ValidationError, match="Hand on first"):
        foundation.end_membership(job_of(story.amira), by=story.grace)
    assert not any("Hand on what" in words for words in dues(story.grace))
    assert grace.post(end_page(story.amira), typed | {"leaves_work": "on"}).status_code == 302
    assert any(words == "Hand on what Amira Haddon leaves open: 4 things" for words in dues(story.grace))
    assert not any("Hand on what" in words for words in dues(story.amira))


def test_what_was_left_is_on_the_list_until_it_is_handed_on(story, busy, grace):
    hana = colleague(story)
    foundation.end_membership(job_of(story.amira), by=story.grace, leaves_work=True)
    assert any("what Amira Haddon left open: 4 things" in words for words in dues(story.grace))
    assert grace.post(page(story.amira), {"everything": str(hana.pk)}).status_code == 302
    assert any("left open: 1 thing" in words for words in dues(story.grace))  # the lead: Hana is asked
    services.accept_lead(Lead.objects.waiting().get(), by=hana)
    assert not any("Hand on what" in words for words in dues(story.grace))
    assert "Nothing is open" in what_is_read(grace.get(page(story.amira)))


def test_who_holds_nothing_leaves_without_more_ado(story, grace):
    assert not open_of(story, story.amira)
    assert grace.post(end_page(story.amira), day("on", TODAY())).status_code == 302
    assert job_of(story.amira).ends_on == TODAY()


def test_the_page_asks_as_much_for_ten_things_as_for_one(story, busy, grace):
    colleague(story)
    grace.get(page(story.amira))
    with queries_of() as few:
        grace.get(page(story.amira))
    record(story, actions=[_mine(story) | {"what": f"Ring {n}"} for n in range(9)])
    with queries_of() as many:
        grace.get(page(story.amira))
    assert len(many) == len(few)


def test_an_episode_that_is_over_leaves_nothing_to_lead(story):
    lead = led(story, opened(story))
    assert open_of(story, story.amira)
    services.move_episode(
        lead.episode, by=story.amira, status="transferred_out", reason="Moved", conversation=story.conversation
    )
    assert not open_of(story, story.amira)


@pytest.mark.rule("S136", "S129")
def test_the_lead_of_somebody_who_has_left_is_asked_of_a_colleague_with_the_button(story, grace):
    mine = led(story)
    hana = colleague(story)
    assert not any(each.kind == "lead" for each in open_of(story, story.amira))  # still here: a conversation first
    with unseen_hand():
        Membership.objects.filter(practitioner=story.amira).update(ends_on=TODAY())
    field = f"to_lead_{mine.pk}"
    assert field in grace.get(page(story.amira)).content.decode()
    assert grace.post(page(story.amira), {field: str(hana.pk)}).status_code == 302
    question = Lead.objects.get(practitioner=hana)
    assert (question.answer, question.replaces) == ("proposed", mine) and "has left" in question.no_handover_reason
    assert Lead.objects.current().get().practitioner == story.amira  # never a gap: until Hana says yes
    assert any("whether you lead" in words for words in dues(hana))
    services.accept_lead(question, by=hana)
    assert Lead.objects.current().get().practitioner == hana


@pytest.mark.rule("S78", "S136")
def test_a_family_that_nobody_contacted_goes_to_a_colleague(story, grace):
    with unseen_hand():
        Family.objects.filter(pk=story.family.pk).update(first_contact_on=None)
    hana = colleague(story)
    [left] = open_of(story, story.amira)
    assert (left.heading, left.kind, left.family) == ("First contacts", "family", story.family)
    assert not open_of(story, story.amira, by=story.ben)
    assert grace.post(page(story.amira), {f"to_family_{story.family.pk}": str(hana.pk)}).status_code == 302
    assert not open_of(story, story.amira) and [each.kind for each in open_of(story, hana)] == ["family"]
    assert any(words.startswith("Contact the") for words in dues(hana))
    foundation.record_first_contact(story.family, by=hana, partner=story.school, contacted_on=TODAY())
    assert not open_of(story, hana)


@pytest.mark.rule("S134", "S136")
def test_lists_that_they_brought_are_on_the_page_until_nobody_on_them_waits(story, grace):
    first = brought(story)
    assert [each.words for each in open_of(story, story.amira)] == [f"Take over or drop a list: {first}"]
    assert not open_of(story, story.amira, by=story.ben)
    with acting_as(story.amira):
        lists.take_over(lists.match_up(first, by=story.amira, mapping=MAPPING), by=story.amira)
    [left] = open_of(story, story.amira)
    assert left.words == "Say what happens with those on a list: 1 person waits"
    assert left.url in what_is_read(grace.get(page(story.amira)))
    with unseen_hand():
        Candidate.objects.update(outcome="nothing", ended_at=timezone.now(), why="Known")
    assert not open_of(story, story.amira)


def test_a_move_between_services_is_on_the_page_of_whoever_leaves(story):
    proposed(story)
    assert any("See a move to another service" in each.words for each in open_of(story, story.amira))
