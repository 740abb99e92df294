"""After a meeting: minutes of each family apart, agreed from afar, corrected by addenda; what is left goes on (3c)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from allocations import printing, services
from allocations.models import AgendaItem, CarriedOver, ItemAction, PackOrder
from consent import services as consent
from consent.models import SharingDecision
from conversations.models import Episode
from conversations.services import lead_of
from locality.access import can_see
from locality.dues import dues_of
from locality.history import acting_as
from locality.models import Membership
from tests.allocations.meeting import make_meeting, put_forward
from tests.allocations.sitting import NEED, agreed, begin, cover, fresh, ready
from tests.cast import share_category
from tests.locality.reading import queries_of, signed_in, what_is_read
from tests.papers import words_of


@pytest.fixture
def held(story):
    """A meeting that closed its one item, with its minutes in draft."""
    made = begin(story, ready(story))
    made.minute = agreed(story, made)
    made.meeting = services.end_meeting(fresh(made.meeting), by=story.ewan)
    return made


def test_the_minutes_are_agreed_when_each_partner_that_was_there_has_agreed(client, story, held):
    url = reverse("allocations:minutes", args=[held.meeting.pk])
    for person in (story.amira, story.ben, story.chidi):
        assert signed_in(client, person).post(url, {"act": "confirm"}).status_code == 302
    assert fresh(held.meeting).status == "minutes_draft"
    signed_in(client, story.ewan).post(url, {"act": "confirm"})
    assert fresh(held.meeting).status == "minutes_agreed" and fresh(held.meeting).agreed_at
    assert signed_in(client, story.grace).post(url, {"act": "confirm"}).status_code == 403


def test_agreed_minutes_change_by_addenda_alone(client, story, held):
    add = {"partner": story.health, "text": "The visit is on Wednesday", "submission": uuid4()}
    with pytest.raises(PermissionDenied, match="not agreed yet"):
        services.add_to_minute(held.minute, by=story.ben, **add)
    services.agree_minutes(held.meeting, by=story.ewan)
    for _ in range(2):
        services.add_to_minute(fresh(held.minute), by=story.ben, **add)
    url = reverse("allocations:minutes", args=[held.meeting.pk])
    assert what_is_read(signed_in(client, story.amira).get(url)).count("The visit is on Wednesday") == 1


def test_the_pages_offer_what_their_reader_may_do_and_nothing_that_is_over(client, story, held):
    done = reverse("allocations:action-done", args=[ItemAction.objects.get().pk])
    minutes = reverse("allocations:minutes", args=[held.meeting.pk])
    item = reverse("allocations:item", args=[held.minute.item_id])
    for person, offered in ((story.ben, True), (story.ewan, True), (story.amira, False)):
        signed_in(client, person)
        assert (done in client.get(minutes).content.decode()) == offered
    assert "Take it off the agenda" in client.get(item).content.decode()
    services.agree_minutes(held.meeting, by=story.ewan)
    assert "Take it off the agenda" not in signed_in(client, story.amira).get(item).content.decode()


@pytest.mark.rule("S136", "S137")
def test_what_was_agreed_is_due_to_whose_it_is_until_they_say_it_is_done(client, story, held):
    action = ItemAction.objects.get()

    def words(who):
        with acting_as(who):
            return [due.words for due in dues_of(who, timezone.localdate())]

    assert "Ring on Monday" in words(story.ben) and "Ring on Monday" not in words(story.amira)
    url = reverse("allocations:action-done", args=[action.pk])
    assert signed_in(client, story.amira).get(url).status_code == 403
    assert signed_in(client, story.ben).post(url, {"came_of_it": "They come on Tuesday"}).status_code == 302
    assert "Ring on Monday" not in words(story.ben) and fresh(action).came_of_it == "They come on Tuesday"


@pytest.mark.rule("S136")
def test_a_lead_who_was_asked_and_an_input_that_was_asked_for_are_due(story):
    made = begin(story, ready(story))
    services.ask_for_input(made.item, by=story.ewan, partner=story.council, meeting=made.meeting, asked=story.health)
    minute = services.open_minute(made.item, by=story.ewan, meeting=made.meeting)
    services.write_minute(minute, by=story.ewan, version=1, lead=story.grace, outcomes=["allocate_lead_and_EHA"])
    with acting_as(story.ben):
        assert any("Say what" in due.words for due in dues_of(story.ben, timezone.localdate()))
    with acting_as(story.grace):
        assert any("whether you lead" in due.words for due in dues_of(story.grace, timezone.localdate()))


def test_what_was_not_reached_goes_on_to_the_next_meeting(story):
    made = begin(story, ready(story))
    with pytest.raises(ValidationError, match="no later meeting"):
        services.end_meeting(fresh(made.meeting), by=story.ewan)
    later = make_meeting(story, days=42)
    services.end_meeting(fresh(made.meeting), by=story.ewan)
    assert CarriedOver.objects.get().to_meeting == later and not CarriedOver.objects.get().deferred
    assert AgendaItem.objects.visible_to(story.amira).on_agenda(later).get() == made.item


def test_who_heard_an_item_is_who_was_there_then(client, story):
    made = begin(story, ready(story))
    services.note_attendance(fresh(made.asked["chidi"]), by=story.ewan, does="left")
    agreed(story, made)
    text = what_is_read(signed_in(client, story.amira).get(reverse("allocations:item", args=[made.item.pk])))
    heard = text.split("Who heard this")[1].split("Who knows this family")[0]
    assert "Ben Carrow" in heard and "Ewan Thorley" in heard and "Chidi Marsh" not in heard
    services.note_attendance(fresh(made.asked["chidi"]), by=story.ewan, does="arrived")
    again = what_is_read(signed_in(client, story.amira).get(reverse("allocations:item", args=[made.item.pk])))
    assert "Chidi Marsh" not in again.split("Who heard this")[1].split("Who knows this family")[0]


def test_a_cancelled_meeting_says_why_and_one_that_began_is_not_cancelled(client, story):
    made = ready(story)
    services.circulate(made.meeting, by=story.ewan)
    url = reverse("allocations:meeting", args=[made.meeting.pk])
    ewan = signed_in(client, story.ewan)
    assert ewan.post(url, {"act": "cancel", "why": ""}).status_code == 422
    assert ewan.post(url, {"act": "cancel", "why": "Snow"}).status_code == 302
    assert "Snow" in what_is_read(signed_in(client, story.ben).get(url))
    other = begin(story, ready_again(story))
    with pytest.raises(ValidationError, match="has begun"):
        services.cancel_meeting(other.meeting, by=story.ewan, why="Snow")


def ready_again(story):
    from tests.allocations.sitting import SimpleNamespace, cover, members

    meeting = make_meeting(story, days=21)
    item = put_forward(story, meeting)
    cover(story, item, "health", "police", "council")
    return SimpleNamespace(meeting=meeting, item=item, asked=members(story, meeting, "amira", "ben", "chidi", "ewan"))


def test_a_family_that_was_withdrawn_is_on_no_agenda_and_its_page_says_so(client, story):
    made = ready(story)
    with pytest.raises(PermissionDenied):
        services.withdraw_item(made.item, by=story.ben, why="Not ours to take off")
    page = reverse("allocations:item", args=[made.item.pk])
    amira = signed_in(client, story.amira)
    assert amira.post(page, {"act": "withdraw", "why": "The family changed its mind"}).status_code == 302
    assert "The family changed its mind" in what_is_read(amira.get(page))
    assert "Fulmar family" not in what_is_read(amira.get(reverse("allocations:meeting", args=[made.meeting.pk])))


def test_one_family_at_two_meetings_has_two_items_and_two_minutes(story):
    first, second = make_meeting(story), make_meeting(story, days=15)
    assert put_forward(story, first).pk != put_forward(story, second).pk


def test_pages_of_minutes_ask_the_same_however_many_there_are(client, story, held):
    url = reverse("allocations:minutes", args=[held.meeting.pk])
    amira = signed_in(client, story.amira)
    amira.get(url)
    with queries_of() as few:
        amira.get(url)
    from allocations.models import ItemMinute
    from locality import services as foundation
    from tests.databases import unseen_hand

    for number in range(3):
        family = foundation.register_family(
            f"Tern {number}", by=story.amira, partner=story.school, locality=story.harbour, submission=uuid4()
        )
        item = put_forward(story, make_meeting(story, days=30 + number), family=family)
        with unseen_hand():
            ItemMinute.objects.create(
                item=item, meeting=held.meeting, written_by=story.ewan, written_for=story.council, notes="Tern"
            )
    with queries_of() as many:
        assert amira.get(url).content.decode().count("Tern 2") > 0
    assert len(many) == len(few)
    assert held.meeting.held_at > timezone.now() - timedelta(days=1) and can_see(story.amira, held.minute)


@pytest.mark.rule("S136", "S137")
def test_who_accepted_to_lead_begins_the_help_that_was_agreed(client, story, held):
    page = reverse("allocations:item", args=[held.item.pk])
    with acting_as(story.ben):
        assert any("Begin the help" in due.words for due in dues_of(story.ben, timezone.localdate()))
    answers = {"act": "help", "minute": str(held.minute.pk)}
    assert signed_in(client, story.amira).post(page, answers).status_code == 403
    assert signed_in(client, story.ben).post(page, answers).status_code == 302
    episode = Episode.objects.get(family=story.family, provider=story.health)
    assert episode.status == "allocated" and "Agreed at the" in episode.why
    with acting_as(story.ben):
        assert lead_of(episode).practitioner == story.ben
        assert not any("Begin the help" in due.words for due in dues_of(story.ben, timezone.localdate()))


@pytest.mark.rule("S136", "A9")
def test_whose_action_it_is_hands_it_on_to_a_colleague_who_may_see_it(client, story, held):
    found, job = ItemAction.objects.get(), Membership.objects.get(practitioner=story.ben)
    other = Membership.objects.filter(partner=story.health).exclude(practitioner=story.ben).first()
    page = reverse("locality:hand-over", args=[job.pk])
    ben = signed_in(client, story.ben)
    assert found.owner == story.ben and found.what in what_is_read(ben.get(page))
    with pytest.raises(ValidationError, match="choose somebody else"):
        services.hand_on_meeting_action(found, by=story.ben, to=story.amira)
    with pytest.raises(PermissionDenied):
        services.hand_on_meeting_action(found, by=story.amira, to=story.ben)
    assert other is None or not can_see(other.practitioner, found)
    services.hand_on_meeting_action(found, by=story.ben, to=story.ben)
    services.finish_meeting_action(found, by=story.ben, came_of_it="Done")
    with pytest.raises(PermissionDenied):
        services.hand_on_meeting_action(found, by=story.ben, to=story.ben)
    assert found.what not in what_is_read(ben.get(page))


@pytest.mark.rule("S94", "S137")
def test_minutes_on_paper_hold_only_the_families_that_the_members_partner_may_see(client, story):
    made = begin(story, ready(story, covered=("health", "council"), people=("amira", "ben", "ewan")))
    agreed(story, made)
    with pytest.raises(ValidationError, match="nothing of this meeting"):
        services.order_papers(fresh(made.meeting), by=story.ben, submission=uuid4(), is_minutes=True)
    services.end_meeting(fresh(made.meeting), by=story.ewan)
    page = reverse("allocations:minutes", args=[made.meeting.pk])
    for who in (story.ben, story.amira):
        key = uuid4()
        assert signed_in(client, who).post(page, {"act": "copy", "submission": str(key)}).status_code == 302
        assert printing.make_waiting() == 1
        answer = client.get(reverse("allocations:papers-file", args=[key]))
        words = words_of(answer.content)
        assert "The mornings are hard" in words and "Ring on Monday" in words and f"For {who.name}" in words
        assert "Your copy" in what_is_read(client.get(page))
    bens = PackOrder.objects.get(practitioner=story.ben).pk
    with pytest.raises(PermissionDenied):
        services.order_papers(fresh(made.meeting), by=story.chidi, submission=uuid4(), is_minutes=True)
    for decision in SharingDecision.objects.filter(family=story.family, ended_at=None):
        consent.end_decision(decision, by=story.amira, reason="The family changed its mind")
    answer = signed_in(client, story.ben).get(reverse("allocations:papers-file", args=[bens]))
    assert answer.status_code == 302


@pytest.mark.rule("S94", "A4")
def test_minutes_on_paper_that_name_a_family_are_not_read_when_the_minute_alone_still_is(client, story, monkeypatch):
    monkeypatch.setattr(printing, "pdf_apart", lambda template, context: context["minutes"][0]["name"].encode())
    made = ready(story, covered=(), people=("amira", "ben", "ewan"))
    cover(story, made.item, "health", "council", details=False)
    both = {story.health: NEED["health"], story.council: NEED["council"]}
    details = share_category(story, "family_details", recipients=both)
    begin(story, made)
    agreed(story, made)
    services.end_meeting(fresh(made.meeting), by=story.ewan)
    url = _minutes_on_paper(story, made)
    assert signed_in(client, story.ben).get(url).content == b"The Fulmar family"
    consent.end_decision(details, by=story.amira, reason="Enough")
    assert client.get(url).status_code == 302
    assert client.get(_minutes_on_paper(story, made)).content.startswith(b"A family (")


def _minutes_on_paper(story, made):
    """The address of a copy of Ben's."""
    order = services.order_papers(fresh(made.meeting), by=story.ben, submission=uuid4(), is_minutes=True)
    printing.make_waiting()
    return reverse("allocations:papers-file", args=[order.pk])
