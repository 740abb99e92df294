"""A family's overview, its chronology, and the reason for opening it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from locality import services
from locality.access import open_or_404, partners_where
from locality.families import Family
from locality.forms.family import ReasonForm
from locality.pages import family_page, partner_for
from locality.views.entry import safe_next


@require_http_methods(["GET", "HEAD", "POST"])
def reason(request, pk):
    """Ask why the reader opens this family: need to know inside a partner (access.md)."""
    family = open_or_404(request, Family.objects.select_related("provider"), pk)
    partners = list(partners_where(request.user, "see_records").order_by("name", "pk"))
    form = ReasonForm(request.POST or None, partners=partners)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["reason"]
        services.give_reason(family, by=request.user, partner=partner_for(request, "see_records"), reason=words)
        messages.success(request, "Your reason is recorded")
        return redirect(safe_next(request) or reverse("locality:family", args=[family.pk]))
    return render(request, "locality/reason.html", {"family": family, "form": form}, status=422 if form.errors else 200)


def overview(request, pk):
    """The family at a glance."""
    _, context = family_page(request, pk, active="overview")
    return render(request, "locality/family.html", context)


def chronology(request, pk):
    """What happened, newest first."""
    _, context = family_page(request, pk, active="chronology")
    return render(request, "locality/family.html", context)
