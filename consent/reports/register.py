"""Question 6: is every consent in date, given by someone entitled, informed, and per person (C1-C4, C8, C12, C13)?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from consent.answers import GIVEN
from consent.models import SHARES, Consent, ConsentArtefact, ConsentCategory, ConsentPartner, DecisionConsent
from locality.days import after_working_days
from locality.models import Person, Relationship
from locality.questions import Answer, Figure, Line, Question, question, supplied, within

ENTITLED, SIGN_WITHIN = 16, 10  # years (C2); working days (domain.md 3.0)
KIND = ConsentArtefact.Kind
BEFORE = {KIND.BOOKLET: "booklet", KIND.NOTICE: "privacy notice", KIND.SOUGHT: "being asked"}
NAMES = (
    *("pk", "family", "provider", "person", "kind", "status", "given_by", "given_at", "recorded_at", "expires_on"),
    "signature_due_on",
)
NOBODY = "nobody is recorded as having given it"
FOR_ADULT = "somebody else answered for an adult"
NOT_HOLDER = "no parental responsibility is recorded for whoever gave it"
NO_FACTS = "no booklet, privacy notice, receipt or request is recorded"
RAN_OUT = "it ran out, and a decision that rests on it was not ended"
UNREAD = "by somebody else, whose parental responsibility this reader may not look up"


@dataclass(frozen=True)
class Around:
    """What is recorded around the answers, by key. `people` holds (is an adult, born on) of those whom the reader may
    see; `holders` are (family, adult, child) with parental responsibility, each with the days it lasted."""

    people: dict[Any, tuple[bool, date | None]]
    holders: dict[tuple, list]
    facts: dict[Any, set]
    resting: set


@dataclass
class Found:
    """What is to be said about one answer, in words; `unread` when who gave it could not be judged."""

    words: list[str]
    flags: list[str]
    unread: bool = False
    overdue: bool = False
    ran_out: bool = False
    some_missing: bool = False


def run(reader, filters, now):
    """The newest answer of each person to each kind of request, and what is wrong with it."""
    rows = [row for row in _current(reader, filters).values_list(*NAMES) if within(_answered(row), filters)]
    around, today = _around(reader, rows, now), timezone.localdate(now)
    found = [(row, _judged(dict(zip(NAMES, row, strict=True)), around, today)) for row in rows]
    every = [each for _, each in found]

    unread = sum(each.unread for each in every)

    def flagged(label, words, why, unchecked=0):
        return Figure(label, sum(words in each.flags for each in every), True, why, unchecked)

    older = sum(any("aged" in flag for flag in each.flags) for each in every)
    return Answer(
        [
            flagged(
                "Parental responsibility not recorded", NOT_HOLDER, "Given by somebody else for a child (C4)", unread
            ),
            flagged("Somebody else answered for an adult", FOR_ADULT, "Each adult answers for themselves (C1)", unread),
            Figure(
                "Somebody else answered for a person of 16 or 17",
                older,
                True,
                "From 16 they answer themselves (C2)",
                unread,
            ),
            flagged("Nobody recorded as having given it", NOBODY, "An agreement has somebody who gave it (C4)"),
            flagged(
                "Ran out, with a decision still resting on it",
                RAN_OUT,
                "It gives sight of nothing; somebody decides (C12)",
            ),
            flagged("No facts at all", NO_FACTS, "Nothing says that they were informed (C13)"),
            Figure("Some facts missing", sum(each.some_missing for each in every), False, "Informed in part (C13)"),
            Figure(
                "Signature overdue", sum(each.overdue for each in every), False, "Agreed aloud, not signed in time (C8)"
            ),
            Figure("Ran out", sum(each.ran_out for each in every), False, "The day to look at it again is past (C12)"),
            Figure("Who gave it could not be checked", unread, False, UNREAD_WHY),
            Figure("Answers on the register", len(every), False, "The newest of each person to each kind of request"),
        ],
        [_line(row, each) for row, each in found],
    )


UNREAD_WHY = "Given by somebody else: ages and parental responsibility are in records that only the partner may read"


def _current(reader, filters):
    told_to = ConsentPartner.objects.visible_by(reader).filter(consent=OuterRef("pk"), partner=filters.get("partner"))
    rows = supplied(Consent.objects.visible_by(reader), reader, filters, told_to=Exists(told_to)).current()
    if kind := filters.get("category"):
        covers = ConsentCategory.objects.visible_by(reader).filter(consent=OuterRef("pk"), category=kind)
        rows = rows.filter(Exists(covers))
    return rows


def _answered(row):
    """The day of an answer: when it was given, else when it was written down."""
    given, recorded = row[NAMES.index("given_at")], row[NAMES.index("recorded_at")]
    return timezone.localdate(given or recorded)


def _around(reader, rows, now):
    families = {row[1] for row in rows}
    people = Person.objects.visible_by(reader).values_list("pk", "kind", "date_of_birth")
    holders = Relationship.objects.visible_by(reader).filter(parental_responsibility=Relationship.Responsibility.YES)
    held = defaultdict(list)
    for family, adult, child, start, end in holders.values_list(
        "family", "from_person", "to_person", "starts_on", "ends_on"
    ):
        held[family, adult, child].append((start, end))
    facts = (
        ConsentArtefact.objects.visible_by(reader).values_list("consent").annotate(kinds=ArrayAgg("kind")).order_by()
    )
    return Around(
        {key: (kind == Person.Kind.ADULT, born) for key, kind, born in (people if families else ())},
        held,
        {key: set(kinds) for key, kinds in facts},
        _resting(reader, now),
    )


def _resting(reader, now):
    """The keys of the answers on which a decision rests that by its own dates is in force."""
    runs = Q(decision__ended_at__isnull=True) | Q(decision__ended_at__gt=now)
    runs &= Q(decision__superseded_at__isnull=True) | Q(decision__superseded_at__gt=now)
    runs &= Q(decision__waits_for_authoriser=False) | Q(decision__authorised_at__lte=now)
    dated = {"decision__outcome__in": SHARES, "decision__starts_at__lte": now, "decision__ends_at__gt": now}
    rows = DecisionConsent.objects.visible_by(reader).filter(
        runs, consent__expires_on__lte=timezone.localdate(now), **dated
    )
    return set(rows.values_list("consent", flat=True))


# What is said of one answer


def _judged(answer, around, today):
    given = answer["status"] in GIVEN
    found = Found([f"{Consent.Kind(answer['kind']).label}: {Consent.Status(answer['status']).label.lower()}"], [])
    if not given:
        return found
    _by_whom(answer, around, found)
    _informed(answer, around.facts.get(answer["pk"], set()), found)
    _in_date(answer, around, today, found)
    return found


def _by_whom(answer, around, found):
    """Given by themselves, by a holder of parental responsibility, or by nobody recorded as such (C1, C2, C4)."""
    day = timezone.localdate(answer["given_at"])
    adult, born = around.people.get(answer["person"], (None, None))
    age = _age(born, day)
    if age is not None and not adult:
        found.words.append(f"aged {age} at the time")
    if answer["given_by"] is None:
        found.flags.append(NOBODY)
    elif answer["given_by"] == answer["person"]:
        found.words.append("by themselves")
    elif adult is None:
        found.unread = True
        found.words.append(UNREAD)
    elif adult or (age or 0) >= 18:
        found.flags.append(FOR_ADULT)
    elif (age or 0) >= ENTITLED:
        found.flags.append(f"somebody else answered for a person aged {age}")
    elif not any(_lasted(held, day) for held in around.holders[answer["family"], answer["given_by"], answer["person"]]):
        found.flags.append(NOT_HOLDER)
    else:
        found.words.append("by a holder of parental responsibility")


def _lasted(held, day):
    start, end = held
    return (not start or start <= day) and (not end or end > day)


def _age(born, day):
    if not born or born > day:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _informed(answer, facts, found):
    """The facts that come before an agreement counts (C13, S79-S87)."""
    wanted = BEFORE | ({KIND.RECEIPT: "receipt"} if answer["status"] == Consent.Status.WRITTEN else {})
    missing = [name for kind, name in wanted.items() if kind not in facts]
    if not facts - {KIND.GIVEN}:
        found.flags.append(NO_FACTS)
    elif missing:
        found.some_missing = True
        found.words.append(f"not recorded: {', '.join(missing)}")


def _in_date(answer, around, today, found):
    if answer["status"] == Consent.Status.VERBAL:
        due = answer["signature_due_on"] or after_working_days(timezone.localdate(answer["recorded_at"]), SIGN_WITHIN)
        found.overdue = due < today
        found.words.append(f"signature {'overdue since' if found.overdue else 'due on'} {_day(due)}")
    if answer["expires_on"] and answer["expires_on"] <= today:
        found.ran_out = True
        found.words.append(f"ran out on {_day(answer['expires_on'])}")
        if answer["pk"] in around.resting:
            found.flags.append(RAN_OUT)


def _line(row, found):
    key, family, partner = row[:3]
    words = "; ".join(found.words)
    return Line(key, "consent", "Answer of one person", family, partner, _answered(row), words, tuple(found.flags))


def _day(day):
    return f"{day.day} {day:%B %Y}"


QUESTION = question(
    Question(
        6,
        "Is every consent in date, given by someone entitled, informed, and per person?",
        "The newest answer of each person to each kind of request: who gave it, how old the person was, which facts "
        "are recorded (booklet, privacy notice, receipt, being asked), whether a signature is due, and whether the day "
        "to look at it again is past.",
        "Parental responsibility not recorded; somebody answering for an adult or for a person of 16 or more; an "
        "agreement that ran out while a decision rests on it; no facts at all",
        ("since", "until", "locality", "partner", "category"),
        "when it was answered",
        run,
    )
)
