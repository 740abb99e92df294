"""The relationship picture: generations as rows, drawn from the relationships that the reader may see (interface.md
6.4e). The table beside it is the source; whoever is not in it is in no place of the picture either, as places are
given out after everybody else was left out. Who lives together stands together, within a dashed outline; homes too are
those that the reader may see."""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from locality.families import Relationship
from locality.pages import age_words

WIDTH, HEIGHT, SIZE, MARGIN, MOST = 200, 170, 64, 20, 25
TOP, UNDER, BETWEEN = 66, 78, 28  # of an outline: above the middle of its first row, below that of its last, beside
Kind = Relationship.Kind
DOWN = {Kind.PARENT: 1, Kind.STEP_PARENT: 1, Kind.CARER: 1, Kind.GRANDPARENT: 2}  # generations below
LEVEL = (Kind.SIBLING, Kind.PARTNER, Kind.FORMER_PARTNER)
STYLES = {
    Kind.PARENT: "solid",
    Kind.GRANDPARENT: "solid",
    Kind.PARTNER: "double",
    Kind.FORMER_PARTNER: "dotted",
    Kind.STEP_PARENT: "dashed",
    Kind.CARER: "dashed",
}
SHORT = {
    Kind.PARENT: "parent",
    Kind.STEP_PARENT: "step-parent",
    Kind.GRANDPARENT: "grandparent",
    Kind.SIBLING: "brother or sister",
    Kind.PARTNER: "partners",
    Kind.FORMER_PARTNER: "former partners",
    Kind.CARER: "carer",
    Kind.OTHER: "connected",
}


@dataclass
class Figure:
    """One person of the picture: where they stand, their shape, and all that the picture says of them in words."""

    person: object
    name: str
    age: str
    shape: str
    x: int
    y: int
    words: str = ""
    also: str = ""


@dataclass
class Line:
    """How two people are related, drawn from one to the other, with its word on it. `by`: how far aside the
    line goes at its middle, so that it does not run through whoever stands between."""

    x1: int
    y1: int
    x2: int
    y2: int
    word: str
    style: str
    by: tuple = (0, 0)

    @property
    def x(self):
        return (self.x1 + self.x2) // 2 + self.by[0]

    @property
    def y(self):
        return (self.y1 + self.y2) // 2 + self.by[1]

    @property
    def word_at(self):
        """Where its word stands: at the middle; straight down to another row near its end, where the lines of two
        parents to several children lie apart."""
        if self.y1 == self.y2 or self.by != (0, 0):
            return self.x, self.y
        return self.x1 + (self.x2 - self.x1) * 4 // 5, self.y1 + (self.y2 - self.y1) * 4 // 5

    @property
    def path(self):
        """A curve through the middle, straight where it goes nowhere aside."""
        return f"M{self.x1} {self.y1}Q{self.x + self.by[0]} {self.y + self.by[1]} {self.x2} {self.y2}"


@dataclass
class Outline:
    """The dashed outline around those who live together, with the words for their home."""

    x: int
    y: int
    width: int
    height: int
    words: str


@dataclass
class Picture:
    """All figures, the oldest generation first, all lines and outlines of homes; how big the drawing is; whether it
    leaves somebody out."""

    figures: list
    lines: list
    width: int
    height: int
    is_cut: bool = False
    outlines: list = field(default_factory=list)


def picture_of(people, relationships, homes=None):
    """The `Picture` of these people and of the relationships among them, or None when there is nothing to draw.
    `homes`: {person's key: [the households in which they live, the newest first]}.

    The same people and relationships give the same picture. More than 25 people are not drawn: the table tells all.
    """
    is_cut, people = len(people) > MOST, people[:MOST]
    keys = {person.pk for person in people}
    rows = [row for row in relationships if row.from_person_id in keys and row.to_person_id in keys]
    if not rows:
        return None
    homes = {key: found for key, found in (homes or {}).items() if found}
    places, outlines, width = _places(people, rows, homes)
    figures = {person.pk: _figure(person, *places[person.pk]) for person in people}
    for key, figure in figures.items():
        for place, home in enumerate(homes.get(key, ())):
            figure.words += f". Lives at {home_words(home)}"
            figure.also += f"and {home_words(home)}" if place == 1 else ""
    for row in rows:
        for key in (row.from_person_id, row.to_person_id):
            figures[key].words += f". {row}"
    ordered = sorted(figures.values(), key=lambda figure: (figure.y, figure.x))
    height = max(figure.y for figure in ordered) + UNDER + MARGIN
    return Picture(ordered, _lines(rows, figures), width, height, is_cut, outlines)


def home_words(home):
    """A household in few words: a protected address is not drawn, the table has it."""
    return "a protected address" if home.is_confidential else home.address.strip().split("\n")[0].strip(", ")


def _figure(person, x, y):
    shape = {person.Kind.CHILD: "circle", person.Kind.UNBORN: "diamond"}.get(person.kind, "square")
    kind, age = person.get_kind_display(), age_words(person)
    said = age if age == "unborn" else f"{kind.lower()}, {age}"
    shown = age if person.date_of_birth or age == "unborn" else "?"
    return Figure(person, str(person), shown, shape, x, y, f"{person}, {said}")


def _places(people, rows, homes):
    """({person's key: (x, y)}, the outlines, the width of it all): a row for each generation. Each home has columns of
    its own; within them, who belongs together stands side by side."""
    generation, near, order = _generations(people, rows), _near(rows), {}
    level = {number: row for row, number in enumerate(sorted(set(generation.values())))}
    blocks: dict = {}
    for person in people:
        home = homes[person.pk][0] if person.pk in homes else None
        block = blocks.setdefault(home and home.pk, (home, defaultdict(list)))
        block[1][level[generation[person.pk]]].append(person.pk)
    found, outlines, left = {}, [], MARGIN
    for home, by_row in sorted(blocks.values(), key=lambda block: block[0] is None):  # without a home: at the end
        columns = max(map(len, by_row.values()))
        for row in sorted(by_row):
            keys = sorted(by_row[row], key=lambda key: (_middle(near[key], order), by_row[row].index(key)))
            start = left + WIDTH // 2 + (columns - len(keys)) * WIDTH // 2
            for column, key in enumerate(keys):
                found[key] = (start + column * WIDTH, MARGIN + TOP + row * HEIGHT)
                order[key] = found[key][0]
        if home:
            top, bottom = (MARGIN + TOP + row * HEIGHT for row in (min(by_row), max(by_row)))
            size = (columns * WIDTH, bottom - top + TOP + UNDER)
            outlines.append(Outline(left, top - TOP, *size, home_words(home)))
        left += columns * WIDTH + BETWEEN
    return found, outlines, left - BETWEEN + MARGIN


def _generations(people, rows):
    """{person's key: generation}, worked out from the first person on; contradictions end nothing."""
    steps = defaultdict(list)
    for row in rows:
        by = DOWN.get(row.kind, 0)
        if row.kind in DOWN or row.kind in LEVEL:
            steps[row.from_person_id].append((row.to_person_id, by))
            steps[row.to_person_id].append((row.from_person_id, -by))
    found: dict = {}
    for person in people:  # children first: those who are related to nobody stand where others of their kind do
        if person.pk in found:
            continue
        found[person.pk] = 1 if person.kind == person.Kind.ADULT else 2
        waiting = deque([person.pk])
        while waiting:
            key = waiting.popleft()
            for other, by in steps[key]:
                if other not in found:
                    found[other] = found[key] + by
                    waiting.append(other)
    return found


def _near(rows):
    near = defaultdict(list)
    for row in rows:
        near[row.from_person_id].append(row.to_person_id)
        near[row.to_person_id].append(row.from_person_id)
    return near


def _middle(keys, order):
    """Where those stand on average to whom somebody is related, as far as they have their places."""
    placed = [order[key] for key in keys if key in order]
    return sum(placed) / len(placed) if placed else 99 * WIDTH


def _lines(rows, figures):
    """A line for each relationship, once; none from a grandparent where the parent between them is drawn."""
    found, seen = [], set()
    parents = {(row.from_person_id, row.to_person_id) for row in rows if row.kind == Kind.PARENT}
    for row in sorted(rows, key=lambda row: (str(row.kind), str(row.pk))):
        pair = (frozenset((row.from_person_id, row.to_person_id)), row.kind)
        ends_at = row.from_person_id, row.to_person_id
        through = row.kind == Kind.GRANDPARENT and any(
            (ends_at[0], key) in parents for key, to in parents if to == ends_at[1]
        )
        if pair in seen or through:
            continue
        seen.add(pair)
        one, other = figures[row.from_person_id], figures[row.to_person_id]
        ends, by = _ends(*sorted((one, other), key=lambda figure: (figure.y, figure.x)), figures.values())
        found.append(Line(*ends, SHORT.get(row.kind, "connected"), STYLES.get(row.kind, "solid"), by))
    return found


def _ends(one, other, figures):
    """((where a line begins and ends), how far aside it goes) between two figures, the first above or to the left."""
    if one.y != other.y:
        far = other.y - one.y > HEIGHT and abs(other.x - one.x) < WIDTH
        return (one.x, one.y + SIZE // 2 + 28, other.x, other.y - SIZE // 2), (WIDTH // 2 if far else 0, 0)
    if any(each.y == one.y and one.x < each.x < other.x for each in figures):
        return (one.x, one.y - SIZE // 2, other.x, other.y - SIZE // 2), (0, -22)
    return (one.x + SIZE // 2, one.y, other.x - SIZE // 2, other.y), (0, 0)
