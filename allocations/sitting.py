"""Who sits at a meeting, who runs it, who is in the room: asked by services and pages alike. Nothing about families,
but which of the items that somebody sees everybody in the room may see."""

from django.utils import timezone

from allocations.models import AllocationMeeting, MeetingMember, StoodOut
from locality.access import partners_where
from locality.models import Membership, Partner

Status = AllocationMeeting.Status


def runs(practitioner, meeting):
    """Whether the practitioner runs meetings for the partner that runs this one."""
    own = partners_where(practitioner, "run_meetings").filter(pk=meeting.run_by_id)
    return bool(meeting.run_by_id) and own.exists()


def next_meeting(meeting):
    """The next meeting of the same locality that is not cancelled, or None."""
    later = AllocationMeeting.objects.filter(locality=meeting.locality_id, held_at__gt=meeting.held_at)
    return later.exclude(status=Status.CANCELLED).order_by("held_at").first()


def members_of(meeting):
    """Everybody who is asked to a meeting, with their partners, by name."""
    rows = MeetingMember.objects.filter(meeting=meeting)
    return list(rows.select_related("partner__kind", "practitioner").order_by("name", "pk"))


def partners_at(members):
    """The partners of these members who have not sent apologies, by name."""
    keys = {member.partner_id for member in members if member.partner_id and not member.apologies}
    return list(Partner.objects.filter(pk__in=keys).order_by("name", "pk"))


def out_of_room(meeting, item):
    """The keys of the members who stand out for an item now. Called for an item that the asker sees."""
    rows = StoodOut.objects.filter(meeting=meeting, item=item, back_at__isnull=True)
    return set(rows.values_list("member", flat=True))


def room_of(meeting, item, members=None):
    """The members who are in the room for an item: present, and not standing out."""
    out = out_of_room(meeting, item)
    return [member for member in members or members_of(meeting) if member.is_present and member.pk not in out]


def unconfirmed(members):
    """Those who are present and have not confirmed that they keep to themselves what they hear (3c)."""
    return [member for member in members if member.is_present and not member.confirmed_at]


def works_there(member):
    """Whether a member still has an open account and works for the partner for which they were asked."""
    if member.practitioner_id is None:
        return True
    job = Membership.objects.live().filter(practitioner=member.practitioner_id, partner=member.partner_id)
    return member.practitioner.is_active and job.exists() and member.partner.status == "active"


def gone_since(members):
    """The keys of those of these members who have an open account no more, or do not work for their partner: they are
    not let in, and get no papers."""
    people = {member.practitioner_id for member in members if member.practitioner_id}
    jobs = Membership.objects.live().filter(practitioner__in=people, practitioner__is_active=True)
    there = set(jobs.filter(partner__in=Partner.objects.active()).values_list("practitioner", "partner"))
    asked = [member for member in members if member.practitioner_id and member.partner_id]
    return {member.pk for member in asked if (member.practitioner_id, member.partner_id) not in there}


def seat_of(meeting, practitioner):
    """The `MeetingMember` as which a practitioner is asked to a meeting for a partner that they still work for, or
    None."""
    rows = MeetingMember.objects.filter(meeting=meeting, practitioner=practitioner, partner__isnull=False)
    member = rows.select_related("partner", "practitioner").first()
    return member if member and works_there(member) else None


def put_out(item, practitioner, partner):
    """Let a practitioner who knows a family stand out for its item, at the meetings where they sit now."""
    sitting = MeetingMember.objects.filter(
        practitioner=practitioner, meeting__status=Status.IN_SESSION, arrived_at__isnull=False, left_at__isnull=True
    )
    for member in sitting:
        StoodOut.objects.get_or_create(
            item=item,
            meeting_id=member.meeting_id,
            member=member,
            defaults={"written_by": practitioner, "written_for": partner, "written_at": timezone.now()},
        )
