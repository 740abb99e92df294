"""Where the files of an audit stand, and what each waits for."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from consent.models import AuditFile, AuditFinding, AuditStep, SharingDecision
from locality.access.rule import reader_of
from locality.waiting import anything, may_wait

RULES = {  # the golden rules, as the checklist of a file asks them
    "1": "The law was used to share what a child’s welfare needs, not as a reason against it",
    "2": "The family was told openly why, what, how and with whom; or it says why not",
    "3": "Advice was asked when in doubt, without names",
    "4": "Shared with agreement where that was safe; the facts say why where not",
    "5": "Their safety and wellbeing, and that of others, was thought of",
    "6": "Only what was needed, with whom it was needed; accurate, in time and secure",
    "7": "The decision and its reasons are written down, and are of this family",
}
AS_MADE = "The file is of the decision as it was made."
Kind, Step = AuditFinding.Kind, AuditStep.Kind
NEEDS = (AuditFinding.Grade.IMPROVE, AuditFinding.Grade.INADEQUATE)  # of these something is owed


@dataclass
class Standing:
    """A file with what its reader may see of it: `found` by each auditor, `settled` between two, `steps` since."""

    file: Any
    reader: Any
    found: list = field(default_factory=list)
    settled: Any = None
    steps: list = field(default_factory=list)

    @property
    def mine(self):
        """What the reader found, or None."""
        return next((each for each in self.found if each.said_by_id == self.reader.practitioner), None)

    @property
    def counts(self):
        """The finding that counts: of one auditor, or settled between two; or None."""
        if self.settled:
            return self.settled
        return self.found[0] if self.found and not self.file.twice else None

    @property
    def last(self):
        """The last step, or None."""
        return self.steps[-1] if self.steps else None

    @property
    def waits_for(self):
        """What is to be done next: find, second, settle, send, close, answer, or "" when nothing is."""
        if not self.counts:
            if len(self.found) > 1:
                return "settle"
            return "second" if self.mine else "find"
        if not self.last:
            return "send" if self.counts.owed else "close"
        return {Step.SENT: "answer", Step.CLOSED: ""}.get(self.last.kind, "close")

    @property
    def state(self):
        """The same for a tag: text and colour."""
        text, colour = {
            "find": ("To review", "yellow"),
            "second": ("Waits for a second auditor", "blue"),
            "settle": ("To settle", "orange"),
            "send": ("To send back", "orange"),
            "close": ("Answered" if self.last else "To close", "yellow"),
            "answer": ("With who decided", "blue"),
            "": ("Closed", "green"),
        }[self.waits_for]
        return {"text": text, "colour": colour}

    @property
    def differences(self):
        """What two auditors found differently: (what, the one's word, the other's), for the page."""
        if len(self.found) < 2:
            return []
        one, other = self.found[:2]
        pairs = [("Grade", one.get_grade_display(), other.get_grade_display())]
        pairs += [(RULES[key], met_words(one, key), met_words(other, key)) for key in RULES]
        return [pair for pair in pairs if pair[1] != pair[2]]


def met_words(finding, rule):
    """Whether a golden rule was met, by a finding, in words."""
    return AuditFinding.Met(finding.rules[rule]).label if rule in finding.rules else "Not said"


def checklist(finding):
    """[(number, golden rule, whether it was met)] of a finding, in words."""
    return [(key, text, met_words(finding, key)) for key, text in RULES.items()]


def theme_words(finding):
    """The themes of a finding, in words."""
    return [AuditFinding.Theme(code).label for code in finding.themes]


def standings(files, reader):
    """A `Standing` of each of these files, in their order: two questions, however many."""
    found = {each.pk: Standing(each, reader) for each in files}
    for each in AuditFinding.objects.filter(file__in=found).select_related("said_by"):
        if each.kind == Kind.SETTLED:
            found[each.file_id].settled = each
        else:
            found[each.file_id].found.append(each)
    for step in AuditStep.objects.filter(file__in=found).select_related("said_by", "sent_to", "partner"):
        found[step.file_id].steps.append(step)
    return list(found.values())


def files_of(sample, reader):
    """The `Standing`s of the files of a sample, in the order in which they were drawn."""
    rows = AuditFile.objects.filter(sample=sample).select_related("decision__provider", "decision__decided_by")
    return standings(rows, reader)


def became(decision, reader, drawn_at=None):
    """What became of a decision that was sampled, where it is not in force as it was made: a sentence, or "". The audit
    is of the decision as it was made, also when another has replaced it since."""
    if decision.superseded_at:
        when = "before this sample was drawn" if drawn_at and decision.superseded_at < drawn_at else "since"
        rows = SharingDecision.objects.visible_by(reader).filter(pk=decision.superseded_by_id)
        by = "".join(f" by decision {each}" for each in rows.values_list("number", flat=True))
        return f"It was replaced{by} on {_day(decision.superseded_at)}, {when}. {AS_MADE}"
    if decision.ended_at:
        return f"It was ended on {_day(decision.ended_at)}. {AS_MADE}"
    return ""


def _day(at):
    day = timezone.localdate(at)
    return f"{day.day} {day:%B %Y}"


def themes(samples=None):
    """[(theme, how many findings that count)], the most first, and [(grade, how many)]: of all files, or of some
    samples (keys). Each file counts once."""
    rows = AuditFinding.objects.select_related("file")
    if samples is not None:
        rows = rows.filter(file__sample__in=samples)
    settled = AuditFinding.objects.filter(file=OuterRef("file"), kind=Kind.SETTLED)
    rows = [row for row in rows.annotate(is_settled=Exists(settled)) if _counts(row)]
    found = Counter(code for row in rows for code in row.themes)
    grades = Counter(row.grade for row in rows)
    return (
        [(AuditFinding.Theme(code).label, number) for code, number in found.most_common()],
        [(label, grades[code]) for code, label in AuditFinding.Grade.choices if grades[code]],
    )


def _counts(row):
    return row.kind == Kind.SETTLED or not row.file.twice


@may_wait("audit")
def _sent_to(practitioner):
    return AuditStep.objects.filter(sent_to=practitioner) if reader_of(practitioner).partners else None


def sent_to(practitioner):
    """The last step of each file that was sent to the practitioner and that they have not answered; oldest first."""
    if not anything("audit", practitioner):
        return []
    last: dict = {}
    for step in AuditStep.objects.filter(sent_to=practitioner).select_related("file__decision", "said_by"):
        last[step.file_id] = step
    waiting = [step for step in last.values() if step.kind == Step.SENT]
    return sorted(waiting, key=lambda step: (step.answer_by, step.pk))
