"""What if a decision ended now: which records would which partners lose sight of, and who of theirs looked at them.

It counts records by kind and by key, never what they say: for an auditor from the trail, for others from what they may
see themselves.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, UUIDField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from consent.models import FamilyAccess, SharingDecision
from consent.models.access import DecidedAccess
from consent.models.decisions import live_q
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
    access = access_to([decision.family_id])
    groups = {row.group for row in access if row.decision == decision.pk}
    partners = Partner.objects.active().filter(group__in=groups).order_by("name", "pk")
    places = places_of([decision.family_id], reader)
    return [_loss(decision, partner, places, access, reader) for partner in partners]


def lost(over, partner, places, access):
    """{(kind, key)} of the records that the partner sees by these rows (of `access_to`), and would not see without the
    decisions with these keys. `places` are those of `places_of`."""
    return seen(partner, places, access) - seen(partner, places, [row for row in access if row.decision not in over])


def seen(partner, places, access):
    """{(kind, key)} of the records at these places that the partner supplied, or sees by these rows of access."""
    rows: dict = {}
    for row in access:
        if row.group == partner.group_id:
            rows.setdefault(row.family, []).append(row)

    def sees(place):
        _, _, item, provider, family, category = place
        if provider == partner.pk:
            return True
        return any(
            row.supplier == provider and row.category == category if row.item is None else row.item == item
            for row in rows.get(family, ())
        )

    return {place[:2] for place in places if sees(place)}


class Access(NamedTuple):
    """A row of access by a decision: of a category of a family that its supplier gives, or of one record, its item."""

    family: Any
    group: int
    decision: Any
    supplier: Any
    category: int
    item: Any


def access_to(families, also=()):
    """Every live `Access` to these families (their keys), and those of the decisions with these keys. One question."""
    counted = live_q("decision__", timezone.now()) | Q(decision__in=also)
    names = ("family", "group", "decision", "decision__provider", "permission", "item")
    tables = [FamilyAccess.objects.annotate(item=Cast(Value(None), UUIDField()))]
    tables += [model.objects.for_sight().annotate(item=F("content_object_id")) for model in _item_tables()]
    asked = [
        rows.filter(counted, decision__family__in=families).annotate(family=F("decision__family")).values_list(*names)
        for rows in tables
    ]
    return [Access(*row) for row in asked[0].union(*asked[1:], all=True)]


def _item_tables():
    return [model for model in DecidedAccess.__subclasses__() if model is not FamilyAccess]


def places_of(families, reader, kinds=None):
    """[(kind, key, item, supplier, family, category)] of the records of families (their keys): all of them for an
    auditor, by their trail; else those that the reader may see, of these kinds (labels of models) if they are given."""
    if reader.audits:
        names = ("kind", "record", "item", "provider", "family", "category")
        rows = list(TrailLine.objects.filter(family__in=families).values_list(*names))
        people = {row[1] for row in rows if row[0] == "locality.Person"}
        elsewhere = TrailLine.objects.filter(kind="locality.Person", record__in=people)
        return rows + list(elsewhere.exclude(family__in=families).values_list(*names))
    found = []
    for model in protected_models().values():
        rows = model.objects.all()
        if kinds is not None and model._meta.label not in kinds:
            continue
        if not hasattr(model, "category_id") and "__" not in rows.family:
            continue  # people are counted by their places in the family
        paths = [
            "pk",
            (rows.item or "pk") if rows.item is not None else "pk",
            rows.provider,
            rows.family,
            rows.category,
        ]
        seen = model.objects.visible_by(reader).filter(**{f"{rows.family}__in": families})
        found += [(model._meta.label, *row) for row in seen.values_list(*paths)]
    return found


def _loss(decision, partner, places, access, reader):
    words = _counted(lost({decision.pk}, partner, places, access))
    held = PartnerPermission.objects.live().filter(content_object=partner, permission__codename="see_records")
    involved = Involvement.objects.filter(family=decision.family_id, partner=partner, ends_at=None)
    looked = Viewing.objects.filter(decision=decision.pk, partner=partner)
    kept = still({decision.pk}, partner, access)
    return Loss(
        partner,
        words,
        held.aggregate(people=Count("user", distinct=True))["people"],
        involved.aggregate(people=Count("practitioner", distinct=True))["people"],
        looked.aggregate(people=Count("practitioner", distinct=True))["people"] if reader.audits else None,
        kept,
    )


def _counted(records):
    """[(kind in words, how many)] of records given as (kind, key), the most of a kind first."""
    kinds = Counter(kind for kind, _ in records)
    words = [(kind_words(kind.rsplit(".", 1)[-1].lower()), number) for kind, number in kinds.items()]
    return sorted(words, key=lambda each: (-each[1], each[0]))


def still(over, partner, access):
    """The numbers of the decisions that give the partner something by these rows of access, but for those with these
    keys."""
    others = {row.decision for row in access if row.group == partner.group_id} - set(over)
    rows = SharingDecision._base_manager.filter(pk__in=others)
    return sorted(rows.values_list("number", flat=True))
