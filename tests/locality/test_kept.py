"""Questions that are written once answer as the ORM does, for every kind of reader, at every moment."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consent.models import DecisionItem, DecisionRecipient, SharingDecision
from conversations.models import Conversation, Participant
from locality.access import Among, Involvement, can_see, kept, reader_of
from locality.access.held import start_remembering, stop_remembering
from locality.access.kept import NotKept
from locality.families import Family, FamilyMember, NeedLevel
from locality.history import acting_as
from locality.models import Person
from tests.cast import agree, propose, record, share, share_category

WHO = ("amira", "grace", "ben", "chidi", "ewan", "dana", "iris", "jonas")


def levels(reader, family):
    found = NeedLevel.objects.visible_by(reader).filter(family=family)
    return found.select_related("judged_by", "provider", "person").order_by("-judged_on", "-pk")


def talks(reader, family):
    return Conversation.objects.visible_by(reader).filter(family=family).select_related("provider")[:3]


def people(reader, wanted):
    return Person.objects.visible_by(reader).filter(Among("pk", wanted)).order_by("given_name", "pk")


def names(reader, wanted):
    return FamilyMember.objects.visible_by(reader).filter(Among("family", wanted)).values_list("family", "person")


def shared(reader, family, now):
    return SharingDecision.objects.visible_by(reader).filter(family=family).live(now)


def columns(rows):
    """What rows say: their own columns, and those of what was read with them."""
    return [row if isinstance(row, tuple) else _columns(row) for row in rows]


def _columns(record):
    own = {key: value for key, value in vars(record).items() if key != "_state"}
    return own, {name: _columns(each) for name, each in record._state.fields_cache.items() if each}


def test_they_answer_as_the_orm_does_for_everybody(story):
    share_category(story, "family_details")
    share(story)
    kinds = [(levels, story.family), (talks, story.family), (people, [story.child, story.mother, story.baby])]
    kinds += [(names, [story.family]), (people, {story.child.pk}), (people, [uuid4()])]
    kinds += [(people, [story.child.pk, *(uuid4() for _ in range(many))]) for many in (2, 6, 63, 64, 90)]
    for make, about in kinds:
        ask = kept(make)
        for _ in range(2):  # as it is written, and as it is kept
            for who in WHO:
                person = getattr(story, who)
                with acting_as(person):
                    reader = reader_of(person)
                    assert columns(ask(reader, about)) == columns(make(reader, about)), (make.__name__, who)


def test_one_record_is_seen_by_whom_the_list_shows_it(story):
    made = share(story)
    later = made.ends_at + timedelta(seconds=1)
    records = [story.family, story.child, story.conversation, story.need, made]
    for moment, at in ((None, timezone.now()), (None, later), (made.starts_at - timedelta(days=1), later)):
        with time_machine.travel(at, tick=False):
            for who in WHO:
                person = getattr(story, who)
                with acting_as(person):
                    seen = [can_see(person, each, moment) for each in records]
                    shown = [type(each).objects.visible_to(person, moment).filter(pk=each.pk) for each in records]
                    assert seen == [rows.exists() for rows in shown], (who, at)


def test_a_number_is_filled_in_as_a_key_is(story):
    ask = kept(lambda reader, number: Conversation.objects.visible_by(reader).filter(category=number))
    with acting_as(story.amira):
        reader, number = reader_of(story.amira), story.conversation.category_id
        assert [ask(reader, each) for each in (number, -1, number)] == [[story.conversation], [], [story.conversation]]


def test_recording_asks_nothing_twice_in_a_request(story):
    agree(story)
    remembering = start_remembering()
    try:
        with CaptureQueriesContext(connection) as found:
            record(story, sharing=lambda made: propose(story, conversation=made))
    finally:
        stop_remembering(remembering)
    asked = [re.sub(r"'[^']*'", "", each["sql"]) for each in found if each["sql"].startswith("SELECT")]
    assert len(set(asked)) == len(asked) and len(found) <= 36


def test_a_moment_is_the_one_of_asking(story):
    made = share(story)
    ask = kept(shared)
    with acting_as(story.amira):
        assert ask(reader_of(story.amira), story.family, timezone.now()) == [made]
    with time_machine.travel(made.ends_at + timedelta(seconds=1), tick=False), acting_as(story.amira):
        assert ask(reader_of(story.amira), story.family, timezone.now()) == []
        assert ask(reader_of(story.amira), story.family, timezone.now() - timedelta(days=1)) == [made]


def test_what_was_given_is_gone_when_it_ends(story):
    made = share(story)
    ask = kept(talks)
    with acting_as(story.ben):
        assert ask(reader_of(story.ben), story.family) == [story.conversation]
    with time_machine.travel(made.ends_at + timedelta(seconds=1), tick=False), acting_as(story.ben):
        assert ask(reader_of(story.ben), story.family) == []


def test_nothing_is_asked_about_nobody_and_few_statements_serve_any_number(story):
    ask, told = kept(people), []

    def note(execute, sql, *more):
        told.append(sql)
        return execute(sql, *more)

    with acting_as(story.amira):
        reader = reader_of(story.amira)
        with connection.execute_wrapper(note):
            assert ask(reader, []) == [] and told == []
            for number in range(100):
                assert ask(reader, [*(uuid4() for _ in range(number)), story.child]) == [story.child]
    assert len(told) == 100 and len(set(told)) == 8


@pytest.mark.parametrize(
    "make",
    [
        lambda reader: SharingDecision.objects.visible_by(reader).live(),
        lambda reader: Family.objects.visible_by(reader).filter(pk=uuid4()),
        lambda reader: Family.objects.visible_by(reader).filter(Among("pk", [uuid4()])),
        lambda reader: FamilyMember.objects.visible_by(reader).filter(starts_on=timezone.localdate()),
        lambda reader: Family.objects.visible_by(reader).prefetch_related("provider"),
        lambda reader: Family.objects.visible_by(reader).values("pk"),
    ],
)
def test_what_is_true_for_once_is_not_kept(story, make):
    with acting_as(story.amira), pytest.raises(NotKept):
        kept(make)(reader_of(story.amira))


def test_only_what_it_knows_is_an_argument(story):
    with acting_as(story.amira), pytest.raises(NotKept):
        kept(lambda reader, text: Family.objects.visible_by(reader).filter(name=text))(reader_of(story.amira), "Fulmar")


def test_lines_of_what_was_shown_are_one_statement_for_any_number(story):
    decisions = [share(story), share_category(story, "family_details")]
    with acting_as(story.amira):
        for number in (0, 1, 2):
            for model in (DecisionItem, DecisionRecipient):
                found = model.objects.shown_with(decisions[:number])
                assert {each.decision_id for each in found} == {each.pk for each in decisions[:number]}
        assert Participant.objects.shown_with([story.conversation]).count() == 2
        assert Involvement.objects.filter(Among("family", [story.family])).exists()
