"""The points that a deployment starts with: a proposal of ours, which each locality's managers decide for themselves
(S134; domain.md 3c names the rule and leaves its numbers open)."""

from datetime import date

from allocations.models import ListKind, PointsRule
from locality.history import acting_as
from locality.models import Practitioner

BELOW, FROM = PointsRule.Compares.BELOW, PointsRule.Compares.FROM
SOURCE = "Our proposal, for the locality’s managers to decide"
RULES = [  # code, name, kind of list, compares, number, points
    ("proposed", "Proposed from 3 points", "", FROM, 0, 3),
    ("attendance_90", "missing more than one day in ten", ListKind.ATTENDANCE, BELOW, 90, 1),
    ("attendance_50", "missing more than half the days", ListKind.ATTENDANCE, BELOW, 50, 3),
    ("exclusions_1", "excluded once", ListKind.EXCLUSIONS, FROM, 1, 1),
    ("exclusions_3", "excluded three times", ListKind.EXCLUSIONS, FROM, 3, 2),
    ("call_outs_2", "two call-outs", ListKind.CALL_OUTS, FROM, 2, 1),
    ("call_outs_4", "four call-outs", ListKind.CALL_OUTS, FROM, 4, 3),
    ("neet", "nothing to go to in the week", ListKind.NEET, FROM, 0, 2),
    ("arrears_8", "eight weeks behind with the rent", ListKind.ARREARS, FROM, 8, 2),
]


def load():
    """Add what is missing, in the system's name."""
    with acting_as(Practitioner.objects.system(), reason="Reference data"):
        for position, (code, name, kind, compares, value, points) in enumerate(RULES):
            values = {"name": name, "kind": kind, "compares": compares, "value": value, "points": points}
            values |= {"position": position, "source": SOURCE, "valid_from": date(2026, 1, 1)}
            PointsRule.objects.get_or_create(code=code, defaults=values)
