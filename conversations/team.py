"""A partner's open help at a glance: who leads how much, what nobody leads, what is late, what drifts (3.0, 3d)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from conversations.help import gone_among
from conversations.models import Assessment, Episode, Lead, Plan, Review, time_limits
from locality.access.rule import reader_of
from locality.families import with_families

LONG = timedelta(days=365)
MANY = 3  # reviews
MOST = 500
NOBODY = "Nobody"


@dataclass
class TeamRow:
    """One open episode: who leads it, what is late in it (stage and words), and why it drifts."""

    episode: Any
    lead: Any = None
    gone: bool = False
    asked: Any = None
    late: list = field(default_factory=list)
    drift: list = field(default_factory=list)

    @property
    def family(self):
        return self.episode.family

    @property
    def who(self):
        """Who leads, in words."""
        return str(self.lead.practitioner) if self.lead else NOBODY

    @property
    def allocated(self):
        """Whether somebody leads who is still there, or nobody needs to."""
        return bool(self.episode.no_lead_reason) or (self.lead is not None and not self.gone)


@dataclass
class Team:
    """A partner's open episodes, the longest first; `loads`: [(who leads, how many, how many of them late)]."""

    rows: list
    loads: list
    cut: bool = False

    @property
    def unallocated(self):
        return [row for row in self.rows if not row.allocated]

    @property
    def drifting(self):
        return [row for row in self.rows if row.drift]

    @property
    def stages(self):
        """[(stage, [(row, words)])] of what is late, by stage."""
        found: dict = {}
        for row in self.rows:
            for stage, words in row.late:
                found.setdefault(stage, []).append((row, words))
        return sorted(found.items())


def team_of(practitioner, partner, today=None):
    """The `Team` of a partner, as far as the practitioner may see; in a fixed number of questions."""
    today, reader = today or timezone.localdate(), reader_of(practitioner)
    found = Episode.objects.visible_by(reader).open().filter(provider=partner).order_by("opened_at")
    episodes = with_families(found[: MOST + 1], reader)
    rows = {each.pk: TeamRow(each) for each in episodes[:MOST]}
    _put_leads(rows, reader)
    _put_stages(rows, reader, today)
    load, late = Counter(), Counter()
    for row in rows.values():
        load[row.who] += 1
        late[row.who] += bool(row.late)
    loads = [(who, count, late[who]) for who, count in sorted(load.items(), key=lambda each: (-each[1], each[0]))]
    return Team(list(rows.values()), loads, len(episodes) > MOST)


def _put_leads(rows, reader):
    found = Lead.objects.visible_by(reader).current_or_asked().filter(episode__in=list(rows))
    found = list(found.select_related("practitioner", "partner"))
    gone = gone_among([each for each in found if each.answer == Lead.Answer.ACCEPTED])
    for each in found:
        row = rows[each.episode_id]
        if each.answer == Lead.Answer.PROPOSED:
            row.asked = each
        else:
            row.lead, row.gone = each, each.pk in gone


def _put_stages(rows, reader, today):
    """What is late by the table of time limits, and what drifts: open for more than a year, or reviewed three times."""
    limits, plans, reviews, written = time_limits(), {}, {}, {}
    for each in Plan.objects.visible_by(reader).filter(episode__in=list(rows)).order_by("made_at"):
        plans[each.episode_id] = each
    seen = Review.objects.visible_by(reader).filter(plan__episode__in=list(rows)).select_related("plan")
    for each in seen.order_by("held_on"):
        reviews.setdefault(each.plan.episode_id, []).append(each)
    for each in Assessment.objects.visible_by(reader).filter(episode__in=list(rows), status="started"):
        written[each.episode_id] = each
    for key, row in rows.items():
        held, plan = reviews.get(key, []), plans.get(key)
        row.late = list(_late(row, limits, written.get(key), plan, held, today))
        opened = timezone.localdate(row.episode.opened_at)
        if today - opened > LONG:
            row.drift.append(f"open since {opened:%-d %B %Y}")
        if len(held) >= MANY:
            row.drift.append(f"{len(held)} reviews")


def _late(row, limits, written, plan, held, today):
    """(stage, words) of each time limit of one episode that is over."""
    checks = []
    if not row.allocated:
        since = row.lead.leaving_at if row.lead and row.lead.leaving_at else row.episode.opened_at
        checks.append(("lead_gap", since, "Nobody leads it", "since"))
    if written:
        checks.append(("assessment", written.started_at, "The assessment", "begun"))
    if plan is None and row.episode.status != Episode.Status.STEPPED_UP:
        checks.append(("first_meeting", row.episode.opened_at, "The first meeting and plan", "open since"))
    for code, since, stage, verb in checks:
        if code in limits and limits[code].after(since) < today:
            yield stage, f"{verb} {timezone.localdate(since):%-d %B %Y}"
    due = (held[-1].next_on if held else plan.review_on) if plan else None
    if due and due < today and row.episode.status != Episode.Status.STEPPED_UP:
        yield "The review", f"was due by {due:%-d %B %Y}"
