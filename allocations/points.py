"""How many points the lists give somebody, and why: a rule that everybody can read, dated, of a locality or of all."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from allocations.models import ListKind, PointsRule


@dataclass(frozen=True)
class Reason:
    """Why somebody has points: the kind of list, what it says, how many, of which day and line of the list."""

    kind: str
    words: str
    points: int
    on: str
    line: int = 0

    @property
    def day(self):
        """The day that the list tells of."""
        return date.fromisoformat(self.on)


def rules_of(locality):
    """The `PointsRule`s that hold in a locality today. Its own stand before the general ones of the same kind."""
    return rules_everywhere([locality.pk])[locality.pk]


def rules_everywhere(localities):
    """{key of a locality: the rules that hold there today}, of these keys, in one question."""
    rows = list(PointsRule.objects.selectable().order_by("position", "code"))
    return {key: _in_locality(rows, key) for key in localities}


def told():
    """Every rule in words, for whoever asks: [(locality or None for all, its rules that hold today)], and the rules of
    before and of later, the newest first."""
    today = list(PointsRule.objects.selectable().select_related("locality").order_by("position", "code"))
    others = PointsRule.objects.exclude(pk__in=[rule.pk for rule in today]).select_related("locality")
    places = sorted({rule.locality for rule in today if rule.locality}, key=str)
    held = [(place, [rule for rule in today if rule.locality == place]) for place in (None, *places)]
    return held, list(others.order_by("-valid_from", "position", "code"))


def _in_locality(rows, key):
    own = {row.kind for row in rows if row.locality_id == key}
    return [row for row in rows if row.locality_id == key or (row.locality_id is None and row.kind not in own)]


def enough(rules):
    """From how many points somebody is proposed."""
    return next((rule.points for rule in rules if not rule.kind), 1)


def reasons(signs, rules):
    """The `Reason`s for somebody's points: of each kind of list the newest line, under the rule that gives most."""
    newest: dict = {}
    for sign in signs:
        held = newest.get(sign["kind"])
        if held is None or (sign["on"], sign["at"]) > (held["on"], held["at"]):
            newest[sign["kind"]] = sign
    return [_reason(newest[kind], rules) for kind in ListKind.values if kind in newest]


def _reason(sign, rules):
    value = Decimal(str(sign["value"]))
    fits = [rule for rule in rules if rule.kind == sign["kind"] and _holds(rule, value)]
    best = max(fits, key=lambda rule: rule.points, default=None)
    because = f": {best.name}" if best else ": no points"
    return Reason(
        ListKind(sign["kind"]).label,
        f"{_said(sign['kind'], value)}{because}",
        best.points if best else 0,
        sign["on"],
        sign["line"],
    )


SAYS = {
    ListKind.ATTENDANCE: "Attendance {} per cent",
    ListKind.EXCLUSIONS: "Excluded: {}",
    ListKind.CALL_OUTS: "Call-outs: {}",
    ListKind.NEET: "Not in education, work or training",
    ListKind.ARREARS: "Weeks in arrears: {}",
}


def _said(kind, value):
    return SAYS[kind].format(f"{value.normalize():f}")


def _holds(rule, value):
    return value < rule.value if rule.compares == PointsRule.Compares.BELOW else value >= rule.value


def points(signs, rules):
    """How many points these signs give."""
    return sum(reason.points for reason in reasons(signs, rules))
