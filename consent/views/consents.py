"""What the family was told, asked and answered."""

from uuid import uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from consent import papers, services, settling
from consent.again import resting_on
from consent.answering import first_problems, orders_of, others_who_answer, said_no_before
from consent.ending import endings
from consent.forms import ConsentForm, SettleForm, StartForm, WithdrawForm
from consent.models import Consent, PaperGiven
from consent.one_answer import answer_in_full, who_may_withdraw
from consent.pages import standing_of
from consent.views.again import as_sent, what_becomes
from locality.access import open_or_404, require
from locality.access.rule import reader_of
from locality.families import people_of
from locality.pages import family_page, partner_for
from locality.registries import partners_involved
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def record(request, pk):
    """Record somebody's answer, for themselves and for the children they answer for: three questions, and then a page
    with those that are left."""
    family, context = family_page(request, pk, active="sharing")
    partner, reader = partner_for(request), reader_of(request.user)
    people = people_of(family, reader)
    posted = request.method == "POST"
    given = request.POST if posted else request.GET
    start = StartForm(
        given if posted or "status" in given else None,
        people=people,
        orders=orders_of(family, reader),
        initial={"kind": given.get("kind") or Consent.Kind.INFO_SHARING},
    )
    context |= {"submission": submission_of(request), "standing": standing_of(family, people, reader), "start": start}
    if not start.is_valid() or not _may_answer(start, family, partner) or given.get("act") == "change":
        return _ask_first(request, start, context)
    form = _rest(request, start, family, partner, people)
    if posted and form.is_valid() and "change" not in request.POST:
        people = start.cleaned_data["people"]
        changes = {} if "confirmed" in request.POST else what_becomes(family, partner, people, form.proposed, reader)
        if changes:
            return render(request, "consent/again.html", context | changes | {"sent": as_sent(request)})
        if _record(request, form, start, family, partner):
            messages.success(request, "Recorded what the family answered")
            return redirect("consent:sharing", family.pk)
    if start.errors:
        return _ask_first(request, start, context)
    return render(request, "consent/record.html", context | {"form": form}, status=422 if form.errors else 200)


def _ask_first(request, start, context):
    """The first questions; what was typed on the page after them is carried along."""
    mine = {*start.fields, "csrfmiddlewaretoken", "submission", "act"}
    kept = [(name, value) for name in request.POST if name not in mine for value in request.POST.getlist(name)]
    status = 422 if start.errors and request.method == "POST" else 200
    return render(request, "consent/record_start.html", context | {"form": start, "kept": kept}, status=status)


def _may_answer(start, family, partner):
    """Whether who answered may: said at once, before anything else is typed (C1, C4, C5)."""
    for words in first_problems(start.cleaned_data, family, partner):
        start.add_error("given_by", words)
    return not start.errors


def _rest(request, start, family, partner, people):
    clean = start.cleaned_data | {"young": start.young, "decided_for": start.decided_for}
    return ConsentForm(
        request.POST if request.method == "POST" else None,
        start=clean,
        people=people,
        partner=partner,
        others=others_who_answer(family, clean, people),
        involved=partners_involved(family, reader_of(request.user)),
        again=said_no_before(family, partner, clean),
    )


def _record(request, form, start, family, partner):
    """Record one consent for each person: all of them or none. Returns whether it did."""
    try:
        with transaction.atomic():
            _record_papers(request, form, start, family, partner)
            for person in start.cleaned_data["people"]:
                # One key for each person, made from the form's own: the form sent twice records once.
                key = uuid5(submission_of(request), str(person.pk))
                values = form.values_for(person)
                services.record_consent(family, by=request.user, partner=partner, submission=key, **values)
    except ValidationError as error:
        form.take_errors(error)
        for name in {"status", "given_by"} & set(error.message_dict):
            start.add_error(name, error.message_dict[name])
        return False
    return True


def _record_papers(request, form, start, family, partner):
    """Record which versions of the papers whoever answered was given, when they were chosen (S82, S86)."""
    who = start.cleaned_data["giver"]
    for paper, day in form.papers() if who else ():
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


def consent(request, pk):
    """One answer, with its five artefacts and what rests on it."""
    found = open_or_404(request, Consent.objects.select_related("recorded_by", "settled_by", "given_for"), pk)
    return render(request, "consent/consent.html", answer_in_full(found, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Record that somebody no longer agrees; the page says first what ends."""
    found = open_or_404(request, Consent.objects.select_related("provider"), pk)
    if not found.given_at or found.withdrawn_at or found.superseded_at:
        if found.withdrawn_at and request.method == "POST":
            require(request.user, "make_records", found.provider)
            messages.info(request, "It was recorded before that they no longer agree. Nothing rests on it any more")
        return redirect("consent:consent", found.pk)
    require(request.user, "make_records", found.provider)
    form = WithdrawForm(request.POST or None, givers=who_may_withdraw(found, reader_of(request.user)))
    if request.method == "POST" and form.is_valid():
        clean, ends = form.cleaned_data, resting_on([found])
        try:
            services.withdraw(found, by=request.user, how=clean["how"], said_by=form.who, said_on=clean["said_on"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            words = "What rested on this agreement has ended" if ends else "Nothing rested on this agreement"
            messages.success(request, f"Recorded. {words}")
            return redirect("consent:consent", found.pk)
    context = answer_in_full(found, request.user) | {"form": form}
    context["endings"] = endings(resting_on([found]), reader_of(request.user))
    return render(request, "consent/withdraw.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request, pk):
    """A manager says whether to rely on an agreement with which another holder of responsibility disagrees (C3)."""
    found = open_or_404(request, Consent.objects.select_related("provider", "recorded_by"), pk)
    if request.method == "GET" and not settling.waits_to_be_settled(found):
        return redirect("consent:consent", found.pk)
    require(request.user, "authorise", found.provider)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        settling.settle(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Recorded what you decided")
        return redirect("consent:consent", found.pk)
    context = answer_in_full(found, request.user) | {"form": form}
    return render(request, "consent/settle.html", context, status=422 if form.errors else 200)
