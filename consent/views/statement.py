"""The family's own statement: choosing whose and how, seeing what it will say, and the document itself."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from consent import documents
from consent.forms.statement import StatementForm
from locality import paper
from locality.access.audit import note_question
from locality.access.rule import reader_of
from locality.pages import family_page, partner_for


@require_safe
def statement(request, pk):
    """Choose the person and the layout, and see what the statement will say."""
    family, context = family_page(request, pk, active="sharing")
    form, told = _asked(request, family)
    context |= {"form": form, "statement": told}
    if told:
        context |= {"layout": documents.LAYOUTS[form.cleaned_data["layout"]], "query": request.GET.urlencode()}
    return render(request, "consent/statement.html", context, status=422 if form.errors else 200)


@require_safe
def statement_file(request, pk):
    """The statement as a document to print or send. That it was made is written down."""
    family, context = family_page(request, pk, active="sharing")
    form, told = _asked(request, family)
    if not told:
        context |= {"form": form, "statement": None}
        return render(request, "consent/statement.html", context, status=422 if form.errors else 200)
    whose = form.cleaned_data["whose"]
    note_question(request, "statement for the family", record=whose and whose.pk, family=family.pk)
    layout = documents.LAYOUTS[form.cleaned_data["layout"]]
    return paper.pdf_answer(f"sharing-statement-{timezone.localdate()}.pdf", layout.template, told | {"layout": layout})


def _asked(request, family):
    """The form, and what the statement says when it is filled in well, else None."""
    partner, reader = partner_for(request), reader_of(request.user)
    people = documents.people_of_partner(family, partner, reader)
    form = StatementForm(request.GET if "layout" in request.GET or "whose" in request.GET else None, people=people)
    if not form.is_valid():
        return form, None
    asker = {"name": request.user.name, "phone": partner.phone}
    whose = form.cleaned_data["whose"]
    return form, documents.statement(family, partner, reader, whose=whose, asker=asker)
