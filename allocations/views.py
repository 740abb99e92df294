"""Allocation meetings: the list, one agenda, and putting a family on it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from allocations import services
from allocations.agenda import agenda_of, meetings_of_the_year, open_meetings
from allocations.forms import ProposalForm
from allocations.models import AgendaItem, AllocationMeeting
from locality.access import note_list, partners_where
from locality.pages import family_page, partner_for
from locality.submissions import submission_of


@require_safe
def meetings(request):
    """The meetings to come and those of the last year. A meeting says nothing about any family."""
    coming, held = meetings_of_the_year()
    return render(request, "allocations/meetings.html", {"coming": coming, "held": held})


@require_safe
def meeting(request, pk):
    """One meeting's agenda: only what the reader may see, under the four categories."""
    found = get_object_or_404(AllocationMeeting.objects.select_related("locality", "chair"), pk=pk)
    agenda, items = agenda_of(found, request.user)
    note_list(request, AgendaItem.objects, items)
    return render(request, "allocations/meeting.html", {"meeting": found, "agenda": agenda})


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, pk):
    """Put a family on a meeting's agenda, under one category and for a stated purpose."""
    family, context = family_page(request, pk)
    partner, submission = partner_for(request), submission_of(request)
    partners = list(partners_where(request.user, "make_records").order_by("name", "pk"))
    open_now = open_meetings()
    form = ProposalForm(request.POST or None, meetings=open_now, partners=partners)
    if request.method == "POST" and form.is_valid():
        try:
            item = services.propose_family(
                form.cleaned_data["meeting"],
                by=request.user,
                partner=partner,
                family=family,
                heading=form.cleaned_data["heading"],
                purpose=form.cleaned_data["purpose"],
                submission=submission,
            )
        except ValidationError as error:
            form.take_errors(error)
        else:
            messages.success(request, f"The {family} is on the agenda. Other partners see it only if you share it")
            return redirect("allocations:meeting", item.meeting_id)
    context |= {"form": form, "submission": submission, "ask": form.is_bound or open_now.exists()}
    return render(request, "allocations/propose.html", context, status=422 if form.errors else 200)
