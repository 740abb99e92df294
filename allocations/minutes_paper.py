"""Minutes on paper for one member: each family's apart, only those that the member and their partner may see (S94).

Worked out behind both walls at the moment the copy is made: as the member, and as their partner as a whole.
"""

from django.utils import timezone

from allocations.documents import lost_of
from allocations.left_out import kept_from
from allocations.minutes import minutes_of
from allocations.models import AgendaItem
from allocations.models.packs import mark_of
from allocations.sitting import members_of
from locality.access.room import seen_by_all
from locality.access.rule import reader_of

TEMPLATE = "allocations/minutes_pdf.html"


def minutes_for(meeting, partner, practitioner):
    """The `Told` minutes of a meeting that go into the copy of a member of a partner: seen by both, and left out for
    that partner by nobody in the family (C9)."""
    told = minutes_of(meeting, reader_of(practitioner))
    seen = seen_by_all([partner], AgendaItem, [each.minute.item_id for each in told])
    kept = kept_from(partner, [each.minute.item for each in told])
    return [each for each in told if each.minute.item_id in seen and each.minute.item_id not in kept]


def minutes_paper(meeting, partner, practitioner, told, *, key, made_at):
    """The plain context of a copy with these minutes, which the member and their partner may see."""
    members = members_of(meeting)
    return {
        "meeting": str(meeting),
        "when": meeting.held_at,
        "agreed_at": meeting.agreed_at,
        "marking": f"Confidential. For {practitioner}, {partner}. Copy {mark_of(key)}. Not to be copied or passed on.",
        "partner": str(partner),
        "made_at": made_at,
        "there": [str(member) for member in members if member.arrived_at],
        "apologies": [str(member) for member in members if member.apologies and not member.arrived_at],
        "minutes": [_said(each) for each in told],
    }


def named_in(told):
    """The families that a copy of these minutes names, each as "place of its item:key" (documents.py, `told_of`)."""
    return [f"{place}:{each.minute.item.family_id}" for place, each in enumerate(told) if each.known]


def still_to_be_read(pack, told):
    """Whether all that is in a copy of minutes is among these, which its reader may see now."""
    known = {each.minute.item.family_id for each in told if each.known}
    return set(pack.items) <= {each.minute.item_id for each in told} and not lost_of(pack, known)


def _said(each):
    """What one minute says, as (words, lines) pairs; who heard it; and what was added."""
    minute = each.minute
    agreed = minute.outcome_words + (f": {minute.defer_why}" if minute.defer_why else "")
    lines = [
        ("Safeguarding check", minute.get_safeguarding_display() or "Not answered"),
        ("What was said", minute.notes or "Nothing written down"),
        ("Agreed", f"{agreed or 'Nothing yet'}{' (provisional: no quorum)' if minute.provisional else ''}"),
        ("Not agreed", minute.positions),
        ("Lead professional", each.lead),
    ]
    return {
        "name": each.name if each.known else f"A family ({minute.item.family.reference})",
        "lines": [pair for pair in lines if pair[1]],
        "actions": [f"{action} ({action.hint})" for action in each.actions],
        "heard": [str(member) for member in each.heard],
        "added": [(_by(row), row.text) for row in each.addenda],
    }


def _by(row):
    return f"{row.written_by}, {row.written_for}, {timezone.localtime(row.written_at):%-d %B %Y}"
