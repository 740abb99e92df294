"""Looking again at whether somebody may be told of a decision (domain.md 4.5)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from consent import not_telling
from consent.forms import KeepForm, LookAgainForm
from consent.models import NonInforming, SharingDecision
from consent.pages import may_name
from locality.access import holds, open_or_404, require
from locality.access.rule import reader_of
from locality.people import with_people
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def look_again(request, pk):
    """Say whether a person from whom a decision is kept may be told of it now."""
    found = open_or_404(request, NonInforming.objects.select_related("decision__provider", "decided_by"), pk)
    if found.decision.provider_id not in holds(request.user, "decide_sharing") | holds(request.user, "authorise"):
        raise PermissionDenied("Only the partner whose decision it is looks at it again")
    [told] = not_telling.with_looks(with_people([found], reader_of(request.user), "person"))
    if told.is_over:
        return redirect("consent:decision", found.decision_id)
    if request.method == "POST" and request.POST.get("act") == "sign":
        not_telling.sign(found, by=request.user, submission=found.pk)
        messages.success(request, "You signed that they are not told")
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
    context["may_sign"] = not_telling.may_sign(told, request.user)
    return render(request, "consent/look_again.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request, pk):
    """Say that somebody who was still to be told of a decision is not told of it after all."""
    found = open_or_404(request, SharingDecision.objects.select_related("provider"), pk)
    require(request.user, "decide_sharing", found.provider)
    lines = with_people(not_telling.may_be_kept(found), reader_of(request.user), "person")
    people = {line.person.pk: line.person for line in lines}
    form = KeepForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            not_telling.keep_from(found, by=request.user, submission=submission_of(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Recorded. They are not told. Somebody else is asked to sign that")
            return redirect("consent:decision", found.pk)
    context = {"decision": found, "form": form, "submission": submission_of(request), "anybody": bool(people)}
    return render(request, "consent/keep_from.html", context, status=422 if form.errors else 200)
