"""The people of a family, their households, relationships and levels of need."""

from django.shortcuts import render

from locality.pages import family_page


def people(request, pk):
    """Who is in the family."""
    _, context = family_page(request, pk, active="people")
    return render(request, "locality/family.html", context)
