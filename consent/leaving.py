"""What somebody who leaves a partner was to see to here: answers that are due, signatures, decisions sent back."""

from django.urls import reverse

from consent.models import Consent
from locality.leaving import Left, leaves_open
from locality.people import with_people

ANSWERS = "Answers and signatures: a colleague sees to them"
Status = Consent.Status


@leaves_open
def answers(people, partner, reader):
    """Agreements aloud without a signature, and questions without an answer, that they wrote down (C8, C11)."""
    rows = Consent.objects.visible_by(reader).current().filter(recorded_by__in=people, provider=partner)
    rows = rows.filter(status__in=[Status.VERBAL, Status.ASKED, Status.NO_RESPONSE], withdrawn_at__isnull=True)
    for each in with_people(rows.order_by("recorded_at"), reader, "person"):
        what = "Get the signature for what was agreed aloud" if each.status == Status.VERBAL else "Get an answer"
        url = reverse("consent:consent", args=[each.pk])
        yield Left(each.recorded_by_id, ANSWERS, f"{what}: {each.person}", url, family_id=each.family_id)
