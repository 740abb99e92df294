"""Emergency access: taking it, and looking at what somebody took (access.md, A7)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from consent import emergency
from consent.forms import EmergencyForm, ReviewForm
from consent.models import SharingDecision
from locality.access import open_or_404, partners_where
from locality.families import Family
from locality.looking import key_of
from locality.pages import partner_for
from locality.submissions import submission_of

FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
def take(request):
    """Open what others hold about a family, for four hours, before anybody could be asked."""
    partners = list(partners_where(request.user, "make_records").order_by("name", "pk"))
    if not partners:
        raise PermissionDenied("You make records for no partner")
    key = key_of(request.GET.get("family"))
    family = open_or_404(request, Family.objects, key) if key else None
    form = EmergencyForm(request.POST or None, family=family, partners=partners)
    found = None
    if request.method == "POST" and form.is_valid():
        try:
            found = emergency.take(
                by=request.user,
                partner=partner_for(request),
                kinds=form.cleaned_data["kinds"],
                why=form.cleaned_data["why"],
                submission=submission_of(request),
                family=family,
                words=form.words,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if found:
                return _opened(request, found)
    context = {"form": form, "family": family, "submission": submission_of(request), "nothing": found == []}
    return render(request, "consent/emergency.html", context, status=422 if form.errors else 200)


def _opened(request, families):
    words = "Opened for four hours. Those whose information it is were told, and somebody looks at it afterwards"
    messages.success(request, words)
    return redirect("locality:family", families[0].pk) if len(families) == 1 else redirect("locality:families")


@require_http_methods(FORMS)
def review(request, pk):
    """Say whether emergency access that somebody else took was right."""
    found = open_or_404(request, SharingDecision.objects.select_related("provider", "decided_by"), pk)
    said = emergency.emergency_of(found, request.user)
    if not said["may_review"]:
        return redirect("consent:decision", found.pk)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            emergency.review(found, by=request.user, submission=submission_of(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Recorded. {found} says what you found")
            return redirect("consent:decision", found.pk)
    context = {"decision": found, "form": form, "submission": submission_of(request)} | said
    return render(request, "consent/review_emergency.html", context, status=422 if form.errors else 200)
