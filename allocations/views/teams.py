"""A locality team: who belongs to it, since when, and who did."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from allocations import services
from allocations.forms import TeamForm
from allocations.models import TeamMember
from allocations.teams import team_of
from allocations.views.meetings import key_or_404
from locality.models import Locality
from locality.pages import partner_for
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def team(request, pk):
    """The team of a locality, for everybody who works here; joining and leaving for whoever runs meetings."""
    found = get_object_or_404(Locality, pk=pk)
    partner = partner_for(request, "run_meetings", needed=request.method == "POST")
    joins = request.POST.get("act") == "join"
    form, submission = TeamForm(request.POST if joins else None), submission_of(request)
    if request.POST.get("act") == "leave":
        member = get_object_or_404(TeamMember, locality=found, pk=key_or_404(request.POST.get("member")))
        services.leave_team(member, by=request.user, partner=partner)
        messages.success(request, f"{member.practitioner} belongs to the team no more")
        return redirect("allocations:team", pk)
    if joins and form.is_valid() and _joined(request, found, partner, form, submission):
        return redirect("allocations:team", pk)
    before = TeamMember.objects.filter(locality=found, ends_on__isnull=False)
    context = {
        "locality": found,
        "team": team_of(found),
        "before": before.select_related("practitioner", "partner").order_by("-ends_on")[:50],
        "form": form if partner else None,
        "submission": submission,
    }
    return render(request, "allocations/team.html", context, status=422 if form.errors else 200)


def _joined(request, locality, partner, form, submission):
    clean = form.cleaned_data
    who = {"practitioner": clean["job"].practitioner, "for_partner": clean["job"].partner}
    what = {"role": clean["role"], "starts_on": clean["starts_on"], "submission": submission}
    try:
        made = services.join_team(locality, by=request.user, partner=partner, **who, **what)
    except ValidationError as error:
        form.add_error("job", error.messages[0])
        return False
    messages.success(request, f"{made.practitioner} belongs to the team")
    return True
