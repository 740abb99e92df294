"""The index of conversations' reports.

differs.py   20: are disagreements resolved in time, and does help make a difference
of_help.py        the manager's report about help
revealed.py   9: could anything we issued have revealed protected information
"""

from conversations.reports import differs, revealed

__all__ = ["differs", "revealed"]
