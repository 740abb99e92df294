"""Joining and leaving a locality team, and asking all of it to a meeting (S6)."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from allocations.models import TeamMember
from allocations.services.meetings import ask_to_meeting
from allocations.teams import team_of
from locality.access import require
from locality.history import action
from locality.models import Membership


@action
def join_team(locality, *, by, partner, practitioner, for_partner, role, starts_on, submission):
    """Add somebody to a locality team for the partner they work for; returns the `TeamMember`. The same `submission`
    adds once. Raises ValidationError for somebody who does not work there or is in it already, PermissionDenied unless
    `by` runs meetings for `partner`."""
    require(by, "run_meetings", partner)
    if found := TeamMember.objects.filter(submission=submission).first():
        return found
    works = Membership.objects.live(starts_on).filter(practitioner=practitioner, partner=for_partner)
    if not works.exists():
        raise ValidationError({"job": f"{practitioner} does not work for {for_partner} on that day"})
    place = {"locality": locality, "practitioner": practitioner, "partner": for_partner}
    if TeamMember.objects.filter(ends_on=None, **place).exists():
        raise ValidationError({"job": f"{practitioner} belongs to the team already"})
    return TeamMember.objects.create(role=role, starts_on=starts_on, added_by=by, submission=submission, **place)


@action
def leave_team(member, *, by, partner, on=None):
    """End a place in a team from a day (default today): the row stays. Returns the `TeamMember`. Raises ValidationError
    before it began, PermissionDenied unless `by` runs meetings for `partner`."""
    require(by, "run_meetings", partner)
    on = on or timezone.localdate()
    if member.ends_on is None:
        if on < member.starts_on:
            raise ValidationError("It had not begun by then")
        member.ends_on, member.ended_by = on, by
        member.save(update_fields=["ends_on", "ended_by"])
    return member


@action
def ask_the_team(meeting, *, by):
    """Ask everybody to a meeting who belongs to its locality's team on its day; returns how many belong to it. Raises
    PermissionDenied for whoever does not run the meeting."""
    team = team_of(meeting.locality_id, timezone.localdate(meeting.held_at))
    for each in team:
        person = each.practitioner
        ask_to_meeting(meeting, by=by, name=person.name, practitioner=person, asked_for=each.partner)
    return len(team)
