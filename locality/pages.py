"""What every page about a family stands on: the door, the reason for opening, the identity bar; whom one acts for."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from locality.access import kept, must_give_reason, open_or_404, partners_where
from locality.access.rule import reader_of
from locality.families import Family, Household, people_on

TABS = [  # name in `active`, text, address
    ("overview", "Overview", "locality:family"),
    ("help", "Help", "conversations:help"),
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
    family = open_or_404(request, Family.objects, pk, _family)
    if must_give_reason(request.user, family):
        raise ReasonNeeded(f"{reverse('locality:reason', args=[pk])}?{urlencode({'next': request.path})}")
    reader = reader_of(request.user)
    people = family.people_seen = people_on(reader, family, timezone.localdate())
    return family, {
        "family": family,
        "family_people": people,
        "family_ages": [person.with_age for person in people],
        "protected_address": any(household.is_current for household in _secret(reader, family)),
        "tabs": [{"text": text, "url": reverse(name, args=[pk]), "active": tab == active} for tab, text, name in TABS],
        "because": family.seen_because,
    }


@kept
def _family(reader, pk):
    return Family.objects.visible_by(reader).filter(pk=pk).select_related("provider", "locality")


@kept
def _secret(reader, family):
    return Household.objects.visible_by(reader).filter(family=family, is_confidential=True)


def partner_for(request, permission="make_records", *, needed=True):
    """The partner for which the reader acts: the only one that gives them `permission`, or the chosen one of several
    (the field `partner`), or the first.

    Without any: raises PermissionDenied, or returns None when not `needed`. A chosen one that is not theirs is refused.
    """
    partners = list(partners_where(request.user, permission).order_by("name", "pk"))
    chosen = request.POST.get("partner", "") if len(partners) > 1 else ""
    if chosen:
        partners = [partner for partner in partners if str(partner.pk) == chosen]
    if not partners and (needed or chosen):
        raise PermissionDenied(f"{permission} is not yours for any partner")
    return partners[0] if partners else None


def age_words(person, day=None):
    """A person's age on a day (default today) in few words: `6`, `14 months`, `unborn`, `age not known`."""
    return person.age_words(day)


def drawn(request, panels):
    """The HTML of each `Panel` (locality/registries.py), in order."""
    return [render_to_string(panel.template, panel.context, request) for panel in panels]
