"""Opening, recording, saving and sharing, each beside the plainest way to do as much; writes that leave no history."""

import re
from collections import Counter
from types import SimpleNamespace
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bench.databases import copy_of
from bench.histories import missed
from bench.measure import medians, queries
from bench.plain import PlainConversation, make_plain
from consent import services as consent
from consent.models import Purpose
from consent.rules import Item
from locality.access import open_or_404
from locality.access.held import start_remembering, stop_remembering
from locality.demo.cast import make_partner
from locality.history import acting_as
from locality.models import Family, Practitioner
from tests import databases
from tests.cast import ALL, NEED, agree, make_story, propose, record, share_category

TOUCHED = re.compile(r'^(?:SELECT .*? FROM|INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', re.DOTALL)


class Undo(Exception):
    """Leaves a block whose changes are not to stay."""


def as_request(function):
    """As within one request: who the reader is, is asked once."""
    remembered = start_remembering()
    try:
        return function()
    finally:
        stop_remembering(remembered)


def opening(story, rounds):
    """The door to a family (who asks, the record, why, the viewing written) over one get by key: for the partner that
    supplied it, and for one it is shared with."""
    found = {}
    for who, name in ((story.amira, "open_family_over_plain_get"), (story.ben, "open_shared_family_over_plain_get")):
        request = SimpleNamespace(user=who)
        with acting_as(who):
            rivals = {
                "ours": lambda r=request: as_request(lambda: open_or_404(r, Family.objects, story.family.pk)),
                "get": lambda: Family._base_manager.get(pk=story.family.pk),
            }
            times = medians(rivals, rounds=rounds)
        found[name] = times["ours"] / times["get"]
    return found


def recording(story, rounds):
    """Recording a conversation with everything that belongs to it, over inserting one plain row; both committed."""
    rivals = {"ours": recorder(story), "plain": lambda: _insert_plain(story.conversation)}
    times = medians(rivals, rounds=rounds, warm_up=12)
    return {"record_conversation_over_plain_insert": times["ours"] / times["plain"]}


def _insert_plain(template):
    values = {field.attname: getattr(template, field.attname) for field in template._meta.local_concrete_fields}
    with transaction.atomic():
        return PlainConversation.objects.create(**values | {"id": uuid4(), "submission": uuid4()})


def saving(story, rounds):
    """A save with its history and its named actor over a save of the same row in the plain table; both committed."""
    ours, plain = story.conversation, _insert_plain(story.conversation)

    def save_ours():
        ours.said = f"{uuid4()}"
        with acting_as(story.amira):
            ours.save()

    def save_plain():
        plain.said = f"{uuid4()}"
        with transaction.atomic():
            plain.save()

    times = medians({"ours": save_ours, "plain": save_plain}, rounds=rounds)
    return {"audited_save_over_plain_save": times["ours"] / times["plain"]}


def sharing(story):
    """Statements for each table when a family and fifty conversations go to five partners: the most of any table."""
    try:
        with acting_as(story.amira):
            return {"queries_to_share_51_records_with_5_partners": _most_statements(story)}
    except Undo as undone:
        return undone.args[0]


def _most_statements(story):
    with acting_as(Practitioner.objects.system()):
        partners = [make_partner(f"Bench recipient {n}", "school") for n in range(5)]
    talks = [record(story, actions=[]) for _ in range(50)]
    day = timezone.localdate()
    items = [Item(talk.category, f"Conversation {n}", talk, day) for n, talk in enumerate(talks)]
    items.append(Item(story.family.category, "Family details", None, day))
    agree(story, partners=partners, categories=ALL)
    proposal = propose(story, items=items, recipients={each: f"{NEED} with {each}" for each in partners})
    with queries() as found:
        as_request(lambda: consent.decide(proposal, by=story.amira, partner=story.school))
    tables = Counter(match[1] for match in map(TOUCHED.match, found) if match)
    raise Undo({"queries_to_share_51_records_with_5_partners": max(tables.values())})


def shared_story():
    """The story of the tests, and one decision that shares the family's details with health."""
    story = make_story()
    with acting_as(story.amira):
        share_category(story, "family_details")
    return story


def recorder(story):
    """A function: one conversation is recorded and shared, as within one request; committed."""
    purpose = Purpose.objects.get(code="plan_early_help")
    return lambda: as_request(
        lambda: record(story, sharing=lambda made: propose(story, conversation=made, purpose=purpose))
    )


def all_of_it(tier, rounds):
    """Every measure here, in a copy of the database of a tier. Returns name to number."""
    with copy_of(tier) as name:
        with databases.owner_at(name) as owner:
            make_plain(owner, settings.APPLICATION_ROLE)
        story = shared_story()
        found = opening(story, rounds) | recording(story, max(rounds // 2, 2)) | saving(story, rounds * 3)
        return found | sharing(story) | missed(story)
