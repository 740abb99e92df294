"""Who stands in for whom at a partner: for those who work there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from locality import deputies as standing_in
from locality.access import deny, holds, jobs_of
from locality.forms.deputies import DeputyForm
from locality.partners import Deputy, Membership, Partner
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def deputies(request, pk):
    """Who stands in, now and later; name a deputy for oneself, or for those whose membership one looks after."""
    found = _worked_for(request, pk)
    manages = found.pk in holds(request.user, "manage_members")
    whom = [request.user]
    if manages:
        rows = Membership.objects.live().filter(partner=found).exclude(practitioner=request.user)
        others = [row.practitioner for row in rows.select_related("practitioner").order_by("practitioner__name")]
        whom += others
    form = DeputyForm(request.POST or None, partner=found, whom=whom)
    if request.method == "POST" and form.is_valid():
        try:
            key = submission_of(request)
            standing_in.name_deputy(by=request.user, partner=found, submission=key, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{form.cleaned_data['deputy']} stands in for {form.cleaned_data['away']}")
            return redirect("locality:deputies", pk)
    rows = [
        {"row": each, "may_end": manages or each.away_id == request.user.pk} for each in standing_in.deputies_of(found)
    ]
    context = {"partner": found, "rows": rows, "form": form, "submission": submission_of(request)}
    return render(request, "locality/deputies.html", context, status=422 if form.errors else 200)


@require_POST
def end_deputy(request, pk):
    """Whoever was away is back earlier."""
    found = Deputy.objects.select_related("partner", "away", "deputy").filter(pk=pk).first()
    if found is None:
        raise Http404("There is nothing here that you may see")
    _worked_for(request, found.partner_id)
    standing_in.end_deputy(found, by=request.user)
    messages.success(request, f"{found.deputy} no longer stands in for {found.away}")
    return redirect("locality:deputies", found.partner_id)


def _worked_for(request, pk):
    """The partner with this key, if the reader works there; else the page answers 404."""
    found = next((job.partner for job in jobs_of(request.user) if job.partner_id == pk), None)
    if found is None:
        deny(request, Partner, pk)
        raise Http404("There is nothing here that you may see")
    return found
