"""What the second wall and the log cost: the same pages and the same recording, in two copies of one database, one of
which has neither. The first wall, the history and everything else are the same in both."""

import contextlib
import itertools
import logging

from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.databases import copies_of
from bench.lists import MIDDLE, practitioner
from bench.measure import Stage, medians
from bench.records import recorder, shared_story
from locality import history
from locality.access import Involvement
from locality.evidence.keeping import keep_sql
from locality.history import acting_as, recorded_models
from locality.models import Family
from locality.wall.declare import protected_tables
from locality.wall.token import backend_of, token_for
from tests import databases

# What the application's own rule asks of the gate, as it would ask the tables.
FREELY = """
CREATE OR REPLACE VIEW wall.rests_on AS
    SELECT r.decision_id, c.given_at, c.withdrawn_at, c.superseded_at, c.expires_on,
        (SELECT y.id FROM consent_decisionconsent y JOIN consent_consent s ON s.id = y.consent_id
         WHERE y.decision_id = r.decision_id AND s.person_id = c.person_id ORDER BY y.id LIMIT 1) AS whose
    FROM consent_decisionconsent r JOIN consent_consent c ON c.id = r.consent_id;
CREATE OR REPLACE VIEW wall.restricted AS SELECT id, family_id, starts_at, ends_at FROM locality_restriction;
CREATE OR REPLACE VIEW wall.name AS SELECT id, kind, given_name, family_name, known_as FROM locality_person;
CREATE OR REPLACE VIEW wall.reference AS SELECT id, number FROM locality_family;
"""
# The triggers of the log and of the second wall.
ITS_OWN = "'note_access', 'govern', 'governs', 'stays', 'follows', 'made', 'belongs', 'shuts'"
LOGS = f"SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname IN ({ITS_OWN})"
FAMILIES = 20


def take_down(owner):
    """Leave a database without its second wall and its log. `owner` is a psycopg connection of its owner."""
    for table in protected_tables():
        owner.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY")
    for table, name in owner.execute(LOGS).fetchall():
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    for model in recorded_models():
        tables = model._meta.db_table, model.history.model._meta.db_table
        columns = history._columns(model)
        owner.execute(keep_sql(*tables, columns, model._meta.pk.column, evidence=False))
    with owner.transaction():
        owner.execute("SET LOCAL ROLE locality_policy")
        owner.execute(FREELY)


@contextlib.contextmanager
def two_copies(tier):
    """A block with the names of two copies of a tier's database: with both walls and the log, and without."""
    with copies_of(tier, "with", "without") as (with_all, without):
        with databases.owner_at(without) as owner:
            take_down(owner)
        told = history._tell_database

        def tell(actor, was):
            if connection.settings_dict["NAME"] == without:
                _only_settings(actor)
            else:
                told(actor, was)

        history._tell_database = tell
        try:
            yield with_all, without
        finally:
            history._tell_database = told


def _only_settings(actor):
    pairs = history.settings_of(actor)
    with connection.cursor() as cursor:
        calls = ", ".join("set_config(%s, %s, true)" for _ in pairs)
        cursor.execute(f"SELECT {calls}", [each for pair in pairs.items() for each in pair])


def overhead(tier, rounds):
    """Each page, recording, and entering, with the second wall and the log over the same without."""
    with two_copies(tier) as names:
        stage = Stage(names)
        try:
            found = _pages(stage, names, rounds)
            worst = max(value for name, value in found.items() if name.startswith("walls_and_log"))
            found |= {"walls_and_log_page_overhead": worst} | _recording(stage, names, max(rounds // 2, 2))
            return found | _entering(stage, names[0], rounds * 5)
        finally:
            stage.close()


def _pages(stage, names, rounds):
    """Families take turns on the family page; it is measured for one's own and for those that one was given."""
    visits = {}
    for name in names:
        stage.use(name)
        person = practitioner(MIDDLE)
        paths = _paths(person)
        client = Client(SERVER_NAME="localhost")
        client.force_login(person, backend="locality.access.backend.RecordBackend")
        visits[name] = {page: _visit(stage, name, client, each) for page, each in paths.items()}
    found, before = {}, logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        for page in visits[names[0]]:
            rivals = {name: visits[name][page] for name in names}
            times = medians(rivals, rounds=rounds, warm_up=25)  # each statement has its lasting plan after ten
            found[f"walls_and_log_over_without_{page}"] = times[names[0]] / times[names[1]]
            found[f"page_with_walls_and_log_milliseconds_{page}"] = times[names[0]]
    finally:
        logging.disable(before)
    return found


def _paths(person):
    with acting_as(person):
        involved = Involvement.objects.filter(practitioner=person).select_related("partner")[:FAMILIES]
        own, partner = [each.family_id for each in involved], involved[0].partner
        given = list(Family.objects.visible_to(person).exclude(provider=partner).order_by("pk")[:FAMILIES])
        for family in given:
            Involvement.objects.create(practitioner=person, family=family, partner=partner, reason="They asked us")
    address = lambda key: reverse("locality:family", args=[key])  # noqa: E731
    return {
        "home": [reverse("locality:home")],
        "families": [reverse("locality:families")],
        "conversations": [reverse("conversations:conversations")],
        "family": [address(key) for key in own],
        "shared_family": [address(family.pk) for family in given] or [address(key) for key in own],
    }


def _visit(stage, name, client, paths):
    turns = itertools.cycle(paths)

    def visit():
        stage.use(name)
        path = next(turns)
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    return visit


def _recording(stage, names, rounds):
    def at(name):
        stage.use(name)
        recorded = recorder(shared_story())

        def again():
            stage.use(name)
            recorded()

        return again

    times = medians({name: at(name) for name in names}, rounds=rounds, warm_up=12)
    return {"recording_with_log_over_without": times[names[0]] / times[names[1]]}


def _entering(stage, name, rounds):
    """What letting somebody in adds to the statement that names them to the triggers."""
    stage.use(name)
    person = practitioner(MIDDLE)

    def enter(*more):
        values = [token_for(person.pk, backend_of(connection))] if more else []
        with connection.cursor() as cursor:
            cursor.execute(", ".join(["SELECT set_config('locality.actor', '', true)", *more]), values)

    with acting_as(person):
        times = medians({"entered": lambda: enter("wall.enter(%s)"), "not": enter}, rounds=rounds, warm_up=20)
    return {"enter_microseconds": (times["entered"] - times["not"]) * 1000}
