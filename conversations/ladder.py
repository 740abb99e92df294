"""On which stage a disagreement stands: worked out from the clock whenever somebody looks (domain.md 3e).

Nothing has to run for it to go up: when the time of a stage is over and nobody settled it, it stands on the next, for
the pages, for the list of what is due and so for the daily letter. Where a child may come to harm, all stages together
take 24 hours.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from conversations.models import DisagreementStep, Stage
from locality.days import after_working_days

AT_RISK = timedelta(hours=24)


@dataclass
class Rung:
    """A disagreement's time on one stage: since when, until when it had, when it left, and how."""

    number: int
    stage: Any
    since: datetime
    limit: datetime
    left: datetime | None = None
    how: str = ""

    @property
    def until(self):
        """The end of its time in words: a day that ends at midnight is told as the end of that day."""
        limit = timezone.localtime(self.limit)
        if limit.time() == time():
            return f"the end of {limit - timedelta(days=1):%A %-d %B}"
        return f"{limit:%A %-d %B, %H:%M}"

    @property
    def how_words(self):
        """How it left, for the page."""
        return {"up": "Taken up by hand", "clock": "Time ran out", "settled": "Settled here"}.get(self.how, "")


def stages():
    """The stages in force today, the lowest first; one question."""
    return sorted(Stage.objects.selectable(), key=lambda stage: stage.position)


def rungs_of(disagreement, steps, table, now=None):
    """The `Rung`s of a disagreement until now, from its `DisagreementStep`s and the `Stage`s in force; the last is
    where it stands, or stood when it was settled. Empty without stages."""
    now = now or timezone.now()
    up = {step.stage: step.written_at for step in steps if step.kind == DisagreementStep.Kind.UP}
    found, since = [], disagreement.raised_at
    for place, stage in enumerate(table):
        rung = Rung(stage.position, stage, since, _limit(disagreement, since, place, table))
        found.append(rung)
        if place + 1 == len(table):  # the highest: there is nothing above it, however late
            if disagreement.settled_at:
                rung.left, rung.how = disagreement.settled_at, "settled"
            break
        _leave(rung, disagreement, up.get(table[place + 1].position), now)
        if rung.left is None or rung.how == "settled":
            break
        since = rung.left
    return found


def _limit(disagreement, since, place, table):
    """The moment at which the stage's time is over: a day's end, or its share of the 24 hours."""
    if disagreement.at_risk:
        return disagreement.raised_at + AT_RISK * (place + 1) / len(table)
    last = after_working_days(timezone.localdate(since - timedelta(seconds=1)), table[place].days)
    return timezone.make_aware(datetime.combine(last + timedelta(days=1), time()))


def _leave(rung, disagreement, taken_up, now):
    if taken_up and rung.since <= taken_up <= rung.limit:
        rung.left, rung.how = taken_up, "up"
    elif disagreement.settled_at and disagreement.settled_at <= rung.limit:
        rung.left, rung.how = disagreement.settled_at, "settled"
    elif now >= rung.limit:
        rung.left, rung.how = rung.limit, "clock"
