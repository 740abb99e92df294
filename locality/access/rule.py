"""The rule: what a practitioner may see. Lists, details, counts, searches and files all start from `visible_to`."""

import functools
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone
from guardian.utils import get_group_obj_perms_model

from locality.access.tables import AuditBox, Conflict, PartnerPermission, Restriction, RestrictionName
from locality.framework import Agreement
from locality.history import after_action
from locality.partners import Partner


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


@dataclass(frozen=True)
class Claim:
    """What the rule asks about a record: who supplied it, about which family, of which category, within which item."""

    provider: UUID
    family: UUID
    category: int
    item: tuple[type[Model], UUID] | None


_remembered: ContextVar[dict | None] = ContextVar("readers", default=None)


@after_action
def forget_readers():
    """Readers are remembered within one request only, and not across a change."""
    remembered = _remembered.get()
    if remembered is not None:
        remembered.clear()


def remember_readers():
    """Start remembering readers: called by the middleware at the start of each request. Returns a reset token."""
    return _remembered.set({})


def stop_remembering(token):
    """End what `remember_readers` began."""
    _remembered.reset(token)


def _resolve(practitioner, at):
    if not practitioner.is_active:
        return Reader(practitioner.pk, (), (), False, at)
    if Agreement.objects.not_accepted_by(practitioner, at).exists():
        return Reader(practitioner.pk, (), (), False, at, must_accept=True)
    rows = partners_where(practitioner, "see_records", at).values_list("pk", "group")
    partners, groups = tuple(pk for pk, _ in rows), tuple(group for _, group in rows)
    audits = AuditBox.objects.live(at).filter(auditor=practitioner).exists()
    return Reader(practitioner.pk, partners, groups, audits, at)


def reader_of(practitioner, at=None):
    """Who `practitioner` is as a reader at a moment (default now). Nobody is a reader without having accepted the
    current framework and non-disclosure agreements (S47, S91, A1)."""
    remembered = _remembered.get()
    if remembered is None or at is not None:
        return _resolve(practitioner, at)
    if practitioner.pk not in remembered:
        remembered[practitioner.pk] = _resolve(practitioner, None)
    return remembered[practitioner.pk]


def reader_of_partner(partner, at=None):
    """The partner as a whole as a reader: what it could show the least involved of its members."""
    day = timezone.localdate(at or timezone.now())
    if not Partner.objects.active(day).filter(pk=partner.pk).exists():
        return Reader(None, (), (), False, at)
    return Reader(None, (partner.pk,), (partner.group_id,), False, at)


def partners_where(practitioner, permission, at=None):
    """The partners for which `practitioner` holds a permission (`see_records`, `decide_sharing`, …) at a moment."""
    held = PartnerPermission.objects.live(at).filter(
        user=practitioner, permission__codename=permission, content_object=OuterRef("pk")
    )
    return Partner.objects.filter(Exists(held))


def require(practitioner, permission, partner):
    """Return nothing when `practitioner` may do this for `partner` now; raise PermissionDenied otherwise."""
    if not partner or not partners_where(practitioner, permission).filter(pk=partner.pk).exists():
        raise PermissionDenied(f"{permission} for this partner is not yours")


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
            return self.none()
        return self.filter(self.allowed(reader)).exclude(self.shut_out(reader))

    def allowed(self, reader):
        """The condition "supplied by a partner of the reader, or shared with it by a live decision of its provider"."""
        allowed = Q(**{f"{self.provider}__in": reader.partners}) | Exists(self.shared_with_family(reader))
        if self.item is not None:
            allowed |= Exists(self.shared_as_item(reader))
        return allowed

    def shared_with_family(self, reader):
        """Access rows that give a reader's partner this record's category for its family, as its provider decided."""
        return (
            family_access()
            .objects.live(reader.at)
            .filter(
                group__in=reader.groups,
                content_object=OuterRef(self.family),
                permission=OuterRef(self.category),
                decision__provider=OuterRef(self.provider),
            )
        )

    def shared_as_item(self, reader):
        """Access rows that give a reader's partner this very record, or the one it hangs from (S94)."""
        rows = item_access(self.item_model()).objects.live(reader.at).for_sight()
        return rows.filter(group__in=reader.groups, content_object=OuterRef(self.item or "pk"))

    def shut_out(self, reader):
        """The condition "the reader is shut out of the record's family": restricted, or a conflict of interest."""
        at = reader.at or timezone.now()
        of_family = Q(family=OuterRef(self.family), starts_at__lte=at) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))
        named = RestrictionName.objects.filter(restriction=OuterRef("pk"), practitioner=reader.practitioner)
        restricted = Restriction.objects.filter(of_family).exclude(Exists(named))
        conflicts = Conflict.objects.filter(of_family, practitioner=reader.practitioner)
        return Q(Exists(restricted)) | Q(Exists(conflicts))

    def claims_of(self, record):
        """The record's `Claim`s: one, or for a person one for each family they belong to."""
        paths = [self.provider, self.family, self.category] + ([self.item or "pk"] if self.item is not None else [])
        return [self.claim(*row) for row in self.model._base_manager.filter(pk=record.pk).values_list(*paths)]

    def families_of(self, records):
        """The keys of the families that these records are about, in one question."""
        keys = [record.pk for record in records]
        return set(self.model._base_manager.filter(pk__in=keys).values_list(self.family, flat=True))

    def claim(self, provider, family, category, item=None):
        return Claim(provider, family, category, (self.item_model(), item) if item else None)

    def item_model(self):
        """The model of the item that a record hangs from: its own, when the record is the item."""
        return self.model._meta.get_field(self.item).related_model if self.item else self.model


def can_see(practitioner, record, at=None):
    """Whether `practitioner` may see `record` at a moment (default now): the list's own rule for one key."""
    return type(record).objects.visible_to(practitioner, at).filter(pk=record.pk).exists()
