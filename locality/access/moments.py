"""When the answer to "can X see Y?" changed, and why: the same `explain`, asked at each moment that may change it.

The moments come from everything dated that the rule reads: memberships, partners, agreements, audits, restrictions,
conflicts, decisions, and the agreements that decisions rest on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from locality.access.opened import AuditOpening
from locality.access.reasons import Explanation, explain
from locality.access.rule import family_access, item_access
from locality.access.tables import AuditBox, Conflict, RestrictedFamily
from locality.framework import Acceptance, Agreement
from locality.partners import Membership, Partner

MOST = 40  # moments that are asked about: the newest


@dataclass(frozen=True)
class Span:
    """A time in which the answer was the same; `ends` is None for the one that lasts."""

    begins: datetime
    ends: datetime | None
    answer: Explanation

    @property
    def because(self):
        """The last step of the proof."""
        return self.answer.because


def spans(viewer, record, now=None):
    """The `Span`s in which `viewer` (a practitioner or a partner) could or could not see the record, the newest first,
    as far as `MOST` moments reach back; what is still to come, by what is recorded now, is among them."""
    now = now or timezone.now()
    found: list[Span] = []
    moments = sorted(set(_moments(viewer, record)))[-MOST:]
    for begins, ends in zip(moments, [*moments[1:], None], strict=True):
        answer = explain(viewer, record, begins)
        if found and _same(found[-1].answer, answer):
            found[-1] = Span(found[-1].begins, ends, found[-1].answer)
        else:
            found.append(Span(begins, ends, answer))
    return found[::-1]


def _same(one, other):
    return one.allowed == other.allowed and [s.words for s in one.steps] == [s.words for s in other.steps]


def _moments(viewer, record) -> Iterator[datetime]:
    claims = type(record)._default_manager.claims_of(record)
    if isinstance(viewer, Partner):
        partners = {viewer.pk}
    else:
        jobs = Membership.objects.filter(practitioner=viewer)
        partners = {job.partner_id for job in jobs}
        yield from _each(jobs, "starts_on", "ends_on")
        yield from _each(AuditBox.objects.filter(auditor=viewer), "starts_at", "ends_at")
        opened = AuditOpening.objects.filter(auditor=viewer, family__in=_families(claims))
        yield from _each(opened, "opened_at", "ends_at")
        yield from _each(Agreement.objects.all(), "published_at", "replaced_at")
        yield from _each(Acceptance.objects.filter(practitioner=viewer), "accepted_at")
        yield from _each(
            Conflict.objects.filter(practitioner=viewer, family__in=_families(claims)), "starts_at", "ends_at"
        )
    yield from _each(RestrictedFamily.objects.filter(family__in=_families(claims)), "starts_at", "ends_at")
    known = Partner.objects.filter(pk__in=partners)
    yield from _each(known, "valid_from", "valid_to", "framework_signed_on")
    decisions = _decisions(claims, list(known.values_list("group", flat=True)))
    dates = ("starts_at", "ends_at", "ended_at", "superseded_at", "authorised_at", "sign_by")
    made = apps.get_model("consent", "SharingDecision")._base_manager.filter(pk__in=decisions)
    yield from _each(made, *dates)
    rests = apps.get_model("consent", "RestsOn").objects.filter(decision__in=decisions)
    yield from _each(rests, "given_at", "withdrawn_at", "superseded_at", "expires_on")


def _families(claims):
    return {claim.family for claim in claims}


def _decisions(claims, groups):
    """The keys of the decisions that ever gave one of these groups the record or its kind of information."""
    found: set[Any] = set()
    for claim in claims:
        rows = family_access().objects.filter(content_object=claim.family, permission=claim.category)
        found |= set(rows.filter(Q(group__in=groups)).values_list("decision", flat=True))
        if claim.item:
            model, key = claim.item
            rows = item_access(model).objects.for_sight().filter(group__in=groups, content_object=key)
            found |= set(rows.values_list("decision", flat=True))
    return found


def _each(rows, *names) -> Iterator[datetime]:
    """Every moment in these columns of these rows; a day is the moment at which it begins."""
    for row in rows.values_list(*names):
        for value in row:
            if isinstance(value, datetime):
                yield value
            elif value:
                yield timezone.make_aware(datetime.combine(value, time()))


def stood_otherwise(viewer, at):
    """What of the viewer was not as it is now at a moment, and has no day by which the rule could know: in words. The
    rule, and the database behind it, answer by how it is now."""
    then = viewer.history.filter(history_date__lte=at).order_by("-history_id").first()
    if isinstance(viewer, Partner):
        if then and then.suspended != viewer.suspended:
            state = "suspended" if then.suspended else "not suspended"
            return f"{viewer} was {state} then. The answer counts it as it is now."
    elif not then:
        return f"There was no account of {viewer} then, by the history."
    elif then.is_active != viewer.is_active:
        return (
            f"{viewer}’s account was {'open' if then.is_active else 'closed'} then. The answer counts it as it is now."
        )
    return ""
