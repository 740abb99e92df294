"""Who stands in for whom while somebody is away: what waits for them waits for their deputy too.

A deputy gains nothing: they sign and decide because they may themselves. What the away person is reminded of as their
partner's safeguarding lead, the deputy is reminded of as well, from the first day to the last.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from locality.access import PartnerPermission, require
from locality.access.latest import latest
from locality.history import action
from locality.partners import Deputy, Membership

NEEDED = ("authorise", "decide_sharing")  # what a deputy has to hold, where the other does
LONGEST = 366  # days


def may_be_deputy(partner, away):
    """{practitioner: `Membership`} of whoever may stand in for somebody at a partner: they work there and hold what the
    other holds of signing and deciding."""
    jobs = Membership.objects.live().filter(partner=partner).exclude(practitioner=away).select_related("practitioner")
    held: dict = {}
    rows = PartnerPermission.objects.live().filter(content_object=partner, permission__codename__in=NEEDED)
    for who, what in rows.values_list("user", "permission__codename"):
        held.setdefault(who, set()).add(what)
    wanted = held.get(away.pk, set())
    fit = (job for job in jobs.order_by("practitioner__name") if wanted <= held.get(job.practitioner_id, set()))
    return {job.practitioner: job for job in fit}


@action
def name_deputy(*, by, partner, away, deputy, starts_on, last_day, submission):
    """Name who stands in for somebody at a partner on these days; returns the `Deputy`. The same `submission` names
    once.

    Raises ValidationError by field when the days are wrong, somebody stands in already, or the deputy is away or may
    not do what the other does; PermissionDenied unless `by` is who goes away, or looks after the partner's members.
    """
    if not Membership.objects.live().filter(practitioner=away, partner=partner).exists():
        raise PermissionDenied("They do not work there")
    if by.pk != away.pk:
        require(by, "manage_members", partner)
    _hold(partner, away, deputy)
    if found := Deputy.objects.filter(submission=submission, named_by=by).first():
        return found
    if wrong := dict(_wrong(partner, away, deputy, starts_on, last_day)):
        raise ValidationError(wrong)
    values = {"partner": partner, "away": away, "deputy": deputy, "starts_on": starts_on, "last_day": last_day}
    return Deputy.objects.create(named_by=by, submission=submission, **values)


def _hold(partner, *people):
    """Until the transaction ends nobody else names a deputy of, or for, any of these people at the partner: two that
    overlap would otherwise each be named before the other is seen."""
    jobs = Membership.objects.filter(partner=partner, practitioner__in=people).order_by("pk")
    list(jobs.select_for_update(no_key=True, of=("self",)))


def _wrong(partner, away, deputy, starts_on, last_day):
    if starts_on < timezone.localdate():
        yield "starts_on", "The first day must be today or later"
    if not 0 <= (last_day - starts_on).days < LONGEST:
        yield "last_day", "The last day must be on or after the first, and within a year"
    if deputy not in may_be_deputy(partner, away):
        yield "deputy", "Choose somebody who may do there what they stand in for"
    then = Deputy.objects.filter(partner=partner, ended_at=None, starts_on__lte=last_day, last_day__gte=starts_on)
    if there := then.filter(away=away).select_related("deputy").first():
        days = f"from {there.starts_on:%-d %B} to {there.last_day:%-d %B}"
        yield "starts_on", f"{there.deputy} stands in {days} already: choose other days, or end that first"
    if then.filter(away=deputy).exists():
        yield "deputy", "They are away themselves on some of these days"
    if then.filter(deputy=away).exists():
        yield "starts_on", "They stand in for somebody on some of these days: name another for that first"


@action
def end_deputy(found, *, by, at=None):
    """End it before its last day; returns it. Raises PermissionDenied unless `by` is who is away, or looks after the
    partner's members."""
    if by.pk != found.away_id:
        require(by, "manage_members", found.partner)
    if not latest(found, "ended_at", "ended_by").ended_at:
        found.ended_at, found.ended_by = at or timezone.now(), by
        found.save(update_fields=["ended_at", "ended_by"])
    return found


def deputies_of(partner):
    """The `Deputy` rows of a partner that last still or are to begin, the soonest first."""
    rows = Deputy.objects.filter(partner=partner, ended_at=None, last_day__gte=timezone.localdate())
    return list(rows.select_related("away", "deputy").order_by("starts_on"))


def stood_in_for(practitioner, partner, at):
    """For whom the practitioner stood in at a partner (key) at a moment: names, for what they signed then."""
    rows = Deputy.objects.filter(partner=partner, deputy=practitioner).on(timezone.localdate(at))
    return [str(each.away) for each in rows.filter(created_at__lte=at).exclude(ended_at__lte=at).select_related("away")]
