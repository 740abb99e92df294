"""Meetings: the list, one meeting and its agenda, planning, who is asked, and the disclosure check."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from allocations import services
from allocations.agenda import agenda_of, meetings_of_the_year
from allocations.coverage import check_of
from allocations.forms import AskForm, CancelForm, PlanForm
from allocations.headings import STANDING_AGENDA
from allocations.models import AgendaItem, AllocationMeeting, ItemChoice, MeetingMember
from allocations.sitting import gone_since, members_of, runs
from locality.access import holds, note_list, open_or_404
from locality.access.rule import reader_of
from locality.models import Locality, Partner
from locality.pages import partner_for
from locality.submissions import submission_of

STEPS = {  # what whoever runs a meeting may press on its page
    "open": services.open_agenda,
    "close": services.close_agenda,
    "circulate": services.circulate,
    "chair": services.take_chair,
    "begin": services.begin_meeting,
    "end": services.end_meeting,
}


def meeting_or_404(pk):
    """A meeting with its locality and chair: it says nothing about any family. Raises Http404."""
    return get_object_or_404(AllocationMeeting.objects.select_related("locality", "chair", "run_by"), pk=pk)


def must_run(request, found):
    """Return nothing for whoever runs the meeting; raise PermissionDenied for everybody else."""
    if not runs(request.user, found):
        raise PermissionDenied("That is for whoever runs the meeting")


@require_safe
def meetings(request):
    """The meetings to come and those of the last year. A meeting says nothing about any family."""
    coming, held = meetings_of_the_year()
    context = {"coming": coming, "held": held, "localities": list(Locality.objects.order_by("name"))}
    context["may_plan"] = bool(holds(request.user, "run_meetings"))
    context["may_bring"] = bool(holds(request.user, "make_records"))
    return render(request, "allocations/meetings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request):
    """Plan the monthly meetings of a locality (S131)."""
    partner, submission = partner_for(request, "run_meetings"), submission_of(request)
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        series = services.plan_series(
            clean["locality"],
            by=request.user,
            partner=partner,
            week=int(clean["week"]),
            weekday=int(clean["weekday"]),
            starts=clean["starts"],
            place=clean["place"],
            submission=submission,
        )
        messages.success(request, f"Planned: {series}. The next one takes families now")
        return redirect("allocations:meetings")
    context = {"form": form, "submission": submission}
    return render(request, "allocations/plan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request, pk):
    """One meeting: when, who, how far it is; and its agenda: only what the reader may see."""
    found = meeting_or_404(pk)
    form = CancelForm(request.POST if request.POST.get("act") == "cancel" else None)
    if request.method == "POST":
        must_run(request, found)
        if answer := _step(request, found, form):
            return answer
    agenda, items = agenda_of(found, request.user)
    note_list(request, AgendaItem.objects, items)
    context = {
        "meeting": found,
        "agenda": agenda,
        "first": items[0] if items else None,
        "members": members_of(found),
        "runs": runs(request.user, found),
        "standing": STANDING_AGENDA,
        "form": form,
    }
    return render(request, "allocations/meeting.html", context, status=422 if form.errors else 200)


def _step(request, found, form):
    """Do what was pressed; the answer, or None when the form has to be shown again."""
    act = request.POST.get("act")
    try:
        if act == "cancel":
            if not form.is_valid():
                return None
            services.cancel_meeting(found, by=request.user, why=form.cleaned_data["why"])
        elif act in STEPS:
            STEPS[act](found, by=request.user)
        else:
            raise Http404("There is no such step")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("allocations:check" if act == "circulate" else "allocations:meeting", found.pk)
    return redirect(
        {"begin": "allocations:room", "end": "allocations:minutes"}.get(act, "allocations:meeting"), found.pk
    )


@require_http_methods(["GET", "HEAD", "POST"])
def members(request, pk):
    """Who is asked to a meeting: members, deputies, guests; and who sent apologies."""
    found = meeting_or_404(pk)
    must_run(request, found)
    form = AskForm(request.POST if request.POST.get("act") == "ask" else None)
    if request.POST.get("act") == "apologies":
        member = get_object_or_404(MeetingMember, meeting=found, pk=key_or_404(request.POST.get("member")))
        services.note_attendance(member, by=request.user, does="apologies")
        return redirect("allocations:members", pk)
    if request.POST.get("act") == "team":
        count = services.ask_the_team(found, by=request.user)
        messages.success(request, f"The team is asked: {count}")
        return redirect("allocations:members", pk)
    if request.method == "POST" and form.is_valid():
        asked = services.ask_to_meeting(found, by=request.user, **form.answers)
        messages.success(request, f"{asked} is asked to the meeting")
        return redirect("allocations:members", pk)
    asked = members_of(found)
    context = {"meeting": found, "members": asked, "gone": gone_since(asked), "form": form}
    return render(request, "allocations/members.html", context, status=422 if form.errors else 200)


def key_or_404(text):
    """The UUID that a hidden field holds. Raises Http404 when it holds none."""
    from uuid import UUID

    try:
        return UUID(text or "")
    except ValueError as error:
        raise Http404("That is no key") from error


@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk):
    """The disclosure check: for each item and each partner that comes, whether a decision covers it."""
    found = meeting_or_404(pk)
    everything = runs(request.user, found)
    if request.method == "POST":
        must_run(request, found)
        item = open_or_404(request, AgendaItem.objects, key_or_404(request.POST.get("item")))
        if request.POST.get("choice") not in ItemChoice.Choice.values:
            raise Http404("There is no such choice")
        for key in request.POST.getlist("partner"):
            values = {"other": get_object_or_404(Partner, pk=key_or_404(key)), "choice": request.POST["choice"]}
            services.choose_for_partner(item, by=request.user, meeting=found, **values)
        return redirect("allocations:check", pk)
    matrix = check_of(found, reader_of(request.user), everything=everything)
    note_list(request, AgendaItem.objects, [row.item for row in matrix.rows])
    context = {"meeting": found, "matrix": matrix, "runs": everything, "may_send": found.status in SENDABLE}
    return render(request, "allocations/check.html", context)


SENDABLE = (AllocationMeeting.Status.ITEMS_OPEN, AllocationMeeting.Status.ITEMS_CLOSED)
