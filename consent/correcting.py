"""Saying that something in a record is wrong, or that the person does not agree with it; and telling everybody who had
received it (F37, domain.md 6.2)."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils import timezone

from consent.giving import tell
from consent.models import (
    SHARES,
    Correction,
    CorrectionTold,
    DecisionItem,
    DecisionRecipient,
    Disclosure,
    OnwardShare,
    SharingDecision,
)
from consent.models.disclosures import Method
from consent.spans import spans_of
from locality.access import can_see, require
from locality.access.latest import latest
from locality.access.rule import reader_of
from locality.families import OfFamily
from locality.history import AlreadyUsed, action
from locality.models import Notice

Kind = Correction.Kind
LEAST_WORDS, LEAST_TOLD = 20, 10


def may_be_corrected(record):
    """Whether something may be said beside a record: what was decided or agreed has ways of its own (V25, C14)."""
    return isinstance(record, OfFamily) and record._meta.app_label != "consent"


@action
def correct(record, *, by, kind, words, submission, person=None, at=None):
    """Say what is right instead of something in a record, or what a `person` says who does not agree with it; returns
    the `Correction`. Who had received the record is told: here, or by somebody whose task it becomes. The same
    `submission` says it once.

    Raises ValidationError by field when too little is said, or it is not said who does not agree; PermissionDenied
    unless `by` makes records for the partner that supplied it and may see it (and the person).
    """
    require(by, "make_records", record.provider)
    if not may_be_corrected(record) or not can_see(by, record) or (person and not can_see(by, person)):
        raise PermissionDenied("That record is not yours to correct")
    if found := Correction.objects.filter(submission=submission).first():
        if (found.record, found.corrected_by_id) != (record.pk, by.pk):
            raise AlreadyUsed("That form was used for something else")
        return found
    if len(words.strip()) < LEAST_WORDS:
        raise ValidationError({"words": f"Say it in at least {LEAST_WORDS} characters"})
    if kind == Kind.DISPUTED and not person:
        raise ValidationError({"person": "Choose who does not agree"})
    now = at or timezone.now()
    made = Correction.objects.create(
        family_id=record.family_id,
        provider_id=record.provider_id,
        category_id=record.category_id,
        record_kind=record._meta.label,
        record=record.pk,
        description=str(record)[:200],
        kind=kind,
        words=words,
        person=person if kind == Kind.DISPUTED else None,
        corrected_by=by,
        corrected_at=now,
        submission=submission,
    )
    _tell_everybody(made, received(record, reader_of(by), now))
    return made


@dataclass(frozen=True)
class Received:
    """Who had received a record: the keys of partners that read it here now, and of those to be told another way."""

    here: frozenset
    elsewhere: frozenset


def received(record, reader, now):
    """`Received`: the partners that decisions of its supplier gave the record since it was recorded, by itself or with
    its kind; that it was passed on to outside the service; and to which others passed it on (F35, V23)."""
    rows = SharingDecision.objects.visible_by(reader).filter(
        family=record.family_id, provider=record.provider_id, outcome__in=SHARES
    )
    decisions = {each.pk: each for each in rows}
    items = DecisionItem.objects.shown_with(decisions.values()).filter(
        Q(record=record.pk, record_kind=record._meta.label) | Q(record__isnull=True, what=record.category_id),
        include=True,
    )
    lines = list(items)
    given = [decisions[line.decision_id] for line in lines]
    spans, began = spans_of(given), _begun(record)
    gave = {key for key, span in spans.items() if span and span[0] <= now and span[1] > began}
    live = SharingDecision.objects.live_among([decisions[key] for key in gave])
    here, before = set(), set()
    for line in DecisionRecipient.objects.shown_with([decisions[key] for key in gave]):
        (here if line.decision_id in live else before).add(line.partner_id)
    acts = Disclosure.objects.shown_with(given).filter(item__in=[line.pk for line in lines])
    acts = acts.values_list("partner", flat=True)
    onward = OnwardShare.objects.filter(record=record.pk).values_list("recipient", flat=True)
    return Received(frozenset(here), frozenset(before - here) | frozenset(acts) | frozenset(onward))


def _begun(record):
    """From when the record was there to be read."""
    first = record.history.order_by("history_date").values_list("history_date", flat=True).first()
    return first or timezone.now()


def _tell_everybody(made, whom):
    now, day = made.corrected_at, timezone.localdate(made.corrected_at)
    told = {"told_on": day, "words": "Told here", "said_by_id": made.corrected_by_id, "said_at": now}
    rows = [CorrectionTold(correction=made, partner_id=key, in_app=True, **told) for key in sorted(whom.here)]
    rows += [CorrectionTold(correction=made, partner_id=key, in_app=False) for key in sorted(whom.elsewhere)]
    CorrectionTold.objects.bulk_create(rows)
    if whom.here:
        tell(made, whom.here, Notice.Kind.CORRECTED)


@action
def say_told(told, *, by, method, told_on, words, at=None):
    """Record how a partner was told of a correction outside the service, or that it cannot be told and why; returns the
    `CorrectionTold`, which says so once.

    Raises ValidationError by field when the day is before the correction or to come, the way is no secure one or too
    little is said; PermissionDenied unless `by` makes records for the partner that corrected.
    """
    require(by, "make_records", told.correction.provider)
    if told.in_app or latest(told, "told_on").told_on:
        raise PermissionDenied("That is said already")
    wrong = {}
    if method and method not in Method.values:
        wrong["method"] = "Choose one of the secure ways"
    if not timezone.localdate(told.correction.corrected_at) <= told_on <= timezone.localdate():
        wrong["told_on"] = "The day must be between the day of the correction and today"
    if len(words.strip()) < LEAST_TOLD:
        wrong["words"] = "Say in a few words whom you told, or why nobody can be told"
    if wrong:
        raise ValidationError(wrong)
    told.told_on, told.method, told.words, told.said_by, told.said_at = told_on, method, words, by, at or timezone.now()
    told.save(update_fields=["told_on", "method", "words", "said_by", "said_at"])
    return told
