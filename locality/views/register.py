"""Registering a family, after a look at whether somebody knows it already."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from locality.access import holds, note_list
from locality.family_list import places_of
from locality.forms.register import RegistrationSheet
from locality.lookups import LIMIT, look_up
from locality.models import Person
from locality.registration import register_whole_family, registered_before
from locality.submissions import submission_of
from locality.views.work import TYPED


@require_http_methods(["GET", "HEAD", "POST"])
def register(request):
    """Register a family. Before it is saved, each person is looked up; a match is shown and confirmed once."""
    if not holds(request.user, "make_records"):
        raise PermissionDenied("You make records for no partner")
    posted = request.POST if request.method == "POST" and "looked_up" not in request.POST else None
    sheet = RegistrationSheet(posted, practitioner=request.user, start=_looked_up(request))
    if posted is None or not sheet.is_valid():
        return _page(request, sheet, status=200 if posted is None else 422)
    if family := registered_before(submission_of(request), request.user):
        messages.info(request, f"The {family} was registered already. This is it.")
        return redirect("locality:family", family.pk)
    matches = [] if sheet.is_checked else _check(request, sheet)
    return _page(request, sheet, matches=matches) if matches else _save(request, sheet)


def _looked_up(request):
    """What was typed into the look-up before, to start the form with."""
    if "looked_up" not in request.POST:
        return {}
    given = {name: request.POST.get(name, "")[:100].replace("\x00", "") for name in TYPED}
    return given | {"born_on": [given.pop(name) for name in TYPED[2:]]}


def _check(request, sheet):
    """What looking up each person found, where it found something: dicts of the page."""
    found = [
        (form.words, look_up(request.user, form.words, closely=True)) for form in sheet.people if form.words.enough
    ]
    note_list(request, Person.objects, [person for _, one in found for person in one.people])
    return [
        {"words": words, "found": one, "places": places_of(request.user, one.people)}
        for words, one in found
        if one.people or one.elsewhere or one.refused
    ]


def _save(request, sheet):
    family = register_whole_family(
        sheet.family.cleaned_data["name"],
        by=request.user,
        partner=sheet.family.acting_partner,
        locality=sheet.family.cleaned_data["locality"],
        submission=submission_of(request),
        child=sheet.child.details,
        others=[form.details for form in sheet.people[1:]],
        home=sheet.home_details,
    )
    messages.success(request, f"The {family} is registered: {family.reference}.")
    for words in sheet.doubts:
        messages.warning(request, words)
    return redirect("locality:family", family.pk)


def _page(request, sheet, *, matches=(), status=200):
    context = {
        "sheet": sheet,
        "forms": sheet.forms,
        "submission": submission_of(request),
        "matches": matches,
        "elsewhere": any(match["found"].elsewhere for match in matches),
        "refused": any(match["found"].refused for match in matches),
        "limit": LIMIT,
    }
    return render(request, "locality/register.html", context, status=status)
