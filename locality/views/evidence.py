"""How the evidence log stands, for an audit: sealed, signed, verified; to verify it now; the statement to keep."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from locality.access.audit import note_question, require_auditor
from locality.evidence.proved import proved
from locality.evidence.standing import ask_to_verify, standing
from locality.pages import drawn
from locality.paper import file_answer
from locality.registries import governance_panels
from locality.tasks import verify_if_asked


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request):
    """How the log stands; a POST asks the worker to verify it now."""
    require_auditor(request.user)
    if request.method == "POST":
        if not standing().asked:
            ask_to_verify()
            verify_if_asked.delay_on_commit()
        messages.success(request, "The log is being checked")
        return redirect("locality:evidence")
    note_question(request, "evidence log")
    context = {"found": standing(), "keepers": len(settings.ANCHOR_RECIPIENTS), "proved": proved()}
    context["panels"] = drawn(request, governance_panels(request))
    return render(request, "locality/evidence.html", context)


@require_safe
def statement(request):
    """The last signed statement, as a file to keep where this service cannot change it."""
    require_auditor(request.user)
    note_question(request, "signed statement")
    found = standing()
    if not found.statement:
        raise Http404("No statement has been signed yet")
    name = f"evidence-{timezone.localtime(found.signed_at):%Y-%m-%d}.json"
    return file_answer(name, "application/json", found.statement.as_text().encode())
