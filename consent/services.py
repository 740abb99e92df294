"""Recording what a family answered and what was decided about sharing."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from consent import rules
from consent.models import (
    Basis,
    Consent,
    ConsentArtefact,
    ConsentCategory,
    ConsentPartner,
    DecisionConsent,
    DecisionGateway,
    DecisionItem,
    DecisionRecipient,
    DecisionSubject,
    FamilyAccess,
    SharingDecision,
    permission_id,
)
from locality import services as foundation
from locality.access import can_see, require
from locality.access.rule import item_access
from locality.history import action
from locality.models import Membership, Notice, Relationship
from locality.reference import CONSENT, SHARING_RECORD, category

# Each app above may say how its records of a family get into the lists of a partner that a decision gives the family.
_order_in_lists: list[Callable] = []


def orders_in_lists(function):
    """Register `function(decision, categories, groups)`, called after a decision about a family's categories."""
    _order_in_lists.append(function)
    return function


GIVEN = (Consent.Status.WRITTEN, Consent.Status.VERBAL)


def consent_problems(*, family, person, status, given_by, artefacts):
    """What stands against recording this answer, as (field, words) pairs (C1, C2, C4, C13)."""
    if status not in GIVEN:
        return
    if given_by is None:
        yield "given_by", "Say who gave the agreement"
    elif given_by.pk != person.pk:
        if person.kind == person.Kind.ADULT or (person.age_on() or 0) >= 16:
            yield "given_by", f"{person} answers for themselves: nobody else can agree for them"
        elif not _holds_responsibility(family, given_by, person):
            yield "given_by", f"Record first that {given_by} has parental responsibility for {person}, and how you know"
    before = {ConsentArtefact.Kind.BOOKLET, ConsentArtefact.Kind.NOTICE, ConsentArtefact.Kind.SOUGHT}
    if status == Consent.Status.WRITTEN:
        before.add(ConsentArtefact.Kind.RECEIPT)
    if missing := [ConsentArtefact.Kind(kind).label.lower() for kind in before - set(artefacts)]:
        yield "artefacts", f"Before an agreement counts, record: {', '.join(sorted(missing))}"


def _holds_responsibility(family, adult, child):
    told = Relationship.objects.filter(family=family, from_person=adult, to_person=child, ends_on__isnull=True)
    return told.filter(parental_responsibility=Relationship.Responsibility.YES).exists()


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
    at=None,
    **more,
):
    """Record what one person answered (C1), with its artefacts (S79-S87); returns the `Consent`.

    `artefacts` maps each `ConsentArtefact.Kind` to (day, how). `partners` and `categories` are what the agreement
    covers; `at` is when they answered (default now). `more` are further columns of `Consent`. The person's earlier
    answer of the kind is superseded, never changed (C14). Raises ValidationError by field, PermissionDenied when the
    family is not visible.
    """
    foundation.may_add_to(family, by, partner)
    if found := Consent.objects.filter(submission=submission).first():
        return found
    artefacts, now = artefacts or {}, at or timezone.now()
    wrong = list(consent_problems(family=family, person=person, status=status, given_by=given_by, artefacts=artefacts))
    if wrong:
        raise ValidationError({name: words for name, words in wrong})
    given = status in GIVEN
    consent = Consent.objects.create(
        family=family,
        provider=partner,
        category=category(CONSENT),
        person=person,
        status=status,
        given_by=given_by,
        given_at=now if given else None,
        recorded_by=by,
        recorded_at=now,
        submission=submission,
        **more,
    )
    _supersede(consent, now)
    ConsentArtefact.objects.bulk_create(
        ConsentArtefact(consent=consent, kind=kind, happened_on=day, how=how, recorded_by=by)
        for kind, (day, how) in artefacts.items()
    )
    ConsentPartner.objects.bulk_create(ConsentPartner(consent=consent, partner=each) for each in partners)
    ConsentCategory.objects.bulk_create(ConsentCategory(consent=consent, category=each) for each in categories)
    foundation.touch(family)
    return consent


def _supersede(consent, now):
    earlier = Consent.objects.current().filter(
        family=consent.family, person=consent.person, kind=consent.kind, provider=consent.provider
    )
    earlier.exclude(pk=consent.pk).update(superseded_at=now, superseded_by=consent)


@action
def withdraw(consent, *, by, how, at=None):
    """Record that a person withdrew their agreement (C10), at a moment (default now): from then every decision resting
    on it is no longer live.

    Returns the consent. Raises PermissionDenied when it is not visible or not given.
    """
    require(by, "make_records", consent.provider)
    if not can_see(by, consent) or not consent.given_at or consent.withdrawn_at:
        raise PermissionDenied("There is no agreement here to withdraw")
    consent.withdrawn_at, consent.withdrawn_how = at or timezone.now(), how
    consent.status = Consent.Status.WITHDRAWN
    consent.save()
    return consent


@action
def decide(proposal, *, by, partner, submission=None, at=None):
    """Record a decision to share, share part, wait or not share (golden rule 7), and give the access that follows.

    Returns the `SharingDecision`, decided `at` a moment (default now); the same `submission` records once. Raises
    ValidationError (by form field) when a rule stands against it, PermissionDenied unless `by` decides for `partner`
    and may see the family and each record, and the partner supplied them (S94).
    """
    require(by, "decide_sharing", partner)
    if submission and (found := SharingDecision.objects.filter(submission=submission).first()):
        return found
    _may_decide(proposal, by, partner)
    now = at or timezone.now()
    if found := rules.problems(proposal, now):
        raise ValidationError({problem.field: problem.words for problem in found})
    decision = _record(proposal, by, partner, now, submission)
    _record_parts(proposal, decision, now)
    if decision.shares:
        _give_access(proposal, decision)
        _notify(decision, proposal.recipients)
    foundation.touch(proposal.family)
    return decision


def _may_decide(proposal, by, partner):
    if not can_see(by, proposal.family):
        raise PermissionDenied("That family is not yours to share")
    for item in proposal.included:
        if item.record and (item.record.provider_id != partner.pk or not can_see(by, item.record)):
            raise PermissionDenied("Only the partner that supplied it decides (S94)")


def _record(proposal, by, partner, now, submission):
    job = Membership.objects.live().filter(practitioner=by, partner=partner).first()
    named = ("outcome", "trigger", "purpose", "purpose_text", "basis", "facts", "ground", "safety", "in_doubt")
    named += ("advice", "wishes", "reasons", "not_share_reason", "reconsider_on", "urgent")
    return SharingDecision.objects.create(
        family=proposal.family,
        provider=partner,
        category=category(SHARING_RECORD),
        ruleset=rules.ruleset_on(timezone.localdate(now)),
        concern_identified_at=proposal.concern_identified_at or now,
        decided_at=now,
        decided_by=by,
        decider_role=job.job_title if job else "",
        art6_basis="public_task" if proposal.shares else "",
        starts_at=(proposal.starts_at or now) if proposal.shares else None,
        ends_at=proposal.ends_at if proposal.shares else None,
        waits_for_authoriser=rules.needs_authoriser(proposal) and not proposal.urgent,
        submission=submission,
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
            told=proposal.told.get(person.pk, DecisionSubject.Told.NOT_YET),
            consent_position=str(consents[person.pk].get_status_display()) if consents[person.pk] else "None recorded",
        )
        for person in proposal.subjects
    )
    if decision.basis == Basis.AGREEMENT:
        DecisionConsent.objects.bulk_create(
            DecisionConsent(decision=decision, consent=consent) for consent in consents.values() if consent
        )
    DecisionGateway.objects.bulk_create(DecisionGateway(decision=decision, gateway=each) for each in proposal.gateways)


def _give_access(proposal, decision):
    groups = [partner.group_id for partner in proposal.recipients]
    whole = [item.category for item in proposal.included if not item.record]
    FamilyAccess.objects.bulk_create(
        FamilyAccess(
            group_id=group,
            permission_id=each.pk,
            content_object=decision.family,
            decision=decision,
            sort_key=decision.decided_at,
        )
        for group in groups
        for each in whole
    )
    for table, rows in _rows_for_records(proposal, decision, groups).items():
        table.objects.bulk_create(rows)
    if whole:
        for order in _order_in_lists:
            order(decision, [each.pk for each in whole], groups)


def _rows_for_records(proposal, decision, groups):
    rows: dict = {}
    for item in proposal.included:
        if item.record:
            table, label = item_access(type(item.record)), item.record._meta
            sight = permission_id(label.app_label, f"see_{label.model_name}")
            rows.setdefault(table, []).extend(
                table(
                    group_id=group,
                    permission_id=sight,
                    content_object=item.record,
                    decision=decision,
                    sort_key=getattr(item.record, type(item.record).list_key),
                )
                for group in groups
            )
    return rows


def _notify(decision, partners):
    """Tell the recipients' safeguarding leads that there is something to read: the notice itself says nothing."""
    leads = Membership.objects.live().filter(partner__in=list(partners), is_safeguarding_lead=True)
    told = {membership.practitioner_id for membership in leads}
    notify(told, Notice.Kind.SHARED, decision)


def notify(practitioners, kind, decision):
    """Queue a notice about a decision for each of these practitioners (keys), and nudge the worker after the commit."""
    from locality.tasks import send_notices

    notices = [Notice(practitioner_id=key, kind=kind, about=decision.pk) for key in practitioners]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    send_notices.delay_on_commit()


@action
def end_decision(decision, *, by, reason, at=None):
    """End a decision, at a moment (default now): the next request of its recipients sees nothing of it. Returns it.

    Raises PermissionDenied unless `by` decides for the partner whose decision it is, or when it is not in force.
    """
    require(by, "decide_sharing", decision.provider)
    if not decision.shares or decision.ended_at:
        raise PermissionDenied("This decision is not in force")
    decision.ended_at, decision.ended_by, decision.end_reason = at or timezone.now(), by, reason
    decision.save(update_fields=["ended_at", "ended_by", "end_reason"])
    return decision


@action
def authorise(decision, *, by, at=None):
    """Sign a decision to share without the family's agreement (V12), at a moment (default now). Returns the decision.

    Raises PermissionDenied unless `by` may authorise for the partner and is not the one who decided.
    """
    require(by, "authorise", decision.provider)
    if decision.decided_by_id == by.pk or decision.authorised_at:
        raise PermissionDenied("Somebody else signs, and only once (V12)")
    decision.authorised_at, decision.authorised_by = at or timezone.now(), by
    decision.save(update_fields=["authorised_at", "authorised_by"])
    return decision
