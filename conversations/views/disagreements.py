"""Disagreements: raised, answered, taken up, settled; where each stands on its ladder."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from consent.models import SharingDecision
from consent.pages import summaries
from conversations import services
from conversations.forms import DisagreementForm, PositionForm, SettleForm, StepForm
from conversations.ladder import rungs_of, stages
from conversations.models import Conversation, Disagreement, DisagreementStep, Position, Referral
from conversations.sharing import decisions_about
from conversations.views.asking import ask
from locality.access import holds, note_list, open_or_404, partners_where, require
from locality.access.rule import reader_of
from locality.families import Family
from locality.kinds import page_of
from locality.looking import key_of
from locality.models import Partner
from locality.pages import family_page, partner_for
from locality.submissions import submission_of

SOURCES = {"conversation": Conversation, "sharingdecision": SharingDecision, "referral": Referral}


@require_http_methods(["GET", "HEAD", "POST"])
def disagree(request, pk):
    """Raise a disagreement about the family's help, or for the family."""
    family, _ = family_page(request, pk)
    partner, submission, source = partner_for(request), submission_of(request), _source(request, family)
    form = DisagreementForm(request.POST or None, me=request.user, partner=partner)
    made = []

    def do(form):
        of = {"source_kind": source._meta.model_name, "source": source.pk} if source else {}
        acts = {"by": request.user, "partner": partner, "submission": submission}
        made.append(services.disagree(family, **acts, **form.answers(), **of))

    answer = ask(
        request,
        form,
        do,
        title="Raise a disagreement",
        button="Raise it",
        done="It is raised, and the clock runs. Decide now who else may see it: the other side has to",
        back=reverse("locality:family", args=[family.pk]),
        lead=f"About: {source}." if source else "To disagree is part of good work. Keep the child’s safety first.",
        family=family,
        submission=submission,
    )
    return redirect("conversations:disagreement", made[0].pk) if made else answer


def _source(request, family):
    """What the address says that it comes from: a record about this family that the reader may see, or None."""
    model, key = SOURCES.get(request.GET.get("kind")), key_of(request.GET.get("record"))
    if model is None or key is None:
        return None
    found = model.objects.visible_to(request.user).filter(pk=key, family=family).first()
    if found is None:
        raise Http404("There is nothing here that you may see")
    return found


@require_safe
def disagreement(request, pk):
    """One disagreement: each side's words, the stages it went through, and how it ended."""
    related = ("provider", "raised_by", "interim_lead", "settled_by", "with_partner")
    found = open_or_404(request, Disagreement.objects.select_related(*related), pk)
    reader = reader_of(request.user)
    steps = list(DisagreementStep.objects.visible_by(reader).filter(disagreement=found).select_related("written_by"))
    positions = Position.objects.visible_by(reader).filter(disagreement=found).select_related("provider", "written_by")
    positions = list(positions)
    note_list(request, Position.objects, positions)
    mine = holds(request.user, "make_records")
    decides = holds(request.user, "decide_sharing")
    context = {
        "disagreement": found,
        "rungs": rungs_of(found, steps, stages()),
        "steps": steps,
        "positions": positions,
        "own_positions": [each for each in positions if each.provider_id in decides],
        "family": Family.objects.visible_by(reader).filter(pk=found.family_id).first(),
        "own": found.provider_id in mine,
        "answers": bool(mine - {found.provider_id}) and found.provider_id not in mine,
        "decides": found.provider_id in decides,
        "decisions": summaries(decisions_about(found, reader)),
        "source_url": found.source and page_of(found.source_kind, found.source),
        "because": found.seen_because,
    }
    return render(request, "conversations/disagreement.html", context)


def _opened(request, pk):
    found = open_or_404(request, Disagreement.objects.select_related("provider"), pk)
    return found, reverse("conversations:disagreement", args=[pk])


@require_http_methods(["GET", "HEAD", "POST"])
def position(request, pk):
    """Say one's own side."""
    found, back = _opened(request, pk)
    submission = submission_of(request)
    partner = _answering(request, found)

    def do(form):
        clean = {name: form.cleaned_data[name] for name in ("text", "wanted")}
        services.give_position(found, by=request.user, partner=partner, submission=submission, **clean)

    lead = f"This is {partner}’s own record. {found.provider} reads it when you decide so, on the next page."
    names = {"title": "Our side of it", "button": "Save", "done": "Saved. Now decide who may read it", "lead": lead}
    return ask(request, PositionForm(request.POST or None), do, back=back, submission=submission, **names)


def _answering(request, found):
    """The partner for which the reader answers: one of theirs that did not raise it."""
    mine = partners_where(request.user, "make_records").exclude(pk=found.provider_id).order_by("name", "pk")
    partner = mine.first()
    if partner is None:
        raise PermissionDenied("Another side answers")
    return Partner.objects.get(pk=partner.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request, pk):
    """Note what was done about it, or take it up a stage."""
    found, back = _opened(request, pk)
    require(request.user, "make_records", found.provider)
    submission = submission_of(request)

    def do(form):
        clean = {name: form.cleaned_data[name] for name in ("kind", "text")}
        services.take_step(found, by=request.user, submission=submission, **clean)

    names = {"title": "What was done about it?", "button": "Save", "done": "Saved"}
    return ask(request, StepForm(request.POST or None), do, back=back, submission=submission, **names)


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request, pk):
    """Record how it ended."""
    found, back = _opened(request, pk)
    require(request.user, "make_records", found.provider)

    def do(form):
        services.settle(found, by=request.user, **form.cleaned_data)

    names = {"title": "How did it end?", "button": "Save", "done": "It is settled"}
    return ask(request, SettleForm(request.POST or None), do, back=back, **names)
