"""Handing over: what somebody leaves open at a partner, handed on to colleagues."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from locality.access import deny, partners_where
from locality.forms.leaving import HandOverForm
from locality.leaving import colleagues_of, hand_on, has_ended, left_open_by, takers_of
from locality.partners import Membership


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request, pk):
    """Everything that the member would leave open, and to whom it goes: for themselves, and for whoever looks after
    the partner's members. What cannot be taken by whom was chosen stays, with the reason beside it."""
    membership = _membership(request, pk)
    left = left_open_by(membership, request.user)
    typed = request.POST if request.method == "POST" else None
    colleagues = colleagues_of(membership)
    takers = takers_of(left, colleagues, membership.partner, request.user)
    form = HandOverForm(typed, left=left, colleagues=colleagues, takers=takers)
    if request.method == "POST" and form.is_valid():
        done, wrong = _hand_on(request, membership, form)
        if done:
            messages.success(request, f"Handed on: {done} thing{'' if done == 1 else 's'}")
        if done and not wrong:
            return redirect("locality:hand-over", membership.pk)
        if not done and not wrong:
            form.add_error("everything", "Choose to whom it goes")
    headings: dict = {}
    for each in left:
        if not each.kind:
            headings.setdefault(each.heading, []).append(each)
    context = {
        "membership": membership,
        "form": form if form.left else None,
        "pages": [each for each in left if each.kind],
        "headings": list(headings.items()),
        "empty": not left,
        "own": membership.practitioner_id == request.user.pk,
        "over": has_ended(membership),
    }
    return render(request, "locality/hand_over.html", context, status=422 if form.errors else 200)


def _hand_on(request, membership, form):
    """(how many were handed on, how many could not be); what was wrong stands beside its field."""
    done = wrong = 0
    for each, to in form.chosen:
        try:
            hand_on(each.kind, each.key, by=request.user, to=to, partner=membership.partner)
            done += 1
        except ValidationError as error:
            form.add_error(form.name_of(each), error.messages[0])
            wrong += 1
    return done, wrong


def _membership(request, pk):
    """The membership, of oneself or of a partner whose members the reader looks after."""
    found = Membership.objects.select_related("practitioner", "partner").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such membership")
    if found.practitioner_id == request.user.pk and not has_ended(found):
        return found
    if not partners_where(request.user, "manage_members").filter(pk=found.partner_id).exists():
        deny(request, Membership, pk)
        raise Http404("There is nothing here that you may hand on")
    return found
