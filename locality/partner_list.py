"""Lists of partners and of their members."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from locality.access import PartnerPermission
from locality.partners import Membership, Partner

PAGE = 50


@dataclass
class Member:
    """One membership of a list: what it permits, in words, whether it is over, and whether the reader may end it."""

    membership: Membership
    may_be_ended: bool
    is_over: bool
    may: list[str] = field(default_factory=list)


def partners_page(*, kind="", tier="", after="", size=PAGE):
    """A page of the partners of a kind and tier (codes; "" for any), by name. Returns (partners, key to go on from)."""
    rows = Partner.objects.select_related("kind", "locality", "succeeded_by").order_by("name", "pk")
    if kind:
        rows = rows.filter(kind__code=kind)
    if tier:
        rows = rows.filter(tier=tier)
    if last := _partner(after):
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    found = list(rows[: size + 1])
    return found[:size], str(found[size - 1].pk) if len(found) > size else ""


def _partner(key):
    try:
        return Partner.objects.filter(pk=UUID(key)).first()
    except ValueError:
        return None


def members_of(partner, reader):
    """The partner's memberships as `Member`s: those that last first, then those that are over (A10)."""
    today = timezone.localdate()
    rows = (
        Membership.objects.filter(partner=partner).select_related("practitioner").order_by("practitioner__name", "pk")
    )
    members = {row.pk: _member(row, reader, today) for row in rows}
    held = PartnerPermission.objects.filter(content_object=partner, membership__in=members).select_related("permission")
    for permission in held.order_by("permission__pk"):
        members[permission.membership_id].may.append(permission.permission.name.lower())
    return sorted(members.values(), key=lambda member: member.is_over)


def _member(row, reader, today):
    over = bool(row.ends_on and row.ends_on <= today)
    return Member(row, may_be_ended=not over and row.practitioner_id != reader.pk, is_over=over)
