"""Making the papers of meetings, for the worker: each copy in its member’s own name, behind both walls, in a process
with limits. Rows are the truth: whatever was begun and not finished is found by the next sweep.
"""

import hashlib
import logging

from django.utils import timezone

from allocations import services
from allocations.documents import TEMPLATE, new_for, papers_of, parts_for, shown_of, told_of
from allocations.minutes_paper import TEMPLATE as MINUTES
from allocations.minutes_paper import minutes_for, minutes_paper, named_in
from allocations.models import Pack, PackOrder
from allocations.sitting import seat_of
from locality.access.rule import reader_of
from locality.drawing import TooHeavy
from locality.history import acting_as
from locality.models import Practitioner
from locality.paper import pdf_apart

log = logging.getLogger(__name__)
Refused = PackOrder.Refused


def make_waiting():
    """Make every copy that waits; returns how many were issued. Safe to run at any time, as often as one likes."""
    with acting_as(Practitioner.objects.system()):
        keys = list(PackOrder.objects.waiting().values_list("pk", flat=True))
    return sum(make(key) for key in keys)


def make(key):
    """Make the copy that was asked for with this key, unless it is made already or another worker is at it. Returns
    whether it was issued."""
    system = Practitioner.objects.system()
    with acting_as(system):
        order = PackOrder.objects.waiting().select_related("practitioner").filter(pk=key).first()
        if order is None:
            return False
        if not order.practitioner.is_active:
            services.refuse_papers(order, by=system, why=Refused.GONE)
            return False
    member = order.practitioner
    if services.begin_papers(key, by=member) is None:
        return False
    try:
        return services.issue_papers(key, by=member, make=_copy) is not None
    except TooHeavy:
        log.error("Papers %s could not be made within the limits", key)
        return False


def _copy(order):
    """What `issue_papers` takes, or why there is no copy: asked again now, not when it was ordered (A4)."""
    meeting, member, partner = order.meeting, order.practitioner, order.partner
    seat = seat_of(meeting, member)
    if seat is None or seat.partner_id != partner.pk:
        return Refused.GONE
    if meeting.cancelled_at:
        return Refused.CANCELLED
    if order.is_minutes:
        return _copy_of_minutes(order)
    parts = parts_for(meeting, partner, member)
    if order.is_addendum:
        parts = new_for(Pack.objects.filter(meeting=meeting, practitioner=member, is_minutes=False), parts)
        if not parts.items:
            return Refused.NOTHING
    values = {"key": order.pk, "made_at": timezone.now(), "is_addendum": order.is_addendum}
    content = pdf_apart(TEMPLATE, papers_of(meeting, partner, member, parts, **values))
    digest = hashlib.sha256(content).hexdigest()
    shown = shown_of(parts, order.pk) + told_of(parts, reader_of(member))
    return content, digest, [item.pk for item in parts.items], shown


def _copy_of_minutes(order):
    """The same for minutes: each family's apart, those that the member and their partner may see now."""
    told = minutes_for(order.meeting, order.partner, order.practitioner)
    values = {"key": order.pk, "made_at": timezone.now()}
    context = minutes_paper(order.meeting, order.partner, order.practitioner, told, **values)
    content = pdf_apart(MINUTES, context)
    items = [each.minute.item_id for each in told]
    return content, hashlib.sha256(content).hexdigest(), items, named_in(told)
