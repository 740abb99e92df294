"""The index of allocations' reports.

sat.py        17: were meetings quorate, confidential and conflict-free
never_met.py  19: do we hold data-only families that we never contacted
across.py         the manager's report across meetings
"""

from allocations.reports import never_met, sat

__all__ = ["never_met", "sat"]
