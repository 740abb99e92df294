"""Writing down what a meeting says and agrees about one family, while it happens."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from allocations.models import (
    WITHOUT_ACTION,
    WITHOUT_LEAD,
    ItemAction,
    ItemMinute,
    LeadAnswer,
    Outcome,
    StoodOut,
)
from allocations.quorum import item_problems, meeting_problems
from allocations.services.agenda import carry_over
from allocations.sitting import room_of, runs
from conversations.services import ChangedMeanwhile
from locality.access import can_see
from locality.access.latest import latest
from locality.access.room import sight_of_partners
from locality.history import action
from locality.models import Membership, Partner

FIELDS = ("safeguarding", "notes", "outcomes", "lead_id", "no_lead_why", "defer_why", "positions")
CLOSED = ("finished_at", "provisional", "version")
LEAST = 15


def _may_write(by, minute):
    if not runs(by, minute.meeting) or not can_see(by, minute):
        raise PermissionDenied("Whoever runs the meeting writes this")
    if not minute.meeting.may_be_mended:
        raise PermissionDenied("The minutes are agreed: add to them instead")


@action
def write_minute(minute, *, by, version, lead_accepts=False, **answers):
    """Write down what was said and agreed; `version` is the one that was on the screen. Returns the `ItemMinute`.

    What another changed meanwhile is kept: each field that only one of the two touched is taken from that one. Raises
    ChangedMeanwhile with the current record when both changed the same field; ValidationError when whoever is to lead
    could not see the item; PermissionDenied unless `by` runs the meeting and its minutes are not agreed.
    """
    _may_write(by, minute)
    current = ItemMinute.objects.select_for_update(of=("self",)).get(pk=minute.pk)
    typed = {name: answers[name.removesuffix("_id")] for name in FIELDS if name.removesuffix("_id") in answers}
    typed = {name: getattr(value, "pk", value) if name == "lead_id" else value for name, value in typed.items()}
    if current.version != version:
        typed = _merged(current, version, typed)
    if typed.get("lead_id") and typed["lead_id"] != current.lead_id:
        _may_lead(minute.item, typed["lead_id"])
    if any(getattr(current, name) != value for name, value in typed.items()):
        for name, value in typed.items():
            setattr(current, name, value)
        current.version += 1
        current.save()
    if lead_accepts and current.lead_id:
        _accept_in_room(current, by)
    return current


@action
def keep_typed(minute, *, by, text):
    """Keep what was being typed when the room could no longer be shown the item, as when a family takes its agreement
    back: it is put below what was said. Returns the `ItemMinute`; what stands there already is not put there twice."""
    _may_write(by, minute)
    current = ItemMinute.objects.select_for_update(of=("self",)).get(pk=minute.pk)
    if text.strip() and text.strip() not in current.notes:
        current.notes = "\n".join(filter(None, (current.notes, text.strip())))
        current.version += 1
        current.save()
    return current


def _merged(current, version, typed):
    """What was typed on an older version, as changes of the current one."""
    base = ItemMinute.history.filter(id=current.pk, version=version).order_by("-history_id").first()
    found = {}
    for name, value in typed.items():
        was, now = getattr(base, name, None), getattr(current, name)
        if value not in (was, now) and now != was:
            raise ChangedMeanwhile(current)
        found[name] = now if value == was else value
    return found


def _may_lead(item, practitioner):
    jobs = Membership.objects.live().filter(practitioner=practitioner)
    partners = list(Partner.objects.filter(pk__in=jobs.values("partner")))
    if not any(sight_of_partners(partners, type(item), [item.pk]).values()):
        raise ValidationError({"lead": "No decision lets them see this family. Ask whoever put it forward to decide"})


def _accept_in_room(minute, by):
    """The lead said yes in the room: they have to be there."""
    if not any(member.practitioner_id == minute.lead_id for member in room_of(minute.meeting, minute.item)):
        raise ValidationError({"lead": "They are not in the room: they get a request, and answer it themselves"})
    values = {"item": minute.item, "minute": minute, "practitioner_id": minute.lead_id, "accepted": True}
    if not LeadAnswer.objects.filter(**values).exists():
        LeadAnswer.objects.create(**values, in_the_room=True, written_by=by, written_for=minute.meeting.run_by)


@action
def undo_minute(minute, *, by):
    """Put back what stood before the last change, as a new version; returns the `ItemMinute`. Nothing is lost: history
    keeps both. Not after the minutes are agreed."""
    _may_write(by, minute)
    current = ItemMinute.objects.select_for_update(of=("self",)).get(pk=minute.pk)
    rows = ItemMinute.history.filter(id=current.pk, version=current.version - 1)
    if before := rows.order_by("-history_id").first():
        for name in FIELDS:
            setattr(current, name, getattr(before, name))
        current.version += 1
        current.save()
    return current


@action
def agree_action(minute, *, by, what, owner_name, owner_partner, due_on, owner=None):
    """Write down something agreed: what, who, by when (S136); returns the `ItemAction`."""
    _may_write(by, minute)
    return ItemAction.objects.create(
        item=minute.item,
        minute=minute,
        what=what,
        owner=owner,
        owner_name=owner_name,
        owner_partner=owner_partner,
        due_on=due_on,
        written_by=by,
        written_for=minute.meeting.run_by,
    )


@action
def take_back_action(agreed, *, by):
    """Take back an action that was written down by mistake, until the minutes are agreed; returns it."""
    _may_write(by, agreed.minute)
    agreed.taken_back_at = agreed.taken_back_at or timezone.now()
    agreed.save(update_fields=["taken_back_at"])
    return agreed


def _missing(minute):
    """{field: words} of what an item still needs before it is closed (S136)."""
    agreed, wrong = set(minute.outcomes), {}
    if not minute.safeguarding:
        wrong["safeguarding"] = "First: is anything here that should be a referral already?"
    if not agreed:
        wrong["outcomes"] = "Say what was agreed"
    if agreed - WITHOUT_LEAD and not minute.lead_id and len(minute.no_lead_why.strip()) < LEAST:
        wrong["lead"] = "Say who leads, or why nobody has to"
    if agreed - WITHOUT_ACTION and not _has_action(minute) and Outcome.DISAGREEMENT not in agreed:
        wrong["what"] = "Write down at least one action: what, who, by when"
    if Outcome.DEFER in agreed and len(minute.defer_why.strip()) < LEAST:
        wrong["defer_why"] = "Say why it is put off"
    if Outcome.DISAGREEMENT in agreed and len(minute.positions.strip()) < LEAST:
        wrong["positions"] = "Write down what each side holds, in its own words"
    return wrong


def _has_action(minute):
    return ItemAction.objects.filter(minute=minute, taken_back_at__isnull=True).exists()


@action
def finish_item(minute, *, by):
    """Close an item: what was agreed stands, provisionally when there is no quorum (3c); returns the `ItemMinute`. Put
    off, it goes on to the next meeting, once.

    Raises ValidationError by field for what is missing (S136): the safeguarding check, an outcome, an action with an
    owner, a lead or why there is none; both sides' views where they do not agree (S138).
    """
    _may_write(by, minute)
    if latest(minute, *FIELDS, *CLOSED).finished_at:
        return minute
    if wrong := _missing(minute):
        raise ValidationError(wrong)
    if Outcome.DEFER in minute.outcomes:
        carry_over(minute.item, by=by, meeting=minute.meeting, why=minute.defer_why, deferred=True)
    there = room_of(minute.meeting, minute.item)
    minute.provisional = bool(meeting_problems(minute.meeting, there) or item_problems(minute.item, there))
    minute.finished_at = timezone.now()
    minute.version += 1
    minute.save(update_fields=CLOSED)
    StoodOut.objects.filter(item=minute.item, meeting=minute.meeting, back_at__isnull=True).update(
        back_at=minute.finished_at
    )
    return minute


@action
def reopen_item(minute, *, by):
    """Take back that an item is closed, until the minutes are agreed; returns the `ItemMinute`."""
    _may_write(by, minute)
    if latest(minute, *FIELDS, *CLOSED).finished_at:
        minute.finished_at, minute.provisional = None, False
        minute.version += 1
        minute.save(update_fields=CLOSED)
    return minute
