"""Dates and times typed in parts, with errors in plain words that say which part is wrong."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from locality.fields.words import Worded, subject

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap]m)?", re.IGNORECASE)
EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)


class DateParts(forms.MultiWidget):
    """Day, month and year as three boxes: posts name-day, name-month, name-year."""

    parts = ("day", "month", "year")
    widths = {"day": 2, "month": 2, "year": 4, "time": 5}
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__([forms.TextInput() for _ in self.parts], attrs)
        self.widgets_names = [f"-{part}" for part in self.parts]

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else [""] * len(self.parts)

    def id_for_label(self, id_):
        return f"{id_}-{self.parts[0]}"

    def controls(self, name, value, id_, wrong=()):
        """One dict for each box: id, name, value, label, css. `wrong` names the parts to mark."""
        values = value if isinstance(value, list) else self.decompress(value)
        return [
            {
                "id": f"{id_}-{part}",
                "name": f"{name}-{part}",
                "value": "" if typed is None else str(typed),
                "label": part.title(),
                "inputmode": "numeric" if part != "time" else None,
                "css": f"{'govuk-input--error ' if part in wrong else ''}govuk-input--width-{self.widths[part]}",
            }
            for part, typed in zip(self.parts, values, strict=True)
        ]


class DateTimeParts(DateParts):
    """The same with a time: posts name-time too."""

    parts = ("day", "month", "year", "time")

    def decompress(self, value):
        if not value:
            return super().decompress(value)
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return [*super().decompress(local), f"{local:%H:%M}"]


def words_for_missing(label, blank):
    """`Date of birth must include a month and a year`."""
    return f"{subject(label)} must include a {' and a '.join(blank)}"


def _number(text):
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def _month(text):
    """1 to 12 from `3`, `03`, `March` or `mar`; None when it is none of them."""
    short = text.lower()[:3]
    return MONTHS.index(short) + 1 if short in MONTHS else _number(text)


class DateField(Worded, forms.Field):
    """A date in three parts. `not_after_today`, `not_before_today`: refuse the other side of today (local date)."""

    widget = DateParts

    def __init__(self, *, not_after_today=False, not_before_today=False, **options):
        super().__init__(**options)
        self.not_after_today, self.not_before_today = not_after_today, not_before_today

    def to_python(self, value):
        """A date, or None when all parts are blank. Raises ValidationError whose code names the wrong parts."""
        if value is None or isinstance(value, datetime.date):
            return value
        typed = dict(zip(self.widget.parts, (str(part or "").strip() for part in value), strict=True))
        if not any(typed.values()):
            return None
        if blank := [part for part, text in typed.items() if not text]:
            raise ValidationError(words_for_missing(self.label, blank), code=" ".join(blank))
        return self.assemble(typed)

    def assemble(self, typed):
        return self.real_date(typed)

    def real_date(self, typed):
        """The date of the typed day, month and year, or ValidationError."""
        day, month, year = _number(typed["day"]), _month(typed["month"]), _number(typed["year"])
        name = subject(self.label)
        if year is not None and not (len(typed["year"]) == 4 and EARLIEST.year <= year <= LATEST.year):
            span = f"between {EARLIEST.year} and {LATEST.year}"
            raise ValidationError(f"{name} must have a year of 4 numbers, {span}", code="year")
        checks = {"day": day and 1 <= day <= 31, "month": month and 1 <= month <= 12, "year": year}
        wrong = [part for part, good in checks.items() if not good]
        example = "must be a real date, like 27 3 2026"
        if wrong:
            raise ValidationError(f"{name} {example}", code=" ".join(wrong))
        try:
            return datetime.date(year, month, day)
        except ValueError as problem:
            raise ValidationError(f"{name} {example}", code="day month year") from problem

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        today = timezone.localdate()
        if self.not_after_today and value > today:
            raise ValidationError(f"{subject(self.label)} must be today or in the past", code="future")
        if self.not_before_today and value < today:
            raise ValidationError(f"{subject(self.label)} must be today or in the future", code="past")


def real_time(text, label):
    """A time from `14:30`, `1430`, `2.30pm` or `2pm`, or ValidationError."""
    found = TIME.fullmatch(text)
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        plain = bool(half or found[2])
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half:
            hour = 99
        if plain and hour <= 23 and minute <= 59:
            return datetime.time(hour, minute)
    raise ValidationError(f"{subject(label)} must have a real time, like 14:30 or 2:30pm", code="time")


class DateTimeField(DateField):
    """A moment in local time, in four parts: an aware datetime. `not_after_now`: refuse the future."""

    widget = DateTimeParts

    def __init__(self, *, not_after_now=False, **options):
        super().__init__(**options)
        self.not_after_now = not_after_now

    def assemble(self, typed):
        time = real_time(typed["time"], self.label) if self._date_is_good(typed) else None
        moment = datetime.datetime.combine(self.real_date(typed), time)
        aware = timezone.make_aware(moment)
        if timezone.localtime(aware.astimezone(datetime.UTC)).replace(tzinfo=None) != moment:
            raise ValidationError(
                f"{subject(self.label)}: the clocks went forward, so that time was skipped", code="time"
            )
        return aware

    def _date_is_good(self, typed):
        self.real_date(typed)  # the date's error comes before the time's
        return True

    def validate(self, value):
        forms.Field.validate(self, value)
        if self.not_after_now and value and value > timezone.now():
            raise ValidationError(f"{subject(self.label)} must be now or in the past", code="future")
