"""What a practitioner may do, and for which partners. Within one request each question is asked once."""

import functools
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from locality.access.kept import AT, SOMEBODY, Question, Rows, moment
from locality.access.tables import PartnerPermission
from locality.history import after_action
from locality.partners import Deputy, Membership, Partner

_remembered: ContextVar[dict | None] = ContextVar("remembered", default=None)


@after_action
def forget():
    """What was asked is remembered within one request only, and not across a change."""
    found = _remembered.get()
    if found is not None:
        found.clear()


def start_remembering():
    """Start remembering: called by the middleware at the start of each request. Returns a reset token."""
    return _remembered.set({})


def stop_remembering(token):
    """End what `start_remembering` began."""
    _remembered.reset(token)


@contextmanager
def remembering():
    """Within it each question is asked once: of a request that remembers already, or by itself (a task, a letter)."""
    token = start_remembering() if _remembered.get() is None else None
    try:
        yield
    finally:
        if token:
            stop_remembering(token)


def remembered(key, make):
    """What `make()` gives, asked once within a request. `key` names the question: the function and what it is about."""
    found = _remembered.get()
    if found is None:
        return make()
    if key not in found:
        found[key] = make()
    return found[key]


def partners_where(practitioner, permission, at=None):
    """The partners for which `practitioner` holds a permission (`see_records`, `decide_sharing`, …) at a moment."""
    held = PartnerPermission.objects.live(at).filter(
        user=practitioner, permission__codename=permission, content_object=OuterRef("pk")
    )
    return Partner.objects.filter(Exists(held))


def holds(practitioner, permission):
    """The keys of the partners for which `practitioner` holds a permission now: a set, empty when there are none."""
    return remembered(("held", practitioner.pk), lambda: _held(practitioner)).get(permission, frozenset())


def _held(practitioner):
    """{permission: keys of partners}, of all that the practitioner holds now, in one question."""
    found: dict = {}
    for permission, partner in _about_all().rows({SOMEBODY: practitioner.pk} | moment(None)):
        found[permission] = found.get(permission, frozenset()) | {partner}
    return found


@functools.cache
def _about_all():
    rows = PartnerPermission.objects.live(AT).filter(user=SOMEBODY)
    return Question(rows.values_list("permission__codename", "content_object"))


def jobs_of(practitioner):
    """The practitioner's `Membership`s that are live now, with their partners."""
    return [job for job in _jobs(practitioner) if job.practitioner_id == practitioner.pk]


def stands_in_for(practitioner):
    """The `Membership`s of those for whom the practitioner stands in today, where they work themselves."""
    mine = {job.partner_id for job in jobs_of(practitioner)}
    return [job for job in _jobs(practitioner) if job.practitioner_id != practitioner.pk and job.partner_id in mine]


def leads_safeguarding_for(practitioner):
    """The keys of the partners whose safeguarding lead the practitioner is now, or stands in for: a set."""
    jobs = jobs_of(practitioner) + stands_in_for(practitioner)
    return {job.partner_id for job in jobs if job.is_safeguarding_lead}


def _jobs(practitioner):
    """Their own live jobs, and those of whoever they stand in for: one question."""
    values = {SOMEBODY: practitioner.pk} | moment(None)
    return remembered(("jobs", practitioner.pk), lambda: _about_jobs().records(values))


@functools.cache
def _about_jobs():
    today = timezone.localdate(AT)
    standing_in = Deputy.objects.live(today).filter(
        deputy=SOMEBODY, away=OuterRef("practitioner"), partner=OuterRef("partner")
    )
    rows = Membership.objects.live(today).filter(Q(practitioner=SOMEBODY) | Exists(standing_in))
    return Rows(rows.select_related("partner", "practitioner"), {SOMEBODY, today})


def require(practitioner, permission, partner):
    """Return nothing when `practitioner` may do this for `partner` now; raise PermissionDenied otherwise."""
    if not partner or partner.pk not in holds(practitioner, permission):
        raise PermissionDenied(f"{permission} for this partner is not yours")
