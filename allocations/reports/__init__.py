"""The index of allocations' reports.

recorded.py   16: are conversations and meetings recorded, with outcome, lead and actions
sat.py        17: were meetings quorate, confidential and conflict-free
never_met.py  19: do we hold data-only families that we never contacted
across.py         the manager's report across meetings
"""

from allocations.reports import never_met, recorded, sat

__all__ = ["never_met", "recorded", "sat"]
