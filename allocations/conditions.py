"""What has to be said before a family comes to a meeting under each of the four categories (3c, S132-S135)."""

import re

from allocations.models import AgendaItem

Heading = AgendaItem.Heading
LEAST = 20
LEAST_AGENCIES = 2
# Special categories of personal data (UK GDPR Article 9) and crime: nothing of these about people nobody has met.
SPECIAL = re.compile(
    r"\b(health|diagnos\w*|depress\w*|anxi\w*|autis\w*|adhd|disab\w*|medic\w*|illness|pregnan\w*|drug\w*|alcohol\w*|"
    r"abus\w*|religio\w*|muslim|christian|jewish|hindu|sikh|ethnic\w*|race|racial|gypsy|traveller|gay|lesbian|"
    r"transgender|sexual\w*|union|politic\w*|crim\w*|convict\w*|offen[cd]\w*|arrest\w*|prison|dna|biometric)\b",
    re.IGNORECASE,
)
FIELDS = {  # the columns that belong to each category
    Heading.COMPLEX: ("agencies", "reviewed_on", "exception"),
    Heading.SUPPORT: ("no_harm_why",),
    Heading.DATA_ONLY: ("source", "match_rule"),
    Heading.TRANSITION: ("from_level", "to_level", "closing_summary", "conversation", "agreement"),
}
ALL = tuple(name for names in FIELDS.values() for name in names)


def problems(heading, family, purpose, given):
    """{field: words} of what is missing or wrong for the category. `given`: the columns of its `FIELDS`."""
    checks = {
        Heading.COMPLEX: _complex,
        Heading.SUPPORT: _support,
        Heading.DATA_ONLY: _data_only,
        Heading.TRANSITION: _transition,
    }
    if heading not in checks:
        return {"heading": "Choose one of the four categories"}
    return dict(checks[heading](family, purpose, given))


def _short(text):
    return len((text or "").strip()) < LEAST


def _complex(family, purpose, given):
    """More than one service helps, and a review says that it is not enough; or a reason (S132)."""
    if not _short(given.get("exception")):
        return
    if (given.get("agencies") or 0) < LEAST_AGENCIES:
        yield "agencies", "A complex case has at least two services helping. Give the reason if it is one all the same"
    if not given.get("reviewed_on"):
        yield "reviewed_on", "Say when a review found that the help so far is not enough, or give the reason below"


def _support(family, purpose, given):
    """Nobody is thought to be at risk of significant harm, and why that is thought (S133, S49-S51)."""
    if _short(given.get("no_harm_why")):
        yield "no_harm_why", "Say in a few more words why nobody is thought to be at risk of significant harm"


def _data_only(family, purpose, given):
    """Nobody has met them: where it comes from, how it was matched, and no special category of data (S134)."""
    if family.first_contact_on:
        yield "heading", "Somebody has met this family. Choose one of the other categories"
    for name, words in (("source", "Say which list or system it comes from"), ("match_rule", "Say how it was matched")):
        if not (given.get(name) or "").strip():
            yield name, words
    if found := SPECIAL.search(purpose):
        yield "purpose", f"Leave out “{found.group()}”: nothing about health, belief, origin or crime is said here"


def _transition(family, purpose, given):
    """From which level to which, what the closing service says, and where the family stands (S135, S45, 3g)."""
    if not given.get("from_level"):
        yield "from_level", "Say at which level the help is now"
    if not given.get("to_level"):
        yield "to_level", "Say to which level it goes"
    elif given.get("from_level") and given["to_level"] >= given["from_level"]:
        yield "to_level", "Choose a lower level than the one now"
    if _short(given.get("closing_summary")):
        yield "closing_summary", "Sum up in a few more words what the closing service did and what is left to do"
    if not given.get("conversation"):
        yield "conversation", "Choose the conversation in which the move was talked about"
    if not given.get("agreement"):
        yield "agreement", "Say whether the family agrees to the move"
