"""The way in and out: signing in, the cast of the demonstration, the agreements, signing out."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import Http404
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from locality import services
from locality.demo import CAST, PARTNERS, email_of
from locality.forms.entry import AgreementsForm, SignInForm
from locality.framework import Acceptance, Agreement
from locality.partners import Practitioner

NOWHERE = ("sign-in", "sign-out", "signed-out", "cast", "agreements", "stay-signed-in")  # no page to come back to


def safe_next(request):
    """The address of this host at which the reader was stopped (`next`), or "" when there is none worth going to."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if ours and urlsplit(url).path not in [reverse(name) for name in NOWHERE] else ""


class SignIn(LoginView):
    """Signs in and goes to where the reader was stopped. Every failure has the same answer."""

    template_name = "sign_in/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_redirect_url(self):
        return safe_next(self.request)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request):
    """Sign out, by POST only; whoever arrives by a link is sent home, still signed in."""
    if request.method != "POST":
        return redirect(settings.LOGIN_REDIRECT_URL)
    logout(request)
    return redirect("signed-out")


@login_not_required
@require_safe
def signed_out(request):
    """Says that they are signed out."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "sign_in/signed_out.html")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def cast(request):
    """The people of the demonstration, each with a button that signs in as them. Absent outside a demonstration."""
    if not settings.DEMONSTRATION:
        raise Http404("There is no cast outside a demonstration")
    emails = [_email(person) for person in CAST]
    accounts = Practitioner.objects.filter(is_active=True).in_bulk(emails, field_name="email")
    people = {person.key: person for person in CAST if _email(person) in accounts}
    if request.method != "POST":
        told = [{"person": person, "partner": PARTNERS[person.partner][0]} for person in people.values()]
        return render(request, "sign_in/cast.html", {"people": told})
    if not (person := people.get(request.POST.get("person"))):
        raise Http404("Nobody of the cast has that name")
    login(request, accounts[_email(person)], backend="locality.access.backend.RecordBackend")
    return redirect(settings.LOGIN_REDIRECT_URL)


def _email(person):
    return email_of(person.key, person.partner)


@require_http_methods(["GET", "HEAD", "POST"])
def agreements(request):
    """The current agreements to read; the ones not yet accepted have a box to tick (S47, S91)."""
    pending = list(Agreement.objects.not_accepted_by(request.user))
    form = AgreementsForm(request.POST if request.method == "POST" and pending else None, agreements=pending)
    if form.is_valid():
        services.accept_agreements(form.accepted, by=request.user)
        messages.success(request, "Thank you. Your acceptance was recorded.")
    if form.is_valid() or (request.method == "POST" and not pending):
        return redirect(safe_next(request) or resolve_url(settings.LOGIN_REDIRECT_URL))
    accepted = Acceptance.objects.filter(practitioner=request.user, agreement__in=Agreement.objects.current())
    dates = dict(accepted.values_list("agreement", "accepted_at"))
    told = [{"agreement": found, "accepted_at": dates.get(found.pk)} for found in Agreement.objects.current()]
    context = {"form": form, "pending": pending, "agreements": told, "next": safe_next(request)}
    return render(request, "locality/agreements.html", context, status=422 if form.is_bound else 200)
