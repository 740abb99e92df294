"""Tiers of seeded, fictional data: partners, families, conversations, decisions and the access that follows.

Fourteen partners hold 5 % to 30 % of the families each, and RARE-OLD a few of the very oldest: the small or dormant
partner whose page breaks designs that look fine on average (performance.md 1). A tenth of the decisions rests on no
agreement, a twentieth has ended. Rows come by COPY; their history is not written (sheets.bare).
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

SEED = 20261122
YEARS = 7
SHARES = [0.05 + 0.25 * n / 13 for n in range(14)]
RARE, RARE_AT_LEAST, OLDEST = 0.002, 26, 0.02


@dataclass(frozen=True)
class Scale:
    """How much of everything: `talks` conversations a family, `items` of them shared on their own; `lines` adds
    who took part and what was agreed."""

    families: int
    talks: int
    items: float = 0.1
    lines: bool = False


SCALES = {
    "tiny": Scale(40, 3, lines=True),
    "1k": Scale(1_000, 10),
    "10k": Scale(10_000, 10),
    "100k": Scale(100_000, 10),
    "M": Scale(1_250, 15, items=1.0, lines=True),  # one authority, one year (domain.md 7.2)
    "L": Scale(25_000, 5, items=1.0, lines=True),  # one authority, seven years
}


@dataclass
class Plan:
    """One family: its key, its provider (a place in the list of partners), who else is told, and its conversations."""

    key: str
    child: str
    adult: str
    provider: int
    told: list[int]
    decision: str
    consent: str
    ended: bool
    active: datetime
    registered: datetime
    talks: list[tuple[str, datetime]]
    items: list[tuple[int, int, str]] = field(default_factory=list)  # talk, partner, decision

    @property
    def agreed(self):
        """Whether the family was asked: something is shared."""
        return bool(self.told or self.items)


@dataclass
class World:
    """Who and when: `partners` are (key, group) in the order of SHARES, RARE-OLD last; `people` the key of somebody
    at each."""

    scale: Scale
    partners: list[Any]
    people: list[Any]
    localities: list[Any]
    now: datetime = field(default_factory=timezone.now)
    plans: list[Plan] = field(default_factory=list)

    def __post_init__(self):
        self.dice = random.Random(SEED)
        self.plans = [self._plan(place) for place in range(self.scale.families)]

    def key(self):
        """A key from the dice."""
        return f"{self.dice.getrandbits(128):032x}"

    def _plan(self, place):
        """The family at this place: 0 is the one with the newest activity."""
        count, dice = self.scale.families, self.dice
        active = self.now - timedelta(days=1) - timedelta(days=365 * YEARS) * (place / count)
        holders = [n for n, share in enumerate(SHARES) if dice.random() < share] or [len(SHARES) - 1]
        dice.shuffle(holders)
        provider, *told = holders
        if self._is_rare(place):
            told.append(len(SHARES))
        talks = [(self.key(), active - timedelta(days=n, minutes=place % 60)) for n in range(self.scale.talks)]
        plan = Plan(
            *(self.key(), self.key(), self.key()),
            *(provider, told, self.key(), self.key(), place % 20 == 4, active),
            *(active - timedelta(days=30 + self.scale.talks), talks),
        )
        outside = [n for n in range(len(SHARES)) if n not in holders]
        plan.items = [(n, dice.choice(outside), self.key()) for n in range(len(talks)) if self._own_item(n)]
        return plan

    def _own_item(self, n):
        return self.dice.random() < self.scale.items

    def _is_rare(self, place):
        """RARE-OLD has its families evenly among the oldest 2 % (at small scales: its 26 are the oldest)."""
        count = self.scale.families
        wanted = min(count, max(RARE_AT_LEAST, round(count * RARE)))
        oldest = max(wanted, round(count * OLDEST))
        return (
            place >= count - oldest
            and (count - 1 - place) % (oldest // wanted) == 0
            and ((count - 1 - place) // (oldest // wanted) < wanted)
        )
