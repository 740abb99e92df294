"""The history of a family's records, and of one record."""

from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from locality.access import audit
from locality.access.rule import reader_of
from locality.access.versions import versions_of
from locality.family_history import lines_of_family
from locality.kinds import kind_words, page_of
from locality.pages import drawn, family_page
from locality.registries import protected_models, record_panels


@require_safe
def family_history(request, pk):
    """The family's records that the reader may see, last changed first, each with the way to its history."""
    family, context = family_page(request, pk, "history")
    context["lines"] = lines_of_family(family, reader_of(request.user))
    return render(request, "locality/family_history.html", context)


@require_safe
def record_history(request, kind, pk):
    """Who changed which field of a record from what to what. An auditor who may not read the content sees who, when
    and the names of the fields (A8)."""
    model = protected_models().get(kind) or audit.unknown_kind(request, pk)
    record, content = audit.open_trail_or_404(request, model, pk)
    reader, because = reader_of(request.user), getattr(record, "seen_because", None)
    since = because.starts_at if because else None
    context = {
        "kind": kind,
        "key": record.pk,
        "what": kind_words(kind),
        "content": content,
        "page": versions_of(record, reader, before=_key(request), content=content, shared_at=since),
        "record_url": page_of(kind, record.pk) if content else "",
        "parts": [
            {"what": capfirst(kind_words(part._meta.model_name)), "kind": part._meta.model_name, "keys": keys}
            for part, keys in audit.parts_of(record, reader, content=content)
        ],
        "audits": reader.audits,
        "panels": drawn(request, record_panels(request, record)) if content else [],
    }
    return render(request, "locality/record_history.html", context)


def _key(request):
    """The key of the version to continue from, or None."""
    text = request.GET.get("before", "")
    return int(text) if text.isdecimal() and len(text) < 18 else None
