"""My work, the families, and finding one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from locality.access import holds, note_list
from locality.access.rule import reader_of
from locality.family_list import families_page, places_of
from locality.forms.find import FamilyFilter, FindForm
from locality.lookups import LIMIT, look_up
from locality.models import Person
from locality.pages import drawn
from locality.registries import family_steps, home_panels

TYPED = ("given_name", "family_name", "born_on-day", "born_on-month", "born_on-year")  # carried on to registering

QUICK = 6  # families for which the commonest step is one tap away


@require_safe
def home(request):
    """My work: what other pages put there, and the newest families; for an auditor, where to begin."""
    reader = reader_of(request.user)
    lines, older = families_page(request, size=10) if reader.partners else ([], "")
    context = {
        "reader": reader,
        "begun": [(line.family, family_steps(request, line.family)[:1]) for line in lines[:QUICK]],
        "panels": drawn(request, home_panels(request)),
        "lines": lines,
        "older": older,
        "may_register": _may_register(request.user),
    }
    return render(request, "locality/home.html", context)


def _may_register(practitioner):
    return bool(holds(practitioner, "make_records"))


@require_safe
def families(request):
    """The families the reader may see, newest activity first."""
    form = FamilyFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    lines, older = families_page(request, **chosen, after=request.GET.get("after", ""))
    context = {
        "form": form,
        "lines": lines,
        "chips": _chips(request, form, chosen),
        "newest": _address(request, after=None) if request.GET.get("after") else "",
        "older": _address(request, after=older) if older else "",
        "may_register": _may_register(request.user),
        "may_find": bool(reader_of(request.user).partners),
    }
    return render(request, "locality/families.html", context)


def _chips(request, form, chosen):
    """The filters in force, each with the address of the list without it."""
    return [
        {"text": dict(form.fields[name].choices)[value], "url": _address(request, **{name: None, "after": None})}
        for name, value in chosen.items()
        if value
    ]


def _address(request, **changes):
    """This page's address with these parts of its query changed (None: left out)."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


@require_http_methods(["GET", "HEAD", "POST"])
def find(request):
    """Look a person up: who of them the reader may see, and whether somebody else may know them (A6).

    Only for who works for a partner: the question reaches beyond what an auditor or a former member may ask.
    """
    if not reader_of(request.user).partners:
        raise PermissionDenied("You see records for no partner")
    form = FindForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "locality/find.html", {"form": form}, status=422 if form.is_bound else 200)
    found = look_up(request.user, form.words)
    note_list(request, Person.objects, found.people)
    context = {
        "form": form,
        "found": found,
        "limit": LIMIT,
        "matches": places_of(request.user, found.people),
        "may_register": _may_register(request.user),
        "typed": [(name, request.POST.get(name, "")) for name in TYPED],
    }
    return render(request, "locality/find.html", context, status=429 if found.refused else 200)
