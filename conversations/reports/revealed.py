"""Question 9: could anything we issued have revealed protected information (domain.md 4.5, S126, F24)?

What was issued to families: papers that somebody was given, copies of assessments, plans and reviews, and statements.
Each is compared with what was kept from somebody of that family when it was issued, and with addresses that are kept
secret. Copies and statements are written without either; what is sent by post or e-mail may come into other hands.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from consent.models import NonInforming, NonInformingLook, PaperGiven, ToldLater
from conversations.models import CopyMade
from locality.access import Viewing
from locality.access.tables import TrailLine
from locality.families import Household
from locality.questions import Answer, Figure, Line, Question, question, supplied, within
from locality.reference import PROTECTED_ADDRESS, category_key

FILTERS = ("since", "until", "locality", "partner")
SENT = (PaperGiven.How.POST, PaperGiven.How.EMAIL)
TO_THEM = "sent to somebody from whom something was kept"
AT_HOME = "sent into a family of which somebody is not told something"
ADDRESS = "sent by post into a family with an address that is kept secret"


@dataclass(frozen=True)
class Issued:
    """One document for a family: to whom (a key, or None), on which day, and whether it was sent."""

    key: UUID
    kind: str
    what: str
    family: UUID
    partner: UUID | None
    person: UUID | None
    day: date
    how: str = ""

    def line(self, words, flags):
        """The line of an answer about it."""
        return Line(self.key, self.kind, self.what, self.family, self.partner, self.day, words, flags)

    @property
    def words(self):
        return {"post": "by post", "email": "by e-mail"}.get(self.how, "by hand, or to be handed over")


def run(reader, filters, now):
    """Every document issued on the filters' days for a family of which something was kept or secret then."""
    issued = [each for each in _issued(reader, filters) if within(each.day, filters)]
    kept, secret = _kept(reader), _secret(reader)
    lines, count = [], Counter()
    for each in issued:
        from_whom = {person for person, since, until in kept[each.family] if since <= each.day <= until}
        if not from_whom and each.family not in secret:
            continue
        flags = tuple(_flags(each, from_whom, each.family in secret))
        count.update([*flags, "kept" if from_whom else "secret"])
        lines.append(each.line(_words(each, from_whom), flags))
    return Answer(_figures(count, len(issued)), lines)


def _flags(each, from_whom, is_secret):
    if each.how not in SENT:
        return
    if each.person in from_whom:
        yield TO_THEM
    elif from_whom:
        yield AT_HOME
    if is_secret and each.how == PaperGiven.How.POST:
        yield ADDRESS


def _words(each, from_whom):
    said = [each.words]
    if each.person in from_whom:
        said.append("for somebody from whom something was kept then")
    elif from_whom:
        said.append(f"something was kept from {len(from_whom)} of the family then")
    return "; ".join(said)


def _figures(count, issued):
    return [
        Figure("Sent to somebody from whom something was kept", count[TO_THEM], True, "By post or e-mail (4.5)"),
        Figure("Sent into a family where something was kept", count[AT_HOME], True, "By post or e-mail (4.5)"),
        Figure("Posted where an address is secret", count[ADDRESS], True, "It may have gone to the wrong door (S126)"),
        Figure("Issued while something was kept", count["kept"], False, "And written without it"),
        Figure("Issued where an address is secret", count["secret"], False, "And written without it"),
        Figure("Documents issued", issued, False, "Papers, copies and statements for families"),
    ]


def _issued(reader, filters):
    given = supplied(PaperGiven.objects.visible_by(reader), reader, filters)
    for row in given.values_list("pk", "family", "provider", "person", "given_on", "how"):
        key, family, partner, person, day, how = row
        yield Issued(key, "papergiven", "Paper given", family, partner, person, day, how)
    copies = supplied(CopyMade.objects.visible_by(reader), reader, filters).filter(person__isnull=False)
    for key, family, partner, person, at in copies.values_list("pk", "family", "provider", "person", "made_at"):
        yield Issued(key, "copymade", "Copy for the family", family, partner, person, timezone.localdate(at))
    if not reader.audits or filters.get("partner") or filters.get("locality"):
        return  # who made a statement is written down for an audit, and not for which partner
    rows = Viewing.objects.filter(kind="statement for the family", family__isnull=False)
    for record, family, at in rows.values_list("record", "family", "at"):
        person = record if record != family else None
        yield Issued(family, "family", "Statement", family, None, person, timezone.localdate(at))


def _kept(reader):
    """{family: [(person, first day, last day)]} of those from whom something was kept: until they were told, or it was
    found that they may be. What waits for a signature keeps nothing."""
    gave = Q(decision__waits_for_authoriser=False) | Q(decision__authorised_at__isnull=False)
    rows = NonInforming.objects.visible_by(reader).filter(gave)
    over: dict[Any, date] = {}
    ended = NonInformingLook.objects.visible_by(reader).filter(of__in=rows.values("pk"))
    for of, at in ended.exclude(found=NonInformingLook.Found.STILL).values_list("of", "looked_at"):
        over[of] = timezone.localdate(at)
    told = ToldLater.objects.visible_by(reader).filter(decision__in=rows.values("decision"))
    later = {(decision, person): day for decision, person, day in told.values_list("decision", "person", "told_on")}
    found = defaultdict(list)
    for pk, decision, family, person, since in rows.values_list(
        "pk", "decision", "decision__family", "person", "since"
    ):
        until = min(over.get(pk, date.max), later.get((decision, person), date.max))
        found[family].append((person, timezone.localdate(since), until))
    return found


def _secret(reader):
    """The families with an address that is kept secret now, as the reader may know: an audit asks the trail."""
    if reader.audits:
        rows = TrailLine.objects.filter(kind=Household._meta.label, category=category_key(PROTECTED_ADDRESS))
        return set(rows.values_list("family", flat=True))
    homes = Household.objects.visible_by(reader).filter(is_confidential=True)
    return set(homes.values_list("family", flat=True))


QUESTION = question(
    Question(
        9,
        "Could anything we issued have revealed protected information?",
        "Papers that families were given, copies of assessments, plans and reviews, and statements, where something "
        "was kept from somebody of the family on that day, or an address of the family is kept secret now. Copies and "
        "statements are written without what is kept back. Statements are counted for an audit alone.",
        "It was sent by post or e-mail to somebody from whom something was kept, or into their family; or by post "
        "where an address is kept secret",
        FILTERS,
        "when it was issued",
        run,
    )
)
