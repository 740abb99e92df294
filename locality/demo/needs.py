"""Words about levels of need and how a thing is known, all made up."""

EVIDENCE = [
    "Birth certificate seen",
    "Told by the mother, and in the school’s admission form",
    "Named on the child’s red book",
    "Court order seen, copy kept in the paper file",
    "Checked with the registrar’s letter",
]
RATIONALES = [
    "{child} manages well with what school and clinic give every child. One thing worries us.",
    "A bit more is needed than everybody gets: {child} has two or three small difficulties that feed each other.",
    "One service can help {child} now, if it starts soon and the family wants it.",
    "Things have been hard for {child} since the summer. The family sees it too and asks for help.",
    "{child} is doing all right in class; it is what happens around the school day that needs support.",
    "Several people have noticed the same about {child}. Nothing serious alone, but together it is enough to act.",
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
