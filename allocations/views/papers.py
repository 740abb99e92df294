"""Each member's own papers of a meeting: asked for here, made by a worker, read here."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from allocations import services
from allocations.documents import Parts, copies_of, new_for, parts_for
from allocations.minutes_paper import minutes_for, still_to_be_read
from allocations.models import AgendaItem, Pack, PackOrder
from allocations.sitting import seat_of
from allocations.tasks import make_papers
from allocations.views.meetings import meeting_or_404
from locality.access import deny, note_list
from locality.access.rule import reader_of
from locality.paper import file_answer
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request, pk):
    """The copies that were issued to the reader, what changed since, and how far the one is that they asked for; a
    new copy, or an addendum with what is new or has changed."""
    found = meeting_or_404(pk)
    if request.method == "POST":
        return _order(request, found)
    seat = seat_of(found, request.user)
    parts = _parts(found, seat, request.user)
    packs = list(Pack.objects.filter(meeting=found, practitioner=request.user, is_minutes=False).order_by("issued_at"))
    orders = _orders(request, found)
    note_list(request, AgendaItem.objects, parts.items)
    kept, reader = {order.pk for order in orders if order.is_kept}, reader_of(request.user)
    context = {
        "meeting": found,
        "asked": seat is not None,
        "ready": _is_out(found, seat),
        "count": len(parts.items),
        "new": len(new_for(packs, parts).items) if packs else 0,
        "issued": [{"copy": copy, "kept": copy.pack.pk in kept} for copy in copies_of(packs, parts, reader)],
        "orders": [order for order in orders if not order.made_at][-3:],
        "waits": any(order.is_waiting for order in orders),
        "state": _state(orders),
        "submission": submission_of(request),
    }
    return render(request, "allocations/papers.html", context)


def _order(request, found):
    """Ask for a copy, and nudge the worker once that is written down."""
    is_addendum = request.POST.get("act") == "addendum"
    try:
        order = services.order_papers(
            found, by=request.user, submission=submission_of(request), is_addendum=is_addendum
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        make_papers.delay_on_commit(str(order.pk))
    return redirect("allocations:papers", found.pk)


def _is_out(found, seat):
    """Whether there are papers of this meeting for who sits there."""
    return seat is not None and found.circulated_at is not None and not found.cancelled_at


def _parts(found, seat, practitioner):
    return parts_for(found, seat.partner, practitioner) if _is_out(found, seat) else Parts([], {})


def _orders(request, found):
    rows = PackOrder.objects.filter(meeting=found, practitioner=request.user, is_minutes=False).without_content()
    return list(rows.order_by("ordered_at", "pk"))


def _state(orders):
    """How far each order is, in a letter that changes when it goes on: what the page compares while it waits."""
    return "".join(order.state["text"][0] for order in orders)


@require_safe
def papers_state(request, pk):
    """How far the reader’s copies are: for the page that waits for one. It says nothing else."""
    return JsonResponse({"state": _state(_orders(request, meeting_or_404(pk)))})


@require_safe
def papers_file(request, pk):
    """One of the reader’s own copies, while everything in it may still be read."""
    mine = PackOrder.objects.select_related("meeting__locality").filter(practitioner=request.user)
    order = mine.filter(pk=pk).first()
    if order is None:  # another’s, or nobody’s: one answer, and it is written down
        deny(request, PackOrder, pk)
        raise Http404("There is nothing here that you may see")
    if order.is_minutes:
        return _minutes_file(request, order)
    parts = _parts(order.meeting, seat_of(order.meeting, request.user), request.user)
    pack = Pack.objects.filter(pk=order.pk).first()
    read = pack and order.content is not None and not copies_of([pack], parts, reader_of(request.user))[0].gone
    if not read or order.meeting.cancelled_at:
        messages.error(request, "That copy is not there to read any more, or not yet")
        return redirect("allocations:papers", order.meeting_id)
    note_list(request, AgendaItem.objects, parts.only(set(pack.items)).items)
    services.open_papers(order, by=request.user)
    return file_answer("meeting-papers.pdf", "application/pdf", bytes(order.content))


def _minutes_file(request, order):
    """One of the reader’s own copies of minutes, while all that is in it may still be read."""
    seat, pack = seat_of(order.meeting, request.user), Pack.objects.filter(pk=order.pk).first()
    told = minutes_for(order.meeting, seat.partner, request.user) if seat else []
    if pack is None or order.content is None or not still_to_be_read(pack, told):
        messages.error(request, "That copy is not there to read any more, or not yet")
        return redirect("allocations:minutes", order.meeting_id)
    note_list(request, AgendaItem.objects, [each.minute.item for each in told if each.minute.item_id in pack.items])
    return file_answer("meeting-minutes.pdf", "application/pdf", bytes(order.content))
