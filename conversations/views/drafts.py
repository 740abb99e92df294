"""Keeping what is being typed into a form about a record."""

from django.http import Http404, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from conversations.kept import keep_version
from conversations.taking_up import KEPT
from locality.access import open_or_404


@require_POST
def keep(request, kind, pk):
    """Keep what is being typed, every few seconds; answers when, and in which draft. It is its author's alone."""
    if kind not in KEPT:
        raise Http404("There is no such form")
    found = open_or_404(request, KEPT[kind].model.objects, pk)
    kept = keep_version(request, form=kind, record=found)
    fields = {"draft": str(kept.pk), "draft_version": str(kept.version)}
    return JsonResponse({"saved_at": f"{timezone.localtime(kept.saved_at):%H:%M}", "fields": fields})
