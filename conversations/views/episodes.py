"""The family's help: where it stands, who leads it; opening it and moving it on."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from conversations import services
from conversations.forms import MoveForm, OpenForm, ReasonForm, newest_conversations
from conversations.help import help_of
from conversations.models import Episode
from conversations.views.asking import ask, back_from
from locality.access import note_list, open_or_404, require
from locality.access.rule import reader_of
from locality.pages import family_page, partner_for
from locality.submissions import submission_of


@require_safe
def family_help(request, pk):
    """The help that the family gets and got, as far as the reader may see it."""
    family, context = family_page(request, pk, active="help")
    shown = help_of(family, request.user)
    note_list(request, Episode.objects, [row.episode for row in shown.episodes])
    works = bool(partner_for(request, needed=False))
    context |= {"shown": shown, "may_open": works and not shown.own_open, "may_move": works}
    return render(request, "conversations/help.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_help(request, pk):
    """Open an episode of help."""
    family, context = family_page(request, pk, active="help")
    partner, submission = partner_for(request), submission_of(request)
    if request.method == "GET" and services.open_episode_of(family, partner):
        return redirect("conversations:help", family.pk)
    before = Episode.objects.visible_to(request.user).filter(family=family, provider=partner, over_at__isnull=False)

    def do(form):
        clean = {name: form.cleaned_data[name] for name in ("why", "identified_on", "trigger", "objective", "status")}
        follows = before.order_by("-over_at").first()
        services.open_episode(family, by=request.user, partner=partner, submission=submission, follows=follows, **clean)

    return ask(
        request,
        OpenForm(request.POST or None),
        do,
        title=f"Open help for the {family}",
        button="Open help",
        done="Help is open. Ask somebody to lead it",
        back=reverse("conversations:help", args=[family.pk]),
        lead="Help is voluntary: the family knows and agrees, unless that would put a child at risk.",
        submission=submission,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, pk):
    """Move an episode on, or aside."""
    found = open_or_404(request, Episode.objects, pk)
    services.require_run(request.user, found)
    talks = newest_conversations(found.family_id, reader_of(request.user))
    form = MoveForm(request.POST or None, choices=services.next_of(found), conversations=talks)

    def do(form):
        services.move_episode(found, by=request.user, **form.cleaned_data)

    return ask(
        request,
        form,
        do,
        title="Move the help on",
        button="Move it on",
        done="Moved on",
        back=back_from(request, found),
        about=found,
        lead=f"It stands at: {found.get_status_display().lower()}.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def no_lead(request, pk):
    """Say why nobody needs to lead."""
    found = open_or_404(request, Episode.objects.select_related("provider"), pk)
    require(request.user, "make_records", found.provider)

    def do(form):
        services.need_no_lead(found, by=request.user, reason=form.cleaned_data["reason"])

    return ask(
        request,
        ReasonForm(request.POST or None, initial={"reason": found.no_lead_reason}),
        do,
        title="Why does nobody need to lead?",
        button="Save",
        done="Saved",
        back=back_from(request, found),
        about=found,
    )
