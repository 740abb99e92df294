"""The auditor's questions answered from decisions and consents. Each returns plain rows, for a page or a file.

Question 1, the ledger: who shared what with whom, when, why and on what basis (domain.md section 5).
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from consent.disclosing import passed_on
from consent.lawful import in_words
from consent.models import DecisionItem, DecisionRecipient, SharingDecision
from consent.rules import GROUNDS, NOT_SHARE_REASONS
from locality.access.listing import EPOCH
from locality.access.rule import reader_of
from locality.families import Family, FamilyReference, with_families

PAGE = 25
GROUND_WORDS, WHY_NOT = dict(GROUNDS), dict(NOT_SHARE_REASONS)


@dataclass
class LedgerRow:
    """One decision as the ledger tells it. `family` is a reference; `family_name` only where the reader may see it.
    `what` and `whom` are dicts for the page: words, kind, key; partner, need. `passed` says how it was passed on
    outside the service, `law` and `condition` on what it rests in data protection law (V13, V14)."""

    decision: SharingDecision
    state: str
    colour: str
    family: str
    family_name: str = ""
    what: list[dict[str, Any]] = field(default_factory=list)
    whom: list[dict[str, Any]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    law: str = ""
    condition: str = ""

    @property
    def basis(self):
        """On what it rests, in words; for a decision not to share, why not."""
        made = self.decision
        if not made.shares:
            return WHY_NOT.get(made.not_share_reason, "")
        ground = GROUND_WORDS.get(made.ground, "")
        return made.get_basis_display() + (f" ({ground[0].lower()}{ground[1:]})" if ground else "")


@dataclass(frozen=True)
class Ledger:
    """A page of the ledger, newest first; `older` is the text to continue from, or empty."""

    rows: list[LedgerRow]
    older: str


def may_read_ledger(practitioner):
    """Whether there is a ledger for them: an auditor's, of everybody, or their own partners'."""
    reader = reader_of(practitioner)
    return bool(reader.audits or reader.partners)


def ledger(practitioner, *, after="", size=None, **filters):
    """A page of the `Ledger` as `practitioner` may see it: all decisions for an auditor, else those of their own
    partners. Of the filters `since` and `until` are days, `partner` is a supplier or recipient, `family` a family's
    number, `outcome` one of `Outcome`; `size` is the rows of a page."""
    reader = reader_of(practitioner)
    return _page(_rows(reader, **filters), reader, after, size or PAGE)


def ledger_length(practitioner, **filters):
    """How many decisions the ledger has for `practitioner` with these filters."""
    return _rows(reader_of(practitioner), **filters).order_by().count()


def _rows(reader, *, since=None, until=None, partner=None, family=None, outcome=""):
    rows = SharingDecision.objects.visible_by(reader)
    if not reader.audits:
        rows = rows.filter(provider__in=reader.partners)
    if since:
        rows = rows.filter(decided_at__gte=_midnight(since))
    if until:
        rows = rows.filter(decided_at__lt=_midnight(until + timedelta(days=1)))
    if partner:
        told = DecisionRecipient.objects.visible_by(reader).filter(decision=OuterRef("pk"), partner=partner)
        rows = rows.filter(Q(provider=partner) | Exists(told))
    if family is not None:
        rows = rows.filter(family__in=FamilyReference.objects.filter(number=family).values("pk"))
    if outcome:
        rows = rows.filter(outcome=outcome)
    return rows


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))


def _page(rows, reader, after, size):
    if place := _parse(after):
        at, number = place
        rows = rows.filter(Q(decided_at__lte=at), Q(decided_at__lt=at) | Q(number__lt=number))
    rows = rows.select_related("decided_by", "provider", "purpose", "authorised_by", "ended_by")
    found = list(rows.order_by("-decided_at", "-number")[: size + 1])
    shown = found[:size]
    return Ledger(_told(shown, reader), _text(shown[-1]) if len(found) > size else "")


def _told(decisions, reader):
    keys = [decision.pk for decision in decisions]
    live = set(SharingDecision.objects.visible_by(reader).live().filter(pk__in=keys).values_list("pk", flat=True))
    seen = Family.objects.visible_by(reader).in_bulk({decision.family_id for decision in decisions})
    rows = {}
    for made in with_families(decisions, reader):
        state, colour = _state(made, made.pk in live)
        name = str(seen[made.family_id]) if made.family_id in seen else ""
        rows[made.pk] = LedgerRow(made, state, colour, made.family.reference, name)
    names = in_words(decisions)
    for made in decisions:
        rows[made.pk].law = str(names.get(made.art6_basis, ""))
        rows[made.pk].condition = str(names.get(made.condition, ""))
    for item in DecisionItem.objects.visible_by(reader).filter(decision__in=keys).select_related("what").order_by("pk"):
        rows[item.decision_id].what.append(_item(item))
    told = DecisionRecipient.objects.visible_by(reader).filter(decision__in=keys).select_related("partner")
    for recipient in told.order_by("partner__name"):
        rows[recipient.decision_id].whom.append({"partner": recipient.partner, "need": recipient.need_to_know})
    for key, acts in passed_on(decisions).items():
        rows[key].passed = [_passed(act.row) for act in acts]
    return list(rows.values())


def _passed(row):
    return f"{row.get_method_display()}, {_moment(row.passed_at)}: {row.to_whom}, {row.partner}"


def _item(item):
    words = f"{item.what}: {item.description}" if item.description else str(item.what)
    kept = "" if item.include else "Kept back: "
    return {"words": kept + words, "kind": item.record_kind.rsplit(".", 1)[-1].lower(), "key": item.record}


def _state(made, live):
    if live:
        return "In force", "green"
    if not made.shares:
        return made.get_outcome_display(), "grey"
    if made.ended_at:
        return "Ended", "grey"
    if made.waits_for_authoriser and not made.authorised_at:
        return "Waits for a signature", "yellow"
    if made.starts_at > timezone.now():
        return "Not begun", "blue"
    return ("Ran out", "grey") if made.ends_at <= timezone.now() else ("No longer in force", "grey")


def _text(decision):
    return f"{(decision.decided_at - EPOCH) // timedelta(microseconds=1)}.{decision.number}"


def _parse(text):
    try:
        moment, number = text.split(".")
        return EPOCH + timedelta(microseconds=int(moment)), int(number)
    except (ValueError, OverflowError):
        return None


HEADS = (
    "Decision,Decided,By,Role,Supplied by,Outcome,State,Family,What,With whom and why they need it,Purpose,Basis,"
    "Basis in law,Condition for special information,"
    "From,Until,Signed by,Passed on elsewhere,Ended,Ended by,Why ended,Reasons,Rules of"
).split(",")


def ledger_cells(rows):
    """The cells of the ledger's file for these rows, in the order of HEADS."""
    for row in rows:
        made = row.decision
        yield [
            made.number,
            _moment(made.decided_at),
            made.decided_by,
            made.decider_role,
            made.provider,
            made.get_outcome_display(),
            row.state,
            row.family,
            "; ".join(item["words"] for item in row.what),
            "; ".join(f"{one['partner']} ({one['need']})" for one in row.whom),
            made.purpose,
            row.basis,
            row.law,
            row.condition,
            _moment(made.starts_at),
            _moment(made.ends_at),
            made.authorised_by,
            "; ".join(row.passed),
            _moment(made.ended_at),
            made.ended_by,
            made.end_reason,
            made.reasons,
            made.ruleset,
        ]


def _moment(at):
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
