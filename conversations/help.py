"""What pages say of a family's help: episodes with who leads and who led, in a fixed number of questions."""

from dataclasses import dataclass, field
from typing import Any

from conversations.models import Assessment, Closure, Conversation, Episode, Lead, Plan
from locality.access import holds, remembered
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


@dataclass
class Help:
    """A family's episodes, the open ones first, then the newest."""

    episodes: list
    own_open: bool = False


def help_of(family, practitioner):
    """The family's `Help` as far as the practitioner may see it."""
    reader = reader_of(practitioner)
    found = Episode.objects.visible_by(reader).filter(family=family).select_related("provider", "opened_by", "moved_by")
    own = holds(practitioner, "make_records")
    rows = {each.pk: HelpRow(each, own=each.provider_id in own) for each in found.order_by("-opened_at")}
    _put_leads(rows, reader, practitioner)
    assessments = Assessment.objects.visible_by(reader).filter(episode__in=list(rows))
    for each in assessments.select_related("provider").order_by("-started_at"):
        rows[each.episode_id].assessments.append(each)
        rows[each.episode_id].writing |= each.is_open and each.provider_id in own
    _put_plans(rows, reader, own)
    ordered = sorted(rows.values(), key=lambda row: not row.episode.is_open)
    return Help(ordered, any(row.own and row.episode.is_open for row in ordered))


def _put_plans(rows, reader, own):
    plans = Plan.objects.visible_by(reader).filter(episode__in=list(rows)).select_related("provider")
    planned = set()
    for each in plans.order_by("-made_at"):
        rows[each.episode_id].plans.append(each)
        planned.add(each.assessment_id)
    for each in Closure.objects.visible_by(reader).filter(episode__in=list(rows)).order_by("proposed_at"):
        rows[each.episode_id].closing = each
    for row in rows.values():
        ready = [each for each in row.assessments if each.completed_at and each.provider_id in own]
        row.may_plan = next((each for each in ready if each.pk not in planned), None) if row.episode.is_open else None


def _put_leads(rows, reader, practitioner):
    leads = Lead.objects.visible_by(reader).filter(episode__in=list(rows)).select_related("practitioner", "partner")
    leads = list(leads.order_by("-answered_at", "-proposed_at"))
    talks = Conversation.objects.visible_by(reader).in_bulk({lead.handover_id for lead in leads} - {None})
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
    jobs = Membership.objects.live().filter(practitioner__in={lead.practitioner_id for lead in leads})
    there = set(jobs.filter(practitioner__is_active=True).values_list("practitioner", "partner"))
    return {lead.pk for lead in leads if (lead.practitioner_id, lead.partner_id) not in there}


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
