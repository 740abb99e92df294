"""Papers for families: the list, writing and approving them, giving them to somebody."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from consent import papers as services
from consent.forms.papers import ApproveForm, GiveForm, PaperForm
from consent.models import Paper, PaperGiven, PaperLayout
from consent.paper_pages import given_to, rows_of, shelves
from consent.printing import blocks, paper_answer
from consent.views.files import or_say_that_it_is_lost
from locality.access import holds, open_or_404
from locality.access.rule import reader_of
from locality.families import people_of
from locality.looking import key_of
from locality.pages import family_page, partner_for
from locality.submissions import submission_of


@require_safe
def papers(request):
    """Every partner's papers: those in force, those that wait for approval, and the versions before."""
    context = shelves(request.user) | {"may_write": bool(holds(request.user, "write_papers"))}
    return render(request, "consent/papers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write_paper(request):
    """Write the next version of a paper of the reader's partner, from nothing or from another version (`from`)."""
    partner = partner_for(request, "write_papers")
    initial = {}
    if request.method != "POST" and (source := Paper.objects.filter(pk=key_of(request.GET.get("from"))).first()):
        names = ("kind", "language", "title", "body", "easy_body", "web_address")
        initial = {name: getattr(source, name) for name in names} | {"made": "" if source.digest else "written"}
    form = PaperForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        named = ("kind", "language", "title", "body", "easy_body", "file", "web_address")
        values = {name: clean[name] for name in named} | {"file_layout": clean["layout"]}
        key = submission_of(request)
        made = services.write_paper(by=request.user, partner=partner, submission=key, **values)
        messages.success(request, f"Version {made.number} is written. Somebody else approves it before it is given")
        return redirect("consent:paper", made.pk)
    context = {"form": form, "submission": submission_of(request), "partner": partner}
    return render(request, "consent/write_paper.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request, pk):
    """One version: what it says, its state, and its approval by somebody other than the writer."""
    found = _paper(pk)
    approves = found.partner_id in holds(request.user, "authorise")
    form = ApproveForm(request.POST or None)
    if request.method == "POST" and not approves:
        raise PermissionDenied("Only who authorises for the partner approves its papers")
    if request.method == "POST" and form.is_valid():
        try:
            services.approve_paper(found, by=request.user, **form.cleaned_data)
            messages.success(request, f"Approved: {found}")
            return redirect("consent:paper", found.pk)
        except ValidationError as error:
            form.add_error(None, error)
    row = rows_of([found])[0]
    context = row | {
        "form": form,
        "approves": approves and not row["approval"] and found.written_by_id != request.user.pk,
        "blocks": blocks(found.body),
        "easy_blocks": blocks(found.easy_body),
        "may_write": found.partner_id in holds(request.user, "write_papers"),
    }
    return render(request, "consent/paper.html", context, status=422 if form.errors else 200)


@require_safe
@or_say_that_it_is_lost
def paper_file(request, pk, layout):
    """A version as a document, to read. What is given to somebody is printed from their family's page."""
    found = _paper(pk)
    if layout not in found.layouts:
        raise Http404("There is no such layout")
    return paper_answer(found, PaperLayout(layout))


def _paper(pk):
    found = Paper.objects.filter(pk=pk).select_related("partner", "written_by").first()
    if found is None:
        raise Http404("There is no such paper")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def given(request, pk):
    """What each person of a family was given and signed for; and giving something more."""
    family, context = family_page(request, pk, active="sharing")
    partner, reader = partner_for(request), reader_of(request.user)
    in_force = Paper.objects.in_force().select_related("partner").order_by("kind", "language", "partner__name")
    form = GiveForm(request.POST or None, people=people_of(family, reader), papers=in_force)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        try:
            made = services.give_paper(
                family,
                by=request.user,
                partner=partner,
                submission=submission_of(request),
                **{name: clean[name] for name in ("person", "paper", "layout", "how", "given_on", "note")},
            )
            messages.success(request, f"Recorded: {clean['person']} was given {made.paper}. You can print it below")
            return redirect("consent:given", family.pk)
        except ValidationError as error:
            form.add_error(None, error)
    context |= {"form": form, "submission": submission_of(request), "people": given_to(family, reader)}
    return render(request, "consent/given.html", context, status=422 if form.errors else 200)


@require_safe
@or_say_that_it_is_lost
def given_file(request, pk):
    """What somebody was given, as a document to print."""
    found = open_or_404(request, PaperGiven.objects.select_related("paper__partner"), pk)
    return paper_answer(found.paper, PaperLayout(found.layout))
