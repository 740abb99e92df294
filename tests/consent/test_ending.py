"""Before decisions end: what each partner loses and was still to do; afterwards, a reminder to who decided (C10)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from allocations import services as allocations
from consent import services as consent
from consent.due import nobody_sees_it
from consent.ending import Ending, endings, open_work
from consent.models import Consent, ConsentArtefact
from consent.rules import Item
from conversations import services as conversations
from conversations.models import Action
from locality.access.rule import reader_of
from locality.dues import dues_of
from locality.history import acting_as
from locality.kinds import counted_words
from locality.reference import CONCERNS, category
from tests.allocations.meeting import make_meeting, put_forward
from tests.allocations.sitting import cover
from tests.cast import propose, record, share, share_category
from tests.conversations.helping import led
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("C10")]
WEIGH = "Weigh the baby on Tuesday"


def told(story, *decisions, who=None):
    """{partner: its `Ending`} if these decisions ended now, as Amira is told."""
    who = who or story.amira
    with acting_as(who):
        return {each.partner: each for each in endings(decisions, reader_of(who))}


def work(ending):
    return [each.words for each in ending.to_do]


def reminders(who):
    with acting_as(who):
        return [due for due in dues_of(who, timezone.localdate()) if due.words.startswith("Agree who does this now")]


def end(story, decision):
    return consent.end_decision(decision, by=story.amira, reason="The family asked for it")


def test_a_partner_that_was_to_do_something_and_would_no_longer_see_it_is_named_with_it(story):
    [(partner, ending)] = told(story, share(story)).items()
    assert partner == story.health and work(ending) == [WEIGH] and ending.to_do[0].who == "Ben Carrow"
    assert "1 conversation" in ending.by_kind and "1 action" in ending.by_kind
    assert ending.among == "1 action and 1 conversation" and "people who took part" not in ending.among


def test_what_another_decision_gives_as_well_is_not_lost(story):
    one, other = share(story), share(story)
    ending = told(story, one)[story.health]
    assert not ending.records and not ending.to_do and ending.kept == [other.number]
    both = told(story, one, other)[story.health]
    assert work(both) == [WEIGH] and both.kept == []


def test_what_is_done_and_what_the_deciding_partner_does_itself_are_not_left_behind(story):
    ours = {"what": "Keep a seat at breakfast", "owner_partner": story.school, "owner_name": story.amira.name}
    ours |= {"owner": story.amira, "due_on": timezone.localdate()}
    decision = share(story, conversation=record(story, actions=[ours]))
    assert work(told(story, decision)[story.health]) == []
    shared = share(story)
    conversations.finish_action(Action.objects.get(what=WEIGH), by=story.ben, outcome="Weighed")
    assert work(told(story, shared)[story.health]) == []


def test_a_decision_that_is_still_to_begin_takes_nothing_away(client, story):
    later = share(story, starts_at=timezone.now() + timedelta(days=3))
    ending = told(story, later)[story.health]
    assert [each for each, _ in ending.decisions] == [later] and not ending.records and not ending.to_do
    page = what_is_read(signed_in(client, story.amira).get(f"/decisions/{later.pk}/end"))
    assert "It sees nothing because of this today" in page
    end(story, later)
    assert reminders(story.amira) == []


def test_who_leads_the_help_is_left_behind(story):
    shared = share_category(story, "lead_professional")
    helped = led(story, who=story.amira)
    with acting_as(story.amira):
        found = list(open_work([story.family.pk], reader_of(story.amira)))
    assert ("Leads the help", story.school.pk) in [(each.words, each.partner) for each in found]
    assert helped.practitioner == story.amira and work(told(story, shared)[story.health]) == []


def test_a_partner_that_a_coming_meeting_asks_what_it_knows_is_left_behind(story):
    meeting = make_meeting(story)
    item = put_forward(story, meeting)
    shared = cover(story, item, "health")
    allocations.ask_for_input(item, by=story.amira, partner=story.school, meeting=meeting, asked=story.health)
    assert work(told(story, shared)[story.health]) == ["Say what they know before a meeting"]


def test_nobody_is_told_what_another_partner_decided(story):
    """The council shares with health too: the school does not learn of it by asking what would end."""
    mine = share(story)
    share_category(story, "family_details", recipients={story.council: "The council opens help for the family"})
    today, concerns = timezone.localdate(), category(CONCERNS)
    consent.record_consent(
        story.family,
        by=story.ewan,
        partner=story.council,
        person=story.child,
        given_by=story.mother,
        status="given_written",
        submission=uuid4(),
        artefacts={kind: (today, "by hand") for kind in ConsentArtefact.Kind.values},
        partners=[story.health],
        categories=[concerns],
        expires_on=today + timedelta(days=90),
    )
    items = [Item(concerns, "All of it", None, today)]
    theirs = consent.decide(propose(story, partner=story.council, items=items), by=story.ewan, partner=story.council)
    with acting_as(story.dana):
        kept = {each.partner: each.kept for each in endings([mine], reader_of(story.dana))}
    assert kept[story.health] == [theirs.number] and told(story, mine)[story.health].kept == []


def test_whoever_decided_is_reminded_until_it_is_done_and_nobody_else_is(client, story):
    shared = share(story)
    assert reminders(story.amira) == []
    end(story, shared)
    [due] = reminders(story.amira)
    assert WEIGH in due.words and f"decision {shared.number}" in due.words and str(story.conversation.pk) in due.url
    assert not reminders(story.ben) and not reminders(story.grace) and not reminders(story.dana)
    assert WEIGH in what_is_read(signed_in(client, story.amira).get("/"))
    conversations.finish_action(Action.objects.get(what=WEIGH), by=story.amira, outcome="The clinic did it")
    assert reminders(story.amira) == []


def test_shared_anew_there_is_nothing_to_agree(story):
    end(story, share(story))
    assert reminders(story.amira)
    share(story)
    assert reminders(story.amira) == []


def test_a_withdrawal_reminds_as_well_and_one_thing_once(story):
    share(story)
    share_category(story, CONCERNS)
    consent.withdraw(Consent.objects.current().get(), by=story.amira, how="Rang")
    assert len(reminders(story.amira)) == 1


def test_a_decision_that_ran_out_reminds_nobody(story):
    share(story, ends_at=timezone.now() + timedelta(seconds=1))
    assert reminders(story.amira) == []


def test_the_reminder_costs_the_same_for_many_decisions_cut_short(story):
    counts = []
    for more in (1, 4):
        for _ in range(more):
            end(story, share(story, conversation=record(story)))
        with acting_as(story.amira), queries_of() as asked:
            found = list(nobody_sees_it(story.amira, timezone.localdate()))
        counts.append(len(asked))
    assert len(found) == 5 and counts[0] == counts[1] <= 14, counts


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        ("action", 1, "1 action"),
        ("action", 2, "2 actions"),
        ("family", 1, "1 family"),
        ("participant", 3, "3 people who took part"),
        ("needlevel", 2, "2 levels of need"),
    ],
)
def test_records_are_counted_in_words(kind, number, words):
    assert counted_words(kind, number) == words


def test_where_only_small_things_are_lost_they_are_named(story):
    small = Ending(story.health, records={("conversations.Participant", 1)})
    assert small.among == "1 person who took part"
