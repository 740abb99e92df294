"""What every page about a family shares: opening it, its identity bar and sub navigation; and who acts for whom."""

from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from locality.access import must_give_reason, open_or_404, partners_where
from locality.access.rule import reader_of
from locality.families import Family, Household, people_of

PAGES = [  # name in `active`, text, address
    ("overview", "Overview", "locality:family"),
    ("chronology", "Chronology", "locality:chronology"),
    ("people", "People", "locality:people"),
    ("sharing", "Sharing", "consent:sharing"),
    ("history", "History", "locality:family-history"),
]


class ReasonFirst(Exception):
    """Opening the family needs a reason first (need to know inside a partner): the middleware sends to `url`."""

    def __init__(self, family):
        super().__init__("A reason comes first")
        self.url = reverse("locality:reason", args=[family.pk])


def family_page(request, pk, *, active):
    """Open a family for one of its pages; returns (family, the context of templates/locality/family_page.html).

    Raises Http404 when the reader may not see it, and ReasonFirst when they have not said yet why they open it: the
    middleware answers that with the page that asks, so that a view need not mind.
    """
    family = open_or_404(request, Family.objects.select_related("provider", "locality"), pk)
    if must_give_reason(request.user, family):
        raise ReasonFirst(family)
    reader = reader_of(request.user)
    people = list(people_of(family, reader))
    protected = Household.objects.visible_by(reader).filter(family=family, is_confidential=True)
    return family, {
        "family": family,
        "people": people,
        "ages": [f"{person} ({age_words(person)})" for person in people],
        "protected_address": any(household.is_current for household in protected),
        "sub_pages": [
            {"text": text, "url": reverse(name, args=[family.pk]), "active": key == active} for key, text, name in PAGES
        ],
    }


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
    day = day or timezone.localdate()
    if person.kind == person.Kind.UNBORN:
        return "unborn"
    years = person.age_on(day)
    if years is None:
        return "age not known" if not person.date_of_birth else "not born yet"
    if years >= 2:
        return str(years)
    born = person.date_of_birth
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    return f"{months} month{'' if months == 1 else 's'}"


def drawn(request, panels):
    """The HTML of each `Panel` (locality/registries.py), in order."""
    return [render_to_string(panel.template, panel.context, request) for panel in panels]
