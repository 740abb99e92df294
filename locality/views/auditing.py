"""Who audits, what for and until when; which sampled cases they opened (A8)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from locality import auditing
from locality.access import AuditBox
from locality.access.audit import note_question
from locality.forms.auditing import GrantForm


@require_safe
def auditors(request):
    """The audits, newest first, and the cases that were opened: by number, without a word of what they say."""
    auditing.require_overseer(request.user)
    note_question(request, "who audits")
    context = {
        "boxes": auditing.granted(),
        "opened": auditing.opened(),
        "may_grant": auditing.may_grant(request.user),
    }
    return render(request, "locality/auditors.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def grant_audit(request):
    """Let somebody audit."""
    if not auditing.may_grant(request.user):
        raise PermissionDenied("Only a guardian says who audits")
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            box = auditing.grant(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{box.auditor} may audit now")
            return redirect("locality:auditors")
    return render(request, "locality/grant_audit.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def end_audit(request, pk):
    """End an audit now."""
    if not auditing.may_grant(request.user):
        raise PermissionDenied("Only a guardian ends an audit")
    box = auditing.end(get_object_or_404(AuditBox, pk=pk), by=request.user)
    messages.success(request, f"The audit of {box.auditor} is over")
    return redirect("locality:auditors")
