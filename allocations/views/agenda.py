"""Putting a family on an agenda, and the page of one item: what is asked, given, declared, agreed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from allocations import services
from allocations.agenda import open_meetings
from allocations.candidates import found_by
from allocations.forms import AddendumForm, GiveForm, InterestForm, LeadForm, ProposalForm, WithdrawForm
from allocations.items import item_page
from allocations.models import AgendaItem, ItemMinute
from allocations.moves import answers_from_move
from allocations.views.meetings import key_or_404
from conversations.models import Conversation
from locality.access import open_or_404, partners_where
from locality.models import Partner
from locality.pages import family_page, partner_for
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, pk):
    """Put a family on a meeting's agenda, under one category and for a stated purpose."""
    family, context = family_page(request, pk)
    partner, submission = partner_for(request), submission_of(request)
    partners = list(partners_where(request.user, "make_records").order_by("name", "pk"))
    open_now = open_meetings()
    talks = Conversation.objects.visible_to(request.user).filter(family=family).order_by("-started_at")
    rows = {"meetings": open_now, "conversations": talks, "partners": partners}
    initial = found_by(family, partner) | answers_from_move(request.user, family, request.GET.get("move"))
    form = ProposalForm(request.POST or None, initial=initial, **rows)
    if request.method == "POST" and form.is_valid():
        try:
            item = services.propose_family(
                form.cleaned_data["meeting"],
                by=request.user,
                partner=partner,
                family=family,
                heading=form.cleaned_data["heading"],
                purpose=form.cleaned_data["purpose"],
                urgent_why=form.cleaned_data["urgent_why"],
                submission=submission,
                **form.conditions,
            )
        except ValidationError as error:
            form.take_errors(error)
        else:
            messages.success(request, f"The {family} is on the agenda. Other partners see it only if you share it")
            return redirect("allocations:meeting", item.meeting_id)
    context |= {"form": form, "submission": submission, "ask": form.is_bound or open_now.exists()}
    return render(request, "allocations/propose.html", context, status=422 if form.errors else 200)


FORMS = {"give": GiveForm, "interest": InterestForm, "withdraw": WithdrawForm, "lead": LeadForm, "add": AddendumForm}


@require_http_methods(["GET", "HEAD", "POST"])
def item(request, pk):
    """One item: its purpose and conditions, what partners are asked and gave, interests, minutes and what follows."""
    rows = AgendaItem.objects.select_related("meeting__locality", "meeting__run_by", "provider", "proposed_by")
    found = open_or_404(request, rows, pk)
    act = request.POST.get("act", "")
    forms = {name: form(request.POST if act == name else None) for name, form in FORMS.items()}
    if request.method == "POST":
        if act == "ask":
            _ask(request, found)
            return redirect("allocations:item", pk)
        if act == "help":
            return _begin_help(request)
        if act not in forms:
            raise Http404("There is nothing like that to do")
        if forms[act].is_valid():
            words = _do(request, found, act, forms[act].cleaned_data)
            messages.success(request, words)
            gone = act == "interest" and forms[act].cleaned_data["does"] == "leave"
            return redirect("allocations:meeting", found.meeting_id) if gone else redirect("allocations:item", pk)
    context = item_page(found, request.user) | {"forms_of": forms, "submission": submission_of(request)}
    context["forms"] = [form for form in forms.values() if form.is_bound]
    return render(request, "allocations/item.html", context, status=422 if act else 200)


def _begin_help(request):
    """Open the help that the reader agreed to lead."""
    minute = open_or_404(request, ItemMinute.objects.select_related("meeting"), key_or_404(request.POST.get("minute")))
    episode = services.begin_help(minute, by=request.user, partner=partner_for(request))
    messages.success(request, "The help is open, and you lead it")
    return redirect("locality:family", episode.family_id)


def _ask(request, found):
    """Ask a partner what it knows: for the partner that put the item forward or runs the meeting."""
    own = partners_where(request.user, "make_records").filter(pk__in=[found.provider_id, found.meeting.run_by_id])
    partner = own.order_by("name", "pk").first()
    if partner is None:
        raise PermissionDenied("Who put it forward, or runs the meeting, asks")
    asked = get_object_or_404(Partner, pk=key_or_404(request.POST.get("partner_asked")))
    services.ask_for_input(found, by=request.user, partner=partner, meeting=found.meeting, asked=asked)
    messages.success(request, f"{asked} is asked. It reads this only if a decision lets it see the item")


def _do(request, found, act, clean):
    """Do what was pressed; what to say about it."""
    who = {"by": request.user}
    if act == "withdraw":
        services.withdraw_item(found, **who, **clean)
        return "It is off the agenda"
    partner = partner_for(request)
    if act == "give":
        services.give_input(found, **who, partner=partner, submission=submission_of(request), **clean)
        return "It is kept. Nobody else sees it before you decide who may"
    if act == "interest":
        services.declare_interest(found, **who, partner=partner, **clean)
        return "It is written down"
    minute = open_or_404(request, ItemMinute.objects.select_related("meeting"), key_or_404(request.POST.get("minute")))
    if act == "lead":
        accepted = clean["accepted"] == "yes"
        services.answer_lead(minute, **who, partner=partner, accepted=accepted, why=clean["why"])
        return "You lead. The meeting’s minutes say so" if accepted else "You do not lead. The meeting’s minutes say so"
    services.add_to_minute(minute, **who, partner=partner, submission=submission_of(request), **clean)
    return "It is added to the minutes"
