"""What if a decision ended now: which records would which partners lose sight of, and who of theirs looked at them.

It counts records by kind and by key, never what they say: for an auditor from the trail, for others from what they may
see themselves.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count

from consent.models import FamilyAccess
from consent.models.access import DecidedAccess
from locality.access import Involvement, PartnerPermission, Viewing
from locality.access.tables import TrailLine
from locality.kinds import kind_words
from locality.models import Partner
from locality.registries import protected_models


@dataclass(frozen=True)
class Loss:
    """What one partner would lose: (kind in words, how many) of records, and who of its people that concerns. `kept`
    are the numbers of other decisions that give it something about the family still; `looked` is None for whoever may
    not know who looked."""

    partner: Any
    records: list[tuple[str, int]]
    may_see: int
    involved: int
    looked: int | None
    kept: list[int]

    @property
    def whole(self):
        """How many records it would lose."""
        return sum(number for _, number in self.records)


def losses(decision, reader):
    """A `Loss` for each active partner to which the decision gives something now, by name; [] when it gives nothing."""
    given = [row for row in _access(decision.family_id) if row[1] == decision.pk]
    groups = {group for group, *_ in given}
    partners = Partner.objects.active().filter(group__in=groups).order_by("name", "pk")
    places = _places(decision, reader)
    return [_loss(decision, partner, places, reader) for partner in partners]


def lost(decision, partner, places):
    """{(kind, key)} of the records that the partner would no longer see. `places` are those of `_places`."""
    rows = {family: _access(family) for family in {place[4] for place in places}}

    def sees(place, without):
        _, _, item, provider, family, category = place
        if provider == partner.pk:
            return True
        return any(
            made != without
            and group == partner.group_id
            and (supplier == provider and category == what if key is None else key == item)
            for group, made, supplier, what, key in rows[family]
        )

    before = {place[:2] for place in places if sees(place, None)}
    return before - {place[:2] for place in places if sees(place, decision.pk)}


def _access(family):
    """(group, decision, supplier, category, None) or (…, the record's key) of every live access row of a family."""
    rows = FamilyAccess.objects.live().filter(content_object=family)
    found = [(*row, None) for row in rows.values_list("group", "decision", "decision__provider", "permission")]
    for model in _item_tables():
        rows = model.objects.live().for_sight().filter(decision__family=family)
        names = ("group", "decision", "decision__provider", "permission", "content_object_id")
        found += list(rows.values_list(*names))
    return found


def _item_tables():
    return [
        model
        for model in apps.get_models()
        if issubclass(model, DecidedAccess) and model is not FamilyAccess and not model._meta.abstract
    ]


def _places(decision, reader):
    """[(kind, key, item, supplier, family, category)] of the records of the decision's family: all of them for an
    auditor, by their trail; else those that the reader may see."""
    if reader.audits:
        names = ("kind", "record", "item", "provider", "family", "category")
        rows = list(TrailLine.objects.filter(family=decision.family_id).values_list(*names))
        people = {row[1] for row in rows if row[0] == "locality.Person"}
        elsewhere = TrailLine.objects.filter(kind="locality.Person", record__in=people)
        return rows + list(elsewhere.exclude(family=decision.family_id).values_list(*names))
    found = []
    for model in protected_models().values():
        rows = model.objects.all()
        if not hasattr(model, "category_id") and "__" not in rows.family:
            continue  # people are counted by their places in the family
        paths = [
            "pk",
            (rows.item or "pk") if rows.item is not None else "pk",
            rows.provider,
            rows.family,
            rows.category,
        ]
        seen = model.objects.visible_by(reader).filter(**{rows.family: decision.family_id})
        found += [(model._meta.label, *row) for row in seen.values_list(*paths)]
    return found


def _loss(decision, partner, places, reader):
    kinds = Counter(kind for kind, _ in lost(decision, partner, places))
    words = [(kind_words(kind.rsplit(".", 1)[-1].lower()), number) for kind, number in kinds.items()]
    held = PartnerPermission.objects.live().filter(content_object=partner, permission__codename="see_records")
    involved = Involvement.objects.filter(family=decision.family_id, partner=partner, ends_at=None)
    looked = Viewing.objects.filter(decision=decision.pk, partner=partner)
    kept = _still(decision, partner)
    return Loss(
        partner,
        sorted(words, key=lambda each: (-each[1], each[0])),
        held.aggregate(people=Count("user", distinct=True))["people"],
        involved.aggregate(people=Count("practitioner", distinct=True))["people"],
        looked.aggregate(people=Count("practitioner", distinct=True))["people"] if reader.audits else None,
        kept,
    )


def _still(decision, partner):
    """The numbers of the other live decisions that give the partner something about the family."""
    others = {made for group, made, *_ in _access(decision.family_id) if group == partner.group_id} - {decision.pk}
    rows = type(decision)._base_manager.filter(pk__in=others)
    return sorted(rows.values_list("number", flat=True))
