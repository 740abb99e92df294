"""What one partner asked another, about passing on and for information, for the situations."""

from uuid import uuid4

from django.utils import timezone

from consent import correcting, onward, replies, requests
from consent.models import CorrectionTold, OnwardShare, Purpose, ReceivedRequest, SharingDecision
from locality.history import acting_as
from locality.models import Practitioner
from tests.databases import unseen_hand


def asked_and_refused(made, rows):
    """Health asked the school about its conversation, was refused, and passed it on all the same: on every row."""
    story, row = made.story, made.shared
    asked = {"recipients": [story.police], "purpose": Purpose.objects.first(), "why": "They are asked to the house"}
    asked |= {"by": story.ben, "partner": story.health, "submission": uuid4()}
    [request] = onward.ask(row.conversation, **asked)
    onward.answer(request, by=story.amira, agrees=False, words="They would not act on it, and it was said in trust")
    values = {name: getattr(request, name) for name in ("family", "record_kind", "record", "description", "recipient")}
    with unseen_hand():
        OnwardShare.objects.create(
            decision=row.decision,
            provider=story.health,
            supplier=story.school,
            question=request,
            position="overridden",
            why="A court ordered it",
            told=story.school,
            shared_at=timezone.now(),
            **values,
        )
    for each in rows:
        each.onward = request


def asked_for_information(story):
    """Ben asked the school twice about somebody: it knew nobody of that name, and has not answered the second, which is
    returned."""
    asked = {"by": story.ben, "partner": story.health, "asked": story.school, "wanted": ["concerns"]}
    asked |= {"about": "Nell Tern, who has a boy of six", "why": "I visit her baby on Tuesdays"}
    asked["purpose"] = Purpose.objects.first()
    first, made = (requests.ask(submission=uuid4(), **asked) for _ in range(2))
    with acting_as(story.amira):
        received = ReceivedRequest.objects.get(question=first)
        replies.reply(received, by=story.amira, why_no_reasons="Nobody of that name is at the school")
    return made


def signed(decision):
    """The decision, signed by somebody where it waits for that: the whole record does (V20)."""
    if decision.waits_for_authoriser:
        somebody = Practitioner.objects.exclude(pk=decision.decided_by_id).order_by("name").first()
        with unseen_hand():
            SharingDecision.objects.filter(pk=decision.pk).update(authorised_at=timezone.now(), authorised_by=somebody)
        decision.refresh_from_db()
    return decision


def corrected(row, acts, other):
    """The row's conversation is corrected, and the other partner is still to be told of it another way."""
    said = {"kind": "wrong", "words": "It was his sister who said so", "submission": uuid4()}
    made = correcting.correct(row.conversation, by=acts["by"], **said)
    with acting_as(acts["by"]):
        return CorrectionTold.objects.get_or_create(correction=made, partner=other, in_app=False)[0]
