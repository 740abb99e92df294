"""Who stands on a partner’s lists: what its pages show, to whoever makes records for that partner and nobody else."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone

from allocations import points
from allocations.models import BroughtList, Candidate
from allocations.models.lists import LONG
from locality.access import holds
from locality.models import Family

MOST = 50  # shown at once: those with most points
LISTS = 30


@dataclass
class Standing:
    """Somebody on lists with the `points.Reason`s, whether they wait for too long, and
    the `finding.Match`es of who may be known."""

    candidate: Any
    reasons: list
    late: bool
    matches: list = field(default_factory=list)


def lists_of(practitioner):
    """The newest lists that the practitioner's partners brought."""
    rows = BroughtList.objects.filter(partner__in=holds(practitioner, "make_records")).defer("content")
    return list(rows.select_related("partner", "locality", "brought_by").order_by("-brought_at", "pk")[:LISTS])


def proposed(rows):
    """(those of these candidates who have enough points under the rule of their locality today, {locality: rules})."""
    rules = points.rules_everywhere(rows.order_by().values_list("locality", flat=True).distinct())
    wanted = Q(pk=None)
    for locality, held in rules.items():
        wanted |= Q(locality=locality, points__gte=points.enough(held))
    return rows.filter(wanted), rules


def waiting_of(practitioner):
    """Who on the partners' lists is proposed and waits: ({"proposed": `Standing`s, "count": of all, "late": how many
    waited too long}). Proposed is who has enough points under the rule of the locality today."""
    rows = _own(practitioner).filter(outcome="", deleted_at=None)
    wanted, rules = proposed(rows)
    before = timezone.now() - LONG
    shown = wanted.select_related("locality", "partner").order_by("-points", "first_listed_at", "pk")[:MOST]
    return {
        "proposed": [_standing(row, rules[row.locality_id], before) for row in shown],
        "count": wanted.count(),
        "late": wanted.filter(first_listed_at__lte=before).count(),
        "below": rows.count() - wanted.count(),
    }


def taken_up_by(practitioner):
    """Candidates who were registered as families that nobody has met yet, the oldest first."""
    unmet = Family.objects.visible_to(practitioner).filter(first_contact_on=None)
    rows = _own(practitioner).filter(outcome=Candidate.Outcome.REGISTERED, family__in=unmet, deleted_at=None)
    return list(rows.order_by("ended_at", "pk")[:MOST])


def _own(practitioner):
    return Candidate.objects.filter(partner__in=holds(practitioner, "make_records"))


def found_by(family, partner):
    """What the form that puts a family on an agenda begins with, when a list of the partner named it and nobody has
    met it: the category, the lists and the rule. Empty otherwise."""
    named = Candidate.objects.filter(family=family, partner=partner, outcome=Candidate.Outcome.REGISTERED).first()
    if named is None or family.first_contact_on:
        return {}
    found = standing_of(named)
    kinds = ", ".join(dict.fromkeys(reason.kind for reason in found.reasons))
    return {
        "heading": "DATA_ONLY",
        "source": f"Lists of {partner}: {kinds}"[:200],
        "match_rule": f"One line for each person, {named.points} points under the locality’s rule",
    }


def standing_of(candidate):
    """The `Standing` of one."""
    return _standing(candidate, points.rules_of(candidate.locality), timezone.now() - LONG)


def _standing(candidate, rules, before):
    late = not candidate.outcome and candidate.first_listed_at <= before
    return Standing(candidate, points.reasons(candidate.signs, rules), late)
