"""The eight Caldicott principles, answered from what a decision says (S3, F39). Nobody fills in a list: what the
decision holds already is the answer, and where it holds nothing the answer is no. The words are our own."""

from dataclasses import dataclass

from consent.models import Basis, DecisionSubject

Told = DecisionSubject.Told
YES, NO, NOT_ASKED = "Yes", "No", "Does not apply"
COLOURS = {YES: "green", NO: "red", NOT_ASKED: "grey"}


@dataclass(frozen=True)
class Principle:
    """One of the eight: its number and words, whether it was kept, and what shows it."""

    number: int
    words: str
    kept: str
    shown_by: str

    @property
    def colour(self):
        return COLOURS[self.kept]


def principles(told):
    """The eight of a decision: `told` is what `consent.pages.told_in_full` says of it."""
    made = told["decision"]
    answers = [
        ("There is a reason to use the information", _yes(made.purpose), f"For {made.purpose}"),
        ("It is used only where it is needed", *_needed(made, told)),
        ("No more of it than is needed", *_least(made, told)),
        ("Only those who need it can see it", *_who(made, told)),
        ("Everybody who sees it knows their duties", *_duties(made)),
        ("The law allows it", *_law(made, told)),
        ("To share can be as important as to keep a confidence", *_weighed(made, told)),
        ("The people whom it is about know", *_informed(made, told)),
    ]
    return [Principle(number, *each) for number, each in enumerate(answers, start=1)]


def _yes(kept):
    return YES if kept else NO


def _needed(made, told):
    return _yes(made.reasons.strip()), "Its reasons say why it is right for the child"


def _least(made, told):
    if not made.shares:
        return YES, "Nothing is shared"
    single = sum(bool(item.record) for item in told["items"])
    whole = len(told["items"]) - single
    kept = f", {len(told['kept_back'])} kept back" if told["kept_back"] else ""
    return _yes(told["items"]), f"Chosen one by one: {single} single records, {whole} whole kinds{kept}"


def _who(made, told):
    if not made.shares:
        return YES, "Nobody else sees it"
    needs = [each.need_to_know.strip() for each in told["recipients"]]
    distinct = len({need.lower() for need in needs}) == len(needs)
    return _yes(needs and all(needs) and distinct), "Why each partner needs to know, and until when"


def _duties(made):
    if not made.shares:
        return NOT_ASKED, "Nobody else sees it"
    return YES, "Nobody sees a family before they have accepted the framework and the non-disclosure agreement"


def _law(made, told):
    if not made.shares:
        return NOT_ASKED, "Nothing is shared"
    if told["condition"]:
        return _yes(not told["lacks_policy"]), f"{told['law'] or 'No basis'}; {told['condition']}"
    return _yes(told["law"] or not any(_lives(line) for line in told["subjects"])), str(told["law"] or "Nobody living")


def _weighed(made, told):
    if made.shares:
        return YES, "It was decided to share"
    return _yes(told["why_not"] or made.reconsider_on), str(told["why_not"] or "It is thought about again")


def _informed(made, told):
    if not made.shares:
        return NOT_ASKED, "Nothing is shared"
    if made.basis == Basis.URGENT:
        return NOT_ASKED, "There was no time to ask or tell"
    living = [line for line in told["subjects"] if _lives(line)]
    if not living:
        return NOT_ASKED, "Nobody whom it is about lives"
    waiting = [line for line in living if line.told == Told.NOT_YET and not line.later]
    if waiting:
        return NO, f"{len(waiting)} of {len(living)} not told yet"
    unsafe = sum(line.told == Told.WILL_NOT for line in living)
    return (NOT_ASKED, "Telling would not be safe") if unsafe else (YES, "Everybody was told")


def _lives(line):
    return line.told != Told.NOBODY
