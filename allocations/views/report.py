"""The manager's report across meetings."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from allocations.forms import ReportForm
from allocations.reports.across import report_of
from locality.access import holds
from locality.access.audit import note_question
from locality.access.rule import reader_of


@require_safe
def report(request):
    """What the meetings of some months agreed, and how they went: for whoever runs meetings."""
    if not holds(request.user, "run_meetings"):
        raise PermissionDenied("That is for whoever runs meetings")
    form = ReportForm(request.GET if request.GET else {"months": "12"})
    if not form.is_valid():
        return render(request, "allocations/report.html", {"form": form}, status=422)
    clean = form.cleaned_data
    note_question(request, "report across meetings")
    parts = report_of(reader_of(request.user), months=int(clean["months"]), locality=clean["locality"])
    return render(request, "allocations/report.html", {"form": form, "parts": parts})
