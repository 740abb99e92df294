"""Asking another partner for information, and answering (V27)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from consent import replies, requests, requests_tray
from consent.forms import AskPartnerForm, NobodyKnownForm, ReplyForm, WhichFamilyForm
from locality.access import deny, partners_where
from locality.access.audit import note_question
from locality.access.rule import reader_of
from locality.families import Family
from locality.looking import key_of
from locality.models import InformationCategory
from locality.pages import partner_for
from locality.submissions import submission_of

FORMS = ["GET", "HEAD", "POST"]


@require_safe
def tray(request):
    """What others asked of the reader's partners, and what the reader asked."""
    theirs, ours = requests_tray.tray_of(request.user)
    may_ask = partners_where(request.user, "make_records").exists()
    return render(request, "consent/requests.html", {"theirs": theirs, "ours": ours, "may_ask": may_ask})


@require_http_methods(FORMS)
def ask(request):
    """Ask another partner about somebody named in words."""
    partners = list(partners_where(request.user, "make_records").order_by("name", "pk"))
    if not partners:
        raise PermissionDenied("You make records for no partner")
    form = AskPartnerForm(request.POST or None, partners=partners)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "partner"}
        try:
            key = submission_of(request)
            made = requests.ask(by=request.user, partner=partner_for(request), submission=key, **said)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Asked. {made.asked} reads it, and you are told when they answer")
            return redirect("consent:request", made.pk)
    context = {"form": form, "submission": submission_of(request)}
    return render(request, "consent/ask_partner.html", context, status=422 if form.errors else 200)


@require_http_methods(FORMS)
def asked(request, pk):
    """One request: for whoever asked its state and reply; for the other side, which family it is about."""
    found = _found(request, pk)
    if request.method == "POST" and not found.received:
        raise PermissionDenied("There is nothing for you to say")
    # Who says what a colleague said meanwhile finds their choice still here, and what happened beside it.
    form = None
    if found.received and (request.method == "POST" or found.may_say_which):
        likely = requests_tray.candidates(found.request, request.user)
        form = WhichFamilyForm(request.POST or None, likely=likely, practitioner=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            was = key_of(request.POST.get("was"))
            requests.link(found.received, by=request.user, family=form.chosen, instead_of=was)
        except ValidationError as error:
            form.add_error(None, error)
            found = _found(request, pk)  # with what was said at this very moment
        else:
            messages.success(request, "Recorded. Whoever asked does not learn it")
            return redirect("consent:request", pk)
    family = found.received and found.received.family_id
    kinds = InformationCategory.objects.filter(code__in=found.request.wanted)
    context = {
        "found": found,
        "asked": found.request,
        "form": form,
        "wanted": ", ".join(str(each) for each in kinds),
        "was": family,
        "family": Family.objects.visible_by(reader_of(request.user)).filter(pk=family).first() if family else None,
    }
    return render(request, "consent/request.html", context, status=422 if form and form.errors else 200)


@require_http_methods(FORMS)
def reply(request, pk):
    """Tell whoever asked that nothing is shared: with reasons, or without (V27)."""
    found = _found(request, pk)
    if not found.received:
        raise PermissionDenied("Whoever was asked replies")
    posted = request.method == "POST"
    if not posted and (found.reply or (found.received.family_id and not found.needs_reply)):
        return redirect("consent:request", pk)
    # What was typed is read by the form that it was typed into, whatever a colleague did meanwhile.
    known = "words" in request.POST if posted else bool(found.decision)
    form = (ReplyForm if known else NobodyKnownForm)(request.POST or None)
    if posted and form.is_valid():
        said = {name: form.cleaned_data.get(name) or "" for name in ("words", "why_no_reasons")}
        try:
            replies.reply(found.received, by=request.user, nobody_known=not known, **said)
        except ValidationError as error:
            form.add_error(None, error)
            found = _found(request, pk)
        else:
            messages.success(request, f"{found.request.provider} is told")
            return redirect("consent:request", pk)
    open_still = not found.reply and (found.needs_reply if known else not found.received.family_id)
    context = {"found": found, "asked": found.request, "form": form, "open_still": open_still}
    return render(request, "consent/request_reply.html", context, status=422 if form.errors else 200)


def _found(request, pk):
    found = requests_tray.request_for(request.user, pk)
    if found is None:
        deny(request, requests_tray.InformationRequest, pk)
        raise Http404("There is nothing here that you may see")
    note_question(request, "request", record=found.request.pk)
    return found
