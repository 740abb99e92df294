"""Asking the partner that supplied something whether it may be passed on, and answering (S92-S95, V23)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from consent import onward, onward_tray
from consent.forms import AskForm, OnwardAnswerForm
from consent.views.records import record_in_address
from locality.access import holds
from locality.access.rule import reader_of
from locality.families import Family
from locality.pages import partner_for
from locality.submissions import submission_of

FORMS = ["GET", "HEAD", "POST"]


@require_safe
def tray(request):
    """What others ask, what was asked, and what was passed on of what one's own partner supplied."""
    return render(request, "consent/onward.html", {"tray": onward_tray.tray_of(request.user)})


@require_http_methods(FORMS)
def ask(request):
    """Ask whoever supplied the record of the page's address."""
    partner = partner_for(request, "decide_sharing")
    record = record_in_address(request)
    if record is None:
        raise Http404("Nothing is named that could be passed on")
    if record.provider_id == partner.pk:
        raise PermissionDenied("Your own partner supplied it, and decides")
    form = AskForm(request.POST or None, but=[partner.pk, record.provider_id])
    if request.method == "POST" and form.is_valid():
        key = submission_of(request)
        try:
            onward.ask(record, by=request.user, partner=partner, submission=key, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{record.provider} is asked. Nothing is passed on before it answers")
            return redirect("consent:onward")
    context = {"record": record, "form": form, "submission": submission_of(request)}
    context |= {"days": onward.ANSWER_WITHIN, "kind": record._meta.model_name}
    return render(request, "consent/ask_supplier.html", context, status=422 if form.errors else 200)


@require_http_methods(FORMS)
def asked(request, pk):
    """One request: for its supplier to answer, for its asker to go on."""
    found = onward_tray.request_for(request.user, pk)
    if found is None:
        raise Http404("There is nothing here that you may see")
    ours = found.request.asked_id in holds(request.user, "decide_sharing")
    if request.method == "POST" and not ours:
        raise PermissionDenied("Whoever supplied it answers")
    # Who answers what a colleague answered meanwhile finds their words still here, and what happened beside them.
    form = OnwardAnswerForm(request.POST or None) if ours and (request.method == "POST" or not found.answer) else None
    if request.method == "POST" and form.is_valid():
        try:
            onward.answer(found.request, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            found = onward_tray.request_for(request.user, pk) or found  # with what was answered at this very moment
        else:
            messages.success(request, f"{found.request.provider} can read your answer")
            return redirect("consent:onward")
    reader = reader_of(request.user)
    context = {
        "found": found,
        "asked": found.request,
        "form": form,
        "ours": ours,
        "kind": found.request.record_kind.rsplit(".", 1)[-1].lower(),
        "family": Family.objects.visible_by(reader).filter(pk=found.request.family_id).first(),
        "record": onward.record_of(found.request, reader),
    }
    return render(request, "consent/asked.html", context, status=422 if form and form.errors else 200)
