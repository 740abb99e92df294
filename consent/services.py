"""Recording what a family answered and what was decided about sharing."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from consent import again, onward, rules
from consent.advised import in_full
from consent.answers import Answer, by_field, consent_problems
from consent.countersigning import anew_problems, authorise, may_answer, replace, sign_until
from consent.ended import over_for, tell_ended
from consent.giving import give_access, tell
from consent.lawful import recorded_of
from consent.lines import record_lines
from consent.models import (
    Basis,
    Consent,
    DecisionConsent,
    DecisionGateway,
    DecisionItem,
    DecisionRecipient,
    DecisionSubject,
    EndAcknowledgement,
    SharingDecision,
)
from consent.not_telling import record_not_told
from consent.papers import facts_before
from locality.access import can_see, may_add_to, require
from locality.families import touch
from locality.history import action
from locality.models import Membership
from locality.reference import CONSENT, SHARING_RECORD, category, category_key

Told = DecisionSubject.Told
__all__ = ["acknowledge_end", "authorise", "decide", "end_decision", "record_consent", "withdraw"]


@action
def record_consent(
    family,
    *,
    by,
    partner,
    person,
    status,
    submission,
    given_by=None,
    artefacts=None,
    partners=(),
    categories=(),
    purposes=(),
    exclusions=(),
    holders=None,
    at=None,
    answered_at=None,
    **more,
):
    """Record what one person answered (C1), with its artefacts (S79-S87); returns the `Consent`.

    `artefacts` maps each `ConsentArtefact.Kind` to (day, how). `partners`, `categories` and `purposes` are what the
    agreement covers, `exclusions` what it leaves out (C9), `holders` what others with parental responsibility said
    (C3); `at` is when it is recorded (default now), `answered_at` when they answered (default then). `more` are further
    columns of `Consent`. The person's earlier answer of the kind is superseded, never changed (C14): decisions that
    rest on it and that the new one covers go on, the others end. Raises ValidationError by field, PermissionDenied when
    the family is not visible.
    """
    may_add_to(family, by, partner)
    if found := Consent.objects.filter(submission=submission).first():
        return _own(found, by)
    artefacts, now = facts_before(family, partner, [person, given_by]) | (artefacts or {}), at or timezone.now()
    answer = Answer(
        family,
        partner,
        person,
        status,
        timezone.localdate(answered_at or now),
        given_by=given_by,
        artefacts=artefacts,
        partners=partners,
        categories=categories,
        exclusions=exclusions,
        holders=holders or {},
        more=more,
    )
    if wrong := list(consent_problems(answer)):
        raise ValidationError(by_field(wrong))
    when = {"given_at": (answered_at or now) if answer.given else None, "recorded_at": now}
    consent = _record_answer(answer, recorded_by=by, submission=submission, **when, **more)
    record_lines(consent, answer, purposes)
    _supersede(consent, now)
    touch(family, by=partner)
    return consent


def _record_answer(answer, **columns):
    return Consent.objects.create(
        family=answer.family,
        provider=answer.partner,
        category=category(CONSENT),
        person=answer.person,
        status=answer.status,
        given_by=answer.given_by,
        **columns,
    )


def _supersede(consent, now):
    earlier = again.earlier_answers(consent.family, consent.person, consent.provider, consent.kind)
    earlier = list(earlier.exclude(pk=consent.pk))
    goes_on, over = again.sort_out(again.resting_on(earlier, now), again.Answer.of(consent))
    replaced = Consent.objects.filter(pk__in=[each.pk for each in earlier])
    replaced.update(superseded_at=now, superseded_by=consent)
    again.rest_on(consent, goes_on)
    tell_ended(over)


@action
def withdraw(consent, *, by, how, said_by=None, said_on=None, at=None):
    """Record that a person withdrew their agreement (C10), at a moment (default now): from then every decision resting
    on it is no longer live. `said_by` said so, on the day `said_on`.

    Returns the consent; one that was withdrawn before stays as it was recorded then. Raises PermissionDenied when it is
    not visible, not given, or a newer answer has replaced it, ValidationError when the day is before it was given or
    still to come.
    """
    require(by, "make_records", consent.provider)
    if not can_see(by, consent) or not consent.given_at or consent.superseded_at:
        raise PermissionDenied("There is no agreement here to withdraw")
    if consent.withdrawn_at:
        return consent
    if said_on and not timezone.localdate(consent.given_at) <= said_on <= timezone.localdate(at):
        raise ValidationError({"said_on": "The day must be between the day on which it was given and today"})
    over = again.resting_on([consent])
    consent.withdrawn_at, consent.withdrawn_how = at or timezone.now(), how
    consent.withdrawn_by, consent.withdrawn_said_on = said_by, said_on
    consent.status = Consent.Status.WITHDRAWN
    consent.save()
    tell_ended(over)
    return consent


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
        return _own(found, by)
    _may_decide(proposal, by, partner)
    if instead_of:
        may_answer(instead_of, by, proposal.family)
    now = at or timezone.now()
    if found := [*rules.problems(proposal, now), *anew_problems(proposal, instead_of, now)]:
        raise ValidationError({problem.field: problem.words for problem in found})
    sign_by = sign_until(instead_of, now) if rules.needs_authoriser(proposal) and proposal.urgent else None
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


def _own(found, by):
    """What an earlier press of the same button recorded; raises PermissionDenied when it was somebody else's."""
    if not can_see(by, found):
        raise PermissionDenied("That form was used by somebody else")
    return found


def _may_decide(proposal, by, partner):
    if not can_see(by, proposal.family):
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
    kinds: dict = {}
    for record in records:
        kinds.setdefault(type(record), set()).add(record.pk)
    seen = (model.objects.visible_to(by).filter(pk__in=wanted).count() for model, wanted in kinds.items())
    return sum(seen) == sum(map(len, kinds.values()))


def _record(proposal, by, partner, now, submission, sign_by):
    job = Membership.objects.live().filter(practitioner=by, partner=partner).first()
    named = ("outcome", "trigger", "purpose", "purpose_text", "basis", "facts", "ground", "safety", "in_doubt")
    named += ("wishes", "reasons", "not_share_reason", "reconsider_on", "urgent")
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
        waits_for_authoriser=rules.needs_authoriser(proposal) and not proposal.urgent,
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
    if not decision.shares or decision.ended_at or decision.superseded_at or not can_see(by, decision):
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
