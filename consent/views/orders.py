"""Who answers for whom, and the orders of courts that change it (C3-C5)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from consent import settling
from consent.answering import who_answers
from consent.forms import CareOrderForm, EndOrderForm
from consent.models import CareOrder
from locality.access import open_or_404, require
from locality.access.rule import reader_of
from locality.families import people_of
from locality.pages import family_page, partner_for
from locality.people import with_people
from locality.submissions import submission_of


def who(request, pk):
    """For each person of the family, who answers, and how that is known."""
    family, context = family_page(request, pk, active="sharing")
    reader = reader_of(request.user)
    context["rows"] = who_answers(family, reader, people_of(family, reader))
    return render(request, "consent/who_answers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, pk):
    """Add an order by which a council shares parental responsibility."""
    family, context = family_page(request, pk, active="sharing")
    partner = partner_for(request)
    form = CareOrderForm(request.POST or None, people=people_of(family, reader_of(request.user)))
    if request.method == "POST" and form.is_valid():
        acts = {"by": request.user, "partner": partner, "submission": submission_of(request)}
        try:
            settling.record_care_order(family, **acts, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The order is recorded")
            return redirect("consent:who-answers", family.pk)
    context |= {"form": form, "submission": submission_of(request)}
    return render(request, "consent/care_order.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk):
    """Record that an order has ended."""
    order = open_or_404(request, CareOrder.objects.select_related("council", "provider"), pk)
    require(request.user, "make_records", order.provider)
    with_people([order], reader_of(request.user), "person")
    form = EndOrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            settling.end_care_order(order, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The end of the order is recorded")
            return redirect("consent:who-answers", order.family_id)
    return render(request, "consent/end_order.html", {"order": order, "form": form}, status=422 if form.errors else 200)
