"""The sharing matrix of a family, and what one partner could see of what we supplied."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from consent.forms.matrix import BetweenForm
from consent.overview import EACH, changes_of, is_restricted, matrix_of, partners_of, sight_of
from consent.sources import sources_of
from locality.access.audit import note_question
from locality.access.rule import reader_of
from locality.kinds import kind_words, page_of
from locality.models import Partner, Person
from locality.pages import family_page


@require_safe
def matrix(request, pk):
    """People by partners: who may see what about whom, now; and what changed between two days."""
    family, context = family_page(request, pk, active="sharing")
    sources = sources_of(family, reader_of(request.user), family.people_seen, context["because"])
    everybody = request.GET.get("partners") == "all"
    form = BetweenForm(request.GET if any(name.startswith("since") for name in request.GET) else None)
    changes = changes_of(sources, **form.cleaned_data) if form.is_valid() else None
    context |= matrix_of(sources, partners_of(sources, everybody))
    context |= {"everybody": everybody, "restricted": is_restricted(family), "form": form, "changes": changes}
    context["between"] = form.cleaned_data if changes else None
    context["now"] = timezone.now()
    return render(request, "consent/matrix.html", context, status=422 if form.errors else 200)


@require_safe
def as_partner(request, pk, partner):
    """What a partner could see now of what the reader's own partner supplied. The question is written down."""
    family, context = family_page(request, pk, active="sharing")
    other = Partner.objects.filter(pk=partner).first()
    if other is None:
        raise Http404("There is no such partner")
    reader = reader_of(request.user)
    note_question(request, "preview as a partner", record=other.pk, family=family.pk)
    seen = {person.pk for person in family.people_seen}
    groups = [_group(model, keys, rows, seen) for model, keys, rows in sight_of(family, other, reader)]
    context |= {"partner": other, "own": other.pk in reader.partners}
    context |= {"groups": [each for each in groups if each["lines"]], "parts": [g for g in groups if not g["lines"]]}
    context["restricted"] = is_restricted(family, other)
    return render(request, "consent/as_partner.html", context)


def _group(model, keys, rows, seen):
    """One kind of record for the page: its name, how many there are, and the newest by what they say of themselves:
    not what is part of another record, nor what would name somebody whom the reader may not see."""
    name = model._meta.model_name
    people = [each.attname for each in model._meta.fields if each.related_model is Person]
    whole = any(each.name in ("family", "number") for each in model._meta.fields)
    named = [row for row in rows if all(getattr(row, each) in seen for each in people if getattr(row, each))]
    lines = [{"title": str(row), "url": page_of(name, row.pk)} for row in named if whole]
    return {"kind": capfirst(kind_words(name)), "count": len(keys), "lines": lines, "more": len(keys) > EACH}
