"""A move between services on the agenda of a locality meeting (domain.md 3g, `on_agenda`; S135)."""

from uuid import UUID

from django.urls import reverse

from allocations.agenda import may_propose
from allocations.models import AgendaItem
from conversations.models import StepTransfer
from locality.access.rule import reader_of
from locality.registries import Panel

Agreement = StepTransfer.Agreement
SAID = {Agreement.AGREED: AgendaItem.Agreement.AGREED, Agreement.REFUSED: AgendaItem.Agreement.REFUSED}


def items_of_move(move, reader):
    """The `AgendaItem`s by which a move that was opened stands on agendas, as the `Reader` may see them, newest first:
    those of the same conversation."""
    rows = AgendaItem.objects.visible_by(reader).filter(family=move.family_id, conversation=move.conversation_id)
    rows = rows.filter(heading=AgendaItem.Heading.TRANSITION, withdrawn_at__isnull=True)
    return list(rows.select_related("meeting__locality").order_by("-proposed_at"))


def panel_of_move(request, record):
    """Beside a move: on which agendas it stands, or the link that puts it on one while it is open."""
    if not isinstance(record, StepTransfer):
        return None
    items = items_of_move(record, reader_of(request.user))
    url = ""
    if record.is_open and not record.handed_over_at and may_propose(request.user):
        url = f"{reverse('allocations:propose', args=[record.family_id])}?move={record.pk}"
    return Panel("allocations/panel_move.html", {"items": items, "url": url}, 20) if items or url else None


def answers_from_move(practitioner, family, key):
    """What the form for an agenda begins with, from the move whose key (text) came with the address; {} without one."""
    try:
        found = StepTransfer.objects.visible_to(practitioner).filter(family=family, pk=UUID(key or ""))
    except ValueError:
        return {}
    if (move := found.first()) is None:
        return {}
    return {
        "heading": AgendaItem.Heading.TRANSITION,
        "conversation": move.conversation_id,
        "closing_summary": "\n".join(filter(None, [move.summary, move.outstanding]))[:2000],
        "agreement": SAID.get(move.agreement, AgendaItem.Agreement.ASKED),
        "purpose": f"{move}: {move.wanted}"[:1000],
    }
