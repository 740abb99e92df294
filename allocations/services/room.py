"""What happens in the room: who comes, confirms, leaves; which family is talked about (domain.md 3c)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from allocations.models import AgendaItem, AllocationMeeting, CarriedOver, ItemMinute, StoodOut
from allocations.room import room_for
from allocations.services.agenda import carry_over
from allocations.services.unresolved import open_disagreements
from allocations.sitting import members_of, runs, works_there
from locality.access import can_see
from locality.access.latest import latest
from locality.access.rule import reader_of
from locality.history import action

Status = AllocationMeeting.Status
NOTED = ("arrived_at", "left_at", "confirmed_at", "apologies")


def _may_run(by, meeting):
    if not runs(by, meeting):
        raise PermissionDenied("That is for whoever runs the meeting")


@action
def begin_meeting(meeting, *, by):
    """Begin the meeting, whose agenda was sent out; returns it.

    Raises ValidationError before that, PermissionDenied unless `by` runs it.
    """
    _may_run(by, meeting)
    latest(meeting, "status", "started_at")
    if meeting.status == Status.IN_SESSION:
        return meeting
    if meeting.status != Status.CIRCULATED:
        raise ValidationError("Send the agenda out first: nothing is talked about that was not checked")
    meeting.status, meeting.started_at = Status.IN_SESSION, timezone.now()
    meeting.save(update_fields=["status", "started_at"])
    return meeting


@action
def note_attendance(member, *, by, does, at=None):
    """Write down that a member `arrived`, `left`, `confirmed` the declaration or sent `apologies`; returns the member.

    Raises ValidationError for somebody who works there no more (a member suspended since they were asked), and before
    the meeting has begun; PermissionDenied unless `by` runs it.
    """
    meeting, at = member.meeting, at or timezone.now()
    _may_run(by, meeting)
    if does != "apologies" and meeting.status != Status.IN_SESSION:
        raise ValidationError("The meeting has not begun")
    latest(member, *NOTED)
    if does == "arrived":
        if not works_there(member):
            raise ValidationError(f"{member.name} does not work for {member.partner} any more, and is not let in")
        _arrive(member, by, at)
    elif does == "confirmed" and member.is_present:
        member.confirmed_at = member.confirmed_at or at
    elif does == "left" and member.is_present:
        member.left_at = at
    elif does == "apologies":
        member.apologies = not member.apologies
    member.save(update_fields=NOTED)
    return member


def _arrive(member, by, at):
    """Come, or come back: what was talked about meanwhile they did not hear."""
    if member.left_at:
        meanwhile = ItemMinute.objects.visible_to(by).filter(meeting=member.meeting, opened_at__lt=at)
        for minute in meanwhile.exclude(finished_at__lt=member.left_at):
            if minute.opened_at >= member.left_at:
                _put_out(minute.item_id, member, by, back_at=at)
    member.arrived_at, member.left_at, member.apologies = member.arrived_at or at, None, False


def _put_out(item, member, by, back_at=None):
    values = {"written_by": by, "written_for": member.meeting.run_by, "back_at": back_at}
    return StoodOut.objects.get_or_create(item_id=item, meeting=member.meeting, member=member, defaults=values)[0]


@action
def stand_out(item, *, by, meeting, members):
    """Write down that these members have left the room for an item; returns the `StoodOut`s."""
    _may_run(by, meeting)
    if not can_see(by, item):
        raise PermissionDenied("That item is not there for you")
    found = [_put_out(item.pk, member, by) for member in members]
    for row in found:
        if row.back_at:
            row.back_at = None
            row.save(update_fields=["back_at"])
    return found


@action
def come_back(item, *, by, meeting):
    """Write down that those who stood out for an item are back, as it is over; returns how many."""
    _may_run(by, meeting)
    waiting = StoodOut.objects.filter(item=item, meeting=meeting, back_at__isnull=True)
    return waiting.update(back_at=timezone.now())


@action
def open_minute(item, *, by, meeting):
    """Begin to talk about an item: returns its `ItemMinute`, the same one if it was opened before.

    Raises ValidationError while anybody present has not confirmed, or may not see it, and when it is held back;
    PermissionDenied unless `by` runs the meeting and sees the item.
    """
    _may_run(by, meeting)
    if not can_see(by, item):
        raise PermissionDenied("That item is not there for you")
    if not AgendaItem.objects.visible_to(by).on_agenda(meeting).filter(pk=item.pk).exists():
        raise PermissionDenied("That item is not on the agenda of this meeting")
    if meeting.status != Status.IN_SESSION:
        raise ValidationError("The meeting is not in session")
    if not room_for(meeting, item, reader_of(by)).may_show:
        raise ValidationError("Not everybody in the room may see this item")
    values = {"written_by": by, "written_for": meeting.run_by}
    return ItemMinute.objects.get_or_create(item=item, meeting=meeting, defaults=values)[0]


@action
def end_meeting(meeting, *, by):
    """End the meeting: what was not finished goes on to the next one (3c), what was not agreed becomes a disagreement
    (S138). Returns the meeting, its minutes in draft.

    Raises ValidationError when something is left and no later meeting is planned; PermissionDenied unless `by` runs it.
    """
    _may_run(by, meeting)
    latest(meeting, "status", "started_at")
    if meeting.status != Status.IN_SESSION:
        raise ValidationError("The meeting is not in session")
    items = AgendaItem.objects.visible_to(by).on_agenda(meeting)
    done = ItemMinute.objects.visible_to(by).filter(meeting=meeting, finished_at__isnull=False)
    gone = CarriedOver.objects.visible_to(by).filter(from_meeting=meeting)
    for item in items.exclude(pk__in=done.values("item")).exclude(pk__in=gone.values("item")):
        carry_over(item, by=by, meeting=meeting, why="Not reached, or not finished")
    now = timezone.now()
    for member in members_of(meeting):
        if member.is_present:
            member.left_at = now
            member.save(update_fields=["left_at"])
    meeting.status, meeting.ended_at = Status.MINUTES_DRAFT, now
    meeting.save(update_fields=["status", "ended_at"])
    open_disagreements(meeting, by=by)
    return meeting
