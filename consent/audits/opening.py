"""Opening a sampled case: what its decision was about, for one auditor, with a reason, for two hours at most (A8)."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.text import capfirst

from consent.audits.grading import AuditIsOver
from consent.models import DecisionItem
from locality.access import AuditBox, AuditOpening, may_audit
from locality.access.opened import LASTS, LEAST, LEAST_LISTED
from locality.access.reasons import is_shut_out
from locality.access.rule import reader_of
from locality.families import Family, FamilyMember, with_families
from locality.history import action
from locality.kinds import WORDS
from locality.people import Person, with_people
from locality.reference import PROTECTED_ADDRESS, category_key
from locality.registries import records_of

EACH = 100  # newest records of a kind


class IsShut(PermissionDenied):
    """The family is restricted, or there is a conflict of interest: not for this auditor."""


class IsNarrow(PermissionDenied):
    """The sample leaves too little to chance for its cases to open."""


def is_narrow(sample):
    """Whether whoever limited this sample could have meant one family: it lists few decisions, or most were drawn."""
    return len(sample.listed) < LEAST_LISTED or sample.size * 2 > len(sample.listed)


def live_opening(file, practitioner):
    """The `AuditOpening` by which the auditor may read the case of this file now, or None."""
    rows = AuditOpening.objects.live().filter(auditor=practitioner, file=file.pk)
    return rows.order_by("-ends_at").first() if may_audit(practitioner) else None


@action
def open_case(file, *, by, reason, submission):
    """Open the case of a sampled decision; returns the `AuditOpening`. One that stands open is returned as it is, and
    so is that of the same `submission`.

    Raises AuditIsOver when their time has ended; PermissionDenied for a decision of their own; IsShut; IsNarrow;
    ValidationError by field.
    """
    if not may_audit(by):
        raise AuditIsOver("The time of this audit is over")
    made = file.decision
    if made.decided_by_id == by.pk:
        raise PermissionDenied("Nobody audits a decision of their own")
    if found := AuditOpening.objects.filter(submission=submission, auditor=by).first() or live_opening(file, by):
        return found
    if is_shut_out(reader_of(by), made.family_id):
        raise IsShut("This family is restricted")
    if is_narrow(file.sample):
        raise IsNarrow("Too few decisions were listed for a case to be opened")
    if len(reason.strip()) < LEAST:
        raise ValidationError({"reason": f"Say why in at least {LEAST} characters"})
    now, box = timezone.now(), AuditBox.objects.live().filter(auditor=by).order_by("-ends_at")[0]
    kinds, records = _about(made, by)
    return AuditOpening.objects.create(
        box=box,
        auditor=by,
        file=file.pk,
        decision=made.pk,
        number=made.number,
        family_id=made.family_id,
        provider_id=made.provider_id,
        categories=kinds,
        records=records,
        reason=reason.strip(),
        opened_at=now,
        ends_at=min(now + LASTS, box.ends_at),
        submission=submission,
    )


def _about(decision, by):
    """(keys of kinds of information, keys of single records) that a decision was about, shared or kept back; never a
    protected address."""
    secret = category_key(PROTECTED_ADDRESS)
    items = DecisionItem.objects.visible_to(by).filter(decision=decision).exclude(what=secret)
    kinds = sorted({item.what_id for item in items if not item.record})
    return kinds, sorted({item.record for item in items if item.record}, key=str)


@dataclass(frozen=True)
class Part:
    """One record of an opened case: its kind in words and in addresses, what it says of itself, and its key."""

    kind: str
    title: str
    name: str
    key: Any


def content_of(opening, reader):
    """(model, records, [`Part`]) for each kind of record of an opened case that the reader may see, but for decisions
    and agreements, which an audit reads anyhow."""
    people = Person.objects.visible_by(reader).filter(pk__in=_people(opening, reader)).order_by("-kind", "given_name")
    yield Person, list(people), [Part("Person", str(each), "person", each.pk) for each in people]
    for model, rows in records_of(Family(pk=opening.family_id), reader):
        if rows.auditable or "__" in rows.family or rows.family == "pk":
            continue
        fields = [field.name for field in model._meta.fields if field.related_model is Person]
        records = with_people(with_families(rows.filter(provider=opening.provider_id)[:EACH], reader), reader, *fields)
        name = model._meta.model_name
        kind = capfirst(WORDS.get(name, model._meta.verbose_name))
        yield model, records, [Part(kind, str(each), name, each.pk) for each in records]


def _people(opening, reader):
    return FamilyMember.objects.visible_by(reader).filter(family=opening.family_id).values("person")
