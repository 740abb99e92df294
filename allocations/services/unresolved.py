"""What a meeting could not agree goes into the process for disagreements (S138, S139, 3e)."""

from uuid import uuid5

from allocations.models import ItemMinute, Outcome
from conversations import services as conversations
from locality.history import action
from locality.models import Family


@action
def open_disagreements(meeting, *, by):
    """Open a disagreement for each closed item of a meeting on which no agreement was reached; returns them.

    It is of the partner that runs the meeting, on its first rung, with what each side held in the minute's words.
    Whoever put the family forward leads meanwhile. Where whoever runs the meeting may not see whose item it is, there
    is none: that the sides raise it themselves stands in the minutes.
    """
    rows = ItemMinute.objects.visible_to(by).filter(meeting=meeting, finished_at__isnull=False)
    rows = rows.filter(outcomes__contains=[Outcome.DISAGREEMENT]).select_related("item__provider", "item__proposed_by")
    minutes = list(rows.order_by("finished_at", "pk"))
    families = Family.objects.visible_to(by).in_bulk({minute.item.family_id for minute in minutes}) if minutes else {}
    return [
        conversations.disagree(families[minute.item.family_id], by=by, partner=meeting.run_by, **_told(minute))
        for minute in minutes
        if minute.item.family_id in families
    ]


def _told(minute):
    item, called = minute.item, minute.safeguarding == ItemMinute.Check.CALLED
    return {
        "submission": uuid5(minute.pk, "disagreement"),
        "topic": "other",
        "subject": "What the allocation meeting could not agree",
        "position": minute.positions,
        "wanted": item.purpose,
        "tried": minute.notes,
        "source_kind": "agendaitem",
        "source": item.pk,
        "interim_lead": item.proposed_by,
        "safety_plan": f"{item.proposed_by}, {item.provider}, leads until it is settled. "
        f"The meeting asked first: {minute.get_safeguarding_display()}",
        "at_risk": called,
        "front_door_answer": "The Front Door is called, as the meeting wrote down" if called else "",
    }
