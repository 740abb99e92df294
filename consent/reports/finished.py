"""Question 2: which disclosures have no completed decision record, or were completed late (V26)?"""

from collections import Counter
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from consent.emergency import REVIEW_WITHIN
from consent.models import SHARES, Basis, EmergencyReview
from consent.reports.made import FILTERS, decided, length_words, made_with, parts_of
from locality.access import AuditBox, Viewing
from locality.access.audit import NO_RECORD
from locality.days import after_working_days
from locality.kinds import viewing_words
from locality.questions import Answer, Figure, Line, Question, bounds, question

DAY, TWO = timedelta(hours=24), timedelta(hours=48)
LATE = "shared at once, and completed more than 24 hours after"
NEVER = "shared at once more than 24 hours ago, and not completed"
NO_DECISION = "somebody saw it for no partner, and no decision is on record"
NOT_LOOKED = "emergency access, and nobody looked at it within two working days"
LOOKED_LATE = "emergency access, looked at later than two working days after"
NOT_RIGHT = "emergency access that was not right"
ASKED = Q(kind__startswith="list of ") | Q(kind__startswith="question ") | Q(kind__startswith="why ")
ASKED |= Q(kind__startswith="history of ") | Q(kind__in=["ledger", "who looked"])


def run(reader, filters, now):
    """Every decision that shared at once, by how soon it was completed; and every view that no decision explains."""
    rows = decided(reader, filters).filter(outcome__in=SHARES, urgent=True)
    rows = rows.filter(basis__in=[Basis.RISK, Basis.PUBLIC_INTEREST])
    lines, count = [], Counter()
    for made, of in made_with(rows, "authorised_at", "ended_at"):
        done = of["authorised_at"]
        waited = (done or of["ended_at"] or now) - made.decided
        flags = ((LATE if done else NEVER),) if waited > DAY else ()
        count.update(late=bool(done and waited > DAY), never=not done and waited > DAY, two=waited > TWO)
        words = f"completed after {length_words(made.decided, done)}" if done else "not completed"
        lines.append(made.line(["Shared at once", words], flags))
    unexplained, taken = _unexplained(reader, filters), _emergencies(reader, filters, now)
    flagged = Counter(flag for line in taken for flag in line.flags)
    return Answer(
        [
            Figure(
                "Seen without any decision",
                len(unexplained),
                True,
                "Neither supplied by the reader’s partner nor shared",
            ),
            Figure("Not completed", count["never"], True, "Shared at once more than 24 hours ago (V26)"),
            Figure("Completed late", count["late"], True, "More than 24 hours after it was shared (V26)"),
            Figure("More than 48 hours", count["two"], False, "For whoever governs information (V26)"),
            Figure("Emergency, nobody looked", flagged[NOT_LOOKED], True, "Within two working days (A7)"),
            Figure("Emergency, looked at late", flagged[LOOKED_LATE], True, "After two working days (A7)"),
            Figure("Emergency, not right", flagged[NOT_RIGHT], True, "So said whose information it was"),
            Figure("Shared at once", len(lines), False, "Before somebody else signed"),
            Figure("Emergency access", len(taken), False, "For four hours, before anybody could be asked"),
        ],
        lines + unexplained + taken,
    )


def _emergencies(reader, filters, now):
    """Emergency access: it is complete when somebody whose information it was has said whether it was right."""
    rows = decided(reader, filters).filter(outcome__in=SHARES, basis=Basis.URGENT)
    said = {each.decision_id: each for each in parts_of(EmergencyReview, reader, rows)}
    return [made.line(*_looked_at(made, said.get(made.key), timezone.localdate(now))) for made, _ in made_with(rows)]


def _looked_at(made, review, today):
    """(words, flags) of emergency access and of its `EmergencyReview`, or None."""
    by = after_working_days(made.day, REVIEW_WITHIN)
    if review is None:
        return ["Emergency access", "nobody has looked at it"], (NOT_LOOKED,) if today > by else ()
    flags = [LOOKED_LATE] if timezone.localdate(review.reviewed_at) > by else []
    flags += [] if review.justified else [NOT_RIGHT]
    return ["Emergency access", f"looked at after {length_words(made.decided, review.reviewed_at)}"], tuple(flags)


def _unexplained(reader, filters):
    """Views of a record for no partner and by no decision, by somebody who was not an auditor then."""
    if not reader.audits or filters.get("category") or filters.get("partner") or filters.get("locality"):
        return []  # whoever looks for no partner belongs to none of these
    audited = AuditBox.objects.filter(auditor=OuterRef("practitioner"), starts_at__lte=OuterRef("at"))
    audited = audited.filter(ends_at__gt=OuterRef("at"))
    rows = Viewing.objects.filter(decision=None, partner=None, family__isnull=False).exclude(ASKED)
    since, after = bounds(filters)
    if since:
        rows = rows.filter(at__gte=since)
    if after:
        rows = rows.filter(at__lt=after)
    names = ("record", "kind", "family", "practitioner__name", "at")
    return [
        Line(
            record, "", f"View: {viewing_words(kind)}", family, NO_RECORD, timezone.localdate(at), name, (NO_DECISION,)
        )
        for record, kind, family, name, at in rows.filter(~Exists(audited)).values_list(*names)
    ]


QUESTION = question(
    Question(
        2,
        "Which disclosures have no completed decision record, or were completed late?",
        "Nothing is shared here without a decision, which the database insists on. So this counts decisions that "
        "shared at once and were to be completed with a second signature after, and emergency access, which somebody "
        "whose information it was looks at afterwards; and, as a proof, every view on record "
        "that was neither of the reader’s own partner’s information nor allowed by a decision.",
        "Any such view; a decision not completed, or completed, more than 24 hours after it shared; emergency access "
        "that nobody looked at within two working days, or that was not right",
        FILTERS,
        "when it was decided, or seen",
        run,
    )
)
