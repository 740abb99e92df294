"""What the layout needs on every page: the navigation and who is signed in (a context processor)."""

from django.conf import settings
from django.urls import reverse

from locality.access import jobs_of, may_audit
from locality.access.rule import reader_of
from locality.questions import asker
from locality.registries import navigation, navigation_links


@navigation
def foundation_links(request):
    """The foundation's own links."""
    reader = reader_of(request.user)
    if reader.partners:
        yield 10, "My work", "locality:home"
        yield 20, "Families", "locality:families"
    elif reader.audits:
        yield 10, "My work", "locality:home"
    yield 60, "Partners", "locality:partners"
    if asker(request.user):
        yield 75, "Questions", "locality:questions"
    if may_audit(request.user):
        yield 80, "Why can X see Y?", "locality:why"
        yield 90, "Who looked", "locality:looked"
        yield 95, "Governance", "locality:governance"


def shell(request):
    """`navigation`, `account`, `home_url`, `referrals_url` for page.html, nothing for who is not signed in; the
    footer's addresses; the number of the Early Help `coordinator`. Worked out once for each request, however many
    templates ask."""
    if not hasattr(request, "shell"):
        request.shell = _account(getattr(request, "user", None), request) | {
            "about_url": reverse("locality:about"),
            "accessibility_url": reverse("locality:accessibility"),
            "privacy_url": reverse("locality:privacy"),
            "coordinator": settings.EARLY_HELP_TELEPHONE,
        }
    return request.shell


def _account(user, request):
    if user is None or not user.is_authenticated:
        return {"navigation": [], "account": None, "home_url": reverse("sign-in")}
    links = [] if reader_of(user).must_accept else navigation_links(request)
    return {
        "navigation": [_link(request, text, name) for _, text, name in links],
        "account": {
            "name": user.name,
            "partner": ", ".join(job.partner.name for job in jobs_of(user)),
            "sign_out_url": reverse("sign-out"),
        },
        "home_url": reverse("locality:home"),
        "referrals_url": reverse("conversations:front-door"),
        "breach_url": reverse("consent:breaches"),
    }


def _link(request, text, name):
    url = reverse(name)
    here = request.path == url if url == "/" else request.path.startswith(url)
    return {"text": text, "url": url, "active": here}
