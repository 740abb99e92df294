"""Pages about meetings: the index."""

from allocations.views.agenda import item, propose
from allocations.views.meetings import check, meeting, meetings, members, plan
from allocations.views.minutes import action_done, minutes
from allocations.views.papers import papers, papers_file, papers_state
from allocations.views.report import report
from allocations.views.session import room, run

__all__ = [
    "action_done",
    "check",
    "item",
    "meeting",
    "meetings",
    "members",
    "minutes",
    "papers",
    "papers_file",
    "papers_state",
    "plan",
    "propose",
    "report",
    "room",
    "run",
]
