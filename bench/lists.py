"""The newest families and conversations that somebody may see: flat in the number of records, beside guardian's way."""

import contextlib
import json

from django.contrib.auth.models import Group
from django.db import connection, transaction
from guardian.shortcuts import get_objects_for_user  # noqa: TID251 (the peer that we are measured against)

from bench.databases import use
from bench.hand import HAND_WRITTEN
from bench.measure import Stage, medians, queries, reads, replay
from bench.people import email
from bench.world import SHARES
from config.database import BACKUP
from conversations.models import Conversation
from locality.access import newest
from locality.access.held import start_remembering, stop_remembering
from locality.history import acting_as
from locality.models import Family, Partner, Practitioner
from tests import databases

MIDDLE, MOST, RARE = 6, len(SHARES) - 1, len(SHARES)  # partners with a middling share, the greatest, and RARE-OLD
LISTS = {"families": (Family, "last_activity_at"), "conversations": (Conversation, "started_at")}
TABLES = "conversations_conversation, conversations_conversationaccess, consent_familyaccess, consent_sharingdecision"


def practitioner(place):
    """Whom to read as: somebody at the partner of this place, or "two"."""
    return Practitioner.objects.get(email=email(place))


def page(kind, person):
    """The first page of a list, as its view asks for it."""
    model, by = LISTS[kind]
    return newest(model.objects.select_related("provider"), person, by=by)


def guardians_page(kind, person, group):
    """The same page as guardian's own shortcut gives it. It asks neither when a decision ends nor who is shut out."""
    model, by = LISTS[kind]
    name = "locality.see_family_details" if kind == "families" else "conversations.order_conversation"
    person.groups = Group.objects.filter(pk=group)  # our practitioners have none: guardian needs them
    found = get_objects_for_user(person, name, klass=model, with_superuser=False, accept_global_perms=False)
    return list(found.select_related("provider").order_by(f"-{by}", "-pk")[:26])


def flat(small, large, rounds, analyzes):
    """The page at the large scale over the page at the small one: for a middling partner, and for RARE-OLD (for its
    conversations: the worst after several fresh ANALYZEs)."""
    names, found = {tier: use(tier) for tier in (small, large)}, {}
    stage = Stage(names.values())
    try:
        for kind, sizes in (("families", "100k_over_1k"), ("conversations", "1m_over_10k")):
            found[f"list_{kind}_{sizes}"] = _over(stage, names, kind, MIDDLE, rounds)
            found[f"list_{kind}_rare_old_{sizes}"] = _over(stage, names, kind, RARE, rounds)
        found["list_conversations_rare_old_worst_of_analyzes"] = max(
            _after_analyze(stage, names, large, max(rounds // 2, 2)) for _ in range(analyzes)
        )
    finally:
        stage.close()
    return found


def _after_analyze(stage, names, large, rounds):
    with databases.owner_at(names[large]) as owner:
        owner.execute(f"ANALYZE {TABLES}")
    return _over(stage, names, "conversations", RARE, rounds)


def _over(stage, names, kind, place, rounds):
    people = {}
    for name in names.values():
        stage.use(name)
        people[name] = practitioner(place)

    def at(name):
        def read():
            stage.use(name)
            assert page(kind, people[name]).records

        return read

    with asked_once(), stage.at_work(people):
        times = medians({tier: at(name) for tier, name in names.items()}, rounds=rounds)
    small, *_, large = [*names, *names]
    return times[large] / times[small]


def beside_guardian(large, rounds):
    """guardian's page over ours, with the index that guardian's needs there while it is measured."""
    name, found = use(large), {}
    with databases.owner_at(name) as owner:
        for kind, (model, by) in LISTS.items():
            size = "families_100k" if kind == "families" else "conversations_1m"
            owner.execute(f"CREATE INDEX bench_peer ON {model._meta.db_table} ({by} DESC, id DESC)")
            owner.execute(f"ANALYZE {model._meta.db_table}")
            for place, ending in ((MOST, ""), (MIDDLE, "_middling_partner")):
                times = _both(kind, place, max(rounds // 3, 3))
                found[f"peer_guardian_over_ours_{size}{ending}"] = times["peer"] / times["ours"]
                found[f"page_of_{size}{ending}_milliseconds"] = times["ours"]
            owner.execute("DROP INDEX bench_peer")
    return found


def _both(kind, place, rounds):
    """The peer has no wall in the database: it reads as the role that makes backups, which passes it."""
    person, group = practitioner(place), Partner.objects.get(name=f"Bench partner {place}").group_id
    ours = connection.settings_dict["NAME"]
    stage, peer = Stage([ours, f"{BACKUP}@{ours}"]), f"{BACKUP}@{ours}"

    def read(name, function):
        stage.use(name)
        function()

    rivals = {
        "peer": lambda: read(peer, lambda: guardians_page(kind, person, group)),
        "ours": lambda: read(ours, lambda: page(kind, person)),
    }
    try:
        with asked_once(), stage.at_work({ours: person}):
            stage.use(peer)
            with transaction.atomic():
                return medians(rivals, rounds=rounds, warm_up=3)
    finally:
        stage.close()


@contextlib.contextmanager
def asked_once():
    """A block that is like one request: who a reader is, is asked once. Its start is not measured."""
    token = start_remembering()
    try:
        yield
    finally:
        stop_remembering(token)


def beside_hand_written(large, rounds):
    """The statements of our page over one written by hand for the same rule; both sent bare, rows as tuples."""
    use(large)
    person = practitioner(MIDDLE)
    partner = Partner.objects.get(name=f"Bench partner {MIDDLE}")
    hand = HAND_WRITTEN.format(partner=partner.pk, group=partner.group_id, person=person.pk)
    with asked_once(), acting_as(person):
        page("conversations", person)
        with queries() as ours:
            records = page("conversations", person).records
        with connection.cursor() as cursor:
            cursor.execute(hand)
            by_hand = [row[0] for row in cursor.fetchall()][:25]
            assert by_hand == [record.pk for record in records][: len(by_hand)]
        times = medians({"ours": replay(reads(ours)), "hand": replay([hand])}, rounds=rounds)
    return {"list_page_sql_over_hand_written_sql": times["ours"] / times["hand"]}


def with_two_partners(large):
    """Rows that PostgreSQL handles for a page of somebody with two partners, over one with one."""
    use(large)
    counts = {}
    for who in (MIDDLE, "two"):
        person = practitioner(who)
        with asked_once(), acting_as(person):
            page("conversations", person)
            with queries() as found:
                page("conversations", person)
            counts[who] = sum(_rows(statement) for statement in reads(found))
    return {"rows_of_page_with_two_partners_over_one": counts["two"] / counts[MIDDLE]}


def _rows(statement):
    """Rows of all steps of a statement's plan, together."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}")
        plan = cursor.fetchone()[0]
    return _rows_below((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])


def _rows_below(step):
    return step["Actual Rows"] * step["Actual Loops"] + sum(_rows_below(each) for each in step.get("Plans", ()))
