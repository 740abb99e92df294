"""Ties that cannot be: somebody's own ancestor, a parent younger than the child (issue: bad input)."""

from locality.families import Relationship

LEAST_YEARS = {Relationship.Kind.PARENT: 13, Relationship.Kind.GRANDPARENT: 27}  # fewer are looked at again
OLDER = tuple(LEAST_YEARS)  # whose first person is born before the second


def against_tie(first, second, kind, ties):
    """Why `first` cannot be `kind` of `second`, in words; or "". `ties`: {(first, second, kind)} of keys, known now."""
    if first.pk == second.pk:
        return "Choose somebody else: nobody is related to themselves"
    if kind not in OLDER:
        return ""
    if first.kind == first.Kind.UNBORN:
        return f"{first} is not born yet"
    if first.date_of_birth and second.date_of_birth and first.date_of_birth >= second.date_of_birth:
        return f"{first} is younger than {second}: check both dates of birth, and which of them comes first"
    if first.pk in _descendants(second.pk, ties):
        return f"{second} is recorded as a parent or grandparent of {first}: put that right first"
    return ""


def doubt_about(first, second, kind):
    """What to look at again of a tie that may be: a date of birth that is an estimate, or too few years between a
    parent and a child; in words, or ""."""
    if kind not in OLDER:
        return ""
    older = f"check that {first} is older than {second}"
    for person in (first, second):
        if not person.date_of_birth and person.date_of_birth_note:
            return f"The date of birth of {person} is an estimate ({person.date_of_birth_note}): {older}"
    if not first.date_of_birth or not second.date_of_birth:
        return ""
    years = first.age_on(second.date_of_birth)
    if years is None or years >= LEAST_YEARS[kind]:
        return ""
    return f"{first} is {years} year{'' if years == 1 else 's'} older than {second}: check both dates of birth"


def _descendants(key, ties):
    """The keys of everybody below a person, by ties of parents and grandparents."""
    below: dict = {}
    for first, second, kind in ties:
        if kind in OLDER:
            below.setdefault(first, set()).add(second)
    found, ahead = set(), [key]
    while ahead:
        ahead += (new := below.get(ahead.pop(), set()) - found)
        found |= new
    return found


def ties_of(family, reader):
    """{(first, second, kind)} of the keys of a family's ties that have no end, as the `Reader` may see them."""
    rows = Relationship.objects.visible_by(reader).filter(family=family, ends_on__isnull=True)
    return set(rows.values_list("from_person", "to_person", "kind"))
