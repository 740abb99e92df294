"""Who belongs to a locality team on a day (S6): for pages, and for services before they ask them."""

from django.utils import timezone

from allocations.models import TeamMember
from locality.models import Membership
from locality.partners import live_on


def team_of(locality, on=None):
    """The locality's `TeamMember`s on a day (default today) who work for their partner that day, by name."""
    on = on or timezone.localdate()
    rows = TeamMember.objects.filter(live_on(on), locality=locality).select_related("practitioner", "partner")
    jobs = set(Membership.objects.live(on).values_list("practitioner", "partner"))
    found = [each for each in rows if (each.practitioner_id, each.partner_id) in jobs]
    return sorted(found, key=lambda each: each.practitioner.name)
