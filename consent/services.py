"""Recording what a family answered and what was decided about sharing."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from consent import onward, rules
from consent.advised import in_full
from consent.countersigning import anew_problems, authorise, may_answer, replace, sign_until
from consent.ended import over_for, tell_ended
from consent.fresh import is_old
from consent.giving import give_access, tell
from consent.lawful import recorded_of
from consent.models import (
    Basis,
    DecisionConsent,
    DecisionGateway,
    DecisionItem,
    DecisionRecipient,
    DecisionSubject,
    EndAcknowledgement,
    SharingDecision,
)
from consent.not_telling import record_not_told
from consent.recording import own, record_consent, withdraw
from locality.access import can_see, jobs_of, require, sees_family
from locality.access.latest import latest
from locality.families import touch
from locality.history import action
from locality.reference import SHARING_RECORD, category_key

Told = DecisionSubject.Told
__all__ = ["acknowledge_end", "authorise", "decide", "end_decision", "record_consent", "withdraw"]


@action
def decide(proposal, *, by, partner, submission=None, at=None, instead_of=None):
    """Record a decision to share, share part, wait or not share (golden rule 7), and give the access that follows.

    Returns the `SharingDecision`, decided `at` a moment (default now); the same `submission` records once. It takes
    the place of the decision `instead_of`, which was sent back to `by` instead of signed (V25). Raises ValidationError
    (by form field) when a rule stands against it, PermissionDenied unless `by` decides for `partner` and may see the
    family and each record, and the partner supplied them (S94).
    """
    require(by, "decide_sharing", partner)
    if submission and (found := SharingDecision.objects.filter(submission=submission).first()):
        return own(found, by)
    _may_decide(proposal, by, partner)
    if instead_of:
        may_answer(instead_of, by, proposal.family)
    now = at or timezone.now()
    if found := [*rules.problems(proposal, now), *anew_problems(proposal, instead_of, now)]:
        raise ValidationError({problem.field: problem.words for problem in found})
    sign_by = sign_until(instead_of, now) if rules.overrides(proposal) and proposal.urgent else None
    decision = _record(proposal, by, partner, now, submission, sign_by)
    _record_parts(proposal, decision, now)
    if decision.shares:
        onward.record_onward(proposal, decision)
        if give_access(proposal, decision):
            tell(decision, proposal.recipients)
    if instead_of:
        replace(instead_of, decision, now)
    touch(proposal.family, by=partner)
    return decision


def _may_decide(proposal, by, partner):
    if not sees_family(by, proposal.family):
        raise PermissionDenied("That family is not yours to share")
    if not onward.may_propose(proposal):
        raise PermissionDenied("Only the partner that supplied it decides (S94)")
    for item in proposal.included:
        if not item.category.shareable:
            raise PermissionDenied(f"{item.category} is never shared")
        # Agreement is looked for by family and category: a record of another would be shared on somebody else's word.
        if item.record and (item.record.family_id, item.record.category_id) != (proposal.family.pk, item.category.pk):
            raise PermissionDenied("That record is of another family or another kind than the decision says")
    if not _sees_all(by, [item.record for item in proposal.included if item.record]):
        raise PermissionDenied("Only the partner that supplied it decides (S94)")


def _sees_all(by, records):
    """Whether `by` may see each of the records: one question for each kind of record, however many there are."""
    if len(records) == 1:
        return can_see(by, records[0])
    kinds: dict = {}
    for record in records:
        kinds.setdefault(type(record), set()).add(record.pk)
    seen = (model.objects.visible_to(by).filter(pk__in=wanted).count() for model, wanted in kinds.items())
    return sum(seen) == sum(map(len, kinds.values()))


def _record(proposal, by, partner, now, submission, sign_by):
    job = next((job for job in jobs_of(by) if job.partner_id == partner.pk), None)
    named = ("outcome", "trigger", "purpose", "purpose_text", "basis", "facts", "ground", "safety", "in_doubt")
    named += ("wishes", "late_because", "reasons", "not_share_reason", "reconsider_on", "urgent")
    return SharingDecision.objects.create(
        family=proposal.family,
        provider=partner,
        category_id=category_key(SHARING_RECORD),
        ruleset=rules.ruleset_on(timezone.localdate(now)),
        concern_identified_at=proposal.concern_identified_at or now,
        decided_at=now,
        decided_by=by,
        decider_role=job.job_title if job else "",
        advice=in_full(proposal.advice, proposal.why_named),
        starts_at=(proposal.starts_at or now) if proposal.shares else None,
        ends_at=proposal.ends_at if proposal.shares else None,
        waits_for_authoriser=rules.needs_authoriser(proposal, now) and not sign_by,
        sign_by=sign_by,
        submission=submission,
        **recorded_of(proposal),
        **{name: getattr(proposal, name) for name in named},
    )


def _record_parts(proposal, decision, now):
    consents = rules.consents_for(proposal, now)
    DecisionItem.objects.bulk_create(
        DecisionItem(
            decision=decision,
            what=item.category,
            description=item.description,
            record_kind=item.record._meta.label if item.record else "",
            record=item.record.pk if item.record else None,
            as_of=item.as_of,
            include=item.include,
            exclude_reason=item.exclude_reason,
            nature=item.nature,
            checked=proposal.still_right if is_old(item, timezone.localdate(now)) else "",
        )
        for item in proposal.items
    )
    DecisionRecipient.objects.bulk_create(
        DecisionRecipient(decision=decision, partner=each, need_to_know=need)
        for each, need in proposal.recipients.items()
    )
    DecisionSubject.objects.bulk_create(
        DecisionSubject(
            decision=decision,
            person=person,
            told=proposal.told.get(person.pk, Told.NOT_YET) if person.is_living else Told.NOBODY,
            consent_position=_position(person, consents[person.pk]),
        )
        for person in proposal.subjects
    )
    if decision.shares:
        record_not_told(proposal, decision, now)
    if decision.basis == Basis.AGREEMENT:
        DecisionConsent.objects.bulk_create(
            DecisionConsent(decision=decision, consent=consent) for consent in consents.values() if consent
        )
    DecisionGateway.objects.bulk_create(DecisionGateway(decision=decision, gateway=each) for each in proposal.gateways)


def _position(person, consent):
    """What a person had said when it was decided, in words (F20)."""
    if consent:
        return str(consent.get_status_display())
    return "None recorded" if person.is_living else "Has died"


@action
def end_decision(decision, *, by, reason, at=None):
    """End a decision, at a moment (default now): the next request of its recipients sees nothing of it. Returns it.

    Raises PermissionDenied unless `by` decides for the partner whose decision it is and may see it, or when it is not
    in force.
    """
    require(by, "decide_sharing", decision.provider)
    if not decision.shares or not can_see(by, decision):
        raise PermissionDenied("This decision is not in force")
    latest(decision, "ended_at", "superseded_at")
    if decision.ended_at or decision.superseded_at:
        raise PermissionDenied("This decision is not in force")
    decision.ended_at, decision.ended_by, decision.end_reason = at or timezone.now(), by, reason
    decision.save(update_fields=["ended_at", "ended_by", "end_reason"])
    tell_ended([decision])
    return decision


@action
def acknowledge_end(decision, *, by, partner, done, note="", at=None):
    """Record what a recipient did with what an ended decision had given it (C10), once; returns the
    `EndAcknowledgement`.

    Raises PermissionDenied unless the decision gave the partner something, is over, and `by` makes records for it.
    """
    require(by, "make_records", partner)
    if not any(over.pk == decision.pk and whose.pk == partner.pk for over, whose in over_for(by)):
        raise PermissionDenied("There is nothing to say about that decision")
    said = {"done": done, "note": note, "acknowledged_by": by, "acknowledged_at": at or timezone.now()}
    return EndAcknowledgement.objects.create(decision_id=decision.pk, partner=partner, **said)
