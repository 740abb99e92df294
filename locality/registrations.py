"""What the foundation itself puts into its registries."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from locality import reports  # noqa: F401 (its question)
from locality.access import Involvement
from locality.access.rule import reader_of
from locality.access.versions import keys_made_by, made_by
from locality.attesting import dues as attestation_dues
from locality.days import after_working_days
from locality.dues import SOON, Due, dues_from, dues_of
from locality.families import Family
from locality.leaving import Left, hands_on, leaves_open
from locality.minding import mind, minded_by, minded_for
from locality.partners import Practitioner
from locality.registries import Panel, home_panel

FIRST_CONTACT = 5  # working days within which a new family hears from us (S78; domain.md 3.0)
SHOWN = 10
FIRST = 5  # of those, on a narrow screen


@dues_from
def first_contacts(practitioner, today):
    """Families that the practitioner works with, or took over from a colleague, and that nobody has told us was
    contacted yet (S78)."""
    now = timezone.now()
    mine = Involvement.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), practitioner=practitioner)
    reader = reader_of(practitioner)
    minded = minded_for(practitioner)
    theirs = Q(pk__in=mine.values("family"))
    if minded.taken:
        theirs |= Q(pk__in=list(minded.taken))
    rows = Family.objects.visible_by(reader).filter(theirs, provider__in=reader.partners, first_contact_on__isnull=True)
    for family in rows.order_by("registered_at")[:50]:
        by = after_working_days(timezone.localdate(family.registered_at), FIRST_CONTACT)
        yield Due(by, f"Contact the {family} for the first time", reverse("locality:first-contact", args=[family.pk]))


@leaves_open
def not_contacted(people, partner, reader):
    """Families that they registered, or took over, and that nobody has told us was contacted yet (S78, S136). Each has
    one who holds it: who else has to do with it is written down for that person alone."""
    minded = minded_by(people)
    theirs = Q(pk__in=keys_made_by(Family, people)) | Q(pk__in=list(minded.taken))
    unmet = Family.objects.visible_by(reader).filter(theirs, provider=partner, first_contact_on__isnull=True)
    unmet = list(unmet)
    made = made_by(unmet)
    for family in unmet:
        who = minded.who(family, made.get(family.pk))
        if who in people:
            by = after_working_days(timezone.localdate(family.registered_at), FIRST_CONTACT)
            words, url = "Contact the family for the first time", reverse("locality:first-contact", args=[family.pk])
            yield Left(who, "First contacts", words, url, "family", family.pk, by, family.pk)


@hands_on("family")
def hand_first_contact(key, *, by, to, partner):
    """Give the first contact with a family to a colleague: it is on their list from then on."""
    found = Family.objects.visible_by(reader_of(by)).filter(pk=key, provider=partner).first()
    began = found and Practitioner.objects.filter(pk=made_by([found]).get(key)).first()
    if began is None:
        raise PermissionDenied("That family is not yours to hand on")
    return mind(found, by=by, to=to, partner=partner, began=began)


@dues_from
def who_works_for_us(practitioner, today):
    """Whoever looks after a partner's members looks at all of them once in a quarter (A9)."""
    return attestation_dues(practitioner, today)


@home_panel
def what_is_due(request):
    """What the reader has to do by a day, the oldest first: the first ten, or `?due=all`."""
    if not reader_of(request.user).partners:
        return None
    today = timezone.localdate()
    found = [due for due in dues_of(request.user, today) if (due.by - today).days <= SOON]
    shown = len(found) if request.GET.get("due") == "all" else SHOWN
    rows = [{"due": due, "late": due.is_late(today)} for due in found[:shown]]
    told = {"rows": rows, "more": len(found) - len(rows), "first": FIRST if shown == SHOWN else 0}
    return Panel("locality/panel_due.html", told, 9) if rows else None
