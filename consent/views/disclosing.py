"""Recording how something that a decision allows was passed on outside the service (F35)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consent import disclosing
from consent.forms import DiscloseForm
from consent.models import SharingDecision
from locality.access import open_or_404, require
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def pass_on_elsewhere(request, pk):
    """Say how, when and to whom something was passed on."""
    found = open_or_404(request, SharingDecision.objects.select_related("provider"), pk)
    require(request.user, "decide_sharing", found.provider)
    items = {line.pk: line for line in disclosing.shared_items(found)}
    partners = {line.partner_id: line.partner for line in disclosing.recipients_of(found)}
    if not found.shares or not items or not partners:
        return redirect("consent:decision", found.pk)
    first = {"passed_at": timezone.now()}
    if len(partners) == 1:
        first["partner"] = next(iter(partners))
    if len(items) == 1:
        first["items"] = list(items)
    form = DiscloseForm(request.POST or None, items=items, partners=partners, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            disclosing.disclose(found, by=request.user, submission=submission_of(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Recorded. {found} says how it was passed on")
            return redirect("consent:decision", found.pk)
    context = {"decision": found, "form": form, "submission": submission_of(request)}
    return render(request, "consent/pass_on_elsewhere.html", context, status=422 if form.errors else 200)
