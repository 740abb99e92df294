"""The steps of a move between services, in order, for the page that shows it (domain.md 3g)."""

from dataclasses import dataclass

from conversations.models import StepTransfer


@dataclass(frozen=True)
class MoveStep:
    """One step: what it is, whether it is done, and what is known about it."""

    name: str
    done: bool
    words: str
    failed: bool = False

    @property
    def state(self):
        """The text and the colour of its tag."""
        if self.failed:
            return {"text": "No", "colour": "red"}
        return {"text": "Done", "colour": "green"} if self.done else {"text": "To do", "colour": "grey"}


def steps_of(move):
    """The `MoveStep`s of a `StepTransfer` that was opened: a signature only where one is needed."""
    agreed = move.agreement == StepTransfer.Agreement.AGREED
    accepted = move.answer == StepTransfer.Answer.ACCEPTED
    papers = f"Papers received on {move.papers_on:%-d %B %Y}" if move.papers_on else ""
    steps = [MoveStep("Planned in a conversation", True, _day(move.proposed_at, move.proposed_by))]
    said = _day(move.agreed_on, move.family_said)
    steps.append(MoveStep("The family agrees", agreed, said, bool(move.agreement) and not agreed))
    if move.needs_signature:
        words = move.signed_at and _day(move.signed_at, f"{move.signed_by}: {move.signed_words}")
        steps.append(MoveStep("Signed, after a child protection plan", bool(move.signed_at), words or ""))
    words = move.answered_at and _day(move.answered_at, f"{move.answered_by}: {move.answer_reason or papers}")
    steps.append(MoveStep(f"{move.to_partner} carries on", accepted, words or "", bool(move.answer) and not accepted))
    words = _day(move.handed_over_at, f"{move.lead} leads") if move.handed_over_at else ""
    steps.append(MoveStep("Somebody leads there, and it was handed over", bool(move.handed_over_at), words))
    done = bool(move.over_at and move.handed_over_at)
    steps.append(MoveStep("Help here has ended", done, _day(move.over_at, move.over_words) if move.over_at else ""))
    return steps


def _day(day, words):
    return ". ".join(filter(None, [f"{day:%-d %B %Y}" if day else "", str(words or "")]))
