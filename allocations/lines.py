"""What a list's columns are, and what its lines say of whom: no more than a name, a birthday, an address and one
number each (S134). Whatever else stands in the file is neither read nor kept."""

import hashlib
import hmac
import json
import re
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from allocations.conditions import SPECIAL
from allocations.models import ListKind
from locality.lookups import plain
from locality.postcodes import postcode

FIELDS = {  # field: (what the page calls it, whether it is needed, headings by which it is guessed)
    "given_name": ("First name", True, ("forename", "first name", "given name", "firstname", "legal forename")),
    "family_name": ("Surname", True, ("surname", "family name", "last name", "lastname", "legal surname")),
    "date_of_birth": ("Date of birth", True, ("dob", "date of birth", "birth date", "born", "birthday")),
    "address": ("Address", False, ("address", "address line 1", "street", "home address")),
    "postcode": ("Postcode", False, ("postcode", "post code", "postal code")),
    "value": ("The number", True, ()),
}
VALUES = {  # kind: (what the number is, least, most, headings)
    ListKind.ATTENDANCE: ("Attendance in per cent", 0, 100, ("attendance", "% attendance", "attendance %", "present")),
    ListKind.EXCLUSIONS: ("How many exclusions", 0, 200, ("exclusions", "suspensions", "number of exclusions")),
    ListKind.CALL_OUTS: ("How many call-outs", 0, 500, ("call-outs", "callouts", "call outs", "incidents")),
    ListKind.NEET: ("", 0, 0, ()),
    ListKind.ARREARS: ("Weeks in arrears", 0, 520, ("weeks", "weeks in arrears", "arrears weeks")),
}
OLDEST = 110  # years
MOST_NAME, MOST_ADDRESS, MOST_NAMES = 100, 200, 6
A_NAME = re.compile(r"[^\d=+@<>/\\{}\[\]|_~^*:;!?\"#%&$£€]+")
STREET = re.compile(
    r"\b\w+ (street|road|avenue|terrace|lane|way|close|court|square|place|house|view|drive|crescent|gardens|row|park"
    r"|grove|hill|mews|walk|buildings|st|rd|ave)\b",
    re.IGNORECASE,
)
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d/%m/%y")


@dataclass
class Checked:
    """What taking a list over would do: `people` (dicts, as `Candidate` has columns, with `line` and `value`),
    `wrong` ((line, what is wrong)) of the lines that are left out, and the names of columns that are not read."""

    people: list[dict] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def packed(lines, odd):
    """The lines of a file, as a `BroughtList` keeps them until it is taken over or dropped."""
    return zlib.compress(json.dumps([lines, odd], separators=(",", ":")).encode())


def unpacked(content):
    """(lines, odd) of what `packed` gave."""
    lines, odd = json.loads(zlib.decompress(bytes(content)))
    return lines, odd


def fields_of(kind):
    """{field: (words, needed)} that a list of this kind is asked for."""
    words, *_ = VALUES[kind]
    found = {name: (label, needed) for name, (label, needed, _) in FIELDS.items()}
    if words:
        return found | {"value": (words, True)}
    del found["value"]
    return found


def guessed(kind, columns, before):
    """{field: heading} to begin with: as it was for the partner's last list of the kind, or by its name."""
    found, known = {}, {column.casefold().replace("_", " ").strip(): column for column in columns}
    for name in fields_of(kind):
        headings = VALUES[kind][3] if name == "value" else FIELDS[name][2]
        if before.get(name) in columns:
            found[name] = before[name]
        elif heading := next((known[each] for each in headings if each in known), None):
            found[name] = heading
    return found


def check(kind, columns, mapping, lines, odd):
    """A `Checked` of a list: each line that is right, once for each person, and what is wrong with each other."""
    places = {name: columns.index(heading) for name, heading in mapping.items() if heading}
    checked = Checked(unread=[each for each in columns if each not in mapping.values()])
    checked.wrong = [(number, words) for number, words in odd]
    today, found = timezone.localdate(), {}
    for number, cells in lines:
        person, wrong = _person(kind, {name: cells[place] for name, place in places.items()}, today)
        if wrong:
            checked.wrong.append((number, wrong))
            continue
        who = plain(person["given_name"]), plain(person["family_name"]), person["date_of_birth"]
        if who in found:
            checked.wrong.append((number, f"The same person as in line {found[who]}. One line for each person"))
            continue
        found[who] = number
        checked.people.append(person | {"line": number})
    checked.wrong.sort()
    return checked


def same_person(person):
    """A keyed digest of who somebody is, by which the next list finds them: it says nothing by itself."""
    said = f"{plain(person['given_name'])}|{plain(person['family_name'])}|{person['date_of_birth']}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()


def _person(kind, cells, today):
    """(what the line says, "") or ({}, what is wrong with it, in words)."""
    made: dict = {"address": "", "postcode": "", "value": None}
    for name, text in cells.items():
        if text.startswith(("=", "＝")):
            return {}, f"{FIELDS[name][0]}: it holds a formula. Save the list with values only"
        try:
            made[name] = READ[name](text, kind, today)
        except (ValueError, ValidationError, InvalidOperation) as error:
            words = error.messages[0] if isinstance(error, ValidationError) else str(error)
            return {}, f"{_label(name, kind)}: {words}"
    return made, ""


def _label(name, kind):
    return VALUES[kind][0] if name == "value" else FIELDS[name][0]


def _name(text, kind, today):
    if not text:
        raise ValueError("it is empty")
    if len(text) > MOST_NAME or len(text.split()) > MOST_NAMES or not A_NAME.fullmatch(text):
        raise ValueError("this is not a name")
    return text


def _born(text, kind, today):
    if not text:
        raise ValueError("it is empty")
    born = next((day for form in DATES if (day := _parsed(text.split("T")[0], form))), None)
    if born is None:
        raise ValueError("this is not a date. Write it as 27/03/2015")
    if born > today or today.year - born.year > OLDEST:
        raise ValueError("nobody is born on that day")
    return born


def _parsed(text, form) -> date | None:
    try:
        found = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None
    return found.replace(year=found.year - 100) if "%y" in form and found > timezone.localdate() else found


def _address(text, kind, today):
    if len(text) > MOST_ADDRESS:
        raise ValueError("it is too long for an address. Notes are not taken over")
    if SPECIAL.search(STREET.sub("", text)):
        raise ValueError("it says something about health, belief, origin or crime. That is not taken over")
    return text


def _postcode(text, kind, today):
    try:
        return postcode(text)
    except ValidationError as error:
        raise ValueError("this is not a postcode") from error


def _value(text, kind, today):
    _, least, most, _ = VALUES[kind]
    try:
        value = Decimal(text.replace("%", "").replace(",", ".").strip())
    except InvalidOperation as error:
        raise ValueError("this is not a number") from error
    if not value.is_finite() or not least <= value <= most:
        raise ValueError(f"this is not between {least} and {most}")
    return float(round(value, 1))


READ = {
    "given_name": _name,
    "family_name": _name,
    "date_of_birth": _born,
    "address": _address,
    "postcode": _postcode,
    "value": _value,
}
