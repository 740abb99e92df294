"""The parts of a manager's report: each a table, with its picture drawn from the table."""

from dataclasses import dataclass, field
from typing import Any

from locality.questions import LEAST, NOT_TOLD

BARS, NUMBERS, HEIGHT, MOST, LETTERS = 240, 40, 44, 20, 36  # of a picture: pixels, its most bars, and of a label

WORD = "few"


@dataclass
class Part:
    """One table: its title, what it counts, its heads, its rows (first a word, then numbers or words), and the picture
    of its first number, if it has one."""

    title: str
    says: str
    heads: list[str]
    rows: list[list[Any]] = field(default_factory=list)
    picture: bool = True

    @property
    def columns(self):
        """The heads as the table component takes them: numbers on the right."""
        return ",".join([self.heads[0], *(f"#{head}" for head in self.heads[1:])])

    @property
    def chart(self):
        """Where the bars of the first number stand, or None without any: what is no number has none."""
        shown = [(row, row[1] if isinstance(row[1], int) else 0) for row in self.rows[:MOST]]
        most = max((number for _, number in shown), default=0)
        if not self.picture or not most:
            return None
        bars = [
            {
                "label": row[0] if len(row[0]) <= LETTERS else f"{row[0][: LETTERS - 1]}…",
                "label_y": place * HEIGHT + 15,
                "y": place * HEIGHT + 20,
                "text_y": place * HEIGHT + 34,
                "width": round(number * BARS / most, 1),
                "text_x": round(number * BARS / most, 1) + 6,
                "text": WORD if row[1] == NOT_TOLD else row[1],
            }
            for place, (row, number) in enumerate(shown)
        ]
        size = {"width": BARS + NUMBERS, "height": len(bars) * HEIGHT}
        return size | {"bars": bars, "label": f"Bar chart: {self.title}. The table has the same numbers."}


def few_hidden(numbers):
    """(the same counts, their total), as they may be told. Those from 1 to 5 are not, nor the next smallest, so that
    the total gives none of them away. Where each of them is so small, the total is not told either."""
    few = [number for number in numbers if 0 < number < LEAST]
    rest = sorted((number for number in numbers if not 0 < number < LEAST), key=lambda number: (not number, number))
    hidden = {*few, *rest[:1]} if few else set()
    whole = sum(numbers)
    told = [NOT_TOLD if number in hidden else number for number in numbers]
    return told, NOT_TOLD if few and (not rest or whole < LEAST) else whole
