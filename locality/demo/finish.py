"""What is put straight at the end: everything was made in this minute, and must not look like it."""

from datetime import timedelta

from django.db.models import F, Max
from django.utils import timezone

from locality.access import PartnerPermission
from locality.access.rule import family_access
from locality.attesting import attest
from locality.deputies import name_deputy
from locality.framework import Acceptance
from locality.history import acting_as
from locality.models import Family, Membership, Notice, Practitioner, Viewing


def finish(demo):
    """Order lists by when things happened, and mark the notices as sent: nobody is to get two hundred at once."""
    for plan in demo.families:
        with acting_as(plan.worker, reason="Demonstration data"):
            Family.objects.filter(pk=plan.family.pk).update(last_activity_at=plan.newest)
            family_access().objects.filter(content_object=plan.family).update(sort_key=plan.newest)
    _signed_in(demo)
    _looked_at(demo)
    _away(demo)
    with acting_as(Practitioner.objects.system(), reason="Demonstration data"):
        Notice.objects.filter(sent_at__isnull=True).update(sent_at=F("created_at"))


def _away(demo):
    """Who signs for the school is away these days, and who signs for the council will be in a fortnight: each named who
    stands in."""
    for place, (key, begins) in enumerate((("school", 0), ("council", 14))):
        partner = demo.made[key]
        first = demo.today + timedelta(days=begins)
        days = {"starts_on": first, "last_day": first + timedelta(days=6)}
        away, deputy = demo.signers[partner.pk], demo.deputies[partner.pk]
        said = {"by": away, "partner": partner, "submission": demo.named_key("away", place)}
        name_deputy(away=away, deputy=deputy, **days, **said)


def _looked_at(demo):
    """Most partners looked in the last weeks at who works for them; one did so half a year ago, and not since."""
    rows = PartnerPermission.objects.filter(permission__codename="manage_members", user__is_active=True)
    rows = rows.filter(membership__in=Membership.objects.live()).select_related("user", "content_object")
    managers = {row.content_object_id: row for row in rows.order_by("user__email")}
    for place, row in enumerate(sorted(managers.values(), key=lambda row: row.content_object.name)):
        ago = 12 + place % 9 if place % 6 else 200
        at = demo.moment(demo.working_day(ago), 9 + place % 7, place % 6 * 10)
        note = "Two had left; their memberships were ended" if place % 4 == 1 else ""
        if Membership.objects.live(timezone.localdate(at)).filter(partner=row.content_object).exists():
            attest(row.content_object, by=row.user, at=at, note=note)


def _signed_in(demo):
    """When everybody signed in last: in these weeks but for a few, and not before what they looked at."""
    looked = dict(Viewing.objects.order_by().values_list("practitioner").annotate(Max("at")))
    with acting_as(Practitioner.objects.system(), reason="Demonstration data"):
        accepted = Acceptance.objects.values("practitioner")
        for place, person in enumerate(Practitioner.objects.filter(is_active=True, pk__in=accepted).order_by("email")):
            ago = 104 if place % 10 == 3 else 1 + place % 20
            at = demo.moment(demo.working_day(ago), 8 + place % 9, place % 6 * 10)
            at = max(at, looked.get(person.pk, at) - timedelta(minutes=4))
            Practitioner.objects.filter(pk=person.pk).update(last_login=at)
