"""What somebody who leaves a partner was to see to here: answers that are due, signatures, the next look at an
agreement. A colleague takes them over as they stand."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import reverse

from consent.answers import GIVEN
from consent.models import Consent
from locality.access.rule import reader_of
from locality.leaving import Left, hands_on, leaves_open
from locality.minding import mind, minded_by
from locality.people import with_people

ANSWERS = "Answers and signatures: a colleague sees to them"
MOST = 200
Status = Consent.Status
WORDS = {
    Status.VERBAL: "Get the signature for what was agreed aloud",
    Status.ASKED: "Get an answer",
    Status.NO_RESPONSE: "Get an answer",
    Status.REFUSED: "Ask again when it is time",
    Status.NOT_ASKED: "Look again at why nobody asked",
}


@leaves_open
def answers(people, partner, reader):
    """Agreements aloud without a signature, questions without an answer, when to ask or to look again: of the answers
    that they wrote down, or took over (C8, C11, C12)."""
    rows = Consent.objects.visible_by(reader).current()
    rows = rows.filter(minded_by(people).rows("recorded_by", people), provider=partner, withdrawn_at__isnull=True)
    again = Q(status__in=[*GIVEN, Status.NOT_ASKED, Status.REFUSED])
    dated = Q(expires_on__isnull=False) | Q(ask_again_on__isnull=False)
    rows = rows.filter(Q(status__in=[Status.VERBAL, Status.ASKED, Status.NO_RESPONSE]) | again & dated)
    for each in with_people(rows.order_by("recorded_at")[:MOST], reader, "person"):
        what = WORDS.get(each.status, "Look again at what was agreed")
        url, who = reverse("consent:consent", args=[each.pk]), minded_by(people).who(each, each.recorded_by_id)
        by = each.ask_again_on or each.signature_due_on or each.expires_on
        yield Left(who, ANSWERS, f"{what}: {each.person}", url, "consent", each.pk, by, each.family_id)


@hands_on("consent")
def hand(key, *, by, to, partner):
    """Give to a colleague what is due about an answer that somebody wrote down."""
    rows = Consent.objects.visible_by(reader_of(by)).current().filter(pk=key, provider=partner)
    found = rows.select_related("recorded_by").first()
    if found is None:
        raise PermissionDenied("That answer is not yours to hand on")
    return mind(found, by=by, to=to, partner=partner, began=found.recorded_by)
