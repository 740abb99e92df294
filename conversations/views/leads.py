"""Asking somebody to lead, answering, handing over, and telling the family."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from conversations import services
from conversations.forms import AnswerForm, LeadForm, ReasonForm, ToldForm, newest_conversations
from conversations.models import Episode, Lead
from conversations.views.asking import ask, back_from
from locality.access import open_or_404, require
from locality.access.rule import reader_of
from locality.families import with_families
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, pk):
    """Ask somebody to lead."""
    found = open_or_404(request, Episode.objects.select_related("provider"), pk)
    require(request.user, "make_records", found.provider)
    current, submission = services.lead_of(found), submission_of(request)
    talks = newest_conversations(found.family_id, reader_of(request.user))
    form = LeadForm(request.POST or None, me=request.user, current=current, conversations=talks)

    def do(form):
        answers = {name: form.cleaned_data[name] for name in form.fields if name not in ("who", "submission")}
        job = form.job
        services.propose_lead(
            found,
            by=request.user,
            practitioner=job.practitioner,
            partner=job.partner,
            submission=submission,
            **answers,
        )

    lead = "They are asked; they lead when they say yes. Whoever works elsewhere sees the question only if “lead "
    lead += "professional” is shared with their partner."
    if current:
        lead += f" {current} leads until then."
    return ask(
        request,
        form,
        do,
        title="Who is to lead?",
        button="Ask them",
        done="Asked. The question is on their page",
        back=back_from(request, found),
        about=found,
        lead=lead,
        submission=submission,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    """Say whether one leads."""
    found = open_or_404(request, Lead.objects.select_related("proposed_by", "provider"), pk)
    if found.practitioner_id != request.user.pk:
        raise PermissionDenied("Whoever was asked says whether they lead")
    if found.answer != Lead.Answer.PROPOSED:
        messages.info(request, "That was answered already")
        return redirect(back_from(request, found))
    family = with_families([found], reader_of(request.user))[0].family

    def do(form):
        if form.cleaned_data["answer"] == "accepted":
            services.accept_lead(found, by=request.user)
        else:
            services.decline_lead(found, by=request.user, reason=form.cleaned_data["reason"])

    return ask(
        request,
        AnswerForm(request.POST or None),
        do,
        title=f"Do you lead the help for the {family}?",
        button="Answer",
        done="Answered",
        back=back_from(request, found),
        lead=f"{found.proposed_by}, {found.provider}, asks you: {found.reason}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Ask no longer."""
    found = open_or_404(request, Lead.objects.select_related("provider", "practitioner", "partner"), pk)
    require(request.user, "make_records", found.provider)
    if found.answer != Lead.Answer.PROPOSED:
        messages.info(request, "That was answered already")
        return redirect(back_from(request, found))

    def do(form):
        services.withdraw_proposal(found, by=request.user, reason=form.cleaned_data["reason"])

    return ask(
        request,
        ReasonForm(request.POST or None),
        do,
        title=f"Do not ask {found.practitioner} any longer",
        button="Ask no longer",
        done="They are not asked any more",
        back=back_from(request, found),
        about=found,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, pk):
    """Ask to hand over: the lead asks, and leads until somebody else does."""
    found = open_or_404(request, Lead.objects, pk)
    if found.practitioner_id != request.user.pk:
        raise PermissionDenied("Whoever leads asks to hand over")

    def do(form):
        services.ask_to_hand_over(found, by=request.user, reason=form.cleaned_data["reason"])

    return ask(
        request,
        ReasonForm(request.POST or None),
        do,
        title="Ask to hand over",
        button="Ask to hand over",
        done="Asked. You lead until somebody else does",
        back=back_from(request, found),
        about=found,
        lead="Whoever opened the help looks for somebody else. Hand over in a conversation, and record it.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request, pk):
    """Record that the family was told who leads."""
    found = open_or_404(request, Lead.objects.select_related("practitioner", "partner", "episode"), pk)
    services.require_run(request.user, found.episode)
    if found.answer != Lead.Answer.ACCEPTED or found.told_on:
        messages.info(request, "There is nothing more to tell")
        return redirect(back_from(request, found))

    def do(form):
        services.tell_family_who_leads(found, by=request.user, **form.cleaned_data)

    return ask(
        request,
        ToldForm(request.POST or None),
        do,
        title=f"The family was told that {found.practitioner} leads",
        button="Save",
        done="Saved",
        back=back_from(request, found),
        about=found,
    )
