"""Pages about meetings: the index."""

from allocations.views.agenda import item, propose
from allocations.views.lists import bring_list, candidate, candidates, lists, one_list, points_rules
from allocations.views.meetings import check, meeting, meetings, members, plan
from allocations.views.minutes import action_done, minutes
from allocations.views.papers import papers, papers_file, papers_state
from allocations.views.report import report
from allocations.views.session import room, run
from allocations.views.teams import team

__all__ = [
    "action_done",
    "bring_list",
    "candidate",
    "candidates",
    "check",
    "item",
    "lists",
    "meeting",
    "meetings",
    "members",
    "minutes",
    "one_list",
    "papers",
    "papers_file",
    "papers_state",
    "plan",
    "points_rules",
    "propose",
    "report",
    "room",
    "team",
    "run",
]
