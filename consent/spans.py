"""From when until when decisions gave sight, by their own dates and those of the agreements that they rest on.

For telling what was, and what changed. What a partner may see now, the rule alone says.
"""

from datetime import datetime, time

from django.utils import timezone

from consent.models.live import RestsOn


def spans_of(decisions):
    """{decision's key: (begin, end) or None} for decisions that the reader was shown already: None where a decision
    never gave sight and never will as it stands. One question."""
    agreed: dict = {}
    told = ("decision", "whose", "given_at", "withdrawn_at", "superseded_at", "expires_on")
    for decision, whose, *moments in RestsOn.objects.filter(decision__in=[d.pk for d in decisions]).values_list(*told):
        agreed.setdefault(decision, {}).setdefault(whose, []).append(_stands(*moments))
    return {each.pk: span_of(each, agreed.get(each.pk, {}).values()) for each in decisions}


def span_of(decision, agreed=()):
    """(begin, end) of a decision; None when it never gives sight. `agreed`: for each person on whose agreement it
    rests, [(from, until or None)] of their answers to it."""
    if not decision.shares or (decision.waits_for_authoriser and not decision.authorised_at):
        return None
    begins = max(decision.starts_at, decision.authorised_at) if decision.waits_for_authoriser else decision.starts_at
    stops = [_lasts(answers, begins) for answers in agreed]
    if decision.sign_by and not (decision.authorised_at and decision.authorised_at <= decision.sign_by):
        stops.append(decision.sign_by)
    ends = min(moment for moment in (decision.ends_at, decision.ended_at, decision.superseded_at, *stops) if moment)
    return (begins, ends) if begins < ends else None


def _stands(given_at, withdrawn_at, superseded_at, expires_on):
    """From when until when an agreement stands: until the first of what stops it. It ends as its last day begins."""
    expires = expires_on and timezone.make_aware(datetime.combine(expires_on, time()))
    return given_at, min((moment for moment in (withdrawn_at, superseded_at, expires) if moment), default=None)


def _lasts(answers, begins):
    """Until when a person's agreement lasts without a gap from this moment on: None when nothing stops it."""
    until = begins
    for given_at, stops in sorted((each for each in answers if each[0]), key=lambda each: each[0]):
        if given_at > until:
            break
        if stops is None:
            return None
        until = max(until, stops)
    return until


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
    if ends == decision.sign_by:
        return f"nobody else signed it by {timezone.localtime(ends):%H:%M} on {_day(ends)}"
    if ends < decision.ends_at:
        return f"the agreement it rests on stopped on {_day(ends)}"
    return f"it ran out on {_day(decision.last_day)}"


def _day(moment):
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return f"{day.day} {day:%B %Y}"
