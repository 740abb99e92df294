"""The history of a family's records and of one record."""

from django.http import Http404
from django.shortcuts import render

from locality.pages import family_page


def family_history(request, pk):
    """The records of the family with their last change."""
    _, context = family_page(request, pk, active="history")
    return render(request, "locality/family.html", context)


def record_history(request, kind, pk):
    raise Http404("Not yet")
