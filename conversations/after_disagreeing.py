"""What is due in a disagreement, for whom its stage asks; what the family's page and the chronology say (3e)."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from conversations.ladder import rungs_of, stages
from conversations.models import Disagreement, DisagreementStep, Position
from locality.access import holds, kept, leads_safeguarding_for
from locality.access.rule import reader_of
from locality.dues import Due, dues_from
from locality.families import with_families
from locality.minding import minded_for
from locality.registries import Entry, Panel, chronology, family_panel

MOST = 50
MANAGERS, LOCALITY = 2, 3  # from which stage on it is a manager's, and the locality manager's


@dues_from
def open_disagreements(practitioner, today):
    """A disagreement is of whoever raised it or took it over; from stage 2 on also of the managers and safeguarding
    leads of both sides, from stage 3 on also of the locality manager: on their list, and so in their daily letter, from
    the day on which the clock has brought it there. Who was shown one and has not answered is asked for their side."""
    reader = reader_of(practitioner)
    found = Disagreement.objects.visible_by(reader).open().order_by("raised_at")
    rows = with_families(found[:MOST], reader)
    if not rows:
        return
    table, steps = stages(), _steps(reader, rows)
    given = _by_disagreement(Position.objects.visible_by(reader).filter(disagreement__in=rows))
    led, managed, located = _held(practitioner)
    minded = minded_for(practitioner)
    for row in rows:
        url = reverse("conversations:disagreement", args=[row.pk])
        rungs = rungs_of(row, steps.get(row.pk, []), table)
        if not rungs:
            continue
        rung, sides = rungs[-1], {row.provider_id, row.with_partner_id}
        limit = timezone.localdate(rung.limit - timedelta(seconds=1))
        words = f"Settle the disagreement about the {row.family}: stage {rung.number}, {rung.stage.name.lower()}"
        if minded.who(row, row.raised_by_id) == practitioner.pk:
            yield Due(limit, words, url)
        elif (rung.number >= MANAGERS and sides & (led | managed)) or (rung.number >= LOCALITY and located):
            yield Due(timezone.localdate(rung.since), words, url)
        answered = {each.provider_id for each in given.get(row.pk, [])}
        if row.with_partner_id in led and row.provider_id not in led and row.with_partner_id not in answered:
            yield Due(limit, f"Say your side of the disagreement about the {row.family}", url)


def _steps(reader, rows):
    """{disagreement's key: its steps}, in one question."""
    return _by_disagreement(DisagreementStep.objects.visible_by(reader).filter(disagreement__in=rows)) if rows else {}


def _by_disagreement(rows):
    found: dict = {}
    for row in rows:
        found.setdefault(row.disagreement_id, []).append(row)
    return found


def _held(practitioner):
    """The partners whose safeguarding they lead, and those for which they sign; whether they run meetings."""
    runs = bool(holds(practitioner, "run_meetings"))
    return leads_safeguarding_for(practitioner), holds(practitioner, "authorise"), runs


@family_panel
def disagreements_of_family(request, family):
    """The family's open disagreements that the reader may see, with where they stand."""
    reader = reader_of(request.user)
    rows = _open(reader, family)
    steps = _steps(reader, rows)
    table = stages() if rows else []
    lines = [{"disagreement": row, "rungs": rungs_of(row, steps.get(row.pk, []), table)} for row in rows]
    may_raise = bool(holds(request.user, "make_records"))
    context = {"lines": lines, "family": family, "may_raise": may_raise}
    return Panel("conversations/panel_disagreements.html", context, 45) if lines or may_raise else None


@kept
def _open(reader, family):
    return Disagreement.objects.visible_by(reader).open().filter(family=family).order_by("raised_at")[:5]


@chronology("Disagreements")
def disagreements_told(request, family):
    """When each was raised, each stage that it came to, and how it ended."""
    reader = reader_of(request.user)
    rows = list(Disagreement.objects.visible_by(reader).filter(family=family).select_related("provider"))
    steps = _steps(reader, rows)
    table = stages() if rows else []
    for row in rows:
        url, by = reverse("conversations:disagreement", args=[row.pk]), str(row.provider)
        yield Entry(at=row.raised_at, title=str(row), words=row.wanted, by=by, url=url, significant=True)
        for rung in rungs_of(row, steps.get(row.pk, []), table)[1:]:
            yield Entry(at=rung.since, title=f"Disagreement on stage {rung.number}", words=row.subject, by=by, url=url)
        if row.settled_at:
            words = f"{row.get_outcome_display()}: {row.reasons}"
            yield Entry(at=row.settled_at, title="Disagreement settled", words=words, by=by, url=url)
