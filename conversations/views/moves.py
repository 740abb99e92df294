"""Moving a family's help to another service: proposed, agreed, signed, answered, handed over, ended."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from consent.pages import summaries
from conversations import services
from conversations.forms import (
    CarryOnForm,
    FamilySaysForm,
    HandOverForm,
    MoveOnForm,
    MoveWordsForm,
    ReasonForm,
    newest_conversations,
)
from conversations.kept import Typing
from conversations.models import Conversation, Episode, Lead, StepTransfer
from conversations.moving import steps_of
from conversations.sharing import decisions_about
from conversations.views.asking import ask
from locality.access import can_see, holds, open_or_404, require
from locality.access.rule import reader_of
from locality.families import Family, with_families
from locality.pages import drawn, family_page, partner_for
from locality.registries import record_panels

LEAD = "Help ends here only when somebody leads there. Whoever is asked sees this when you share “lead professional” "
LEAD += "and the family’s details with their partner: the next page says whether they do."


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, pk):
    """Propose that another service carries on."""
    family, _ = family_page(request, pk, active="help")
    partner = partner_for(request)
    open_one = StepTransfer.objects.visible_to(request.user).open().filter(family=family, provider=partner).first()
    if open_one and request.method != "POST":
        return redirect("conversations:moving", open_one.pk)
    typing = Typing(request, "move", family)
    talks = newest_conversations(family, reader_of(request.user))
    form = MoveOnForm(**typing.options, me=request.user, conversations=talks)
    made = []

    def do(form):
        acts = {"by": request.user, "partner": partner, "submission": typing.submission}
        made.append(services.propose_move(family, **acts, **form.answers()))

    answer = ask(
        request,
        form,
        do,
        title="Step down or transfer",
        button="Propose it",
        done="It is proposed. Now record what the family says, and decide who may see it",
        back=reverse("conversations:help", args=[family.pk]),
        lead=LEAD,
        family=family,
        submission=typing.submission,
        typing=typing,
    )
    return redirect("conversations:moving", made[0].pk) if made else answer


@require_safe
def moving(request, pk):
    """One move: what is proposed, what stands in its way, and what the reader does next."""
    related = ("provider", "to_partner", "to_locality", "proposed_by", "asked", "lead", "signed_by", "answered_by")
    found = open_or_404(request, StepTransfer.objects.select_related(*related), pk)
    reader, mine = reader_of(request.user), holds(request.user, "make_records")
    there = Episode.objects.visible_by(reader).filter(pk=found.carries_on_id).first()
    talks = Conversation.objects.visible_by(reader).in_bulk({found.conversation_id, found.handover_id} - {None})
    gives, takes = found.provider_id in mine, found.to_partner_id in mine
    context = {
        "move": found,
        "beside": drawn(request, record_panels(request, found)),
        "family": Family.objects.visible_by(reader).filter(pk=found.family_id).first(),
        "gives": gives,
        "takes": takes,
        "signs": found.provider_id in holds(request.user, "authorise") and found.proposed_by_id != request.user.pk,
        "unseen": gives and found.is_open and not found.answer and not can_see(found.asked, found),
        "there": there,
        "leads": there and Lead.objects.visible_by(reader).current().filter(episode=there).exists(),
        "planned": talks.get(found.conversation_id),
        "handed": talks.get(found.handover_id),
        "steps": steps_of(found),
        "decides": found.provider_id in holds(request.user, "decide_sharing"),
        "decisions": summaries(decisions_about(found, reader)) if gives else [],
        "because": found.seen_because,
    }
    return render(request, "conversations/moving.html", context)


def _opened(request, pk, side="provider"):
    found = open_or_404(request, StepTransfer.objects.select_related("provider", "to_partner"), pk)
    require(request.user, "make_records", getattr(found, side))
    if not found.is_open:
        raise PermissionDenied("That move is over")
    return found, reverse("conversations:moving", args=[pk])


@require_http_methods(["GET", "HEAD", "POST"])
def family_says(request, pk):
    """Record whether the family agrees."""
    found, back = _opened(request, pk)
    names = {"title": "What does the family say?", "button": "Save", "done": "Saved", "back": back}

    def do(form):
        services.family_answers(found, by=request.user, **form.cleaned_data)

    return ask(request, FamilySaysForm(request.POST or None), do, **names)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, pk):
    """Sign that it is safe although there was a child protection plan."""
    found = open_or_404(request, StepTransfer.objects.select_related("provider"), pk)
    require(request.user, "authorise", found.provider)
    lead = "There was a child protection plan within the last three months, so another person signs. Say what you "
    lead += "looked at, and why it is safe."
    names = {"title": "Sign the step down", "button": "Sign", "done": "Signed", "lead": lead}

    def do(form):
        services.sign_move(found, by=request.user, **form.cleaned_data)

    back = reverse("conversations:moving", args=[pk])
    return ask(request, MoveWordsForm(request.POST or None), do, back=back, **names)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    """Say whether one's partner carries on."""
    found, back = _opened(request, pk, "to_partner")
    family = with_families([found], reader_of(request.user))[0].family
    names = {"title": f"Do you carry on with the {family}?", "button": "Answer", "done": "Answered", "back": back}

    def do(form):
        clean = {name: form.cleaned_data[name] for name in ("answer", "papers_on", "reason")}
        services.answer_move(found, by=request.user, **clean)

    lead = f"{found.provider} asks: {found.wanted}"
    return ask(request, CarryOnForm(request.POST or None), do, lead=lead, **names)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request, pk):
    """Record that it was handed over."""
    found, back = _opened(request, pk, "to_partner")
    talks = newest_conversations(found.family_id, reader_of(request.user))
    form = HandOverForm(request.POST or None, conversations=talks)
    names = {"title": "It was handed over", "button": "Save", "done": "Handed over", "back": back}

    def do(form):
        services.hand_over(found, by=request.user, conversation=form.cleaned_data["conversation"])

    return ask(request, form, do, lead="Somebody has to lead with you first: then nobody is left without.", **names)


@require_http_methods(["GET", "HEAD", "POST"])
def finish(request, pk):
    """Record that the help given until now has ended."""
    found, back = _opened(request, pk)
    names = {"title": "Your help has ended", "button": "It has ended", "done": "Recorded", "back": back}

    def do(form):
        services.finish_move(found, by=request.user, words=form.cleaned_data["words"])

    lead = f"{found.to_partner} leads now. Say what you told the family, and who else knows."
    return ask(request, MoveWordsForm(request.POST or None), do, lead=lead, **names)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, pk):
    """Propose it no longer."""
    found, back = _opened(request, pk)
    names = {"title": "Take it back", "button": "Take it back", "done": "Taken back", "back": back}

    def do(form):
        services.take_back_move(found, by=request.user, reason=form.cleaned_data["reason"])

    return ask(request, ReasonForm(request.POST or None), do, **names)
