"""Who looked at what in the demonstration, and why they have to do with a family: the auditor's pages need a past."""

from datetime import timedelta

from django.utils import timezone

from conversations.models import Conversation, ConversationAccess, Participant
from locality import services
from locality.demo.needs import called
from locality.models import Involvement, Viewing

STOOD_IN = [
    "Standing in for a colleague this week; took the mother’s call on Monday",
    "On duty that afternoon when the school rang about {child}",
    "Meets {child} in the club on Wednesdays and was asked to keep an eye out",
    "Took over the visits from a colleague who is on leave until spring",
    "Was asked to check one date for the meeting",
]


def look(demo):
    """Those who took part open what was shared with them; now and then a colleague stands in and says why."""
    seen = []
    for plan in demo.families:
        for conversation, decision, practitioner, partner in _shared(plan):
            at = _at_work(demo, plan, decision.decided_at, demo.dice.randint(1, 60))
            _has_to_do(plan, practitioner, partner, "Took part in a conversation about the family", at)
            seen.append(_viewing(practitioner, partner, plan, plan.family, "locality:family", at))
            seen.append(_viewing(practitioner, partner, plan, conversation, "conversations:conversation", at, decision))
        seen += _stood_in(demo, plan)
    Viewing.objects.bulk_create(seen)


def _at_work(demo, plan, shared_at, hours):
    """So many hours after something was shared; but for a family here and there, in working hours."""
    at = shared_at + timedelta(hours=hours)
    if plan.index % 12 != 7:
        day = timezone.localdate(at)
        day += timedelta(days=max(0, 7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
        at = max(demo.moment(day, 9 + hours % 8, hours % 6 * 10), shared_at + timedelta(minutes=20))
    return min(at, demo.now)


def _shared(plan):
    """Each conversation shared on its own, with its decision, and who took part for the recipient."""
    rows = ConversationAccess.objects.for_sight().filter(content_object__family=plan.family)
    for row in rows.select_related("content_object", "decision", "group__partner").order_by("decision__number"):
        partner = row.group.partner
        took_part = Participant.objects.filter(conversation=row.content_object, partner=partner)
        for each in took_part.exclude(practitioner=None).select_related("practitioner"):
            yield row.content_object, row.decision, each.practitioner, partner


def _has_to_do(plan, practitioner, partner, reason, at, self_declared=False):
    if not Involvement.objects.filter(practitioner=practitioner, family=plan.family, ends_at=None).exists():
        services.give_reason(
            plan.family,
            by=practitioner,
            partner=partner,
            reason=reason,
            self_declared=self_declared,
            starts_at=at - timedelta(minutes=2),
        )


def _stood_in(demo, plan):
    """A colleague of the same partner, in every fourth family, who opened it and the newest conversation."""
    others = demo.colleagues(plan.partner, plan.worker)
    if plan.index % 4 or not others or plan.story in ("restricted", "conflict"):
        return []
    colleague, at = demo.dice.choice(others), demo.moment(demo.working_day(demo.dice.randint(1, 25)))
    reason = STOOD_IN[plan.index // 4 % len(STOOD_IN)].format(child=called(plan.child))
    _has_to_do(plan, colleague, plan.partner, reason, at, self_declared=True)
    newest = Conversation.objects.filter(family=plan.family, recorded_at__lt=at).order_by("started_at").last()
    opened = [(plan.family, "locality:family")] + ([(newest, "conversations:conversation")] if newest else [])
    return [_viewing(colleague, plan.partner, plan, record, route, at) for record, route in opened]


def _viewing(practitioner, partner, plan, record, route, at, decision=None):
    return Viewing(
        practitioner=practitioner,
        partner=partner,
        kind=record._meta.label,
        record=record.pk,
        family=plan.family.pk,
        decision=decision.pk if decision else None,
        route=route,
        at=at,
    )
