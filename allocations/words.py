"""Days as people say them at a meeting: `fri`, `tomorrow`, `3 dec`, `in 2 weeks`. Days only, and only days to come."""

import re
from datetime import date, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
MONTHS += ("november", "december")
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
SPANS = {"day": 1, "week": 7, "month": 30}
SPAN = re.compile(r"(?:in )?(\w+) (day|week|month)s?")
OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ /.-]([a-z]+|\d{1,2})(?:[ /.-](\d{4}))?")


def day_of(text, today):
    """The day, after `today` or today, that a text says; None when it says none."""
    text = " ".join(text.casefold().replace(",", " ").split()).rstrip(".")
    if text in ("today", "tomorrow"):
        return today + timedelta(days=text == "tomorrow")
    if found := SPAN.fullmatch(text):
        return _after(today, *found.groups())
    if found := OF_MONTH.fullmatch(text):
        return _of_month(today, *found.groups())
    return _weekday(today, text)


def _after(today, number, unit):
    count = NUMBERS.get(number) or (int(number) if number.isascii() and number.isdigit() and len(number) < 3 else 0)
    return today + timedelta(days=count * SPANS[unit]) if count else None


def _weekday(today, text):
    """The next such day; `next fri` is the one of the week after this."""
    name = text.removeprefix("next ").strip()
    found = [number for number, day in enumerate(DAYS) if len(name) > 1 and day.startswith(name)]
    if len(found) != 1:
        return None
    ahead = (found[0] - today.weekday()) % 7 or 7
    if text.startswith("next ") and today.weekday() + ahead < 7:
        ahead += 7
    return today + timedelta(days=ahead)


def _of_month(today, day, month, year):
    if month.isdigit():
        number = int(month)
    else:
        found = [place for place, name in enumerate(MONTHS, 1) if len(month) > 2 and name.startswith(month)]
        number = found[0] if len(found) == 1 else 0
    try:
        said = date(int(year or today.year), number, int(day))
        if not year and said < today:
            said = date(today.year + 1, number, int(day))
    except ValueError:
        return None
    return said if said >= today else None
