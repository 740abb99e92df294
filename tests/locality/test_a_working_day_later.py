"""24 hours by a clock that stands still on days that are not working days (V12, V26)."""

from datetime import datetime

import pytest
from django.utils import timezone

from locality.days import a_working_day_later


def at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.rule("V12", "V26")
@pytest.mark.parametrize(
    ("begun", "later"),
    [
        ("2026-11-23 10:30", "2026-11-24 10:30"),  # Monday
        ("2026-11-27 16:05", "2026-11-30 16:05"),  # Friday
        ("2026-11-28 11:00", "2026-12-01 00:00"),  # Saturday: all of Monday
        ("2026-12-24 15:00", "2026-12-29 15:00"),  # before Christmas Day, Boxing Day (kept on Monday) and a week-end
        ("2026-10-23 12:00", "2026-10-26 12:00"),  # the clocks go back in between
    ],
)
def test_a_working_day_later(begun, later):
    assert a_working_day_later(at(begun)) == at(later)
