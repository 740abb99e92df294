"""What is put straight at the end: everything was made in this minute, and must not look like it."""

from datetime import timedelta

from django.db.models import F, Max

from locality.access.rule import family_access
from locality.framework import Acceptance
from locality.history import acting_as
from locality.models import Family, Notice, Practitioner, Viewing


def finish(demo):
    """Order lists by when things happened, and mark the notices as sent: nobody is to get two hundred at once."""
    for plan in demo.families:
        with acting_as(plan.worker, reason="Demonstration data"):
            Family.objects.filter(pk=plan.family.pk).update(last_activity_at=plan.newest)
            family_access().objects.filter(content_object=plan.family).update(sort_key=plan.newest)
    _signed_in(demo)
    with acting_as(Practitioner.objects.system(), reason="Demonstration data"):
        Notice.objects.filter(sent_at__isnull=True).update(sent_at=F("created_at"))


def _signed_in(demo):
    """When everybody signed in last: in these weeks but for a few, and not before what they looked at."""
    looked = dict(Viewing.objects.order_by().values_list("practitioner").annotate(Max("at")))
    with acting_as(Practitioner.objects.system(), reason="Demonstration data"):
        accepted = Acceptance.objects.values("practitioner")
        for place, person in enumerate(Practitioner.objects.filter(is_active=True, pk__in=accepted).order_by("email")):
            ago = 104 if place % 7 == 3 else 1 + place % 20
            at = demo.moment(demo.working_day(ago), 8 + place % 9, place % 6 * 10)
            at = max(at, looked.get(person.pk, at) - timedelta(minutes=4))
            Practitioner.objects.filter(pk=person.pk).update(last_login=at)
