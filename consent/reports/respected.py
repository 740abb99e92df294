"""Question 5: are refusals and withdrawals respected (domain.md section 5; C9, C10, C11, V8, V9)?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from consent.models import (
    SHARES,
    Basis,
    Consent,
    ConsentCategory,
    ConsentPartner,
    DecisionConsent,
    DecisionItem,
    DecisionRecipient,
    DecisionSubject,
    SharingDecision,
)
from locality.moments import counted, moment
from locality.questions import Answer, Figure, Line, Question, bounds, midnight, question, supplied

NAY = {Consent.Status.REFUSED: "refused", Consent.Status.WITHDRAWN: "taken their agreement back"}
EVER, NEVER = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Share:
    """A decision to share, and from when until when it gave sight."""

    key: str
    number: int
    family: str
    partner: str
    agreed: bool
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Said:
    """A person's answer about sharing: `begins` is when it counts from, `ends` when it no longer does."""

    key: str
    person: str
    family: str
    partner: str
    status: str
    begins: datetime
    ends: datetime

    @property
    def against(self):
        return self.status in NAY

    def during(self, begins, ends):
        """Whether it counts at some time between two moments."""
        return max(self.begins, begins) < min(self.ends, ends)


def run(reader, filters, now):
    """Every share in the days of the filters that somebody had refused, had withdrawn from, or that went further than
    what was agreed."""
    made = _made(reader, filters, now)
    answers = _answers(reader, made)
    parts = _parts(reader, made)
    shares = _in_force(made, parts, answers, *bounds(filters), now)
    by_person = defaultdict(list)
    for said in answers.values():
        by_person[said.person, said.family, said.partner].append(said)
    wishes = {share.key: _said_by_subjects(share, parts, by_person) for share in shares}
    stopped = sum(_stopped_by_wish(share, wishes[share.key]) for share in shares)
    lines = [line for share in shares if (line := _line(share, parts, answers, wishes[share.key]))]
    red, kept = [line for line in lines if line.flags], sum(not line.flags for line in lines)
    return Answer(
        [
            Figure(
                "Shared against a wish, without a reason that outweighs it",
                len(red),
                True,
                "Look at each below",
                parts="against",
            ),
            Figure(
                "Shared against a wish, with facts that outweigh it",
                kept,
                False,
                "Rests on risk, or on the public interest",
                parts="against",
            ),
            Figure("Sharing that a refusal or a withdrawal stopped", stopped, False, "As it should be"),
            Figure("Sharing that began or was in force", len(shares), False, "In the days that were asked about"),
        ],
        lines,
    )


# What is read


def _made(reader, filters, now):
    told_to = DecisionRecipient.objects.visible_by(reader).filter(
        decision=OuterRef("pk"), partner=filters.get("partner")
    )
    rows = supplied(SharingDecision.objects.visible_by(reader), reader, filters, told_to=Exists(told_to))
    since, after = bounds(filters)
    rows = rows.filter(outcome__in=SHARES, starts_at__lte=now)
    if since:
        rows = rows.filter(ends_at__gt=since)
    if after:
        rows = rows.filter(starts_at__lt=after)
    if kind := filters.get("category"):
        rows = rows.filter(Exists(_items(reader).filter(decision=OuterRef("pk"), what=kind)))
    return rows


def _items(reader):
    return DecisionItem.objects.visible_by(reader).filter(include=True)


def _answers(reader, made):
    """{key: `Said`} of every answer about sharing in the families that the decisions are about."""
    keys, moments = ("pk", "person", "family", "provider"), ("given_at", "recorded_at", "withdrawn_at", "superseded_at")
    rows = Consent.objects.visible_by(reader).filter(kind=Consent.Kind.INFO_SHARING)
    rows = rows.filter(family__in=made.values("family"))
    found = rows.values_list(*_keys(*keys), "status", *map(counted, moments), "expires_on")
    return {row[0]: _said(*row[:5], *map(moment, row[5:9]), row[9]) for row in found}


def _said(key, person, family, partner, status, given, recorded, withdrawn, superseded, expires):
    if status == Consent.Status.WITHDRAWN:
        return Said(key, person, family, partner, status, withdrawn or recorded, superseded or EVER)
    if status == Consent.Status.REFUSED:
        return Said(key, person, family, partner, status, recorded, superseded or EVER)
    ends = min(each for each in (withdrawn, superseded, expires and midnight(expires), EVER) if each)
    return Said(key, person, family, partner, status if given else "", given or EVER, ends)


@dataclass(frozen=True)
class Parts:
    """The lines of the decisions, and of the agreements, as sets by key."""

    subjects: dict[str, set]
    partners: dict[str, set]
    kinds: dict[str, set]
    rests: dict[str, set]
    may_know: dict[str, set]
    may_share: dict[str, set]


def _parts(reader, made):
    def of_decision(rows, name):
        return _sets(rows.filter(decision__in=made.values("pk")), "decision", name)

    def of_consent(model, name):
        rows = model.objects.visible_by(reader).filter(consent__family__in=made.values("family"))
        return _sets(rows, "consent", name)

    return Parts(
        of_decision(DecisionSubject.objects.visible_by(reader).exclude(told=DecisionSubject.Told.NOBODY), "person"),
        of_decision(DecisionRecipient.objects.visible_by(reader), "partner"),
        of_decision(_items(reader), "what"),
        of_decision(DecisionConsent.objects.visible_by(reader), "consent"),
        of_consent(ConsentPartner, "partner"),
        of_consent(ConsentCategory, "category"),
    )


def _sets(rows, by, name):
    found = defaultdict(set)
    for key, value in rows.order_by().values_list(*_keys(by, name)):
        found[key].add(value)
    return found


def _keys(*names):
    """Columns of keys, read as text: there are many, and a UUID takes many times as long to make and to compare."""
    return [Cast(name, TextField()) for name in names]


# What follows


def _in_force(made, parts, answers, since, after, now):
    """The decisions that gave sight at some time between two moments, as `Share`s."""
    names = ("starts_at", "ends_at", "ended_at", "superseded_at", "authorised_at")
    found, plain = [], ("number", "basis", "waits_for_authoriser")
    for key, family, partner, number, basis, waits, *moments in made.values_list(
        *_keys("pk", "family", "provider"), *plain, *map(counted, names)
    ):
        starts, ends, ended, superseded, signed = map(moment, moments)
        if waits and not signed:
            continue
        stops = [_stops(answers[each]) for each in parts.rests[key] if each in answers]
        begins = max(starts, signed) if waits else starts
        ends = min(each for each in (ends, ended, superseded, *stops) if each)
        if begins < ends and begins <= now and (not since or ends > since) and (not after or begins < after):
            found.append(Share(key, number, family, partner, basis == Basis.AGREEMENT, begins, ends))
    return found


def _stops(said):
    """When a decision that rests on an answer stops because of it. On what nobody gave, nothing ever rested."""
    if not said.status:
        return NEVER
    return said.begins if said.against else said.ends


def _said_by_subjects(share, parts, by_person):
    """What those whom a share is about answered to the partner that decided."""
    return [said for person in parts.subjects[share.key] for said in by_person[person, share.family, share.partner]]


def _stopped_by_wish(share, said):
    return any(each.against and each.begins == share.ends for each in said)


def _line(share, parts, answers, said) -> Any:
    """What the report says of a share against somebody's wish, or None."""
    nays = [each for each in said if each.against and each.during(share.begins, share.ends)]
    found = [f"somebody whom it is about had {NAY[each.status]}" for each in nays]
    found = tuple(dict.fromkeys([*found, *_beyond(share, parts, answers, said)]))
    if not found:
        return None
    day = timezone.localdate(max(share.begins, min((each.begins for each in nays), default=share.begins)))
    words = f"In force from {_day(share.begins)} until {_day(share.ends)}"
    if not share.agreed:
        words += f". Facts that outweigh it are on record, although {' and '.join(found)}"
    flags = found if share.agreed else ()
    key, family, partner = map(UUID, (share.key, share.family, share.partner))
    return Line(key, "sharingdecision", f"Decision {share.number}", family, partner, day, words, flags)


def _beyond(share, parts, answers, said):
    """In what a share went further than the agreements: those it rests on, or for an override those that stood."""
    if share.agreed:
        standing = [answers[each] for each in parts.rests[share.key] if each in answers]
        if not standing:
            yield "it says that the family agreed, and rests on no agreement"
        elif parts.subjects[share.key] - {each.person for each in standing}:
            yield "somebody whom it is about did not agree"
    else:
        standing = [
            each for each in said if each.status and not each.against and each.begins <= share.begins < each.ends
        ]
    for each in standing:
        if parts.partners[share.key] - parts.may_know[each.key]:
            yield "it went to a partner that the agreement leaves out"
        if parts.kinds[share.key] - parts.may_share[each.key]:
            yield "it shared a kind of information that the agreement leaves out"


def _day(moment):
    day = timezone.localdate(moment)
    return f"{day.day} {day:%B %Y}"


QUESTION = question(
    Question(
        5,
        "Are refusals and withdrawals respected?",
        "Decisions to share that began or were in force after somebody they are about had refused or withdrawn, or "
        "that told a partner, or shared a kind of information, which the agreement leaves out. What each person "
        "answered counts as the deciding partner recorded it.",
        "Any without a reason that outweighs the wish: a risk, or the public interest",
        ("since", "until", "locality", "partner", "category"),
        "when the sharing was in force",
        run,
        lately=True,
    )
)
