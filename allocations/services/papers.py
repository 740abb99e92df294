"""Papers of a meeting: asking for a copy, and what the worker writes down about making it."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, Q
from django.utils import timezone

from allocations.models import AllocationMeeting, MeetingMember, Pack, PackOrder
from allocations.models.packs import MOST_TRIES
from allocations.sitting import seat_of
from locality.history import action

MINUTES_KEPT = timedelta(days=31)
OVER = (AllocationMeeting.Status.MINUTES_AGREED, AllocationMeeting.Status.CLOSED, AllocationMeeting.Status.CANCELLED)


@action
def order_papers(meeting, *, by, submission, is_addendum=False, is_minutes=False):
    """Ask for a copy of a meeting’s papers, an addendum, or its minutes; returns the `PackOrder`, which a worker
    makes. The same `submission` asks once, and while one waits no second is begun.

    Raises PermissionDenied unless `by` is asked to the meeting, ValidationError before its agenda is out, or of
    minutes before the meeting has ended.
    """
    seat = seat_of(meeting, by)
    if seat is None:
        raise PermissionDenied("The papers are for who is asked to the meeting")
    begins = meeting.ended_at if is_minutes else meeting.circulated_at
    if begins is None or meeting.cancelled_at:
        raise ValidationError("There is nothing of this meeting to make a copy of")
    own = PackOrder.objects.filter(meeting=meeting, practitioner=by, is_minutes=is_minutes).without_content()
    if found := own.filter(pk=submission).first() or own.waiting().first():
        return found
    return PackOrder.objects.create(
        pk=submission,
        meeting=meeting,
        practitioner=by,
        partner=seat.partner,
        is_addendum=is_addendum,
        is_minutes=is_minutes,
    )


@action
def begin_papers(key, *, by):
    """Begin to make the copy that was asked for with this key; returns the `PackOrder`, locked until the transaction
    ends, or None when it is made, refused or being made by another worker. After three tries it is refused."""
    order = _locked(key)
    if order is None:
        return None
    if order.tries >= MOST_TRIES:
        refuse_papers(order, by=by, why=PackOrder.Refused.HEAVY)
        return None
    order.tries, order.begun_at = order.tries + 1, timezone.now()
    order.save(update_fields=["tries", "begun_at"])
    return order


def _locked(key):
    rows = PackOrder.objects.waiting().select_for_update(skip_locked=True, of=("self",), no_key=True)
    return rows.defer("content").select_related("meeting", "practitioner", "partner").filter(pk=key).first()


@action
def refuse_papers(order, *, by, why):
    """Write down why a copy is not made (`PackOrder.Refused`); returns the `PackOrder`."""
    order.refused = why
    order.save(update_fields=["refused"])
    return order


@action
def issue_papers(key, *, by, make):
    """Issue the copy that was asked for with this key: `make(order)` gives (content, digest, items, what it shows of
    each), or a reason of `PackOrder.Refused` for which there is none. Written down once, with the copy, in one
    transaction: a worker that is killed leaves nothing, and another begins anew. Returns the `Pack`, or None."""
    order = _locked(key)
    if order is None:
        return None
    made = make(order)
    if made in PackOrder.Refused.values:
        refuse_papers(order, by=by, why=made)
        return None
    content, digest, items, shown = made
    order.content, order.made_at = content, timezone.now()
    order.save(update_fields=["content", "made_at"])
    if not order.is_minutes:
        MeetingMember.objects.filter(meeting=order.meeting, practitioner=by).update(papers_made_at=order.made_at)
    values = {"meeting": order.meeting, "practitioner": by, "partner": order.partner, "digest": digest}
    values |= {"is_addendum": order.is_addendum, "is_minutes": order.is_minutes}
    return Pack.objects.create(pk=order.pk, items=items, shown=shown, **values)


@action
def open_papers(order, *, by):
    """Write down that a member opened a copy of theirs, for whoever runs the meeting to see who has read nothing yet;
    returns the `PackOrder`. Which copy, and what stands in it, nobody else learns."""
    if order.is_minutes:
        return order
    rows = MeetingMember.objects.filter(meeting=order.meeting_id, practitioner=by)
    unread = Q(papers_opened_at=None) | Q(papers_opened_at__lt=F("papers_made_at"))
    rows.filter(unread).update(papers_opened_at=timezone.now())
    return order


@action
def clear_papers(*, by):
    """Take out the copies of meetings that are over: the papers were for the meeting; and those of minutes a month
    after they were made: they can be made again. What was issued stays on record. Returns how many. `by` is the system.
    Safe to run at any time."""
    old = Q(is_minutes=True, made_at__lt=timezone.now() - MINUTES_KEPT) | Q(is_minutes=False, meeting__status__in=OVER)
    return PackOrder.objects.filter(old, content__isnull=False).update(content=None)
