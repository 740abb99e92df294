"""The index of conversations' reports.

revealed.py   9: could anything we issued have revealed protected information
"""

from conversations.reports import revealed

__all__ = ["revealed"]
