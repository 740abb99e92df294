"""Looking again at whether somebody may be told of a decision (domain.md 4.5)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from consent import not_telling
from consent.forms import LookAgainForm
from consent.models import NonInforming
from consent.pages import may_name
from locality.access import holds, open_or_404
from locality.access.rule import reader_of
from locality.people import with_people
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def look_again(request, pk):
    """Say whether a person from whom a decision is kept may be told of it now."""
    found = open_or_404(request, NonInforming.objects.select_related("decision__provider"), pk)
    if found.decision.provider_id not in holds(request.user, "decide_sharing") | holds(request.user, "authorise"):
        raise PermissionDenied("Only the partner whose decision it is looks at it again")
    [told] = not_telling.with_looks(with_people([found], reader_of(request.user), "person"))
    if told.is_over:
        return redirect("consent:decision", found.decision_id)
    form = LookAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key = submission_of(request)
            not_telling.look_again(found, by=request.user, submission=key, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Recorded. Nobody was told anything by this")
            return redirect("consent:decision", found.decision_id)
    named = may_name(found.decision.family_id, reader_of(request.user))
    context = {"told": told, "form": form, "submission": submission_of(request), "named": named}
    return render(request, "consent/look_again.html", context, status=422 if form.errors else 200)
