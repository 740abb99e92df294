"""Each member's own papers of a meeting."""

import hashlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from allocations import services
from allocations.documents import TEMPLATE, items_for, papers_of
from allocations.models import AgendaItem, Pack
from allocations.sitting import members_of
from allocations.views.meetings import meeting_or_404
from locality.access import note_list
from locality.paper import pdf
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request, pk):
    """The copies that were issued to the reader, what changed since; a new copy, or an addendum with what is new."""
    found = meeting_or_404(pk)
    asked = [member for member in members_of(found) if member.practitioner_id == request.user.pk and member.partner]
    ready = bool(asked) and found.circulated_at is not None and not found.cancelled_at
    items = items_for(found, asked[0].partner, request.user) if ready else []
    issued = list(Pack.objects.filter(meeting=found, practitioner=request.user).order_by("issued_at"))
    known = {key for pack in issued for key in pack.items}
    new = [item for item in items if item.pk not in known]
    if request.method == "POST":
        is_addendum = request.POST.get("act") == "addendum"
        if not ready or (is_addendum and not new):
            messages.error(request, "There is nothing to make a copy of")
            return redirect("allocations:papers", pk)
        return _copy(request, found, asked[0].partner, new if is_addendum else items, is_addendum)
    note_list(request, AgendaItem.objects, items)
    now = {item.pk for item in items}
    context = {
        "meeting": found,
        "asked": bool(asked),
        "ready": ready,
        "count": len(items),
        "new": len(new) if issued else 0,
        "issued": [{"pack": pack, "gone": len(set(pack.items) - now)} for pack in issued],
        "submission": submission_of(request),
    }
    return render(request, "allocations/papers.html", context)


def _copy(request, found, partner, items, is_addendum):
    """Make a copy, write down that it was issued, and answer with it: in one piece, within the transaction."""
    key, made_at = submission_of(request), timezone.now()
    context = papers_of(found, partner, request.user, items, key=key, made_at=made_at, is_addendum=is_addendum)
    content = pdf(TEMPLATE, context)
    services.issue_papers(
        found,
        by=request.user,
        partner=partner,
        key=key,
        items=[item.pk for item in items],
        digest=hashlib.sha256(content).hexdigest(),
        is_addendum=is_addendum,
    )
    note_list(request, AgendaItem.objects, items)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="meeting-papers.pdf"'
    response["Cache-Control"] = "no-store"
    return response
