"""Drawing a random sample of decisions that nobody chooses, and drawing it again to check (A8).

The list is written down first, by number. As it is, the database gives the row's own history a salt, which no program
chooses; the seed is the digest of that salt, of the last signed statement of the evidence log and of the sample's
number. The decisions whose digest with the seed is smallest are the sample. The log seals the row with its salt: who
changes either is found, and a sample that somebody drew and threw away leaves a gap in the numbers.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from consent.models import SHARES, AuditFile, AuditSample, SharingDecision
from consent.reports.made import decided
from locality.access import may_audit
from locality.access.audit import decision_numbers
from locality.access.rule import reader_of
from locality.evidence.standing import standing
from locality.history import action
from locality.questions import question_numbered

MOST_LISTED = 50_000  # decisions that a sample is drawn from
Stratum = AuditSample.Stratum
FITS = {
    Stratum.AGREEMENT: {"outcome__in": SHARES, "basis": "agreement"},
    Stratum.OVERRIDE: {"outcome__in": SHARES, "basis__in": ["risk", "public_interest"]},
    Stratum.URGENT: {"basis": "urgent"},
    Stratum.NOT_SHARED: {"outcome__in": ["not_share", "wait"]},
}
METHOD = (
    "The decisions were listed first, by number. Then the database made a salt for the history of this sample, which "
    "nobody can choose. The seed is the SHA-256 digest of that salt, of the last signed statement of the evidence log, "
    "and of the sample’s number. Each decision’s score is the SHA-256 digest of “seed:number of the decision”. The "
    "smallest scores are the sample, and of these the smallest are looked at twice."
)


@dataclass(frozen=True)
class DrawnAgain:
    """A sample drawn once more: what is `wrong` with its files, and how its list differs from what fits today, both in
    sentences."""

    wrong: list[str]
    notes: list[str]


def score(seed, number):
    """The score of a decision's number with a seed: hexadecimal digits, as `printf 'seed:number' | sha256sum` says."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def chosen(seed, listed, size):
    """The `size` numbers of a list with the smallest scores, in the order of their scores."""
    return sorted(listed, key=lambda number: (score(seed, number), number))[:size]


def seed_of(sample):
    """The seed of a sample: hexadecimal digits. Raises LookupError when the history that it was made from is gone."""
    salt = sample.history.filter(history_type="+").values_list("salt", flat=True).first()
    if salt is None:
        raise LookupError("The history of this sample is gone, and its seed with it")
    return hashlib.sha256(f"{salt.hex}:{sample.statement}:{sample.number}".encode()).hexdigest()


def last_statement():
    """The digest of the last signed statement of the evidence log, or "" where none was signed yet."""
    found = standing().statement
    return hashlib.sha256(found.body.encode()).hexdigest() if found else ""


def numbers_of(reader, *, stratum, since, until, question=None, locality=None, partner=None, now=None):
    """The numbers of the decisions that a sample may be drawn from, in their order."""
    filters = {"since": since, "until": until, "locality": locality, "partner": partner}
    if question:
        asked = question_numbered(question)
        filters = {name: value for name, value in filters.items() if name in asked.filters}
        lines = asked.run(reader, filters, now or timezone.now()).lines
        keys = [line.key for line in lines if line.kind == "sharingdecision"][: MOST_LISTED + 1]
        return sorted(decision_numbers(keys).values())
    rows = decided(reader, filters).filter(**FITS.get(stratum, {}))
    return sorted(rows.values_list("number", flat=True)[: MOST_LISTED + 1])


@action
def draw(
    *, by, size, since, until, submission, stratum=Stratum.ANY, twice=0, question=None, locality=None, partner=None
):
    """Draw a sample; returns the `AuditSample` with its files made. The same `submission` draws once.

    Raises PermissionDenied for all but auditors; ValidationError when no decision fits, or too many do.
    """
    if not may_audit(by):
        raise PermissionDenied("Only an auditor draws a sample")
    if found := AuditSample.objects.filter(submission=submission, drawn_by=by).first():
        return found
    if question and not question_numbered(question):
        raise ValidationError({"question": "There is no such question"})
    what = {"since": since, "until": until, "question": question, "locality": locality, "partner": partner}
    listed = numbers_of(reader_of(by), stratum=stratum, **what)
    if not listed:
        raise ValidationError("No decision fits. Choose other days, or fewer limits")
    if len(listed) > MOST_LISTED:
        raise ValidationError(f"More than {MOST_LISTED:,} decisions fit. Choose fewer days")
    what |= {"stratum": stratum, "size": size, "twice": twice, "listed": listed, "statement": last_statement()}
    made = AuditSample.objects.create(drawn_by=by, submission=submission, **what)
    made.refresh_from_db(fields=["number"])
    drawn = chosen(seed_of(made), listed, size)
    keys = dict(SharingDecision.objects.visible_to(by).filter(number__in=drawn).values_list("number", "pk"))
    double = how_many_twice(made, len(drawn))
    AuditFile.objects.bulk_create(
        AuditFile(sample=made, decision_id=keys[number], place=place, twice=place <= double)
        for place, number in enumerate(drawn, 1)
    )
    return made


def how_many_twice(sample, size):
    """How many of `size` files two auditors look at: at least one, where any is."""
    return -(-size // sample.twice) if sample.twice else 0


def draw_again(sample, reader):
    """Draw a sample once more from what was written down of it, and ask the database anew for the list where that is
    the same for ever; returns `DrawnAgain`."""
    files: Any = AuditFile.objects.filter(sample=sample).order_by("place").values_list("decision__number", "twice")
    drawn, wrong = chosen(seed_of(sample), sample.listed, sample.size), []
    if [number for number, _ in files] != drawn:
        wrong.append("The files of this sample are not those that its seed gives.")
    if [twice for _, twice in files] != [
        place <= how_many_twice(sample, len(drawn)) for place in range(1, len(drawn) + 1)
    ]:
        wrong.append("Others are looked at twice than its seed gives.")
    return DrawnAgain(wrong, [] if sample.question else list(_listed_otherwise(sample, reader)))


def _listed_otherwise(sample, reader):
    """How the list differs from the decisions that fit today. Decisions do not change and none is removed; a partner
    may have moved to another locality, and a decision that was being written just then may not have been listed."""
    names = ("stratum", "since", "until", "locality", "partner")
    now = set(numbers_of(reader, **{name: getattr(sample, name) for name in names}))
    gone, newest = set(sample.listed) - now, max(sample.listed)
    if gone:
        yield f"{len(gone)} of the {len(sample.listed)} on the list would not be on it today."
    if more := {number for number in now - set(sample.listed) if number < newest}:
        yield f"{len(more)} that were numbered before the newest of the list would be on it today."
