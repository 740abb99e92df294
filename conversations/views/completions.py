"""Completing the record of a conversation, and saying how good it was."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from conversations import services
from conversations.forms import CompleteForm, QualityForm
from conversations.models import Completion, Conversation
from conversations.quality import ASKED
from conversations.views.asking import ask
from locality.access import open_or_404, require
from locality.access.rule import reader_of
from locality.models import NeedLevel
from locality.submissions import submission_of


def _opened(request, pk, right):
    found = open_or_404(request, Conversation.objects.select_related("provider"), pk)
    require(request.user, right, found.provider)
    return found, reverse("conversations:conversation", args=[pk])


@require_http_methods(["GET", "HEAD", "POST"])
def complete(request, pk):
    """Say what a conversation means, and what follows."""
    found, back = _opened(request, pk, "make_records")
    done = Completion.objects.visible_by(reader_of(request.user)).filter(conversation=found).exists()
    if done and request.method != "POST":
        messages.info(request, "It is completed already: add a note instead")
        return redirect(back)
    submission = submission_of(request)

    def do(form):
        services.complete_conversation(found, by=request.user, submission=submission, **form.answers())

    names = {"title": "What does it mean, and what follows?", "button": "Complete the record", "done": "Completed"}
    lead = f"{found}. Asked once, when you have time: it makes the conversation part of the assessment."
    reader = reader_of(request.user)
    children = [each for each in found.about(reader) if each.kind != each.Kind.ADULT and not each._state.adding]
    standing = NeedLevel.objects.visible_by(reader).filter(family=found.family_id, person__in=children)
    levels = dict(standing.order_by("judged_on", "pk").values_list("person", "level"))
    form = CompleteForm(request.POST or None, conversation=found, children=children, levels=levels)
    return ask(request, form, do, back=back, about=found, lead=lead, submission=submission, **names)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk):
    """Say how good a conversation was."""
    found, back = _opened(request, pk, "authorise")
    if found.recorded_by_id == request.user.pk:
        raise PermissionDenied("Somebody else of its partner looks at how good it was")
    submission = submission_of(request)

    def do(form):
        marks = {name: form.cleaned_data[name] for name in (*ASKED, "words")}
        services.check_quality(found, by=request.user, submission=submission, **marks)

    names = {"title": "How good was the conversation?", "button": "Save", "done": "Saved"}
    lead = "Constructive conversations are how children get the right service at the right time."
    return ask(
        request,
        QualityForm(request.POST or None),
        do,
        back=back,
        about=found,
        lead=lead,
        submission=submission,
        **names,
    )
