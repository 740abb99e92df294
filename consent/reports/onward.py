"""Question 15: did information go outside the team's purpose, and did its supplier agree (S92-S95, V23)?"""

from collections import Counter, defaultdict

from consent.models import SHARES, Basis, DecisionItem, OnwardShare, Purpose
from consent.reports.made import DATED, FILTERS, decided, made_with_keys, parts_of
from locality.access.tables import TrailLine
from locality.models import Partner
from locality.questions import Answer, Figure, Question, in_batches, question

NOT_THEIRS = "it shared a record that another partner supplied"
GIVEN, OVERRIDDEN = OnwardShare.Position.GIVEN, OnwardShare.Position.OVERRIDDEN
OUTSIDE, AGREED = "outside the team’s purpose", "agreed"


def run(reader, filters, now):
    """Every decision to share of the filters' days that is outside the team's purpose, or shares what another partner
    supplied."""
    rows = decided(reader, filters).filter(outcome__in=SHARES)
    suppliers, unknown = _suppliers(reader, rows)
    shares = _shares(rows)
    purposes = {each.pk: each for each in Purpose.objects.filter(in_team_scope=False)}
    names, count, lines, whole = Partner.objects.in_bulk(), Counter(), [], rows.count()
    asked = set(suppliers) | set(rows.filter(purpose__in=purposes).values_list("pk", flat=True))
    for made, of in made_with_keys(rows, asked, "purpose", "basis", "purpose_text"):
        others = sorted(str(names[each]) for each in suppliers[made.key] if each in names)
        purpose = purposes.get(of["purpose"])
        if not others and not purpose:
            continue
        rests = shares[made.key]
        flags = (NOT_THEIRS,) if others and not rests else ()
        count.update(share.position for share in rests)
        count.update(quiet=sum(share.kept_quiet for share in rests))
        agreed = of["basis"] == Basis.AGREEMENT
        count.update([*flags, *([OUTSIDE] if purpose else []), *([AGREED] if purpose and agreed else [])])
        lines.append(made.line([*_words(others, purpose, of["purpose_text"], agreed), *_rested(rests)], flags))
    return Answer(
        [
            Figure(
                "Shared what another partner supplied", count[NOT_THEIRS], True, "And nobody asked it (S94)", unknown
            ),
            Figure("Passed on with its supplier’s agreement", count[GIVEN], False, "Once for each recipient (V23)"),
            Figure("Passed on without it, on a legal duty", count[OVERRIDDEN], False, "Once for each recipient (V23)"),
            Figure("Of these, without telling the supplier", count["quiet"], False, "As somebody must not know (4.5)"),
            Figure("Outside the team’s purpose", count[OUTSIDE], False, "By the partner that supplied it (S92)"),
            Figure("Of these, because the family agreed", count[AGREED], False, "The others: without"),
            Figure("Decisions to share", whole, False, "Of these days, for whatever purpose"),
        ],
        lines,
    )


def _suppliers(reader, rows):
    """({decision: other partners that supplied single records it shares}, how many decisions have a record of which it
    cannot be told)."""
    items = parts_of(DecisionItem, reader, rows).filter(include=True, record__isnull=False)
    shared = list(items.values_list("decision", "decision__provider", "record_kind", "record"))
    by_kind, whose = defaultdict(set), {}
    for _, _, kind, record in shared:
        by_kind[kind].add(record)
    for kind, records in by_kind.items():  # the trail of one kind is one table, of any kind it is all of them
        for some in in_batches(records):
            whose |= TrailLine.objects.filter(kind=kind, record__in=some).values_list("record", "provider")
    found, unknown = defaultdict(set), set()
    for decision, partner, _, record in shared:
        if record not in whose:
            unknown.add(decision)
        elif whose[record] != partner:
            found[decision].add(whose[record])
    return found, len(unknown)


def _shares(rows):
    """{decision: what it passes on of others' records, and on what}."""
    found = defaultdict(list)
    for share in OnwardShare.objects.filter(decision__in=rows.order_by().values("pk")).select_related("recipient"):
        found[share.decision_id].append(share)
    return found


def _rested(shares):
    for share in shares:
        words = "with its supplier’s agreement" if share.position == GIVEN else "without it, on a legal duty"
        yield f"passed on to {share.recipient} {words}"


def _words(others, purpose, text, agreed):
    if purpose:
        yield f"outside the team’s purpose: {text or purpose}"
        yield "the family agreed" if agreed else "without the family’s agreement"
    if others:
        yield f"supplied by {' and '.join(others)}"


QUESTION = question(
    Question(
        15,
        "Did information go outside the team’s purpose, and did the partner that supplied it agree?",
        "Decisions to share for a purpose outside the team’s work, and those that share a single record. What a whole "
        "kind of information covers is always what the deciding partner supplied itself; of a single record it is "
        "looked up who supplied it.",
        "A record was shared by a partner that did not supply it, and nobody asked whoever did",
        FILTERS,
        DATED,
        run,
        audit_only=True,
    )
)
