"""How long things may take: a table, with the source of each number (domain.md 3.0)."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from consent.models.reference import Dated
from locality.access import remembered
from locality.days import after_working_days


class TimeLimit(Dated):
    """So many days for something, counted from the day on which it begins."""

    class Unit(models.TextChoices):
        WORKING = "working", "working days"
        CALENDAR = "calendar", "days"

    days = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10, choices=Unit, default=Unit.WORKING)

    class Meta(Dated.Meta):
        pass

    def after(self, start):
        """The last day (a date) of the limit that begins on `start`, a date or a moment."""
        day = timezone.localdate(start) if hasattr(start, "hour") else start
        if self.unit == self.Unit.WORKING:
            return after_working_days(day, self.days)
        return day + timedelta(days=self.days)


def time_limits():
    """{code: `TimeLimit`} of those that hold today, asked once in a request."""
    return remembered("time limits", lambda: {each.code: each for each in TimeLimit.objects.selectable()})
