"""What makes a conversation good, and how the conversations that were looked at stand (S21, S27)."""

from collections import Counter

from conversations.models import QualityCheck

ASKED = {
    "constructive": "Was it constructive: did it move things forward?",
    "right_people": "Were the right people in it?",
    "child_heard": "Can the child be heard in it?",
    "beyond_concerns": "Does it go beyond worries: strengths, and what they mean?",
    "joint": "Was it decided together, with differing views written down?",
    "clear": "Is it clear what was agreed, who does it and by when?",
}
SHORT = {
    "constructive": "Constructive",
    "right_people": "The right people",
    "child_heard": "The child is heard",
    "beyond_concerns": "Beyond worries",
    "joint": "Decided together",
    "clear": "Clear what was agreed",
}


def marks_of(check):
    """[(question, mark in words, colour)] of one `QualityCheck`."""
    colours = {"yes": "green", "partly": "yellow", "no": "red"}
    return [
        (SHORT[name], QualityCheck.Mark(getattr(check, name)).label, colours[getattr(check, name)]) for name in ASKED
    ]


def quality_of(partner, reader):
    """[(what is looked at, how many yes, partly, no)] of the partner's conversations that were checked, as far as this
    `Reader` may see them: the measure of better decisions and joint working (S21). Empty when none was."""
    rows = QualityCheck.objects.visible_by(reader).filter(conversation__provider=partner)
    found = list(rows.values_list(*ASKED))
    if not found:
        return []
    lines = []
    for place, name in enumerate(ASKED):
        counts = Counter(row[place] for row in found)
        lines.append((SHORT[name], counts["yes"], counts["partly"], counts["no"]))
    return lines
