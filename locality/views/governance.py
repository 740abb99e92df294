"""Governance, for an audit: the partners' agreements, and who may work here."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from locality.access.audit import note_question, require_auditor
from locality.governance import HEADS, cells, standings
from locality.pages import drawn
from locality.partners import Partner
from locality.registries import governance_panels
from locality.spreadsheets import csv_file


@require_safe
def governance(request):
    """Every partner: its agreement, how many people, when one of them last signed in, what to look at."""
    found = _asked(request)
    context = {
        "standings": found,
        "people": sum(len(each.users) for each in found),
        "flagged": sum(each.flagged for each in found),
        "panels": drawn(request, governance_panels(request)),
        "partners_flagged": sum(bool(each.flags) for each in found),
    }
    return render(request, "locality/governance.html", context)


@require_safe
def governance_partner(request, pk):
    """The people of one partner."""
    require_auditor(request.user)
    partner = get_object_or_404(Partner, pk=pk)
    [standing] = _asked(request, partner=pk) or [None]
    context = {"partner": partner, "standing": standing}
    return render(request, "locality/governance_partner.html", context)


@require_safe
def governance_file(request):
    """All of it as a file for a spreadsheet."""
    return csv_file(f"governance-{timezone.localdate()}.csv", HEADS, cells(_asked(request)))


def _asked(request, partner=None):
    """What stands, once it is written down that it was asked. Raises PermissionDenied for all but auditors."""
    require_auditor(request.user)
    note_question(request, "governance")
    return standings(partner=partner)
