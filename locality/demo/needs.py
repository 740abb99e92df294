"""Words about levels of need and how a thing is known, all made up."""

EVIDENCE = [
    "Birth certificate seen",
    "Told by the mother, and in the school’s admission form",
    "Named on the child’s red book",
    "Court order seen, copy kept in the paper file",
    "Checked with the registrar’s letter",
]
RATIONALES = [  # one list for each level of need, the lightest first
    [
        "{child} manages well with what school and clinic give every child. One thing worries us.",
        "{child} is doing all right in class, and the family asks when it needs something.",
        "Nothing stands out for {child} beside the eldest’s troubles; the usual services are enough.",
    ],
    [
        "A bit more is needed than everybody gets: {child} has two or three small difficulties that feed each other.",
        "One service can help {child} now, if it starts soon and the family wants it.",
        "{child} is doing all right in class; it is what happens around the school day that needs support.",
    ],
    [
        "Several people have noticed the same about {child}. No one thing is serious alone; together it is.",
        "Things have been hard for {child} since the summer. The family sees it too and asks for help.",
        "{child} needs more than one of us, and one of us has to hold the thread.",
    ],
]
BETTER = [
    "{child} is back on an even keel: mornings are calmer and the plan’s first two steps are done.",
    "The family has taken up the help that was offered, and {child} shows it.",
    "What worried us about {child} has not come back for six weeks. Lighter support is enough.",
    "{child} now has an adult at school to go to. That has made the difference.",
]
WORSE = [
    "More than one service is needed for {child} now: health, school and housing pull at the same knot.",
    "The first help was not enough for {child}. Somebody has to hold it together, with the family.",
    "New worries about {child} have come to light since the last conversation.",
    "{child} has stopped coming to the sessions, and it is quieter at home than it should be.",
]


def called(person):
    """What people call somebody in a note."""
    if person.kind == person.Kind.UNBORN:
        return "the baby"
    return person.known_as or person.given_name
