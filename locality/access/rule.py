"""The rule: what a practitioner may see. Lists, details, counts, searches and files all start from `visible_to`."""

import functools
import json
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, IntegerField, Model, OuterRef, Q, QuerySet, UUIDField
from django.db.models.functions import JSONArray
from django.db.models.lookups import In
from django.utils import timezone
from guardian.utils import get_group_obj_perms_model

from locality.access.held import remembered, require
from locality.access.kept import AT, SOMEBODY, Condition, Place, Question, Rows, keys, moment, numbers, written
from locality.access.opened import AuditOpening
from locality.access.tables import AuditBox, Conflict, PartnerPermission, RestrictedFamily, RestrictionName, TrailLine
from locality.framework import Agreement
from locality.partners import Partner, Practitioner

ONE = UUID(int=3)  # stands for the key of a record


@dataclass(frozen=True)
class Reader:
    """A practitioner (or, for previews and explanations, a whole partner) asking at a moment, resolved once.

    `partners` are the keys of the partners for which records may be seen, `groups` those partners' guardian groups.
    """

    practitioner: UUID | None
    partners: tuple[UUID, ...]
    groups: tuple[int, ...]
    audits: bool
    at: datetime | None
    must_accept: bool = False  # a current agreement is not accepted yet: nothing is visible before
    opened: bool = False  # an auditor who has opened a sampled case (A8)


@dataclass(frozen=True)
class Claim:
    """What the rule asks about a record: who supplied it, about which family, of which category, within which item."""

    provider: UUID
    family: UUID
    category: int
    item: tuple[type[Model], UUID] | None


def _resolve(practitioner, at):
    asked = _about_practitioner().rows({SOMEBODY: practitioner.pk} | moment(at)) if practitioner.is_active else ()
    for must_accept, held, audits, opened in asked:
        if must_accept:
            return Reader(practitioner.pk, (), (), False, at, must_accept=True)
        pairs = [json.loads(pair) if isinstance(pair, str) else pair for pair in held]
        partners, groups = tuple(UUID(p) for p, _ in pairs), tuple(g for _, g in pairs)
        return Reader(practitioner.pk, partners, groups, audits, at, opened=audits and opened)
    return Reader(practitioner.pk, (), (), False, at)


@functools.cache
def _about_practitioner():
    """What makes a practitioner a reader: whether an agreement is not accepted, for which partners and their groups
    they may see records, whether they audit."""
    held = PartnerPermission.objects.live(AT).filter(user=SOMEBODY, permission__codename="see_records")
    pairs = held.order_by("content_object").distinct().values(pair=JSONArray("content_object", "content_object__group"))
    return Question(
        Practitioner.objects.filter(pk=SOMEBODY).values_list(
            Exists(Agreement.objects.not_accepted_by(SOMEBODY, AT)),
            ArraySubquery(pairs),
            Exists(AuditBox.objects.live(AT).filter(auditor=SOMEBODY)),
            Exists(AuditOpening.objects.live(AT).filter(auditor=SOMEBODY)),
        )
    )


def reader_of(practitioner, at=None):
    """Who `practitioner` is as a reader at a moment (default now). Nobody is a reader without having accepted the
    current framework and non-disclosure agreements (S47, S91, A1)."""
    if at is not None:
        return _resolve(practitioner, at)
    return remembered(("reader", practitioner.pk), lambda: _resolve(practitioner, None))


def reader_of_partner(partner, at=None):
    """The partner as a whole as a reader: what it could show the least involved of its members."""
    day = timezone.localdate(at or timezone.now())
    if not Partner.objects.active(day).filter(pk=partner.pk).exists():
        return Reader(None, (), (), False, at)
    return Reader(None, (partner.pk,), (partner.group_id,), False, at)


def may_add_to(family, by, partner):
    """Return nothing when `by` may add to the family for `partner`; raise PermissionDenied otherwise."""
    require(by, "make_records", partner)
    if not sees_family(by, family):
        raise PermissionDenied("That family is not yours to add to")


def sees_family(practitioner, family):
    """Whether `practitioner` may see the family now: asked once within a request, and not across a change."""
    return remembered(("sees", practitioner.pk, family.pk), lambda: can_see(practitioner, family))


def may_audit(practitioner):
    """Whether the practitioner holds an audit within its time now (A8)."""
    return reader_of(practitioner).audits


@functools.cache
def family_access():
    """The access table of families, found through guardian so that the foundation does not import the apps above."""
    return get_group_obj_perms_model(apps.get_model("locality", "Family"))


@functools.cache
def item_access(model):
    """The access table of a record that can be shared on its own, or None when it cannot."""
    found = get_group_obj_perms_model(model)
    return None if found._meta.app_label == "guardian" else found


class VisibleQuerySet(QuerySet):
    """Records about a family. A subclass names the paths to family, provider, category and, where the record hangs
    from one that can be shared on its own, to that item (`""`: the record itself)."""

    family = "family"
    provider = "provider"
    category = "category"
    item: str | None = None
    auditable = False  # decisions and reasons, which an auditor sees; never content (A8)

    def visible_to(self, practitioner, at=None):
        """Only the records that `practitioner` may see at a moment (default now). See `access.md`, "The rule"."""
        return self.visible_by(reader_of(practitioner, at))

    def visible_to_all(self, partners, at=None):
        """Only the records that every one of `partners` may see: for a room in which all can read the screen."""
        found = self
        for partner in partners:
            found = found.visible_by(reader_of_partner(partner, at))
        return found

    def visible_by(self, reader):
        """Only the records that this reader may see."""
        if reader.audits and self.auditable:
            return self.all()
        if not reader.partners:
            return self.filter(self._opened(reader)) if reader.opened else self.none()
        paths = self._paths()
        kept = _kept(self.item_model() if "item" in paths else None, len(reader.partners), bool(reader.practitioner))
        given = Condition(kept, paths, _values(reader))
        return self.filter(Q(given) | self._opened(reader) if reader.opened else given)

    def _opened(self, reader):
        """The condition "within a sampled case that the auditor has opened", and not shut to them (A8)."""
        places = {name: OuterRef(path) for name, path in self._paths().items()}
        found = AuditOpening.objects.of(reader, **places)
        return Q(Exists(found)) & ~shut_out(replace(reader, at=reader.at or timezone.now()), OuterRef(self.family))

    def _paths(self):
        """The paths from a row to what the rule asks about it, by name."""
        paths = {"provider": self.provider, "family": self.family, "category": self.category}
        return paths if self.item is None else paths | {"item": self.item or "pk"}

    def claims_of(self, record):
        """The record's `Claim`s: one, or for a person one for each family they belong to. An auditor, who may not read
        the record, asks its trail."""
        rows = list(self.model._base_manager.filter(pk=record.pk).values_list(*self._paths().values()))
        return [self.claim(*row) for row in rows] or self.trail_of(record)

    def trail_of(self, record):
        """The same from the trail, which is empty for everybody but an auditor (A8)."""
        lines = TrailLine.objects.filter(kind=self.model._meta.label, record=record.pk)
        rows = lines.values_list("provider", "family", "category", "item")
        return [self.claim(*row) for row in rows]

    def claims_on(self, record):
        """The same for a record that was just read: without a question where its own columns say it all."""
        paths = self._paths()
        if any("__" in path for path in paths.values()):
            return self.claims_of(record)
        names = ["pk" if path == "pk" else self.model._meta.get_field(path).attname for path in paths.values()]
        return [self.claim(*(getattr(record, name) for name in names))]

    def families_of(self, records):
        """The keys of the families that these records are about: by their own column, or in one question."""
        if "__" not in self.family:
            name = "pk" if self.family == "pk" else self.model._meta.get_field(self.family).attname
            return {getattr(record, name) for record in records}
        keys = [record.pk for record in records]
        return set(self.model._base_manager.filter(pk__in=keys).values_list(self.family, flat=True))

    def claim(self, provider, family, category, item=None):
        return Claim(provider, family, category, (self.item_model(), item) if item else None)

    def item_model(self):
        """The model of the item that a record hangs from: its own, when the record is the item."""
        return self.model._meta.get_field(self.item).related_model if self.item else self.model


# The rule's condition on a row: its family, provider and category, and the item it hangs from, are `Place`s. It is
# written once for each number of partners that a reader has (locality/access/kept.py).


@functools.cache
def _kept(item, partners, is_person):
    """The rule as SQL, for rows that hang from `item` (a model, or None) and a reader of so many partners."""
    reader = Reader(SOMEBODY if is_person else None, keys(partners), numbers(partners), False, AT)
    family = Place("family", UUIDField())
    return written(allowed(reader, family, item) & ~shut_out(reader, family), Partner)


def _values(reader):
    """What the stand-ins of `_kept` stand for."""
    count = len(reader.partners)
    pairs = zip(keys(count) + numbers(count), reader.partners + reader.groups, strict=True)
    return dict(pairs) | {SOMEBODY: reader.practitioner} | moment(reader.at)


def allowed(reader, family, item):
    """The condition "supplied by a partner of the reader, or shared with it by a live decision of its provider"."""
    provider = Place("provider", UUIDField())
    found = Q(In(provider, reader.partners)) | Exists(shared_with_family(reader, family, provider))
    if item is not None:
        found |= Exists(shared_as_item(reader, item))
    return found


def shared_with_family(reader, family, provider):
    """Access rows that give a reader's partner this record's category for its family, as its provider decided."""
    return (
        family_access()
        .objects.live(reader.at)
        .filter(
            group__in=reader.groups,
            content_object=family,
            permission=Place("category", IntegerField()),
            decision__provider=provider,
        )
    )


def shared_as_item(reader, item):
    """Access rows that give a reader's partner this very record, or the one it hangs from (S94)."""
    rows = item_access(item).objects.live(reader.at).for_sight()
    return rows.filter(group__in=reader.groups, content_object=Place("item", UUIDField()))


def shut_out(reader, family):
    """The condition "the reader is shut out of the record's family": restricted, or a conflict of interest."""
    of_family = Q(family=family, starts_at__lte=reader.at) & (Q(ends_at__isnull=True) | Q(ends_at__gt=reader.at))
    named = RestrictionName.objects.filter(restriction=OuterRef("pk"), practitioner=reader.practitioner)
    restricted = RestrictedFamily.objects.filter(of_family).exclude(Exists(named))
    conflicts = Conflict.objects.filter(of_family, practitioner=reader.practitioner)
    return Q(Exists(restricted)) | Q(Exists(conflicts))


def can_see(practitioner, record, at=None):
    """Whether `practitioner` may see `record` at a moment (default now): the list's own rule for one key."""
    reader = reader_of(practitioner, at)
    if not reader.partners or reader.audits or reader.opened:
        return type(record).objects.visible_by(reader).filter(pk=record.pk).exists()
    question = _about_one(type(record), len(reader.partners))
    return bool(question.rows(_values(reader) | {ONE: record.pk}))


@functools.cache
def _about_one(model, partners):
    """Whether a record of this kind is one that a reader of so many partners may see: written once, with stand-ins."""
    reader = Reader(SOMEBODY, keys(partners), numbers(partners), False, AT)
    found = model.objects.visible_by(reader).filter(pk=ONE).order_by().values_list("pk")[:1]
    return Rows(found, {SOMEBODY, ONE, *keys(partners), AT, timezone.localdate(AT)})
