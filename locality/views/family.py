"""A family's overview, its chronology, and the reason for opening it."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from locality import services
from locality.access import holds, open_or_404, partners_where
from locality.access.audit import note_question
from locality.access.rule import reader_of
from locality.chronology import lines_of, narrowed
from locality.families import Family
from locality.family_facts import members_of
from locality.forms.chronology import ChronologyFilter
from locality.forms.family import ReasonForm
from locality.pages import drawn, family_page, partner_for
from locality.paper import pdf_answer
from locality.registries import chronology_of, family_panels, family_steps
from locality.views.entry import safe_next


@require_safe
def overview(request, pk):
    """The family at a glance: what matters now, who belongs to it, and what each app adds."""
    family, context = family_page(request, pk, "overview")
    members = [member for member in members_of(family, reader_of(request.user)) if not member.left_on]
    context["members"] = members
    context["level_action"] = "Record a level of need" if holds(request.user, "make_records") else ""
    context["levels"] = [member for member in members if member.person.kind != "adult"]
    context["steps"] = family_steps(request, family)
    panels = family_panels(request, family)
    context["warnings"] = drawn(request, [panel for panel in panels if panel.warning])
    context["panels"] = drawn(request, [panel for panel in panels if not panel.warning])
    return render(request, "locality/family.html", context)


@require_safe
def chronology(request, pk):
    """What happened, newest first, with the children's ages and marks where nothing was recorded for weeks."""
    family, context = family_page(request, pk, "chronology")
    form, chosen, found = _asked_chronology(request, family, context["family_people"])
    context |= {"filters": form, "only_significant": "significant" in chosen.get("show", [])}
    context["lines"] = lines_of(found, context["family_people"])
    context["query"] = request.GET.urlencode()
    return render(request, "locality/chronology.html", context)


@require_safe
def chronology_paper(request, pk):
    """The same, narrowed the same way, on paper. That it was taken is written down."""
    family, context = family_page(request, pk, "chronology")
    form, chosen, found = _asked_chronology(request, family, context["family_people"])
    note_question(request, "chronology on paper", record=family.pk, family=family.pk)
    context |= {"lines": lines_of(found, context["family_people"]), "chosen": chosen}
    context["person"] = dict(form.fields["person"].choices).get(chosen.get("person") or None)
    context |= {"asked_by": request.user, "asked_at": timezone.now(), "demonstration": settings.DEMONSTRATION}
    name = f"chronology-{timezone.localdate()}.pdf"
    return pdf_answer(name, "locality/chronology_pdf.html", context)


def _asked_chronology(request, family, people):
    """The form, what it asks for (nothing when it is not filled in well), and those entries."""
    found = chronology_of(request, family)
    form = ChronologyFilter(request.GET or None, entries=found, people=people)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return form, chosen, narrowed(found, chosen)


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
