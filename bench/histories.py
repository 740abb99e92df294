"""Every way of writing (performance.md 3.2), and how many of its changes left no history: there must be none."""

from uuid import uuid4

from django.core import serializers
from django.db import connection, transaction
from django.db.models import F

from locality.access import PartnerPermission
from locality.history import acting_as
from locality.models import Locality, Membership, Practitioner


def missed(story):
    """Changes without history, over all ways of writing; each is undone."""
    return {"writes_without_history": sum(_missed_by(story, way, expected) for way, expected in WAYS)}


def _missed_by(story, way, expected):
    histories = (Locality.history, PartnerPermission.history)
    try:
        with acting_as(Practitioner.objects.system()):  # who may write to all of these tables
            before = sum(history.count() for history in histories)
            way(story)
            kept = sum(history.count() for history in histories) - before
            transaction.set_rollback(True)
    finally:
        assert not connection.in_atomic_block
    return max(expected - kept, 0)


def _new(count=1):
    return [Locality(code=f"l-{uuid4().hex[:20]}", name="Somewhere") for _ in range(count)]


def _save(story):
    place = _new()[0]
    place.save()
    place.name = "Elsewhere"
    place.save()


def _update(story):
    made = Locality.objects.bulk_create(_new(3))
    Locality.objects.filter(pk__in=[each.pk for each in made]).update(name="Elsewhere")


def _bulk_update(story):
    made = Locality.objects.bulk_create(_new(3))
    for each in made:
        each.name = "Elsewhere"
    Locality.objects.bulk_update(made, ["name"])


def _upsert(story):
    made = Locality.objects.bulk_create(_new())
    made[0].name = "Elsewhere"
    names = {"update_fields": ["name"], "unique_fields": ["code"]}
    Locality.objects.bulk_create([Locality(code=made[0].code, name="Elsewhere")], update_conflicts=True, **names)


def _by_hand(story):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO locality_locality (id, code, name) VALUES (gen_random_uuid(), 'by-hand', 'A')")
        cursor.execute("UPDATE locality_locality SET name = 'B' WHERE code = 'by-hand'")


def _loaded(story):
    place = _new()[0]
    place.save()
    place.name = "Elsewhere"
    for each in serializers.deserialize("json", serializers.serialize("json", [place])):
        each.save()


def _with_f(story):
    place = _new()[0]
    place.save()
    place.name = F("code")
    place.save()


def _update_or_create(story):
    Locality.objects.update_or_create(code="uoc", defaults={"name": "A"})
    Locality.objects.update_or_create(code="uoc", defaults={"name": "B"})


def _permissions(story):
    """Rows between two tables, made and deleted in bulk: the only records that the application may delete."""
    job = Membership.objects.filter(practitioner=story.ben).first()
    held = PartnerPermission.objects.filter(membership=job)
    rows = [
        PartnerPermission(user=job.practitioner, content_object=job.partner, permission=each.permission, membership=job)
        for each in held
    ]
    held.delete()
    PartnerPermission.objects.bulk_create(rows)


WAYS = [
    (_save, 2),
    (_update, 6),
    (_bulk_update, 6),
    (_upsert, 2),
    (_by_hand, 2),
    (_loaded, 2),
    (_with_f, 2),
    (_update_or_create, 2),
    (_permissions, 6),
]
