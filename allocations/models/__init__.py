"""The index of allocations' tables."""

from allocations.models.items import (
    AgendaInput,
    AgendaInputAccess,
    AgendaItem,
    AgendaItemAccess,
    CarriedOver,
    InputRequest,
    Interest,
    ItemChoice,
    PartOfItem,
)
from allocations.models.meetings import AllocationMeeting, MeetingMember, MeetingSeries, MinutesConfirmation
from allocations.models.minutes import (
    WITHOUT_ACTION,
    WITHOUT_LEAD,
    ItemAction,
    ItemMinute,
    LeadAnswer,
    MinuteAddendum,
    Outcome,
    StoodOut,
)
from allocations.models.packs import Pack, PackOrder

__all__ = [
    "WITHOUT_ACTION",
    "WITHOUT_LEAD",
    "AgendaInput",
    "AgendaInputAccess",
    "AgendaItem",
    "AgendaItemAccess",
    "AllocationMeeting",
    "CarriedOver",
    "InputRequest",
    "Interest",
    "ItemAction",
    "ItemChoice",
    "ItemMinute",
    "LeadAnswer",
    "MeetingMember",
    "MeetingSeries",
    "MinuteAddendum",
    "MinutesConfirmation",
    "Outcome",
    "Pack",
    "PackOrder",
    "PartOfItem",
    "StoodOut",
]
