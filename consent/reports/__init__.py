"""The index of consent's reports: the auditor's questions answered from decisions and consents.

ledger.py     1: who shared what with whom, when, why and on what basis
respected.py  5: are refusals and withdrawals respected
register.py   6: is every consent in date, given by someone entitled, informed, per person
papers.py     7: did each family get the booklet, sign for it and receive a privacy notice
"""

from consent.reports import papers, register, respected
from consent.reports.ledger import HEADS, Ledger, LedgerRow, ledger, ledger_cells, may_read_ledger

__all__ = [
    "HEADS",
    "Ledger",
    "LedgerRow",
    "ledger",
    "ledger_cells",
    "may_read_ledger",
    "papers",
    "register",
    "respected",
]
