"""Who sees what, and why."""

from django.http import Http404


def why(request):
    raise Http404("Not yet")


def why_me(request, kind, pk):
    raise Http404("Not yet")


def looked(request):
    raise Http404("Not yet")


def record_looked(request, kind, pk):
    raise Http404("Not yet")
