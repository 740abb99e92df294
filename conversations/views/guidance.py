"""What the work rests on: national guidance by edition, and the early help pathway (S48, S122)."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from conversations.guidance import Document, editions, in_force
from conversations.models import time_limits


@require_safe
def guidance(request):
    """National guidance on safeguarding, as it stands and as it stood."""
    return _shown(request, Document.NATIONAL)


@require_safe
def pathway(request):
    """The early help pathway, step by step, with how long each step may take."""
    limits = sorted(time_limits().values(), key=lambda each: each.position)
    return _shown(request, Document.PATHWAY, steps=True, limits=limits)


def _shown(request, document, **more):
    context = {"title": document.label, "now": in_force(document), "editions": editions(document)} | more
    return render(request, "conversations/guidance.html", context)
