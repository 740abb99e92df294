"""`explain`: why somebody can see a record, or the first step that fails. It must agree with `visible_to` always."""

import functools
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from locality.access.kept import AT, Question, moment, numbers
from locality.access.opened import AuditOpening
from locality.access.rows import kept
from locality.access.rule import family_access, item_access, reader_of, reader_of_partner
from locality.access.tables import AuditBox, Conflict, PartnerPermission, RestrictedFamily, RestrictionName
from locality.framework import Agreement
from locality.partners import Membership, Partner


@dataclass(frozen=True)
class Step:
    """One step of the proof: whether it holds, in words, the decision it rests on and the key of the partner it gives
    sight to (or None)."""

    holds: bool
    words: str
    decision: Any = None
    partner: Any = None


@dataclass
class Explanation:
    """The answer to "why can X see Y?": `allowed`, and the steps that lead to it, the failing one last."""

    allowed: bool = False
    steps: list[Step] = field(default_factory=list)

    @property
    def decisions(self):
        """The decisions that the answer rests on, without repeats."""
        return list(dict.fromkeys(step.decision for step in self.steps if step.holds and step.decision))

    @property
    def sentence(self):
        """The last word of the proof, in one sentence."""
        return ("Yes. " if self.allowed else "No. ") + self.because

    @property
    def because(self):
        """The last word of the proof."""
        return self.steps[-1].words if self.steps else ""

    def note(self, holds, words, decision=None):
        self.steps.append(Step(holds, words, decision))
        return holds


def explain(viewer, record, at=None):
    """Why `viewer` (a `Practitioner` or a `Partner`) can or cannot see `record` at a moment (default now).

    Returns an `Explanation`. The steps are those of access.md's rule in its order.
    """
    proof = Explanation()
    if isinstance(viewer, Partner):
        reader = reader_of_partner(viewer, at)
        ready = _partner_is_active(proof, viewer, at)
    else:
        reader = reader_of(viewer, at)
        ready = _is_active(proof, viewer) and _has_accepted(proof, viewer, at) and _belongs(proof, viewer, at)
    if reader.audits and type(record).objects.all().auditable:
        proof.allowed = proof.note(True, "An audit, for a stated purpose and time, covers decisions and reasons (A8).")
    elif reader.opened and (found := opening_behind(reader, type(record).objects.claims_of(record))):
        proof.steps = [step for step in proof.steps if step.holds]  # that they work for no partner is no obstacle
        proof.allowed = proof.note(True, _opened_words(viewer, found), _drawn(found.decision))
    elif ready:
        proof.allowed = _reason_to_see(proof, reader, record)
    return proof


def _is_active(proof, practitioner):
    return proof.note(
        practitioner.is_active,
        f"{practitioner}’s account is {'open' if practitioner.is_active else 'closed'}.",
    )


def _has_accepted(proof, practitioner, at):
    missing = list(Agreement.objects.not_accepted_by(practitioner, at))
    if missing:
        return proof.note(False, f"{practitioner} has not accepted: {', '.join(str(m) for m in missing)} (S47, S91).")
    return proof.note(True, f"{practitioner} has accepted the current framework and non-disclosure agreements.")


def _belongs(proof, practitioner, at):
    if AuditBox.objects.live(at).filter(auditor=practitioner).exists():
        proof.note(True, f"{practitioner} is an auditor for a stated purpose and time.")
    held = PartnerPermission.objects.live(at).filter(user=practitioner, permission__codename="see_records")
    jobs = [p.membership for p in held.select_related("membership__partner")]
    if jobs:
        told = "; ".join(f"{job.partner} since {_date(job.starts_on)}" for job in jobs)
        return proof.note(True, f"{practitioner} may see records for {told}.")
    left = Membership.objects.filter(practitioner=practitioner, ends_on__isnull=False).order_by("-ends_on").first()
    ended = f" The last membership, {left.partner}, ended on {_date(left.ends_on)}." if left else ""
    return proof.note(False, f"{practitioner} belongs to no active partner for which they may see records.{ended}")


def _partner_is_active(proof, partner, at):
    active = Partner.objects.active(timezone.localdate(at or timezone.now())).filter(pk=partner.pk).exists()
    return proof.note(active, f"{partner} {'is' if active else 'is not'} an active partner within the framework.")


def _reason_to_see(proof, reader, record):
    """Note the reasons of the first claim that gives sight; or why none does. Returns whether one does."""
    shut = False
    for claim in type(record).objects.claims_of(record):
        reasons = reasons_for(reader, claim)
        if reasons and is_shut_out(reader, claim.family):
            shut = True
        elif reasons:
            proof.note(True, "Nothing shuts them out: no restriction, no conflict of interest.")
            proof.steps.extend(reasons)
            return True
    if shut:
        return proof.note(
            False, "They are shut out of this family: it is restricted, or there is a conflict of interest."
        )
    return proof.note(False, "It was supplied by another partner, and no live sharing decision covers it.")


def reasons_for(reader, claim):
    """Every reason, as `Step`s, why the reader's partners may see what the claim is about (shut out or not)."""
    steps = []
    if claim.provider in reader.partners:
        steps.append(Step(True, f"{Partner.objects.get(pk=claim.provider)} supplied this information itself."))
    rows = (
        family_access()
        .objects.live(reader.at)
        .filter(group__in=reader.groups, content_object=claim.family, permission=claim.category)
    )
    steps += _steps(rows.filter(decision__provider=claim.provider), "this kind of information about the family")
    if claim.item:
        model, key = claim.item
        rows = item_access(model).objects.live(reader.at).for_sight()
        steps += _steps(rows.filter(group__in=reader.groups, content_object=key), "this record")
    return steps


def opening_behind(reader, claims):
    """The `AuditOpening` by which an auditor may see what one of these claims is about, or None (A8)."""
    for claim in claims if reader.opened else ():
        what = {"family": claim.family, "provider": claim.provider, "category": claim.category}
        rows = AuditOpening.objects.of(reader, **what, item=claim.item and claim.item[1])
        if (found := rows.order_by("ends_at").first()) and not is_shut_out(reader, claim.family):
            return found
    return None


def _opened_words(viewer, opening):
    until = timezone.localtime(opening.ends_at)
    when = f"{until:%H:%M} on {_date(until)}"
    return f"{viewer} opened this sampled case for an audit, until {when}: {opening.reason} (A8)"


def _drawn(key):
    made = family_access()._meta.get_field("decision").related_model
    return made._base_manager.filter(pk=key).first()


def decision_behind(reader, claim):
    """The first decision that lets the reader see what the claim is about, and the key of the partner it gives sight
    to; or None."""
    if not reader.groups:  # an auditor, who works for no partner
        return None
    values = dict(zip(numbers(len(reader.groups)), reader.groups, strict=True)) | moment(reader.at)
    values |= {PROVIDER: claim.provider, FAMILY: claim.family, CATEGORY: claim.category}
    model, values[RECORD] = claim.item or (None, None)
    for decision, partner in _about_decisions(model, len(reader.groups)).rows(values):
        return _decision(decision)[0], partner
    return None


@kept
def _decision(key):
    made = family_access()._meta.get_field("decision").related_model
    return made._base_manager.only("number", "ends_at").filter(pk=key)


PROVIDER, FAMILY, RECORD, CATEGORY = UUID(int=3), UUID(int=4), UUID(int=5), -5


@functools.cache
def _about_decisions(item, count):
    """The first live decision, and whom it gives sight to, for a reader of so many groups (see kept.py)."""
    live = family_access().objects.live(AT).filter(group__in=numbers(count), decision__provider=PROVIDER)
    rows = live.filter(content_object=FAMILY, permission=CATEGORY).values_list("decision", "group__partner")
    if item:
        items = item_access(item).objects.live(AT).for_sight().filter(group__in=numbers(count), content_object=RECORD)
        rows = rows.union(items.values_list("decision", "group__partner"), all=True)
    return Question(rows.order_by("decision")[:1])


def _steps(rows, what):
    found = rows.select_related("decision__decided_by", "decision__provider", "group__partner").order_by("decision")
    for row in found:
        made = row.decision
        since, until = (_date(day) for day in (timezone.localdate(made.decided_at), made.last_day))
        words = (
            f"Decision {made.number} by {made.decided_by} ({made.provider}) on {since}"
            f" shares {what} with {row.group.partner} until {until}."
        )
        yield Step(True, words, made, row.group.partner.pk)


def is_shut_out(reader, family):
    """Whether the reader is shut out of the family (its key) at its moment: restricted, or a conflict of interest."""
    at = reader.at or timezone.now()
    now = Q(family=family, starts_at__lte=at) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))
    named = RestrictionName.objects.filter(practitioner=reader.practitioner).values("restriction")
    return (
        RestrictedFamily.objects.filter(now).exclude(pk__in=named).exists()
        or Conflict.objects.filter(now, practitioner=reader.practitioner).exists()
    )


def _date(day):
    return f"{day.day} {day:%B %Y}"
