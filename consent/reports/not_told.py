"""Question 8: who has not been told, on what ground, and is that still looked at (F25, S98, S101, V4, 4.5)?"""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from consent.models import SHARES, DecisionSubject, NonInforming, NonInformingLook, SharingDecision, ToldLater
from consent.not_telling import STANDS
from consent.reports.made import DATED, FILTERS, day_words, decided, later_than_a_working_day, made_with, parts_of
from consent.rules import GROUNDS
from locality.days import after_working_days
from locality.questions import Answer, Figure, Question, question

Told = DecisionSubject.Told
GROUND_WORDS = dict(GROUNDS)
TELL, FIRST_LOOK, THEN = 5, 10, timedelta(days=30)  # working days, working days, days (domain.md 3.0 and 4.5)
PROMISED = f"somebody was to be told within {TELL} working days, and was not"
OVERDUE = "somebody is kept from knowing, and nobody has looked at that again in time"
UNSIGNED = "somebody is kept from knowing, and nobody else signed that within one working day"
NAMES = ("ground", "waits_for_authoriser", "authorised_at")


def run(reader, filters, now):
    """Every decision to share of the filters' days that somebody whom it is about has not been told of."""
    rows = decided(reader, filters).filter(outcome__in=SHARES)
    rows = rows.exclude(waits_for_authoriser=True, authorised_at__isnull=True)  # it gave nothing: nothing to tell yet
    count, untold = Counter(), _untold(reader, rows)
    looks, written, over = _looks(reader, rows), defaultdict(list), set()
    unsigned = _unsigned(reader, rows, now)
    for key, at in (
        parts_of(NonInforming, reader, rows).filter(decided_by__isnull=False).values_list("decision", "since")
    ):
        written[key].append(at)
    for key, at, found in parts_of(NonInformingLook, reader, rows).values_list("decision", "looked_at", "found"):
        if found != NonInformingLook.Found.SIGNED:
            written[key].append(at)
        over |= {key} if found not in STANDS else set()
    live = set(rows.live(now).values_list("pk", flat=True))
    lines = []
    for made, of in made_with(rows, *NAMES):
        left = untold[made.key]
        if left:
            later = [at for at in looks[made.family, made.partner] if at > made.decided]
            later = sorted([*later, *written[made.key]])
            flags = list(_flags(made, of, left, later, made.key in live and made.key not in over, now))
            flags = tuple(flags if made.key not in unsigned or UNSIGNED in flags else [*flags, UNSIGNED])
            count.update([*flags, *(code for code, _ in left)])
            lines.append(made.line(_words(of, left, later, made.key in live), flags))
    later = parts_of(ToldLater, reader, rows).count()
    return Answer(_figures(count, later), lines)


def _figures(count, later):
    return [
        Figure("Promised, and not told in time", count[PROMISED], True, f"Within {TELL} working days (V4)"),
        Figure("Kept from somebody, not looked at again", count[OVERDUE], True, "Ten working days, then every 30 days"),
        Figure("Kept from somebody, unsigned", count[UNSIGNED], True, "By somebody other than the decider (V20)"),
        Figure("People kept from knowing", count[Told.WILL_NOT], False, "As it would not be safe, once for a decision"),
        Figure("People who are still to be told", count[Told.NOT_YET], False, "Once for each decision"),
        Figure("People who were told later", later, False, "As somebody recorded, once for each decision"),
    ]


def _untold(reader, rows):
    """{decision: [(what was said of telling, person)]} of those who were not told, then or later."""
    later = ToldLater.objects.visible_by(reader).filter(decision=OuterRef("decision"), person=OuterRef("person"))
    lines = parts_of(DecisionSubject, reader, rows).filter(~Exists(later), told__in=[Told.NOT_YET, Told.WILL_NOT])
    kept = set(parts_of(NonInforming, reader, rows).values_list("decision", "person"))  # some of them decided later
    found = defaultdict(list)
    for key, said, person in lines.values_list("decision", "told", "person"):
        found[key].append((Told.WILL_NOT if (key, person) in kept else said, person))
    return found


def _unsigned(reader, rows, now):
    """Decisions of which somebody is not told as was decided later, and which nobody else signed in time."""
    signed = parts_of(NonInformingLook, reader, rows).filter(found=NonInformingLook.Found.SIGNED)
    later = parts_of(NonInforming, reader, rows).filter(decided_by__isnull=False)
    later = later.exclude(pk__in=signed.order_by().values("of"))
    return {key for key, since in later.values_list("decision", "since") if later_than_a_working_day(since, now)}


def _looks(reader, rows):
    """{(family, partner): [moment]} of every decision about these families: at each, somebody looked at it again."""
    others = SharingDecision.objects.visible_by(reader).filter(family__in=rows.order_by().values("family"))
    found = defaultdict(list)
    for family, partner, at in others.order_by("decided_at").values_list("family", "provider", "decided_at"):
        found[family, partner].append(at)
    return found


def _flags(made, of, left, later, is_live, now):
    said, today = {code for code, _ in left}, timezone.localdate(now)
    begun = timezone.localdate(of["authorised_at"]) if of["waits_for_authoriser"] else made.day
    if Told.NOT_YET in said and today > after_working_days(begun, TELL):
        yield PROMISED
    if Told.WILL_NOT not in said:
        return
    due = timezone.localdate(later[-1] + THEN) if later else after_working_days(made.day, FIRST_LOOK)
    if is_live and today > due:
        yield OVERDUE
    if not of["authorised_at"] and later_than_a_working_day(made.decided, now):
        yield UNSIGNED


def _words(of, left, later, is_live):
    said = Counter(code for code, _ in left)
    if said[Told.WILL_NOT]:
        ground = GROUND_WORDS.get(of["ground"], "no ground is recorded").lower()
        yield f"kept from {_people(said[Told.WILL_NOT])}: {ground}"
        yield f"looked at again on {day_words(later[-1])}" if later else "not looked at again"
    if said[Told.NOT_YET]:
        yield f"{_people(said[Told.NOT_YET])} still to be told"
    yield "in force" if is_live else "no longer in force"


def _people(count):
    return f"{count} {'person' if count == 1 else 'people'}"


QUESTION = question(
    Question(
        8,
        "Who has not been told, on what ground, and is the decision still looked at?",
        "Decisions to share of which somebody they are about was not told before and has not been told since: how many "
        "people, and the ground. What somebody wrote who looked again counts as a look at it, and so does a later "
        "decision of the same partner about the same family. "
        "What waits for a signature has given nothing, and is not here.",
        "Somebody was to be told within five working days and was not; somebody is kept from knowing while the "
        "decision is in force, and nobody looked at it again within ten working days, then every 30 days; or nobody "
        "else signed that",
        FILTERS,
        DATED,
        run,
    )
)
