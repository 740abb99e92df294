"""Partners of the framework, who works for them, and the end of a membership."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from locality import services
from locality.access import deny, partners_where
from locality.forms.partners import EndMembershipForm, PartnerFilter
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


def _membership(request, pk):
    """The membership, when the reader may end it: not ended yet, of a partner of theirs, and not their own."""
    ours = Membership.objects.filter(partner__in=partners_where(request.user, "manage_members"))
    membership = ours.select_related("practitioner", "partner").filter(pk=pk).first()
    if membership is None or (membership.ends_on and membership.ends_on <= timezone.localdate()):
        deny(request, Membership, pk)
        raise Http404("There is nothing here that you may end")
    if membership.practitioner == request.user:
        raise PermissionDenied("Somebody else must end your own membership")
    return membership
