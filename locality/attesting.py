"""Every quarter each partner looks at who works for it, and says who stays (A9; faults.md, reviews of access)."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from locality.access import holds, require
from locality.dues import Due
from locality.framework import Attestation
from locality.history import action
from locality.partners import Membership

MONTHS = 3


def quarter_of(day):
    """The first day of the quarter of a year in which a day lies."""
    return date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)


def last_day_of(quarter):
    """The last day of the quarter that begins on this day."""
    return quarter_of(quarter + timedelta(days=31 * MONTHS)) - timedelta(days=1)


def newest_of(partners):
    """{partner's key: its newest `Attestation`} of these partners (keys); one question."""
    rows = Attestation.objects.filter(partner__in=partners).order_by("partner_id", "-quarter").distinct("partner_id")
    return {row.partner_id: row for row in rows.select_related("said_by")}


def due_by(newest, today):
    """The last day on which the next one is said: of the quarter after the newest `Attestation`, or, without any, of
    this one."""
    return last_day_of(last_day_of(newest.quarter) + timedelta(days=1) if newest else quarter_of(today))


def is_late(newest, today):
    """Whether a quarter went by since the newest `Attestation` (or None) without another. Without any, not yet."""
    return due_by(newest, today) < today


@action
def attest(partner, *, by, note="", at=None):
    """Record that `by` looked at everybody who works for the partner, and that they may stay; returns the
    `Attestation`. Once in a quarter: a second one in the same quarter returns the first. `at`: a moment, default now.

    Raises PermissionDenied unless `by` manages the partner's members; ValidationError when nobody works for it.
    """
    require(by, "manage_members", partner)
    at = at or timezone.now()
    today = timezone.localdate(at)
    quarter = quarter_of(today)
    if found := Attestation.objects.filter(partner=partner, quarter=quarter).first():
        return found
    members = Membership.objects.live(today).filter(partner=partner).count()
    if not members:
        raise ValidationError("Nobody works for it: there is nothing to look at")
    return Attestation.objects.create(
        partner=partner, quarter=quarter, said_by=by, said_at=at, members=members, note=note.strip()
    )


def dues(practitioner, today):
    """That the practitioner looks at who works for the partners whose members they look after."""
    partners = holds(practitioner, "manage_members")
    if not partners:
        return
    newest, quarter = newest_of(partners), quarter_of(today)
    for partner in partners:
        last = newest.get(partner)
        if last and last.quarter >= quarter:
            continue
        url = reverse("locality:attest", args=[partner])
        yield Due(due_by(last, today), "Look at who works for you, and say who stays", url)
