"""What the pages about papers show: plain values for templates, gathered once."""

from django.utils import timezone

from consent.answers import GIVEN
from consent.models import Paper, PaperApproval, PaperGiven, Signature
from consent.papers import FACT_OF
from locality.access import holds
from locality.people import with_people

WAITS = {"text": "Waits for approval", "colour": "yellow"}
IN_FORCE = {"text": "In force", "colour": "green"}
LATER = {"text": "Approved", "colour": "blue"}
REPLACED = {"text": "Replaced", "colour": "grey"}


def rows_of(papers):
    """Dicts with a version, its approval, its state and layouts, in a number of queries that does not grow."""
    now = set(Paper.objects.in_force().values_list("pk", flat=True))
    approvals = PaperApproval.objects.filter(paper__in=papers).select_related("approved_by")
    approvals = {each.paper_id: each for each in approvals}
    return [
        {
            "paper": each,
            "approval": approvals.get(each.pk),
            "state": _state(each, approvals.get(each.pk), now),
            "layouts": each.layouts,
        }
        for each in papers
    ]


def _state(paper, approval, now):
    if approval is None:
        return WAITS
    if paper.pk in now:
        return IN_FORCE
    return LATER if approval.in_force_from > timezone.localdate() else REPLACED


def shelves(practitioner):
    """The papers as the list shows them: `shelves`, one for each kind, of those in force or approved for later;
    `waiting` of the reader's own partners, the newest draft of each; and `before`."""
    own = holds(practitioner, "see_records")
    papers = Paper.objects.select_related("partner", "written_by").order_by(
        "kind", "language", "partner__name", "-number"
    )
    rows = rows_of(papers)
    newest = {}
    for row in rows:
        paper = row["paper"]
        newest.setdefault((paper.partner_id, paper.kind, paper.language), paper.pk)
    current = [row for row in rows if row["state"] in (IN_FORCE, LATER)]
    return {
        "shelves": [
            {"kind": kind.label, "rows": [row for row in current if row["paper"].kind == kind]} for kind in Paper.Kind
        ],
        "waiting": [
            row
            for row in rows
            if row["state"] is WAITS and row["paper"].partner_id in own and row["paper"].pk in newest.values()
        ],
        "before": [row for row in rows if row["state"] is REPLACED],
    }


def given_to(family, reader):
    """What each person of a family was given, newest first, each with its signature: [{"person", "rows"}]."""
    rows = PaperGiven.objects.visible_by(reader).filter(family=family).select_related("paper", "given_by", "provider")
    rows = with_people(rows.order_by("-given_on", "-recorded_at"), reader, "person")
    signed = Signature.objects.visible_by(reader).filter(given__in=rows)
    signed = {each.given_id: each for each in signed}
    people = {}
    for row in rows:
        own = row.provider_id in reader.partners
        line = {"given": row, "signature": signed.get(row.pk), "own": own}
        people.setdefault(str(row.person), []).append(line)
    return [{"person": name, "rows": lines} for name, lines in sorted(people.items())]


def signature_of(consent, reader):
    """What an answer's page says of papers: its `signature`, what its people were `given` (each with its version),
    whether it may be signed now and whether its copy may be printed."""
    signature = Signature.objects.visible_by(reader).filter(consent=consent)
    signature = signature.select_related("recorded_by", "file")
    people = [key for key in (consent.person_id, consent.given_by_id) if key]
    given = PaperGiven.objects.visible_by(reader).filter(family=consent.family_id, person__in=people)
    given = given.filter(paper__kind__in=FACT_OF, provider=consent.provider_id).select_related("paper")
    own = consent.provider_id in reader.partners
    found = next(iter(with_people(signature, reader, "person")), None)
    return {
        "signature": found,
        "given": with_people(given.order_by("given_on"), reader, "person"),
        "may_sign": own and not found and consent.status in GIVEN and consent.stands,
        "may_copy": own and bool(consent.given_at),
    }
