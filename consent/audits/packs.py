"""The evidence pack of a sample (A8): for an inspection or a board, what an audit found, what the questions say, how
the sample was drawn, and with what somebody outside checks all of it.

It holds what its auditor may read, and less: families by reference, nobody by name but who audited, no reasons or facts
of a decision, which may name a family, and no case. Small numbers are not told, unless it is for auditors.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone

from consent.audits import drawing, files
from locality import paper
from locality.access.audit import references_of
from locality.access.rule import reader_of
from locality.asked import FILE_HEADS, figures_of, file_rows, months_of
from locality.evidence.standing import standing
from locality.models import Practitioner
from locality.packs import made_packs, packed, statement_files
from locality.questions import question_numbered
from locality.spreadsheets import csv_bytes

MOST_ASKED = 5  # questions of a pack: it is made while somebody waits
MOST_RECORDS = 10_000  # of a question
READ_FIRST = "How to check this pack.txt"
FOUND_HEADS = (
    "Place,Decision,Decided on,Supplied by,Family,Decision was,Because,Decided in the role of,Became,State,"
    "Looked at by two,Found by,Grade,Themes,Rule 1,Rule 2,Rule 3,Rule 4,Rule 5,Rule 6,Rule 7,What was found,"
    "To be put right,To be put right by,What became of it"
).split(",")
KIND = ": evidence pack"


class PackedFor(models.TextChoices):
    INSPECTION = "inspection", "An inspection"
    REVIEW = "review", "A review of practice"
    COMPLAINT = "complaint", "A complaint"
    COURT = "court", "A court, or the Information Commissioner"
    BOARD = "board", "The partners’ board"


@dataclass(frozen=True)
class Asked:
    """A question of the pack with its answer: plain values for the paper, and the bytes of its file."""

    question: Any
    figures: list
    months: list
    body: bytes
    chosen: list


def made(sample, *, by, purpose, asked, records):
    """(name, bytes, digest of the list of digests) of the pack of a sample. `asked`: numbers of questions, asked over
    the days and the place of the sample; with `records`, it lists what they count and tells every number."""
    reader, now = reader_of(by), timezone.localtime()
    found, name = files.files_of(sample, reader), f"sample-{sample.number}"
    references = references_of(each.file.decision.family_id for each in found)
    answers = [_answer(question_numbered(number), sample, reader, now, records) for number in asked]
    holds = {
        f"{name}.csv": csv_bytes(FOUND_HEADS, _rows(found, references, reader, sample)),
        f"{name}-drawn.csv": csv_bytes(["Decision", "Score", "Drawn"], _scores(sample)),
    }
    holds |= {f"question-{each.question.number}.csv": each.body for each in answers}
    signed = standing().statement
    context = {
        "sample": sample,
        "name": name,
        "by": by,
        "at": now,
        "purpose": PackedFor(purpose).label,
        "records": records,
        "rows": [{"of": each, "family": references.get(each.file.decision.family_id, "")} for each in found],
        "answers": answers,
        "themes": files.themes([sample.pk]),
        "seed": drawing.seed_of(sample),
        "method": drawing.METHOD,
        "again": drawing.draw_again(sample, reader),
        "count": len(sample.listed),
        "signed": signed,
        "service": settings.SERVICE_NAME,
        "demonstration": settings.DEMONSTRATION,
    }
    first = {
        READ_FIRST: render_to_string("consent/audit_pack.txt", context).encode(),
        f"{name}.pdf": paper.pdf("consent/audit_pack_pdf.html", context),
    }
    body, digest = packed(first | holds | (statement_files(signed) if signed else {}))
    return f"evidence-pack-{name}-{now:%Y-%m-%d}.zip", body, digest


def packs_made(sample=None):
    """The newest packs, or those of one sample: dicts with when, by whom, of what, for what, and the digest that the
    log has. For an auditor and a guardian of audits; none for anybody else. One question more than the log's."""
    found = [each for each in made_packs() if sample is None or each.sample == sample.pk]
    names, codes = Practitioner.objects.in_bulk({each.by for each in found}), dict(PackedFor.choices)
    return [
        {"made": each, "by": names.get(each.by, ""), "purpose": codes.get(each.purpose, each.purpose)} for each in found
    ]


def kind_of(purpose):
    """What making a pack is called in the log of looks."""
    return f"export for {purpose}{KIND}"


def _answer(question, sample, reader, now, records):
    filters = {name: getattr(sample, name) for name in ("since", "until", "locality", "partner")}
    filters = {name: value for name, value in filters.items() if value and name in question.filters}
    answer = question.run(reader, filters | {"for_others": not records}, now)
    told_as = reader if records else replace(reader, audits=False)
    lines, more = answer.page("", MOST_RECORDS) if records else ([], "")
    months = months_of(answer, filters, told_as)
    rows = list(file_rows(answer, lines, months, told_as))
    if more:
        rows.append([f"Only the first {MOST_RECORDS:,} records are in this file."])
    places = [str(filters[name]) for name in ("locality", "partner") if name in filters]
    body = csv_bytes(FILE_HEADS, rows)
    return Asked(question, figures_of(answer, told_as), months, body, places)


def _rows(found, references, reader, sample):
    for each in found:
        decision = each.file.decision
        about = [
            each.file.place,
            decision.number,
            timezone.localdate(decision.decided_at),
            decision.provider,
            references.get(decision.family_id, ""),
            decision.get_outcome_display(),
            decision.get_basis_display() if decision.basis else "",
            decision.decider_role,
            files.became(decision, reader, sample.drawn_at),
            each.state["text"],
            "Yes" if each.file.twice else "No",
        ]
        for finding in [*each.found, *([each.settled] if each.settled else [])] or [None]:
            yield [*about, *(_of(finding, each) if finding else ["", "None yet", *[""] * 12])]


def _of(finding, standing):
    steps = "; ".join(
        f"{step.get_kind_display()} on {timezone.localdate(step.said_at):%d.%m.%Y}: {step.words}"
        for step in standing.steps
    )
    return [
        f"{finding.said_by}, settled between two" if finding == standing.settled else finding.said_by,
        finding.get_grade_display(),
        "; ".join(files.theme_words(finding)),
        *(met for _, _, met in files.checklist(finding)),
        finding.words,
        finding.owed,
        finding.owed_by,
        steps,
    ]


def _scores(sample):
    seed = drawing.seed_of(sample)
    scored = sorted((drawing.score(seed, number), number) for number in sample.listed)
    for place, (score, number) in enumerate(scored, 1):
        yield [number, score, "Yes" if place <= sample.size else "No"]
