"""Saying that something in a record is wrong or disputed, and who was told (F37, domain.md 6.2)."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consent import corrected, correcting
from consent.forms import CorrectForm, ToldForm
from consent.models import CorrectionTold
from locality.access import deny, open_or_404, require
from locality.access.rule import reader_of
from locality.families import Family, people_of
from locality.registries import protected_models
from locality.submissions import submission_of

FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
def correct(request, kind, pk):
    """Say what is right instead of something in a record, or what a person says who does not agree."""
    model = protected_models().get(kind)
    if model is None:
        raise Http404("There is no such record")
    record = open_or_404(request, model.objects, pk)
    if not correcting.may_be_corrected(record):
        raise Http404("What was decided or agreed is not corrected so")
    require(request.user, "make_records", record.provider)
    reader = reader_of(request.user)
    family = Family.objects.visible_by(reader).filter(pk=record.family_id).first()
    people = list(people_of(family, reader)) if family else []
    form = CorrectForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            correcting.correct(record, by=request.user, submission=submission_of(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Recorded. It stands beside the record from now on")
            return redirect("locality:record-history", kind, pk)
    told = correcting.received(record, reader, timezone.now())
    context = {"record": record, "kind": kind, "form": form, "submission": submission_of(request)}
    context |= {"back_url": reverse("locality:record-history", args=[kind, pk])}
    context |= {"here": len(told.here), "elsewhere": len(told.elsewhere)}
    return render(request, "consent/correct.html", context, status=422 if form.errors else 200)


@require_http_methods(FORMS)
def told(request, pk: UUID):
    """Say how a partner was told of a correction outside the service."""
    found = corrected.told_row(request.user, pk)
    if found is None:
        deny(request, CorrectionTold, pk)
        raise Http404("There is nothing here that you may see")
    kind = found.correction.of_kind
    if found.in_app or found.told_on:
        return redirect("locality:record-history", kind, found.correction.record)
    form = ToldForm(request.POST or None, initial={"told_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            correcting.say_told(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Recorded. {found.partner} was told")
            return redirect("locality:record-history", kind, found.correction.record)
    context = {"told": found, "of": found.correction, "kind": kind, "form": form}
    return render(request, "consent/correction_told.html", context, status=422 if form.errors else 200)
