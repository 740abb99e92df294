"""The needs of an assessment, one at a time."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from conversations import services
from conversations.forms import NeedForm
from conversations.kept import Typing
from conversations.models import Assessment, Need
from conversations.views.asking import ask
from locality.access import open_or_404, require
from locality.access.rule import reader_of
from locality.families import people_of

OWN = ("what", "tier", "status", "how_met", "target", "apart")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, pk):
    """Add a need."""
    found = open_or_404(request, Assessment.objects.select_related("provider"), pk)
    require(request.user, "make_records", found.provider)
    if not found.is_open:
        messages.info(request, "That is complete: a new need goes into a review, or a new assessment")
        return redirect("conversations:assessment", found.pk)
    typing = Typing(request, "need", found)
    submission = typing.submission
    form = NeedForm(**typing.options, people=people_of(found.family_id, reader_of(request.user)))

    def do(form):
        clean = {name: form.cleaned_data[name] for name in (*OWN, "person", "domain")}
        services.add_need(found, by=request.user, submission=submission, scores=form.scores, **clean)

    return ask(
        request,
        form,
        do,
        title="Add a need",
        button="Add",
        done="Added",
        back=reverse("conversations:assessment", args=[found.pk]),
        about=found,
        submission=submission,
        typing=typing,
    )


def _as_it_is(need):
    return {name: getattr(need, name) for name in OWN if name != "apart"} | {"apart": need.is_apart}


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Put a need right while its assessment is being written."""
    found = open_or_404(request, Need.objects.select_related("assessment__provider"), pk)
    require(request.user, "make_records", found.assessment.provider)
    if not found.assessment.is_open:
        messages.info(request, "That is complete: what changes goes into a review")
        return redirect("conversations:assessment", found.assessment_id)
    form = NeedForm(request.POST or None, need=found, initial=_as_it_is(found))

    def do(form):
        services.change_need(found, by=request.user, **{name: form.cleaned_data[name] for name in OWN})

    return ask(
        request,
        form,
        do,
        title=f"{found.get_domain_display()}: put the need right",
        button="Save",
        done="Saved",
        back=reverse("conversations:assessment", args=[found.assessment_id]),
        about=found.assessment,
    )
