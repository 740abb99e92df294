"""What the family was told, asked and answered."""

from uuid import uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from consent import papers, services
from consent.forms import ConsentForm, WithdrawForm
from consent.models import (
    Consent,
    ConsentArtefact,
    ConsentCategory,
    ConsentPartner,
    DecisionConsent,
    PaperGiven,
    SharingDecision,
)
from consent.pages import may_name, standing_of, summaries
from consent.paper_pages import signature_of
from consent.views.again import as_sent, what_becomes
from locality.access import open_or_404, require
from locality.access.rule import reader_of
from locality.families import people_of, with_families
from locality.pages import family_page, partner_for
from locality.people import with_people
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def record(request, pk):
    """Record one adult's answer, for themselves and for the children they answer for."""
    family, context = family_page(request, pk, active="sharing")
    partner = partner_for(request)
    reader = reader_of(request.user)
    people = people_of(family, reader)
    form = ConsentForm(request.POST or None, people=people, partner=partner)
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        changes = {} if "confirmed" in request.POST else what_becomes(family, partner, form.cleaned_data)
        if changes:
            return render(request, "consent/again.html", context | changes | {"sent": as_sent(request)})
        if _record(request, form, family, partner):
            messages.success(request, "Recorded what the family answered")
            return redirect("consent:sharing", family.pk)
    context |= {"form": form, "submission": submission_of(request), "standing": standing_of(family, people, reader)}
    return render(request, "consent/record.html", context, status=422 if form.errors else 200)


def _record(request, form, family, partner):
    """Record one consent for each person: all of them or none. Returns whether it did."""
    try:
        with transaction.atomic():
            _record_papers(request, form, family, partner)
            for person in form.cleaned_data["people"]:
                _record_one(request, form, family, partner, person)
    except ValidationError as error:
        form.take_errors(error)
        return False
    return True


def _record_papers(request, form, family, partner):
    """Record which versions of the papers whoever answered was given, when they were chosen (S82, S86)."""
    who = form.cleaned_data["given_by"]
    for paper, day in form.papers():
        papers.give_paper(
            family,
            by=request.user,
            partner=partner,
            person=who,
            paper=paper,
            layout=paper.layouts[0],
            how=PaperGiven.How.BY_HAND,
            note=form.cleaned_data["how"],
            given_on=day,
            submission=uuid5(submission_of(request), str(paper.pk)),
        )


def _record_one(request, form, family, partner, person):
    clean = form.cleaned_data
    named = ("status", "given_by", "partners", "categories", "verbal_reason", "not_sought_reason", "expires_on")
    services.record_consent(
        family,
        by=request.user,
        partner=partner,
        person=person,
        # One key for each person, made from the form's own: the form sent twice records once.
        submission=uuid5(submission_of(request), str(person.pk)),
        artefacts=form.artefacts(),
        answered_at=form.answered_at,
        **{name: clean[name] for name in named},
    )


def consent(request, pk):
    """One answer, with its five artefacts and what rests on it."""
    found = open_or_404(request, Consent.objects.select_related("recorded_by"), pk)
    return render(request, "consent/consent.html", _told(request, found))


def _told(request, found):
    reader = reader_of(request.user)
    with_people([found], reader, "person", "given_by")
    with_families([found], reader)

    def lines(model, *related):
        return model.objects.visible_by(reader).filter(consent=found).select_related(*related)

    facts = {fact.kind: fact for fact in lines(ConsentArtefact)}
    resting = SharingDecision.objects.visible_by(reader).live().filter(pk__in=lines(DecisionConsent).values("decision"))
    return {
        "consent": found,
        "named": may_name(found.family_id, reader),
        "stands": found.stands,
        "artefacts": [(ConsentArtefact.Kind(kind).label, facts.get(kind)) for kind in ConsentArtefact.Kind.values],
        "partners": [row.partner for row in lines(ConsentPartner, "partner")],
        "categories": [row.category for row in lines(ConsentCategory, "category")],
        "resting": summaries(list(resting)),
        **signature_of(found, reader),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Record that somebody no longer agrees; the page says first what ends."""
    found = open_or_404(request, Consent.objects.select_related("provider"), pk)
    if request.method == "GET" and (not found.given_at or found.withdrawn_at or found.superseded_at):
        return redirect("consent:consent", found.pk)
    require(request.user, "make_records", found.provider)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.withdraw(found, by=request.user, how=form.cleaned_data["how"])
        messages.success(request, "Recorded. What rested on this agreement has ended")
        return redirect("consent:consent", found.pk)
    return render(
        request, "consent/withdraw.html", _told(request, found) | {"form": form}, status=422 if form.errors else 200
    )
