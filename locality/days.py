"""Working days of England: Monday to Friday, without the bank holidays (domain.md 3.0)."""

import functools
from calendar import monthrange
from datetime import datetime, time, timedelta

import holidays
from django.utils import timezone


@functools.cache
def _bank_holidays():
    return holidays.country_holidays("GB", subdiv="ENG")


@functools.cache
def bank_holidays():
    """Every bank holiday (a date) from 2000 to 2060, for who counts working days in the database."""
    return sorted(holidays.country_holidays("GB", subdiv="ENG", years=range(2000, 2061)))


def is_working_day(day):
    """Whether offices are open on a day (a date)."""
    return day.weekday() < 5 and day not in _bank_holidays()


def a_working_day_later(moment):
    """The moment 24 hours later, by a clock that stands still on days that are not working days."""
    begun = timezone.localtime(moment)
    if not is_working_day(begun.date()):  # the clock starts as the next working day begins, and runs for all of it
        begun = begun.replace(hour=0, minute=0, second=0, microsecond=0)
        day = after_working_days(begun.date(), 1) + timedelta(days=1)
    else:
        day = begun.date() + timedelta(days=1)
    while begun.time() != time() and not is_working_day(day):
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, begun.time()))


def after_working_days(day, count):
    """The date so many working days after `day`: the last day of a time limit that starts on it."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def before_working_days(day, count):
    """The date so many working days before `day`."""
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


def months_after(day, count):
    """The date or moment so many months later; where that month is too short, on its last day."""
    place = day.year * 12 + day.month - 1 + count
    year, month = place // 12, place % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
