"""Still the same? An agreement is looked at again with whoever gave it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from consent import renewing
from consent.forms import RenewForm
from consent.models import Consent
from consent.one_answer import answer_in_full
from locality.access import open_or_404, require
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request, pk):
    """Record that whoever gave an agreement gives the same once more (C12); what needs more is asked in full."""
    found = open_or_404(request, Consent.objects.select_related("provider"), pk)
    require(request.user, "make_records", found.provider)
    context = answer_in_full(found, request.user)
    if not found.stands or not context["named"] or context["in_full"]:
        return redirect("consent:consent", found.pk)
    form, submission = RenewForm(request.POST or None), submission_of(request)
    if request.method == "POST" and form.is_valid():
        try:
            made = renewing.renew(found, by=request.user, submission=submission, **form.answers())
        except ValidationError as error:
            for name, words in error.message_dict.items():
                form.add_error(name if name in form.fields else None, words)
        else:
            messages.success(request, "Recorded: still the same. What rests on it goes on")
            return redirect("consent:consent", made.pk)
    context |= {"form": form, "submission": submission}
    return render(request, "consent/renew.html", context, status=422 if form.errors else 200)
