"""From when until when decisions gave sight, by their own dates and those of the agreements that they rest on.

For telling what was, and what changed. What a partner may see now, the rule alone says.
"""

from datetime import datetime, time

from django.utils import timezone

from consent.models.decisions import RestsOn


def spans_of(decisions):
    """{decision's key: (begin, end) or None} for decisions that the reader was shown already: None where a decision
    never gave sight and never will as it stands. One question."""
    stops: dict = {}
    for rest in RestsOn.objects.filter(decision__in=[each.pk for each in decisions]).values_list(
        "decision", "withdrawn_at", "superseded_at", "expires_on"
    ):
        stops.setdefault(rest[0], []).extend(_moments(*rest[1:]))
    return {each.pk: span_of(each, stops.get(each.pk, [])) for each in decisions}


def span_of(decision, stops=()):
    """(begin, end) of a decision whose agreements stop at these moments; None when it never gives sight."""
    if not decision.shares or (decision.waits_for_authoriser and not decision.authorised_at):
        return None
    begins = max(decision.starts_at, decision.authorised_at) if decision.waits_for_authoriser else decision.starts_at
    ends = min(moment for moment in (decision.ends_at, decision.ended_at, decision.superseded_at, *stops) if moment)
    return (begins, ends) if begins < ends else None


def _moments(withdrawn_at, superseded_at, expires_on):
    """When an agreement stops: each of these that is known. It ends as its last day begins."""
    expires = expires_on and timezone.make_aware(datetime.combine(expires_on, time()))
    return [moment for moment in (withdrawn_at, superseded_at, expires) if moment]


def why_not_live(decision, span, now=None):
    """Why a decision to share gives no sight now, in words that follow a colon."""
    now = now or timezone.now()
    if span is None:
        return "the decision never took effect" if decision.ended_at else "the decision waits for a signature"
    begins, ends = span
    if begins > now:
        return f"it begins on {_day(begins)}"
    if decision.ended_at and decision.ended_at <= now:
        return f"it was ended on {_day(decision.ended_at)}"
    if ends < decision.ends_at:
        return f"the agreement it rests on stopped on {_day(ends)}"
    return f"it ran out on {_day(decision.last_day)}"


def _day(moment):
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return f"{day.day} {day:%B %Y}"
