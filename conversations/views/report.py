"""The manager's report: for whoever signs for a partner."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from conversations.forms import MonthsForm
from conversations.reports.of_help import report_of
from locality.access.audit import note_question
from locality.access.rule import reader_of
from locality.pages import partner_for


@require_safe
def report(request):
    """Whether help is in time, what becomes of needs, who comes back, how each age fares."""
    partner = partner_for(request, "authorise")
    form = MonthsForm(request.GET if request.GET else {"months": "12"})
    context = {"form": form, "partner": partner}
    if not form.is_valid():
        return render(request, "conversations/report.html", context, status=422)
    note_question(request, "report about help")
    months = int(form.cleaned_data["months"])
    context["parts"] = report_of(reader_of(request.user), partner, months=months)
    return render(request, "conversations/report.html", context)
