"""What is put straight at the end: everything was made in this minute, and must not look like it."""

from django.db.models import F

from locality.access.rule import family_access
from locality.history import acting_as
from locality.models import Family, Notice, Practitioner


def finish(demo):
    """Order lists by when things happened, and mark the notices as sent: nobody is to get two hundred at once."""
    for plan in demo.families:
        with acting_as(plan.worker, reason="Demonstration data"):
            Family.objects.filter(pk=plan.family.pk).update(last_activity_at=plan.newest)
            family_access().objects.filter(content_object=plan.family).update(sort_key=plan.newest)
    with acting_as(Practitioner.objects.system(), reason="Demonstration data"):
        Notice.objects.filter(sent_at__isnull=True).update(sent_at=F("created_at"))
