"""Alerts, for the safeguarding leads whom they concern and for an audit."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from consent import alerts
from consent.forms.alerts import AlertForm
from consent.models import Alert, AlertNote
from locality.access import deny, may_audit
from locality.access.audit import note_question, references_of
from locality.submissions import submission_of


@require_safe
def listed(request):
    """The alerts of the last thirty days that concern the reader."""
    if not alerts.guards(request.user):
        raise PermissionDenied("Alerts go to safeguarding leads and to an audit")
    note_question(request, "alerts")
    rows = alerts.alerts()
    context = {"rows": rows, "counts": alerts.counted(rows), "audits": may_audit(request.user), "most": alerts.MOST}
    return render(request, "consent/alerts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def alert(request, pk):
    """One alert, and the word of whoever looks at it."""
    rows = Alert.objects.select_related("practitioner", "partner")
    found = rows.filter(pk=pk).first() if alerts.guards(request.user) else None
    if found is None:
        deny(request, Alert, pk)
        raise Http404("There is nothing here that you may see")
    said = AlertNote.objects.filter(alert=found.pk).select_related("noted_by").first()
    form = None if said else AlertForm(request.POST or None)
    if request.method == "POST" and form is None and str(submission_of(request)) != str(said.submission):
        raise PermissionDenied("Somebody has looked at it")
    if request.method == "POST" and form and form.is_valid():
        try:
            alerts.note(found, by=request.user, submission=submission_of(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "What you found is recorded")
            return redirect("consent:alerts")
    note_question(request, "alert", record=found.pk, family=found.family)
    context = {"alert": found, "said": said, "form": form, "submission": submission_of(request)}
    context["family"] = references_of([found.family]).get(found.family, "")
    return render(request, "consent/alert.html", context, status=422 if form and form.errors else 200)
