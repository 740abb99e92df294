"""Putting families on the agenda of a meeting, and what is gathered about them beforehand."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from allocations.conditions import LEAST, problems
from allocations.models import AgendaInput, AgendaItem, CarriedOver, InputRequest, Interest, ItemChoice
from allocations.sitting import next_meeting, put_out, runs
from locality import services as foundation
from locality.access import can_see, require
from locality.access.latest import latest
from locality.days import before_working_days
from locality.history import action
from locality.reference import CONCERNS, category

INPUT_BEFORE = 4  # working days before the meeting: a day before the agenda goes out


@action
def propose_family(meeting, *, by, partner, family, heading, purpose, submission, at=None, urgent_why="", **conditions):
    """Put a family on a meeting's agenda under exactly one of the four categories (S132-S135), for a stated purpose
    (S90), at a moment (default now); returns the `AgendaItem`. The same `submission` proposes once.

    `conditions` are the columns that the category asks for (allocations/conditions.py). After the last day for families
    it takes `urgent_why` (3.0). Raises ValidationError by field when a condition is missing, the meeting takes no more
    families or already has this one, PermissionDenied when the family is not visible or not for `partner`.
    """
    foundation.may_add_to(family, by, partner)
    if found := AgendaItem.objects.filter(submission=submission).first():
        return _own(found, by)
    at = at or timezone.now()
    wrong = _not_taken(meeting, at, urgent_why) | problems(heading, family, purpose, conditions)
    if wrong:
        raise ValidationError(wrong)
    if AgendaItem.objects.filter(meeting=meeting, family=family, provider=partner).exists():
        raise ValidationError({"meeting": "This family is already on that meeting’s agenda"})
    foundation.touch(family, by=partner)
    return AgendaItem.objects.create(
        meeting=meeting,
        family=family,
        provider=partner,
        category=category(CONCERNS),
        heading=heading,
        purpose=purpose,
        proposed_by=by,
        proposed_at=at,
        submission=submission,
        urgent_why="" if meeting.takes_items_at(at) else urgent_why,
        **conditions,
    )


def _not_taken(meeting, at, urgent_why):
    if meeting.takes_items_at(at):
        return {}
    if not meeting.takes_urgent_items_at(at):
        return {"meeting": "This meeting takes no more families. Choose a later one"}
    if len(urgent_why.strip()) < LEAST:
        day = f"{meeting.closes_on.day} {meeting.closes_on:%B}"
        return {"urgent_why": f"The agenda closed on {day}. Say why this cannot wait, or choose a later meeting"}
    return {}


def _own(item, by):
    if item.proposed_by_id != by.pk:
        raise PermissionDenied("That form was used by somebody else")
    return item


@action
def withdraw_item(item, *, by, why):
    """Take a family off the agenda, for its own partner; returns the `AgendaItem`. What was sent out says so from now.

    Raises PermissionDenied unless `by` makes records for the partner that put it forward.
    """
    require(by, "make_records", item.provider)
    if not can_see(by, item):
        raise PermissionDenied("That item is not yours to withdraw")
    if latest(item, "withdrawn_at", "withdrawn_why").withdrawn_at is None:
        item.withdrawn_at, item.withdrawn_why = timezone.now(), why
        item.save(update_fields=["withdrawn_at", "withdrawn_why"])
    return item


@action
def ask_for_input(item, *, by, partner, meeting, asked):
    """Ask a partner (`asked`) what it knows, for `partner`, which put the item forward or runs the meeting; returns the
    `InputRequest`. Asked twice is asked once. Raises PermissionDenied for everybody else."""
    if partner.pk not in (item.provider_id, meeting.run_by_id) or not can_see(by, item):
        raise PermissionDenied("Who put it forward, or runs the meeting, asks")
    require(by, "make_records", partner)
    due = before_working_days(timezone.localdate(meeting.held_at), INPUT_BEFORE)
    values = {"written_by": by, "written_for": partner, "due_on": due}
    return InputRequest.objects.get_or_create(item=item, partner=asked, defaults=values)[0]


@action
def give_input(item, *, by, partner, text, submission):
    """Give what `partner` knows to the discussion of an item, as its own record; returns the `AgendaInput`. Nobody else
    sees it before that partner decides so (S94). The same `submission` gives once."""
    foundation.may_add_to(item.family, by, partner)
    if not can_see(by, item):
        raise PermissionDenied("That item is not yours to add to")
    values = {"agenda_item": item, "family": item.family, "provider": partner, "category": category(CONCERNS)}
    values |= {"text": text, "given_by": by}
    found, _ = AgendaInput.objects.get_or_create(submission=submission, defaults=values)
    return found


@action
def choose_for_partner(item, *, by, meeting, other, choice):
    """Say what is done about a partner (`other`) that no decision covers: `hold_back` or `leaves`; the last stands.
    Returns the `ItemChoice`. For whoever runs the meeting."""
    if not runs(by, meeting) or not can_see(by, item):
        raise PermissionDenied("Whoever runs the meeting decides that")
    values = {"choice": choice, "written_by": by, "written_for": meeting.run_by}
    found = ItemChoice.objects.filter(item=item, meeting=meeting, partner=other).first()
    if found is None:
        return ItemChoice.objects.create(item=item, meeting=meeting, partner=other, **values)
    found.choice = choice
    found.save(update_fields=["choice"])
    return found


@action
def declare_interest(item, *, by, partner, kind, does, detail=""):
    """Say that one knows the family, privately or by one's work, and what one does about it; returns the `Interest`.

    Who leaves is out of the room for the item, and sees nothing of the family until somebody clears it (V28).
    """
    if not can_see(by, item):
        raise PermissionDenied("That item is not there for you")
    values = {"written_for": partner, "kind": kind, "does": does, "detail": detail}
    found, is_new = Interest.objects.get_or_create(item=item, written_by=by, defaults=values)
    if is_new and does == Interest.Does.LEAVE:
        put_out(item, by, partner)
        foundation.declare_conflict(item.family, by=by, detail=detail or found.get_kind_display())
    return found


@action
def carry_over(item, *, by, meeting, why, deferred=False):
    """Carry an item over from a meeting to the next of its locality, with the reason; returns the `CarriedOver`.

    Put off (`deferred`) once by whoever runs the meeting; a second time takes a Locality Manager, who may authorise.
    Raises ValidationError when there is no next meeting or nobody signs, PermissionDenied unless `by` runs the meeting.
    """
    if not runs(by, meeting) or not can_see(by, item):
        raise PermissionDenied("Whoever runs the meeting carries over")
    to_meeting = next_meeting(meeting)
    if to_meeting is None:
        raise ValidationError({"outcomes": "There is no later meeting of this locality. Plan it first"})
    signed = None
    if deferred and CarriedOver.objects.filter(item=item, deferred=True).exclude(from_meeting=meeting).exists():
        try:
            require(by, "authorise", meeting.run_by)
        except PermissionDenied as error:
            words = "It was put off once already. A second time takes the Locality Manager"
            raise ValidationError({"outcomes": words}) from error
        signed = by
    values = {"to_meeting": to_meeting, "deferred": deferred, "why": why, "signed_by": signed}
    values |= {"written_by": by, "written_for": meeting.run_by}
    return CarriedOver.objects.get_or_create(item=item, from_meeting=meeting, defaults=values)[0]
