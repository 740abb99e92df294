"""Minutes: each family's apart, agreed from where one is; and what was agreed, done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from allocations import services
from allocations.forms import DoneForm
from allocations.minutes import minutes_of
from allocations.models import AgendaItem, ItemAction, MinutesConfirmation, PackOrder
from allocations.sitting import members_of, runs, seat_of
from allocations.tasks import make_papers
from allocations.views.meetings import meeting_or_404, must_run
from locality.access import note_list, open_or_404
from locality.access.rule import reader_of
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request, pk):
    """The minutes of a meeting as far as the reader may see them; whoever was there agrees to them here."""
    found = meeting_or_404(pk)
    if request.method == "POST":
        try:
            if request.POST.get("act") == "copy":
                return _copy(request, found)
            if request.POST.get("act") == "agree":
                must_run(request, found)
                services.agree_minutes(found, by=request.user)
            else:
                services.confirm_minutes(found, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "You agree to the minutes")
        return redirect("allocations:minutes", pk)
    told = minutes_of(found, reader_of(request.user))
    note_list(request, AgendaItem.objects, [each.minute.item for each in told])
    members = members_of(found)
    agreed = MinutesConfirmation.objects.filter(meeting=found).select_related("practitioner").order_by("confirmed_at")
    draft = found.status == found.Status.MINUTES_DRAFT
    context = {
        "meeting": found,
        "told": told,
        "members": [member for member in members if member.arrived_at],
        "apologies": [member for member in members if member.apologies and not member.arrived_at],
        "agreed": agreed,
        "finishes": runs(request.user, found),
        "may_agree": draft and any(m.practitioner_id == request.user.pk and m.arrived_at for m in members),
        "has_agreed": any(each.practitioner_id == request.user.pk for each in agreed),
        "runs": draft and runs(request.user, found),
        "copies": _copies(request, found),
        "may_copy": found.ended_at is not None and seat_of(found, request.user) is not None,
        "submission": submission_of(request),
    }
    return render(request, "allocations/minutes.html", context)


def _copy(request, found):
    """Ask for the minutes on paper, and nudge the worker once that is written down."""
    order = services.order_papers(found, by=request.user, submission=submission_of(request), is_minutes=True)
    make_papers.delay_on_commit(str(order.pk))
    messages.success(request, "Your copy is being made. It is here in a few seconds: load the page again")
    return redirect("allocations:minutes", found.pk)


def _copies(request, found):
    """The reader’s own copies of these minutes, the newest last."""
    rows = PackOrder.objects.filter(meeting=found, practitioner=request.user, is_minutes=True).without_content()
    return list(rows.order_by("ordered_at", "pk"))[-3:]


@require_http_methods(["GET", "HEAD", "POST"])
def action_done(request, pk):
    """Say that what a meeting agreed is done."""
    agreed = open_or_404(request, ItemAction.objects.select_related("minute__meeting", "owner_partner"), pk)
    if not (agreed.owner_id == request.user.pk or runs(request.user, agreed.minute.meeting)):
        must_run(request, agreed.minute.meeting)
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.finish_meeting_action(agreed, by=request.user, **form.cleaned_data)
        messages.success(request, "It is done")
        return redirect("allocations:item", agreed.item_id)
    return render(
        request, "allocations/action_done.html", {"action": agreed, "form": form}, status=422 if form.errors else 200
    )
