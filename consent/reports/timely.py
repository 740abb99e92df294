"""Question 13: was it timely (GR6, V22)?"""

from statistics import median

from consent.grounds import HARM
from consent.models import SHARES, Basis
from consent.reports.made import DATED, FILTERS, decided, later_than_a_working_day, length_words, made_with
from locality.questions import Answer, Figure, Question, question

LATE = "harm was feared, and it took more than one working day to decide"
NAMES = ("concern_identified_at", "basis", "ground", "late_because", "starts_at", "waits_for_authoriser")
NAMES += ("authorised_at",)


def run(reader, filters, now):
    """Every decision to share of the filters' days: from the concern to the decision to the sharing."""
    lines, hours, reds, lates, harms = [], [], 0, 0, 0
    for made, of in made_with(decided(reader, filters).filter(outcome__in=SHARES), *NAMES):
        harm = of["basis"] == Basis.RISK or of["ground"] in HARM
        late = later_than_a_working_day(of["concern_identified_at"], made.decided)
        hours.append((made.decided - of["concern_identified_at"]).total_seconds() / 3600)
        reds, lates, harms = reds + (harm and late), lates + late, harms + harm
        lines.append(made.line(_words(made, of, harm), (LATE,) if harm and late else ()))
    return Answer(
        [
            Figure("Harm feared, decided late", reds, True, "More than one working day after (V22)"),
            Figure("Decided later than the next working day", lates, False, "Harm feared or not", parts="days"),
            Figure(
                "Decided by the next working day",
                len(lines) - lates,
                False,
                "After the concern was noticed",
                parts="days",
            ),
            Figure("Harm feared", harms, False, "It rests on a risk, or on harm to somebody"),
            Figure("Hours from concern to decision, half of them", round(median(hours)) if hours else 0, False, MEDIAN),
            Figure("Decisions to share", len(lines), False, "Of these days"),
        ],
        lines,
    )


MEDIAN = "Half took no longer (the median)"


def _words(made, of, harm):
    if harm:
        yield "Harm was feared"
    yield f"decided {length_words(of['concern_identified_at'], made.decided)} after the concern"
    if of["late_because"]:
        yield "why only then is written down"
    if of["waits_for_authoriser"]:
        signed = of["authorised_at"]
        yield f"shared {length_words(made.decided, signed)} later, once signed" if signed else "not shared: unsigned"
    elif of["starts_at"] > made.decided:
        yield f"shared {length_words(made.decided, of['starts_at'])} later"
    else:
        yield "shared at once"


QUESTION = question(
    Question(
        13,
        "Was it timely?",
        "Decisions to share: how long from when the concern was noticed to the decision, and from the decision until "
        "partners could see it. Harm was feared where the decision rests on a risk, or on harm to a child or an adult.",
        "Harm was feared, and the decision came later than the end of the next working day",
        FILTERS,
        DATED,
        run,
    )
)
