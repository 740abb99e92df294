"""The ledger: who shared what with whom, when, why and on what basis (the auditor's question 1)."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from consent import reports
from consent.forms.ledger import LedgerFilter
from locality.access import may_audit
from locality.access.audit import note_question
from locality.saving import FileInPieces, saving_page
from locality.spreadsheets import csv_bytes, csv_file

AT_ONCE = 2000  # rows of the file that are put into words together; a longer one is told in advance


@require_safe
def ledger(request):
    """A page of the ledger, with its filters."""
    form = _filter(request)
    page = None
    if form.is_valid():
        page = reports.ledger(request.user, **form.cleaned_data, after=request.GET.get("after", ""))
        _note(request, form, page)
    query = _query(request)
    context = {
        "form": form,
        "page": page,
        "chips": _chips(request, form),
        "older_url": f"?{_query(request, after=page.older)}" if page and page.older else "",
        "query": query,
        "length": _length(request, form, page) if page and page.older else "",
        "audits": may_audit(request.user),
    }
    return render(request, "consent/ledger.html", context, status=200 if page else 422)


@require_safe
def ledger_file(request):
    """The same decisions as a file for a spreadsheet."""
    form = _filter(request)
    if not form.is_valid():
        return ledger(request)
    filters, name = form.cleaned_data, f"ledger-{timezone.localdate()}.csv"
    page = reports.ledger(request.user, **filters, size=AT_ONCE)
    _note(request, form, page)
    if not page.older:
        return csv_file(name, reports.HEADS, reports.ledger_cells(page.rows))

    def read(practitioner, place):
        found = reports.ledger(practitioner, **filters, size=AT_ONCE, after=place or "")
        return reports.ledger_cells(found.rows), found.older or None

    return FileInPieces(request, name, reports.HEADS, read, total=reports.ledger_length(request.user, **filters))


@require_safe
def ledger_saving(request):
    """The page from which a long file of the ledger is saved, and which tells how far it is."""
    form = _filter(request)
    if not form.is_valid():
        return ledger(request)
    number = reports.ledger_length(request.user, **form.cleaned_data)
    back_url = f"{reverse('consent:ledger')}?{_query(request)}"
    of = f"{number:,} decision{'' if number == 1 else 's'}"
    return saving_page(request, "Ledger of sharing", of, reverse("consent:ledger-file"), back_url)


def _length(request, form, page):
    """How long the file becomes, in words, where that is worth knowing before it is asked for; else "". Its decisions
    are taken to be as long as those of the page."""
    number = reports.ledger_length(request.user, **form.cleaned_data)
    if number <= AT_ONCE:
        return ""
    size = number * len(csv_bytes([], reports.ledger_cells(page.rows))) / len(page.rows)
    return f"{number:,} decisions, about {max(round(size / 1_000_000), 1)} MB"


def _filter(request):
    """The filters in the address. Raises PermissionDenied when the reader has no ledger."""
    if not reports.may_read_ledger(request.user):
        raise PermissionDenied("There is no ledger for you")
    return LedgerFilter(request.GET)


def _note(request, form, page):
    """Write down that the ledger was read, and about which family when it was only one."""
    one = page.rows[0].decision.family_id if form.cleaned_data["family"] and page.rows else None
    note_question(request, "ledger", family=one)


def _query(request, without="", **more):
    """The address's filters as a query, without one field (its parts too) and the place in the list."""
    query = request.GET.copy()
    for name in list(query):
        if name in ("after", "saving") or (without and name.split("-")[0] == without) or not query[name]:
            del query[name]
    for name, value in more.items():
        query[name] = value
    return query.urlencode()


def _chips(request, form):
    """The chosen filters, each with the address without it."""
    if not form.is_valid():
        return []
    return [{"text": words, "url": f"?{_query(request, without=name)}"} for name, words in form.chosen]
