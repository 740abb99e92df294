"""The relationship picture: generations as rows, drawn from the relationships that the reader may see (interface.md
6.4e). The table beside it is the source; whoever is not in it is in no place of the picture either, as places are
given out after everybody else was left out."""

from collections import defaultdict, deque
from dataclasses import dataclass

from locality.families import Relationship
from locality.pages import age_words

WIDTH, HEIGHT, SIZE, MARGIN, MOST = 200, 170, 64, 20, 25
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


@dataclass
class Line:
    """How two people are related, drawn from one to the other, with its word at the middle."""

    x1: int
    y1: int
    x2: int
    y2: int
    word: str
    style: str

    @property
    def x(self):
        return (self.x1 + self.x2) // 2

    @property
    def y(self):
        return (self.y1 + self.y2) // 2


@dataclass
class Picture:
    """All figures, the oldest generation first, and all lines; how big the drawing is; how many it leaves out."""

    figures: list
    lines: list
    width: int
    height: int
    is_cut: bool = False


def picture_of(people, relationships):
    """The `Picture` of these people and of the relationships among them, or None when there is nothing to draw.

    The same people and relationships give the same picture. More than 25 people are not drawn: the table tells all.
    """
    is_cut, people = len(people) > MOST, people[:MOST]
    keys = {person.pk for person in people}
    rows = [row for row in relationships if row.from_person_id in keys and row.to_person_id in keys]
    if not rows:
        return None
    places = _places(people, rows)
    figures = {person.pk: _figure(person, *places[person.pk]) for person in people}
    for row in rows:
        for key in (row.from_person_id, row.to_person_id):
            figures[key].words += f". {row}"
    ordered = sorted(figures.values(), key=lambda figure: (figure.y, figure.x))
    width = max(figure.x for figure in ordered) + WIDTH // 2 + MARGIN
    height = max(figure.y for figure in ordered) + HEIGHT - MARGIN
    return Picture(ordered, _lines(rows, figures), width, height, is_cut)


def _figure(person, x, y):
    shape = {person.Kind.CHILD: "circle", person.Kind.UNBORN: "diamond"}.get(person.kind, "square")
    kind, age = person.get_kind_display(), age_words(person)
    said = age if age == "unborn" else f"{kind.lower()}, {age}"
    shown = age if person.date_of_birth or age == "unborn" else "?"
    return Figure(person, str(person), shown, shape, x, y, f"{person}, {said}")


def _places(people, rows):
    """{person's key: (x, y)}: a row for each generation; within it, who belongs together side by side."""
    generation = _generations(people, rows)
    by_row = defaultdict(list)
    for person in people:
        by_row[generation[person.pk]].append(person.pk)
    near, order, found = _near(rows), {}, {}
    for row, number in enumerate(sorted(by_row)):
        keys = sorted(by_row[number], key=lambda key: (_middle(near[key], order), by_row[number].index(key)))
        for column, key in enumerate(keys):
            order[key] = column
            x = MARGIN + WIDTH // 2 + column * WIDTH + (row % 2) * WIDTH // 4
            found[key] = (x, MARGIN + SIZE // 2 + row * HEIGHT)
    return found


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
    return sum(placed) / len(placed) if placed else 99


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
        if one.y == other.y:
            left, right = sorted((one, other), key=lambda figure: figure.x)
            ends = (left.x + SIZE // 2, left.y, right.x - SIZE // 2, right.y)
        else:
            high, low = sorted((one, other), key=lambda figure: figure.y)
            ends = (high.x, high.y + SIZE // 2 + 44, low.x, low.y - SIZE // 2)
        found.append(Line(*ends, SHORT.get(row.kind, "connected"), STYLES.get(row.kind, "solid")))
    return found
