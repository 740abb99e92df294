"""What pages say of a family's help: episodes with who leads and who led, in a fixed number of questions."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from conversations.closing import signed_by_words
from conversations.models import Assessment, Closure, Conversation, Episode, Lead, Plan
from locality.access import Among, holds, kept, remembered
from locality.access.rule import reader_of
from locality.models import Membership


@dataclass
class HelpRow:
    """One episode as its reader sees it: who leads, who is asked, who led before; what the reader may do."""

    episode: Any
    lead: Any = None
    asked: Any = None
    before: list = field(default_factory=list)
    own: bool = False
    waits: str = ""
    led: bool = False
    assessments: list = field(default_factory=list)
    plans: list = field(default_factory=list)
    closing: Any = None
    may_plan: Any = None
    writing: bool = False

    @property
    def runs(self):
        """Whether the reader keeps it going."""
        return self.episode.is_open and (self.own or self.led)

    @property
    def ending(self):
        """What the card says that tells of its closing."""
        return "How it ended" if self.closing.signed_at else "How it is to end"


@dataclass
class Help:
    """A family's episodes, the open ones first, then the newest."""

    episodes: list
    own_open: bool = False


def help_of(family, practitioner):
    """The family's `Help` as far as the practitioner may see it."""
    reader = reader_of(practitioner)
    own = holds(practitioner, "make_records")
    rows = {each.pk: HelpRow(each, own=each.provider_id in own) for each in _episodes(reader, family)}
    _put_leads(rows, reader, practitioner)
    for each in _assessments(reader, rows):
        rows[each.episode_id].assessments.append(each)
        rows[each.episode_id].writing |= each.is_open and each.provider_id in own
    _put_plans(rows, reader, own)
    ordered = sorted(rows.values(), key=lambda row: not row.episode.is_open)
    return Help(ordered, any(row.own and row.episode.is_open for row in ordered))


@kept
def _episodes(reader, family):
    found = Episode.objects.visible_by(reader).filter(family=family).select_related("provider", "opened_by", "moved_by")
    return found.order_by("-opened_at")


@kept
def _assessments(reader, episodes):
    found = Assessment.objects.visible_by(reader).filter(Among("episode", episodes)).select_related("provider")
    return found.order_by("-started_at")


@kept
def _plans(reader, episodes):
    found = Plan.objects.visible_by(reader).filter(Among("episode", episodes)).select_related("provider")
    return found.order_by("-made_at")


@kept
def _closures(reader, episodes):
    found = Closure.objects.visible_by(reader).filter(Among("episode", episodes))
    return found.select_related("signed_by", "provider").order_by("proposed_at")


@kept
def _leads(reader, episodes):
    found = Lead.objects.visible_by(reader).filter(Among("episode", episodes))
    return found.select_related("practitioner", "partner").order_by("-answered_at", "-proposed_at")


@kept
def _talks(reader, wanted):
    return Conversation.objects.visible_by(reader).filter(Among("pk", wanted))


def _put_plans(rows, reader, own):
    planned = set()
    for each in _plans(reader, rows):
        rows[each.episode_id].plans.append(each)
        planned.add(each.assessment_id)
    for each in _closures(reader, rows):
        row, waits = rows[each.episode_id], not each.signed_at
        if waits and row.episode.status != Episode.Status.CLOSING:
            continue  # the help was moved on again instead
        row.closing = each
        row.waits = signed_by_words(each) if waits and row.own else ""
    for row in rows.values():
        ready = [each for each in row.assessments if each.completed_at and each.provider_id in own]
        row.may_plan = next((each for each in ready if each.pk not in planned), None) if row.episode.is_open else None


def _put_leads(rows, reader, practitioner):
    leads = _leads(reader, rows)
    talks = {talk.pk: talk for talk in _talks(reader, {lead.handover_id for lead in leads} - {None})}
    gone = gone_among(leads)
    for lead in leads:
        row = rows[lead.episode_id]
        lead.talk = talks.get(lead.handover_id)
        if lead.answer == Lead.Answer.PROPOSED:
            row.asked = lead if row.episode.is_open else None
        elif lead.answer == Lead.Answer.ACCEPTED and row.lead is None:
            row.lead = lead
            row.led = lead.practitioner_id == practitioner.pk
            lead.has_left = row.episode.is_open and lead.pk in gone
        else:
            row.before.append(lead)


def gone_among(leads):
    """The keys of those of these `Lead`s whose person does not work for the partner any more: one question."""
    there = set(_at_work({lead.practitioner_id for lead in leads}, timezone.localdate()))
    return {lead.pk for lead in leads if (lead.practitioner_id, lead.partner_id) not in there}


@kept
def _at_work(practitioners, today):
    jobs = Membership.objects.live(today).filter(Among("practitioner", practitioners))
    return jobs.filter(practitioner__is_active=True).values_list("practitioner", "partner")


def led_by(practitioner):
    """The `Lead`s by which the practitioner leads open episodes now, with `episode`, the longest first: at most 50."""
    return [each for each in _leads_of(practitioner) if each.answer == Lead.Answer.ACCEPTED][:50]


def asked_to_lead(practitioner):
    """The `Lead`s by which the practitioner is asked to lead and has not answered: at most 50."""
    return [each for each in _leads_of(practitioner) if each.answer == Lead.Answer.PROPOSED][:50]


def _leads_of(practitioner):
    """Both in one question, asked once in a request: those that they lead first, then those that they are asked for."""
    found = Lead.objects.visible_to(practitioner).current_or_asked().filter(practitioner=practitioner)
    found = found.select_related("episode", "partner").order_by("answered_at", "proposed_at")
    return remembered(("leads of", practitioner.pk), lambda: list(found[:100]))
