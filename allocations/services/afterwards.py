"""After a meeting: agreeing its minutes, leading, doing what was agreed, and adding what was left out."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from allocations.models import (
    AllocationMeeting,
    LeadAnswer,
    MeetingMember,
    MinuteAddendum,
    MinutesConfirmation,
    Outcome,
)
from allocations.sitting import runs
from conversations import services as help_given
from locality.access import can_see, holds, require
from locality.access.latest import latest
from locality.access.taking import can_take
from locality.history import action

Status = AllocationMeeting.Status
HELP_BEGINS = {Outcome.LEAD_AND_EHA, Outcome.SINGLE_AGENCY, Outcome.STEP_DOWN}  # what a lead opens an episode for


@action
def confirm_minutes(meeting, *, by):
    """Agree to the minutes as far as one may see them, from where one is; returns the `MinutesConfirmation`. When
    somebody of each partner that was there has agreed, the minutes are agreed.

    Raises PermissionDenied unless `by` was there, or the minutes are not there to agree to.
    """
    present = MeetingMember.objects.filter(meeting=meeting, arrived_at__isnull=False, partner__isnull=False)
    if not present.filter(practitioner=by).exists():
        raise PermissionDenied("Who was there agrees to the minutes")
    latest(meeting, "status")  # the last two who agree at once would each wait for the other
    if meeting.status not in (Status.MINUTES_DRAFT, Status.MINUTES_AGREED):
        raise PermissionDenied("The minutes are not there to agree to yet")
    found = MinutesConfirmation.objects.get_or_create(meeting=meeting, practitioner=by)[0]
    agreed = MinutesConfirmation.objects.filter(meeting=meeting).values("practitioner")
    missing = set(present.values_list("partner", flat=True)) - set(
        present.filter(practitioner__in=agreed).values_list("partner", flat=True)
    )
    if not missing and meeting.status == Status.MINUTES_DRAFT:
        _agreed(meeting)
    return found


def _agreed(meeting):
    meeting.status, meeting.agreed_at = Status.MINUTES_AGREED, timezone.now()
    meeting.save(update_fields=["status", "agreed_at"])


@action
def agree_minutes(meeting, *, by):
    """Agree the minutes at the next meeting, for everybody: from now they change by addenda alone. Returns the meeting.

    Raises ValidationError when they are not in draft, PermissionDenied unless `by` runs the meeting.
    """
    if not runs(by, meeting):
        raise PermissionDenied("Whoever runs the meeting writes that down")
    if latest(meeting, "status").status != Status.MINUTES_DRAFT:
        raise ValidationError("There are no minutes in draft")
    _agreed(meeting)
    return meeting


@action
def add_to_minute(minute, *, by, partner, text, submission):
    """Add a correction to minutes that are agreed; returns the `MinuteAddendum`. The same `submission` adds once."""
    require(by, "make_records", partner)
    if not can_see(by, minute):
        raise PermissionDenied("That minute is not there for you")
    if not minute.meeting.is_over:
        raise PermissionDenied("The minutes are not agreed yet: they can still be mended")
    values = {"item": minute.item, "minute": minute, "text": text, "written_by": by, "written_for": partner}
    return MinuteAddendum.objects.get_or_create(submission=submission, defaults=values)[0]


@action
def answer_lead(minute, *, by, partner, accepted, why=""):
    """Say whether one leads for the family, as the meeting asked (S136); returns the `LeadAnswer`.

    Raises PermissionDenied unless the meeting asked `by`.
    """
    if minute.lead_id != by.pk or not can_see(by, minute):
        raise PermissionDenied("The meeting asked somebody else")
    values = {"item": minute.item, "minute": minute, "practitioner": by, "written_by": by, "written_for": partner}
    answer = LeadAnswer.objects.create(**values, accepted=accepted, why=why)
    if accepted and HELP_BEGINS.intersection(minute.outcomes) and can_see(by, minute.item.family):
        begin_help(minute, by=by, partner=partner)
    return answer


@action
def begin_help(minute, *, by, partner):
    """Open the help that a meeting agreed, led by `by`, who accepted (S137): the episode, and who leads it; or the one
    that is open for `partner` already. Returns the `Episode`.

    Raises PermissionDenied unless `by` accepted to lead and may add to the family for `partner`.
    """
    accepted = LeadAnswer.objects.filter(minute=minute, practitioner=by, accepted=True)
    if minute.lead_id != by.pk or not accepted.exists():
        raise PermissionDenied("Whoever accepted to lead begins the help")
    family = minute.item.family
    if found := help_given.open_episode_of(family, partner):
        return found
    why = f"Agreed at the {minute.meeting}: {minute.item.purpose}"
    episode = help_given.open_episode(family, by=by, partner=partner, submission=minute.pk, why=why)
    lead = help_given.propose_lead(
        episode, by=by, practitioner=by, partner=partner, submission=minute.pk, reason="Agreed at the meeting"
    )
    help_given.accept_lead(lead, by=by)
    return type(episode).objects.get(pk=episode.pk)


@action
def finish_meeting_action(agreed, *, by, came_of_it, on=None):
    """Say that what was agreed is done, and what came of it; returns the `ItemAction`. What was said first stands.

    Raises PermissionDenied unless it is for `by` to do, or `by` runs the meeting.
    """
    if not can_see(by, agreed):
        raise PermissionDenied("That is not there for you")
    if agreed.owner_id != by.pk and not runs(by, agreed.minute.meeting):
        raise PermissionDenied("Whose it is says that it is done")
    if latest(agreed, "done_on", "came_of_it").done_on is None:
        agreed.done_on, agreed.came_of_it = on or timezone.localdate(), came_of_it
        agreed.save(update_fields=["done_on", "came_of_it"])
    return agreed


@action
def hand_on_meeting_action(agreed, *, by, to):
    """Give what a meeting agreed, and is not done, to a colleague at its owner's partner; returns the `ItemAction`.

    Raises ValidationError where `to` may not see it; PermissionDenied for anybody but its owner, whoever runs the
    meeting, and whoever looks after the members of its owner's partner, and when it is done.
    """
    if not can_see(by, agreed):
        raise PermissionDenied("That is not there for you")
    manages = agreed.owner_partner_id in holds(by, "manage_members")
    if agreed.owner_id != by.pk and not manages and not runs(by, agreed.minute.meeting):
        raise PermissionDenied("Its owner, or whoever looks after their colleagues, hands it on")
    latest(agreed, "done_on", "taken_back_at")
    if agreed.done_on or agreed.taken_back_at:
        raise PermissionDenied("It was done already")
    partner = agreed.owner_partner
    if not help_given.works_for(to, partner) or not can_take(to, agreed, by=by, partner=partner):
        raise ValidationError(f"{to} may not see this family: choose somebody else")
    agreed.owner, agreed.owner_name = to, to.name
    agreed.save(update_fields=["owner", "owner_name"])
    return agreed
