"""Who keeps an episode of help going, where it may go next, and who leads it: asked by services before they change
anything, and by pages about an episode that was opened."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from conversations.models import Episode, Lead
from locality.access import can_see, holds
from locality.models import Membership

Status = Episode.Status
# Where an episode may go from where it is. Closing and closed have a service of their own.
NEXT = {
    Status.IDENTIFIED: [Status.PRE_CONTACT, Status.TALKING, Status.AWAITING, Status.ALLOCATED, Status.ASSESSMENT],
    Status.PRE_CONTACT: [Status.TALKING, Status.AWAITING],
    Status.TALKING: [Status.AWAITING, Status.ALLOCATED, Status.ASSESSMENT],
    Status.AWAITING: [Status.TALKING, Status.ALLOCATED, Status.ASSESSMENT],
    Status.ALLOCATED: [Status.ASSESSMENT, Status.PLAN, Status.AWAITING],
    Status.ASSESSMENT: [Status.PLAN],
    Status.PLAN: [Status.REVIEW, Status.ASSESSMENT],
    Status.REVIEW: [Status.PLAN, Status.ASSESSMENT],
    Status.CLOSING: [Status.PLAN, Status.REVIEW],
    Status.STEPPED_UP: [Status.TALKING, Status.ALLOCATED, Status.ASSESSMENT, Status.PLAN, Status.REVIEW],
    Status.REFUSED: [Status.TALKING, Status.AWAITING],
}
ASIDE = [Status.STEPPED_UP, Status.TRANSFERRED, Status.REFUSED]  # from wherever it is
WITH_A_LEAD = (Status.ALLOCATED, Status.PLAN, Status.REVIEW)
WITH_A_CONVERSATION = (Status.STEPPED_UP, Status.TRANSFERRED)  # S45
AT_THE_START = (Status.IDENTIFIED, Status.PRE_CONTACT, Status.TALKING, Status.AWAITING)


def open_episode_of(family, partner):
    """The partner's open episode of a family, or None. (For services of the apps above, which act for that partner.)"""
    return Episode.objects.open().filter(family=family, provider=partner).first()


def lead_of(episode):
    """The `Lead` who leads an episode now, or None."""
    return Lead.objects.current().filter(episode=episode).first()


def leads(by, episode):
    """Whether `by` leads the episode now."""
    now = lead_of(episode)
    return bool(now) and now.practitioner_id == by.pk


def may_run(by, episode):
    """Whether `by` keeps the episode going: for the partner that opened it, or as its lead."""
    if not can_see(by, episode):
        return False
    return leads(by, episode) or episode.provider_id in holds(by, "make_records")


def require_run(by, episode):
    """Raise PermissionDenied unless `by` keeps the episode going."""
    if not may_run(by, episode):
        raise PermissionDenied("Whoever opened the episode, or leads it, does that")


def next_of(episode):
    """The statuses that an episode may go to from where it is."""
    return (
        [*NEXT.get(episode.status, []), *(each for each in ASIDE if each != episode.status)] if episode.is_open else []
    )


def works_for(practitioner, partner):
    """Whether somebody still works for a partner."""
    jobs = Membership.objects.live().filter(practitioner=practitioner, partner=partner)
    return practitioner.is_active and jobs.exists()


def before_it_paused(episode):
    """Where help that waits since a step up stood before, and may go on: its history says so."""
    past = Episode.history.filter(id=episode.pk).exclude(status=Status.STEPPED_UP).order_by("-history_date")
    stood = past.values_list("status", flat=True).first()
    if stood not in NEXT[Status.STEPPED_UP] or (stood in WITH_A_LEAD and not lead_of(episode)):
        return Status.TALKING
    return Status(stood)


def to_pause(referral):
    """The open help of the referral's own partner that has to wait since social care took it on; None when there is
    none, or it waits already."""
    if not referral.is_accepted:
        return None
    episode = open_episode_of(referral.family_id, referral.provider_id)
    heard = timezone.localdate(referral.outcome_at)
    moved_since = episode and timezone.localdate(episode.status_since) > heard
    if not episode or episode.status == Episode.Status.STEPPED_UP or moved_since:
        return None
    return episode
