"""Breaches of information: reporting one, and what was done about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from consent import breaches
from consent.forms import BreachStepForm, ReportForm
from consent.models import SharingDecision
from locality.access import open_or_404
from locality.access.rule import reader_of
from locality.looking import key_of
from locality.pages import partner_for
from locality.submissions import submission_of

FORMS = ["GET", "HEAD", "POST"]


@require_safe
def listed(request):
    """The breaches that the reader may know of."""
    reader = reader_of(request.user)
    if not reader.audits and not reader.partners:
        raise PermissionDenied("There is nothing here for you")
    context = {"rows": breaches.known(request.user), "may_report": bool(reader.partners), "audits": reader.audits}
    return render(request, "consent/breaches.html", context)


@require_http_methods(FORMS)
def report(request):
    """Report a breach; anybody at work may."""
    partner = partner_for(request, "see_records")
    decision = _decision(request)
    form = ReportForm(request.POST or None, initial={"noticed_at": timezone.now()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"decision": decision, "submission": submission_of(request)}
        try:
            made = breaches.report(by=request.user, partner=partner, **given)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{made} is recorded. Whoever answers for {partner} sees it at once")
            return redirect("consent:breach", made.pk)
    context = {"form": form, "submission": submission_of(request), "partner": partner, "decision": decision}
    return render(request, "consent/report_breach.html", context, status=422 if form.errors else 200)


def _decision(request):
    """The decision of the page that the reader came from, or None."""
    key = key_of(request.GET.get("decision"))
    return open_or_404(request, SharingDecision.objects, key) if key else None


@require_http_methods(FORMS)
def breach(request, pk):
    """One breach, what was done about it, and for whoever handles it what else was done."""
    [found] = breaches.known(request.user, pk) or [None]
    if found is None:
        raise Http404("There is nothing here that you may see")
    may_note = found.breach.provider_id in breaches.handles(request.user)
    if request.method == "POST" and not may_note:
        raise PermissionDenied("Whoever answers for the partner handles it")
    form = BreachStepForm(request.POST or None, initial={"done_at": timezone.now()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"submission": submission_of(request)}
        try:
            breaches.note(found.breach, by=request.user, **given)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Recorded")
            return redirect("consent:breach", pk)
    context = {"found": found, "breach": found.breach, "form": form if may_note else None}
    context |= {"submission": submission_of(request)}
    return render(request, "consent/breach.html", context, status=422 if form.errors else 200)
