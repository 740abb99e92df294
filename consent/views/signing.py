"""Signing: an agreement, and that a paper was received and understood; the copy of what was signed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from consent import signing
from consent.forms.papers import SignForm
from consent.models import Consent, PaperGiven, Signature
from consent.pages import may_name
from consent.printing import agreement_wording, copy_answer, receipt_wording
from consent.views.files import or_say_that_it_is_lost
from locality.access import open_or_404, require
from locality.access.rule import reader_of
from locality.families import with_families
from locality.people import with_people
from locality.submissions import submission_of


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, pk):
    """Whoever gave an agreement signs it (C8, S87)."""
    found = open_or_404(request, Consent.objects.select_related("provider"), pk)
    require(request.user, "make_records", found.provider)
    back, reader = reverse("consent:consent", args=[found.pk]), reader_of(request.user)
    with_people([found], reader, "person", "given_by")
    with_families([found], reader)
    if request.method != "POST" and (not found.stands or _signed(reader, consent=found)):
        return redirect(back)
    told = {"who": found.given_by or found.person, "wording": agreement_wording(found, reader), "back": back}
    return _signing(request, SignForm, found, told, signing.sign_agreement)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_receipt(request, pk):
    """Somebody signs that they received and understood a paper (S84, S85)."""
    found = open_or_404(request, PaperGiven.objects.select_related("provider", "paper"), pk)
    require(request.user, "make_records", found.provider)
    back, reader = reverse("consent:given", args=[found.family_id]), reader_of(request.user)
    with_people([found], reader, "person")
    with_families([found], reader)
    if request.method != "POST" and _signed(reader, given=found):
        return redirect(back)
    told = {"who": found.person, "wording": receipt_wording(found), "back": back, "receipt": True}
    return _signing(request, SignForm, found, told, signing.sign_receipt)


def _signed(reader, **which):
    return Signature.objects.visible_by(reader).filter(**which).exists()


def _signing(request, form_class, found, told, service):
    form = form_class(request.POST or None, request.FILES or None, receipt=told.get("receipt", False))
    if request.method == "POST" and form.is_valid():
        try:
            service(
                found, by=request.user, wording=told["wording"], submission=submission_of(request), **form.answers()
            )
            messages.success(request, f"{told['who']} has signed")
            return redirect(told["back"])
        except ValidationError as error:
            form.add_error(None, error)
    context = told | {"form": form, "submission": submission_of(request)}
    return render(request, "consent/sign.html", context, status=422 if form.errors else 200)


@require_safe
@or_say_that_it_is_lost
def copy(request, pk):
    """The copy of an agreement for whoever gave it, with their signature."""
    found = open_or_404(request, Consent.objects.select_related("provider"), pk)
    reader = reader_of(request.user)
    if not may_name(found.family_id, reader):
        raise PermissionDenied("An auditor reads answers, not whose they are")
    with_people([found], reader, "person", "given_by")
    return copy_answer(found, reader)
