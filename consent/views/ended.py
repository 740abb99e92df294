"""A recipient's page about a decision that is over: that it is, and what they did with what it had given them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from consent import services
from consent.ended import over_for
from consent.forms import EndedForm
from consent.models import SharingDecision
from locality.access import deny


@require_http_methods(["GET", "HEAD", "POST"])
def ended(request, pk):
    """Say what our partner did with what the decision had given it (C10). Raises Http404 for everybody else's."""
    found = [(decision, partner) for decision, partner in over_for(request.user) if decision.pk == pk]
    if not found:
        deny(request, SharingDecision, pk)
        raise Http404("There is nothing here that you may see")
    decision, partner = found[0]
    form = EndedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.acknowledge_end(decision, by=request.user, partner=partner, **form.cleaned_data)
        messages.success(request, f"Recorded. {decision.provider} can read it")
        return redirect("locality:home")
    context = {"decision": decision, "partner": partner, "form": form}
    return render(request, "consent/ended.html", context, status=422 if form.errors else 200)
