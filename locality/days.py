"""Working days of England: Monday to Friday, without the bank holidays (domain.md 3.0)."""

import functools
from datetime import timedelta

import holidays


@functools.cache
def _bank_holidays():
    return holidays.country_holidays("GB", subdiv="ENG")


def is_working_day(day):
    """Whether offices are open on a day (a date)."""
    return day.weekday() < 5 and day not in _bank_holidays()


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
