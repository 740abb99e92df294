"""The guidance that a deployment starts with, in our own words (S48, S122): whoever runs it keeps it up to date."""

NATIONAL = "Working Together to Safeguard Children"
GOVERNMENT = "HM Government"
SAFETY = (
    "Everybody: whoever works with a child may be the one who sees that something is wrong, and says so.\n"
    "At once: a child who may be in need, or who is or may be harmed, is told to children’s social care at once.\n"
    "Together: no one service sees the whole of a child’s life. What each knows is brought together.\n"
    "The child: what the child says and feels is asked for and written down.\n"
)
FAMILY_HELP = (
    "Family help: early help and help for a child in need are one service, with one lead practitioner.\n"
    "Before birth: an unborn child counts.\n"
)
# code, document, name, publisher, first day, day after the last, source, words
EDITIONS = [
    ("wt-2013", 2013, (2013, 4, 15), (2015, 3, 26), "GOV.UK; the edition that the framework names", SAFETY),
    ("wt-2015", 2015, (2015, 3, 26), (2018, 7, 4), "GOV.UK", SAFETY),
    ("wt-2018", 2018, (2018, 7, 4), (2023, 12, 15), "GOV.UK", SAFETY),
    ("wt-2023", 2023, (2023, 12, 15), (2026, 3, 1), "GOV.UK", SAFETY),
    (
        "wt-2026",
        2026,
        (2026, 3, 1),
        None,
        "GOV.UK, about March 2026: check the day",
        SAFETY + FAMILY_HELP,
    ),
]
PATHWAY = (
    "Somebody sees a need: anybody who works with children may. Services for everybody are tried first. If a child may "
    "be at risk, ring the Front Door at once, whatever step you are at.\n"
    "Is the family known: look for the family before you register it, so that nobody is asked everything twice.\n"
    "Meet the family: as soon as possible. Say why, what, how and with whom something may be shared.\n"
    "Agreement: give the booklet and the privacy notice, and ask for agreement, in writing where you can.\n"
    "Talk to each other: a professional conversation between services, recorded whatever comes of it.\n"
    "The allocation meeting: each month the locality decides who leads, and what is done.\n"
    "Somebody leads: one person whom the family knows by name. There is never a day without.\n"
    "Early help assessment: strengths and needs of each child and adult, with the child’s own voice.\n"
    "Plan: actions that name who does what by when, agreed with the family.\n"
    "Review: the team around the family looks at what has changed, and what comes next.\n"
    "Up, down or elsewhere: a child moves between services only after a conversation, and is never without a lead.\n"
    "The end: when child and family need the help no longer. They know whom to turn to if things change.\n"
)
