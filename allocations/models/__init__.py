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
from allocations.models.lists import BroughtList, Candidate, ListKind, PointsRule
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
from allocations.models.teams import TeamMember

__all__ = [
    "TeamMember",
    "WITHOUT_ACTION",
    "WITHOUT_LEAD",
    "AgendaInput",
    "AgendaInputAccess",
    "AgendaItem",
    "AgendaItemAccess",
    "AllocationMeeting",
    "Candidate",
    "CarriedOver",
    "BroughtList",
    "InputRequest",
    "Interest",
    "ItemAction",
    "ItemChoice",
    "ItemMinute",
    "LeadAnswer",
    "ListKind",
    "MeetingMember",
    "MeetingSeries",
    "MinuteAddendum",
    "MinutesConfirmation",
    "Outcome",
    "Pack",
    "PackOrder",
    "PartOfItem",
    "PointsRule",
    "StoodOut",
]
