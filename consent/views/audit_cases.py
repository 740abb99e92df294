"""The case of a sampled decision, for an auditor who opens it with a reason (A8). Every look is written down."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from consent.audits import opening
from consent.models import AuditFile
from locality.access import audit, deny, may_audit, note_list, open_or_404
from locality.access.reasons import is_shut_out
from locality.access.rule import reader_of
from locality.access.versions import values_of
from locality.forms.auditing import OpenCaseForm
from locality.kinds import kind_words
from locality.registries import protected_models
from locality.submissions import submission_of


def _file(request, pk):
    """The file, for an auditor; else Http404, also once their time has ended."""
    rows = AuditFile.objects.select_related("sample", "decision__provider", "decision__decided_by").filter(pk=pk)
    found = rows.first() if may_audit(request.user) else None
    if found is None:
        deny(request, AuditFile, pk)
        raise Http404("There is nothing here that you may see")
    if found.decision.decided_by_id == request.user.pk:
        raise PermissionDenied("Nobody audits a decision of their own")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def case(request, pk):
    """What a sampled decision was about, while it stands open; else the question why it is to be opened."""
    found = _file(request, pk)
    opened = opening.live_opening(found, request.user)
    if not opened:
        return _ask_why(request, found)
    if request.method == "POST":
        return redirect("consent:audit-case", pk)
    audit.note_question(request, "audit case", record=found.pk, family=found.decision.family_id)
    parts = []
    for model, records, told in opening.content_of(opened, reader_of(request.user)):
        note_list(request, model._default_manager.all(), records)
        parts += told
    reference = audit.references_of([found.decision.family_id]).get(found.decision.family_id, "")
    context = {"file": found, "opening": opened, "parts": parts, "reference": reference}
    return render(request, "consent/audit_case.html", context)


def _ask_why(request, found):
    form = OpenCaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opening.open_case(
                found, by=request.user, reason=form.cleaned_data["reason"], submission=submission_of(request)
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The case is open. That you opened it, and why, is on record")
            return redirect("consent:audit-case", found.pk)
    shut = is_shut_out(reader_of(request.user), found.decision.family_id)
    context = {"file": found, "form": form, "shut": shut, "submission": submission_of(request)}
    context |= {"narrow": opening.is_narrow(found.sample), "listed": len(found.sample.listed)}
    return render(request, "consent/audit_open.html", context, status=422 if form.errors else 200)


@require_safe
def record(request, pk, kind, key):
    """One record of an opened case, as it stands now, with what hangs from it."""
    found = _file(request, pk)
    if not opening.live_opening(found, request.user):
        return redirect("consent:audit-case", pk)
    model = protected_models().get(kind) or audit.unknown_kind(request, key)
    shown, reader = open_or_404(request, model._default_manager, key), reader_of(request.user)
    context = {
        "file": found,
        "what": capfirst(kind_words(kind)),
        "values": values_of(shown, reader),
        "history": {"kind": kind, "key": key},
        "parts": [
            {"what": capfirst(kind_words(part._meta.model_name)), "kind": part._meta.model_name, "keys": keys}
            for part, keys in audit.parts_of(shown, reader)
        ],
    }
    return render(request, "consent/audit_record.html", context)
