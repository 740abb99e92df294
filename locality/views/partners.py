"""Partners of the framework, who works for them, and the end of a membership."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from locality import attesting, services
from locality.access import deny, jobs_of, partners_where
from locality.auditing import may_grant
from locality.forms.partners import AttestForm, EndMembershipForm, LawForm, PartnerFilter, TrainingForm
from locality.governance import standings
from locality.law import record_training, say_law
from locality.leaving import left_open_by
from locality.partner_list import members_of, partners_page
from locality.partners import Membership, Partner


@require_safe
def partners(request):
    """Every partner of the framework, by name."""
    form = PartnerFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows, older = partners_page(**chosen, after=request.GET.get("after", ""))
    query = request.GET.copy()
    query.pop("after", None)
    first, query["after"] = f"{request.path}?{query.urlencode()}", older
    context = {
        "form": form,
        "partners": rows,
        "first": first if request.GET.get("after") else "",
        "next_page": f"{request.path}?{query.urlencode()}" if older else "",
        "filtered": any(chosen.values()),
        "may_grant": may_grant(request.user),
    }
    return render(request, "locality/partners.html", context)


@require_safe
def partner(request, pk):
    """One partner: what it is, what it signed, what came before and after; its members for who looks after them."""
    found = get_object_or_404(
        Partner.objects.select_related("kind", "locality", "commissioned_by", "succeeded_by"), pk=pk
    )
    leads = Membership.objects.live().filter(partner=found, is_safeguarding_lead=True).select_related("practitioner")
    manages = partners_where(request.user, "manage_members").filter(pk=pk).exists()
    context = {
        "partner": found,
        "predecessors": Partner.objects.filter(succeeded_by=found),
        "leads": leads,
        "manages": manages,
        "works_here": any(job.partner_id == pk for job in jobs_of(request.user)),
        "members": members_of(found, request.user) if manages else [],
        "today": timezone.localdate(),
    }
    return render(request, "locality/partner.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_membership(request, pk):
    """Ask from when, then end somebody's membership of a partner whose members the reader looks after."""
    membership = _membership(request, pk)
    left = left_open_by(membership, request.user)
    form = EndMembershipForm(
        request.POST if request.method == "POST" else None,
        membership=membership,
        left=left,
        initial={"on": timezone.localdate()},
    )
    if not form.is_valid():
        context = {"form": form, "membership": membership, "left": left}
        return render(request, "locality/end_membership.html", context, status=422 if form.is_bound else 200)
    ended = services.end_membership(membership, by=request.user, on=form.cleaned_data["on"], leaves_work=bool(left))
    messages.success(request, f"{ended.practitioner}’s membership ends on {ended.ends_on:%-d %B %Y}.")
    return redirect("locality:partner", ended.partner_id)


@require_http_methods(["GET", "HEAD", "POST"])
def attest(request, pk):
    """Look at everybody who works for a partner, and say that they may stay: once in a quarter (A9)."""
    found = partners_where(request.user, "manage_members").filter(pk=pk).first()
    if found is None:
        deny(request, Partner, pk)
        raise Http404("There is nothing here that you may see")
    [standing] = standings(partner=pk) or [None]
    form = AttestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            attesting.attest(found, by=request.user, note=form.cleaned_data["note"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Written down: who works for {found} was looked at")
            return redirect("locality:partner", pk)
    newest, today = attesting.newest_of([pk]).get(pk), timezone.localdate()
    context = {
        "partner": found,
        "users": _with_rights(standing.users, members_of(found, request.user)) if standing else [],
        "newest": newest,
        "done": newest is not None and newest.quarter == attesting.quarter_of(today),
        "until": attesting.last_day_of(attesting.quarter_of(today)),
        "form": form,
    }
    return render(request, "locality/attest.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def law(request, pk):
    """Say whether a partner is a public authority, and which papers it has, until when (V13, V14)."""
    found = partners_where(request.user, "manage_members").filter(pk=pk).first()
    if found is None:
        deny(request, Partner, pk)
        raise Http404("There is nothing here that you may see")
    names = set(LawForm.base_fields) - {"public_authority"}
    known = {name: getattr(found, name) for name in names}
    form = LawForm(
        request.POST or None, initial=known | {"public_authority": "yes" if found.public_authority else "no"}
    )
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in names}
        say_law(found, by=request.user, public_authority=form.cleaned_data["public_authority"] == "yes", **said)
        messages.success(request, f"Written down for {found}")
        return redirect("locality:partner", pk)
    return render(request, "locality/law.html", {"partner": found, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def training(request, pk):
    """Say when somebody who works for a partner was trained last."""
    membership = _membership(request, pk, own=True)
    form = TrainingForm(request.POST or None, initial={"on": membership.trained_on})
    if request.method == "POST" and form.is_valid():
        record_training(membership, by=request.user, on=form.cleaned_data["on"])
        messages.success(request, f"Written down for {membership.practitioner}")
        return redirect("locality:attest", membership.partner_id)
    context = {"membership": membership, "form": form}
    return render(request, "locality/training.html", context, status=422 if form.errors else 200)


def _with_rights(users, members):
    """[(user, what they may do, whether the reader may end it)] of those who work for a partner."""
    by_key = {member.membership.pk: member for member in members}
    return [(user, by_key[user.membership.pk].may, by_key[user.membership.pk].may_be_ended) for user in users]


def _membership(request, pk, own=False):
    """The membership, when the reader may change it: not ended yet, of a partner of theirs, and not their own unless
    `own`."""
    ours = Membership.objects.filter(partner__in=partners_where(request.user, "manage_members"))
    membership = ours.select_related("practitioner", "partner").filter(pk=pk).first()
    if membership is None or (membership.ends_on and membership.ends_on <= timezone.localdate()):
        deny(request, Membership, pk)
        raise Http404("There is nothing here that you may change")
    if membership.practitioner == request.user and not own:
        raise PermissionDenied("Somebody else must end your own membership")
    return membership
