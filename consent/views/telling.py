"""Recording that somebody was told, after it was decided, what was shared about them (F25, V4)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consent import telling
from consent.forms import TellForm
from consent.models import SharingDecision
from locality.access import open_or_404, require
from locality.access.rule import reader_of
from locality.people import with_people
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def told(request, pk):
    """Say who was told of a decision, when, and what was explained."""
    found = open_or_404(request, SharingDecision.objects.select_related("provider"), pk)
    require(request.user, "decide_sharing", found.provider)
    lines = with_people(telling.untold_of(found), reader_of(request.user), "person")
    if not lines:
        return redirect("consent:decision", found.pk)
    people = {line.person.pk: line.person for line in lines}
    form = TellForm(request.POST or None, people=people, initial={"told_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            telling.tell(found, by=request.user, submission=submission_of(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Recorded. {found} says who was told, and what was explained")
            return redirect("consent:decision", found.pk)
    context = {"decision": found, "form": form, "submission": submission_of(request)}
    return render(request, "consent/told.html", context, status=422 if form.errors else 200)
