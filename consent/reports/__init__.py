"""The index of consent's reports: the auditor's questions answered from decisions and consents.

ledger.py     1: who shared what with whom, when, why and on what basis
finished.py   2: which disclosures have no completed decision record, or were completed late
overrides.py  3: where was information shared without agreement, and was that justified and signed
kept_back.py  4: where did we decide not to share, why, and what happened next
respected.py  5: are refusals and withdrawals respected
register.py   6: is every consent in date, given by someone entitled, informed, per person
papers.py     7: did each family get the booklet, sign for it and receive a privacy notice
not_told.py   8: who has not been told, on what ground, and is that still looked at
advice.py    10: was advice sought when in doubt
minimum.py   11: was only the minimum shared, and only with those who needed it
current.py   12: was what we shared current
timely.py    13: was it timely
secure.py    14: was it sent securely, and were there breaches
onward.py    15: did it go outside the team’s purpose, and did the supplier agree
made.py          what those about decisions have in common
"""

from consent.reports import (
    advice,
    current,
    finished,
    kept_back,
    minimum,
    not_told,
    onward,
    overrides,
    papers,
    register,
    respected,
    secure,
    timely,
)
from consent.reports.ledger import HEADS, Ledger, LedgerRow, ledger, ledger_cells, ledger_length, may_read_ledger

__all__ = [
    "HEADS",
    "Ledger",
    "LedgerRow",
    "advice",
    "current",
    "finished",
    "kept_back",
    "ledger",
    "ledger_cells",
    "ledger_length",
    "may_read_ledger",
    "minimum",
    "not_told",
    "onward",
    "overrides",
    "papers",
    "register",
    "respected",
    "secure",
    "timely",
]
