"""Copies on paper: choosing for whom, reading what will stand in it, and the document itself."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consent.kept_quiet import people_not_to_tell
from conversations import documents, services
from conversations.forms.copies import CopyForm
from conversations.models import Assessment, Closure, CopyMade, Plan, Review
from conversations.views.asking import help_url
from locality import paper
from locality.access import open_or_404
from locality.access.rule import reader_of
from locality.families import people_of, with_families
from locality.pages import partner_for
from locality.people import with_people
from locality.submissions import submission_of

MODELS = {"assessment": Assessment, "plan": Plan, "review": Review, "closure": Closure}


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request, pk, kind):
    """What a copy will say, for whom it is chosen; and, posted, the copy itself, which is then written down."""
    found = open_or_404(request, MODELS[kind].objects.select_related("provider"), pk)
    partner, reader = partner_for(request), reader_of(request.user)
    back = _back(found, reader)
    if not documents.is_approved(found):
        messages.info(request, "There is nothing to copy before it is complete")
        return redirect(back)
    form = _form(request, found, partner, reader)
    told = _told(request, found, partner, reader, form) if form.is_valid() else None
    if request.method == "POST" and told:
        try:
            return _made(request, found, partner, form, told)
        except ValidationError as error:
            form.add_error(None, error)
    rows = CopyMade.objects.visible_by(reader).filter(**{kind: found}).select_related("made_by").order_by("-made_at")
    rows = with_people(rows[:50], reader, "person")
    for row in rows:
        row.without = ", ".join(documents.NAMES[code] for code in row.left_out)
    context = {
        "record": found,
        "family": with_families([found], reader)[0].family,
        "called": "how the help ended" if kind == "closure" else str(found),
        "form": form,
        "told": told,
        "query": request.GET.urlencode(),
        "submission": submission_of(request),
        "copies": rows,
        "back": back,
        "gives": kind == "assessment" and found.status == Assessment.Status.COMPLETED and found.provider == partner,
    }
    return render(request, "conversations/copy.html", context, status=422 if form.errors else 200)


def _back(found, reader):
    """The page of the record; of a review, that of its plan, where the reader may see that."""
    if isinstance(found, Closure):
        return help_url(reader, found.family_id)
    if not isinstance(found, Review):
        return reverse(f"conversations:{documents.kind_of(found)}", args=[found.pk])
    if Plan.objects.visible_by(reader).filter(pk=found.plan_id).exists():
        return reverse("conversations:plan", args=[found.plan_id])
    return help_url(reader, found.family_id)


def _form(request, found, partner, reader):
    people = list(people_of(found.family_id, reader)) if found.provider_id == partner.pk else []
    not_told = people_not_to_tell(found.family_id, reader)
    return CopyForm(
        request.GET if "whose" in request.GET else None,
        people=[each for each in people if each.pk not in not_told and each.kind != each.Kind.UNBORN],
        adults=documents.adults_of(found, reader),
        parts=documents.parts_of(found),
    )


def _told(request, found, partner, reader, form):
    clean = form.cleaned_data
    return documents.copy_of(
        found,
        reader,
        maker=request.user,
        partner=partner,
        whose=clean["whose"],
        adults=[UUID(key) for key in clean.get("adults", ())],
        left_out=clean["left_out"],
    )


def _made(request, found, partner, form, told):
    clean = form.cleaned_data
    services.issue_copy(
        found,
        by=request.user,
        partner=partner,
        submission=submission_of(request),
        person=clean["whose"],
        layout=clean["layout"],
        left_out=clean["left_out"],
    )
    name = f"{documents.kind_of(found)}-copy-{timezone.localdate()}.pdf"
    return paper.pdf_answer(name, "conversations/copy_pdf.html", told | {"large": clean["layout"] == "large"})
