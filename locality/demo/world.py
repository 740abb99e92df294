"""The demonstration while it is being made. Everything random comes from one seeded `Random`: the same seed on the
same day gives the same demonstration."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone


@dataclass
class DemoFamily:
    """A family of the demonstration, and what the apps above need to tell its story.

    `story` is the particular thing that it shows (a key of `families.STORIES`, or empty), `theme` what the worry is
    about, `talks` how many conversations it gets, `told` the partners that it agreed may be told, `newest` the latest
    moment at which anything happened to it.
    """

    index: int
    story: str
    theme: str
    talks: int
    partner: Any
    worker: Any
    registered_at: datetime
    family: Any = None
    children: list = field(default_factory=list)
    adults: list = field(default_factory=list)
    told: list = field(default_factory=list)
    consents: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    said: list = field(default_factory=list)
    newest: datetime | None = None

    @property
    def child(self):
        """The child whom most of it is about."""
        return self.children[0]

    @property
    def subjects(self):
        """Those whom a decision is about: the child, and who looks after them."""
        return [self.child, self.adults[0]]

    def happened(self, at):
        """Remember that something happened then; returns the moment."""
        self.newest = max(self.newest or at, at)
        return at


@dataclass
class Demo:
    """What is made so far: `made` is the cast by key, `partners` every partner by key, `staff` who works for a partner
    (by its primary key), `signers` who signs there, `deputies` who signs when they are away,
    `papers` what families are given to read."""

    seed: int
    size: int
    say: Callable[[str], None]
    made: dict[str, Any] = field(default_factory=dict)
    partners: dict[str, Any] = field(default_factory=dict)
    staff: dict[Any, list] = field(default_factory=dict)
    signers: dict[Any, Any] = field(default_factory=dict)
    deputies: dict[Any, Any] = field(default_factory=dict)
    papers: dict[str, Any] = field(default_factory=dict)
    families: list[DemoFamily] = field(default_factory=list)

    def __post_init__(self):
        self.dice = random.Random(self.seed)
        self.now = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=2)  # the newest was a while ago
        self.today = timezone.localdate(self.now)

    def key(self):
        """A submission key from the dice, where a form would have made one."""
        return UUID(int=self.dice.getrandbits(128), version=4)

    def named_key(self, *of):
        """A submission key that the dice have no part in: what comes after stays as it was."""
        return uuid5(UUID(int=self.seed), " ".join(map(str, of)))

    def day(self, ago):
        """The date so many days ago (to come, when negative)."""
        return self.today - timedelta(days=ago)

    def moment(self, day, hour=None, minute=0):
        """A moment of a day in working hours, or at the hour given; always in the past when the day is not to come."""
        if hour is None:
            hour, minute = self.dice.randint(8, 16), self.dice.randrange(0, 60, 5)
        at = timezone.make_aware(datetime.combine(day, time(hour, minute)))
        return min(at, self.now - timedelta(minutes=40)) if day <= self.today else at

    def working_day(self, ago):
        """The date so many days ago, or the Friday before when that was a weekend."""
        day = self.day(ago)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def colleagues(self, partner, *but):
        """Who works for a partner, without `but`."""
        return [person for person in self.staff[partner.pk] if person not in but]

    def with_story(self, story):
        """The families that show this, which may be none in a small demonstration."""
        return [each for each in self.families if each.story == story]


def last_clock_change(today):
    """The last night before `today` in which the clocks changed: the last Sunday of March or October."""
    nights = [_last_sunday(year, month) for year in (today.year - 1, today.year) for month in (3, 10)]
    return max(night for night in nights if night < today)


def _last_sunday(year, month):
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
