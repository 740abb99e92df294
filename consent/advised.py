"""Advice is asked without naming anybody, or it is said why not (V7, S103)."""

import re

NAMED = "The family was named, because: "
LEAST_WHY = 15
PATTERNS = (
    ("a telephone number", re.compile(r"(?<!\d)(?:0|\+44)(?:[ -]?\d){9,10}(?!\d)")),
    ("a postcode", re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", re.IGNORECASE)),
    ("a date", re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})\b")),
)


def what_names(text, people):
    """What in a text could tell who somebody is, in words: names of these people, a telephone number, a postcode, a
    date in figures."""
    words = {word.lower() for word in re.findall(r"\w+", text)}
    names = {name for person in people for name in (person.given_name, person.known_as, person.family_name) if name}
    found = sorted(name for name in names if set(re.findall(r"\w+", name.lower())) <= words)
    return found + [what for what, pattern in PATTERNS if pattern.search(text)]


def in_full(advice, why_named):
    """The advice as a decision keeps it: what was said, and why the family was named if it was."""
    return f"{advice}\n\n{NAMED}{why_named}" if why_named.strip() else advice


def in_parts(advice):
    """(what was said, why the family was named) of an advice as a decision keeps it."""
    said, _, why = advice.partition(NAMED)
    return said.rstrip(), why
