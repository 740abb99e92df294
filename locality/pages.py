"""What every page about a family stands on: the door, the reason for opening, the identity bar; and for whom one acts."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from locality.access import must_give_reason, open_or_404, partners_where
from locality.access.rule import reader_of
from locality.families import Family, people_of

TABS = [
    ("overview", "Overview", "locality:family"),
    ("chronology", "Chronology", "locality:chronology"),
    ("people", "People", "locality:people"),
    ("sharing", "Sharing", "consent:sharing"),
    ("history", "History", "locality:family-history"),
]


class ReasonNeeded(Exception):
    """The reader has no recorded involvement with the family: the page for giving a reason comes first."""

    def __init__(self, url):
        super().__init__("A reason is needed first")
        self.url = url


def family_page(request, pk, active="overview"):
    """Open a family for a page about it. Returns (family, context for family_page.html).

    Raises Http404 when the reader may not see it, and `ReasonNeeded`, which the middleware turns into the page that
    asks for the reason, when nothing says why they have to do with it.
    """
    family = open_or_404(request, Family.objects.select_related("provider", "locality"), pk)
    if must_give_reason(request.user, family):
        raise ReasonNeeded(f"{reverse('locality:reason', args=[pk])}?{urlencode({'next': request.path})}")
    people = list(people_of(family, reader_of(request.user)))
    tabs = [{"text": text, "url": reverse(name, args=[pk]), "active": tab == active} for tab, text, name in TABS]
    return family, {"family": family, "family_people": people, "tabs": tabs, "because": family.seen_because}


def partner_for(request, permission="make_records", *, needed=True):
    """The partner for which the practitioner acts: their only one, or the one chosen in the form when several.

    Raises PermissionDenied when there is none, unless it is not `needed` (then None).
    """
    partners = list(partners_where(request.user, permission))
    chosen = request.POST.get("partner") or request.GET.get("partner")
    for partner in partners:
        if chosen == str(partner.pk) or not chosen:
            return partner
    if needed:
        raise PermissionDenied("You act for no partner that may do this")
    return None
