"""What the foundation itself puts into its registries."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from locality import reports  # noqa: F401 (its question)
from locality.access import Involvement
from locality.access.rule import reader_of
from locality.attesting import dues as attestation_dues
from locality.days import after_working_days
from locality.dues import SOON, Due, dues_from, dues_of
from locality.families import Family
from locality.registries import Panel, home_panel

FIRST_CONTACT = 5  # working days within which a new family hears from us (S78; domain.md 3.0)
SHOWN = 10


@dues_from
def first_contacts(practitioner, today):
    """Families that the practitioner works with and that nobody has told us was contacted yet (S78)."""
    now = timezone.now()
    mine = Involvement.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), practitioner=practitioner)
    reader = reader_of(practitioner)
    rows = Family.objects.visible_by(reader).filter(
        pk__in=mine.values("family"), provider__in=reader.partners, first_contact_on__isnull=True
    )
    for family in rows.order_by("registered_at")[:50]:
        by = after_working_days(timezone.localdate(family.registered_at), FIRST_CONTACT)
        yield Due(by, f"Contact the {family} for the first time", reverse("locality:first-contact", args=[family.pk]))


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
    return Panel("locality/panel_due.html", {"rows": rows, "more": len(found) - len(rows)}, 9) if rows else None
