"""What auditors find of a sampled decision, settle, send back and close; and what the decider answers."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from consent.audits.files import NEEDS, RULES, Kind, Step, standings
from consent.models import AuditDraft, AuditFinding, AuditStep
from locality.access import PartnerPermission, may_audit
from locality.access.rule import reader_of
from locality.history import action
from locality.models import Practitioner

LEAST = 20  # characters of a finding, an answer, a last word
FURTHEST = timedelta(days=366)


class AuditIsOver(PermissionDenied):
    """The time of the audit ended while they wrote: what they typed is kept, and nothing more opens."""


def _standing(file, by):
    return standings([file], reader_of(by))[0]


def _require(file, by):
    if not may_audit(by):
        raise AuditIsOver("The time of this audit is over")
    if file.decision.decided_by_id == by.pk:
        raise PermissionDenied("Nobody audits a decision of their own")


def _check(rules, grade, words, owed, owed_by):
    wrong = {f"rule_{key}": "Say whether this rule was met" for key in RULES if rules.get(key) not in _MET}
    if len(words.strip()) < LEAST:
        wrong["words"] = f"Say what you found in at least {LEAST} characters"
    if grade in NEEDS and not owed.strip():
        wrong["owed"] = "Say what is to be put right, or give a better grade"
    if owed.strip() and not owed_by:
        wrong["owed_by"] = "Say by when it is to be put right"
    if owed_by and not timezone.localdate() <= owed_by <= timezone.localdate() + FURTHEST:
        wrong["owed_by"] = "It must be today or within a year"
    if wrong:
        raise ValidationError(wrong)


_MET = set(AuditFinding.Met.values)


@action
def find(file, *, by, rules, grade, words, submission, themes=(), owed="", owed_by=None):
    """Record what an auditor found of a decision; returns the `AuditFinding`. The same `submission` records once.

    Raises AuditIsOver when their time has ended; PermissionDenied for their own decision, for a third, and for a second
    word of the same auditor; ValidationError by field.
    """
    _require(file, by)
    if found := AuditFinding.objects.filter(submission=submission, said_by=by).first():
        return found
    now = _standing(file, by)
    if now.mine or len(now.found) >= (2 if file.twice else 1) or now.counts:
        raise PermissionDenied("It is reviewed already")
    _check(rules, grade, words, owed, owed_by)
    said = _said(rules, grade, words, themes, owed, owed_by) | {"submission": submission, "said_by": by}
    made = _take_a_seat(file, said)
    forget_draft(file.pk, by=by)
    return made


def _said(rules, grade, words, themes, owed, owed_by):
    told = {"rules": rules, "grade": grade, "words": words.strip(), "themes": list(themes)}
    return told | {"owed": owed.strip(), "owed_by": owed_by if owed.strip() else None}


def _take_a_seat(file, said):
    """The finding in the first seat that is free: whoever looks at it second does not read the first."""
    for seat in (1, 2) if file.twice else (1,):
        try:
            with transaction.atomic():
                return AuditFinding.objects.create(file=file, kind=Kind.FOUND, blind=file.twice, seat=seat, **said)
        except IntegrityError as error:
            if "one_finding_for_each_seat" not in str(error):
                raise
    raise PermissionDenied("It is reviewed already")


@action
def settle(file, *, by, rules, grade, words, submission, themes=(), owed="", owed_by=None):
    """Record what two auditors settled between them; returns the `AuditFinding` that counts. Raises as `find`;
    PermissionDenied unless both have said theirs and `by` is one of them."""
    _require(file, by)
    if found := AuditFinding.objects.filter(submission=submission, said_by=by).first():
        return found
    now = _standing(file, by)
    if now.waits_for != "settle" or not now.mine:
        raise PermissionDenied("One of the two who reviewed it settles it, once both have")
    _check(rules, grade, words, owed, owed_by)
    said = _said(rules, grade, words, themes, owed, owed_by)
    made = AuditFinding.objects.create(
        file=file, kind=Kind.SETTLED, blind=False, said_by=by, submission=submission, **said
    )
    forget_draft(file.pk, by=by)
    return made


def answerers(decision):
    """Who may be asked to answer for a decision: its decider, while they decide for its partner; else who signs there,
    and then who decides there. A list of practitioners."""
    rows = PartnerPermission.objects.live().filter(content_object=decision.provider_id)
    decide = set(rows.filter(permission__codename="decide_sharing").values_list("user", flat=True))
    if decision.decided_by_id in decide:
        return [decision.decided_by]
    signs = set(rows.filter(permission__codename="authorise").values_list("user", flat=True))
    found = Practitioner.objects.filter(pk__in=decide | signs)
    return sorted(found, key=lambda each: (each.pk not in signs, each.name))


@action
def send(file, *, by, to, words, submission):
    """Send a finding back to whoever answers for the decision; returns the `AuditStep`. The same `submission` sends
    once.

    Raises AuditIsOver; PermissionDenied unless something is owed and it waits to be sent, or an answer does not do;
    ValidationError by field.
    """
    _require(file, by)
    if found := AuditStep.objects.filter(submission=submission, said_by=by).first():
        return found
    now = _standing(file, by)
    answered = now.waits_for == "close" and now.last
    if not (now.waits_for == "send" or answered) or not now.counts.owed:
        raise PermissionDenied("There is nothing to send back")
    if to.pk not in {each.pk for each in answerers(file.decision)}:
        raise ValidationError({"to": "Choose somebody who may answer for this decision"})
    if answered and len(words.strip()) < LEAST:
        raise ValidationError({"words": f"Say what is still owed in at least {LEAST} characters"})
    by_day = max(now.counts.owed_by, timezone.localdate() + timedelta(days=5)) if answered else now.counts.owed_by
    return _step(file, now, by, Step.SENT, words, submission, sent_to=to, answer_by=by_day)


@action
def answer(file, *, by, kind, words, submission):
    """Record what was put right, or why not, by whom it was sent to; returns the `AuditStep`. The same `submission`
    records once. Raises PermissionDenied for anybody else, and when nothing waits for them; ValidationError by
    field."""
    now = _standing(file, by)
    if found := next((step for step in now.steps if step.submission == submission and step.said_by_id == by.pk), None):
        return found
    if not now.last or now.last.kind != Step.SENT or now.last.sent_to_id != by.pk:
        raise PermissionDenied("Nothing waits for your answer")
    if kind not in (Step.CORRECTED, Step.EXPLAINED):
        raise ValidationError({"kind": "Say whether you put it right"})
    if len(words.strip()) < LEAST:
        raise ValidationError({"words": f"Say what you did in at least {LEAST} characters"})
    return _step(file, now, by, kind, words, submission, sent_to=by)


@action
def close(file, *, by, words, submission):
    """Close a file; returns the `AuditStep`. Raises AuditIsOver; PermissionDenied unless it waits to be closed;
    ValidationError without a last word where something was owed."""
    _require(file, by)
    if found := AuditStep.objects.filter(submission=submission, said_by=by).first():
        return found
    now = _standing(file, by)
    if now.waits_for != "close":
        raise PermissionDenied("It does not wait to be closed")
    if now.last and len(words.strip()) < LEAST:
        raise ValidationError({"words": f"Say why it is done in at least {LEAST} characters"})
    return _step(file, now, by, Step.CLOSED, words, submission, sent_to=now.last and now.last.sent_to)


def _step(file, now, by, kind, words, submission, *, sent_to=None, answer_by=None):
    finding = now.last.finding_id if now.last else now.counts.pk
    return AuditStep.objects.create(
        file=file,
        finding_id=finding,
        kind=kind,
        words=words.strip(),
        sent_to=sent_to,
        answer_by=answer_by,
        partner_id=file.decision.provider_id,
        said_by=by,
        submission=submission,
    )


@action
def keep_draft(file, *, by, answers):
    """Keep what somebody is typing about a file (its key), as the form posts it; returns the `AuditDraft`. Also when
    the time of their audit is over: it is theirs alone."""
    return AuditDraft.objects.update_or_create(author=by, file=file, defaults={"answers": answers[:40_000]})[0]


@action
def forget_draft(file, *, by):
    """Forget what was being typed about a file (its key), now that it is saved."""
    AuditDraft.objects.filter(author=by, file=file).delete()
