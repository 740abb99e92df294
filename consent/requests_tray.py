"""What was asked of a partner and what it asked of others, for the pages and for what is due: each side its own."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from consent.meanwhile import may_follow
from consent.models import InformationRequest, Outcome, ReceivedRequest, RequestReply, SharingDecision
from locality.access import holds, leads_safeguarding_for
from locality.access.rule import reader_of
from locality.families import Family, FamilyMember
from locality.models import Person
from locality.waiting import anything, may_wait

MOST, LATELY = 100, timedelta(days=14)
REPLIED = {
    RequestReply.Shared.ALL: "green",
    RequestReply.Shared.PART: "green",
    RequestReply.Shared.NOTHING: "red",
}


@dataclass
class Asked:
    """A request with its reply, if there is one; and for the side that was asked what it made of it."""

    request: Any
    reply: Any = None
    received: Any = None
    decision: Any = None

    @property
    def key(self):
        """The request's key, for an address."""
        return str(self.request.pk)

    @property
    def is_late(self):
        """Whether nobody replied by the last day."""
        return not self.reply and self.request.answer_by < timezone.localdate()

    @property
    def needs_reply(self):
        """Whether it was decided not to share and nobody told whoever asked (V27)."""
        refused = bool(self.decision) and self.decision.outcome == Outcome.NOT_SHARE
        return refused and not self.reply and not self._unsigned

    @property
    def _unsigned(self):
        """Whether somebody else is still to sign that it is not shared (V16)."""
        made = self.decision
        return made.waits_for_authoriser and not made.authorised_at and not made.is_past

    @property
    def is_open(self):
        """Whether it is still to be decided: not yet, or again."""
        return bool(self.received) and not self.reply and (not self.decision or may_follow(self.decision))

    @property
    def may_say_which(self):
        """Whether it may be said, or said anew, which family it is about."""
        return self.is_open and not self.decision

    @property
    def waits_for_others(self):
        """Whether it is decided, and that waits for somebody's signature."""
        return bool(self.decision) and not self.decision.is_past and (self.decision.shares or self._unsigned)

    @property
    def state(self):
        """Where it stands, for a tag: text and colour. Whoever asked reads nothing of what the other side did with it
        before the reply."""
        if self.reply:
            return {"text": str(self.reply), "colour": REPLIED[self.reply.shared]}
        if self.needs_reply:
            return {"text": "Tell them", "colour": "red"}
        if self.decision and not self.is_open:
            return {"text": "Decided, not in force yet", "colour": "yellow"}
        return (
            {"text": "No answer in time", "colour": "orange"} if self.is_late else {"text": "Asked", "colour": "blue"}
        )


def tray_of(practitioner):
    """([asked of the practitioner's partners], [asked by them]), newest first, each `Asked`."""
    rows = InformationRequest.objects.filter(Q(pk__in=_received(practitioner).values("question")) | _ours(practitioner))
    found = _told(rows.order_by("-asked_at")[:MOST], practitioner)
    return [each for each in found if each.received], [each for each in found if not each.received]


def request_for(practitioner, key):
    """The `Asked` with this key, if it is one that the practitioner may read; else None."""
    mine = Q(pk__in=_received(practitioner).values("question")) | _ours(practitioner)
    [found] = _told(InformationRequest.objects.filter(mine, pk=key), practitioner) or [None]
    return found


def _ours(practitioner):
    """The condition on a request that the practitioner reads what was asked: their own, and for a safeguarding lead
    those of colleagues."""
    leads = leads_safeguarding_for(practitioner)
    return Q(provider__in=reader_of(practitioner).partners) & (Q(asked_by=practitioner) | Q(provider__in=leads))


def _received(practitioner):
    """What was asked of partners for which the practitioner decides, without what is about a family shut to them."""
    reader = reader_of(practitioner)
    partners = holds(practitioner, "decide_sharing") & set(reader.partners)
    seen = Family.objects.visible_by(reader).filter(pk=OuterRef("family"))
    return ReceivedRequest.objects.filter(Q(family__isnull=True) | Exists(seen), partner__in=partners)


def _told(rows, practitioner):
    requests = list(rows.select_related("provider", "asked", "purpose", "asked_by"))
    keys = [each.pk for each in requests]
    if not keys:
        return []
    received = {each.question_id: each for each in _received(practitioner).filter(question__in=keys)}
    replies = {
        each.question_id: each for each in RequestReply.objects.filter(question__in=keys).select_related("replied_by")
    }
    made = {each.decision_id for each in received.values()} - {None}
    decisions = SharingDecision.objects.visible_to(practitioner).in_bulk(made) if made else {}
    found = []
    for each in requests:
        mine = received.get(each.pk)
        decision = decisions.get(mine.decision_id) if mine else None
        found.append(Asked(each, replies.get(each.pk), mine, decision))
    return found


def candidates(request, practitioner):
    """The families that the practitioner sees in which somebody's first and last name both stand in the request's
    words: never shown to whoever asked."""
    reader = reader_of(practitioner)
    words = {word.strip('.,;:()"') for word in request.about.lower().split()}
    known = Person.objects.visible_by(reader).annotate(called=Lower("family_name")).filter(called__in=words)
    people = [person.pk for person in known[:200] if words & {person.given_name.lower(), person.known_as.lower()}]
    places = FamilyMember.objects.visible_by(reader).filter(person__in=people).values("family")
    return list(Family.objects.visible_by(reader).filter(pk__in=places).order_by("name", "number")[:10])


def family_of_number(words, practitioner):
    """The family that the practitioner sees with this number (as it stands on its pages), or None."""
    digits = words.strip().rsplit("-", 1)[-1]
    rows = Family.objects.visible_to(practitioner)
    return rows.filter(number=int(digits)).first() if digits.isdecimal() and len(digits) < 10 else None


def request_behind(decision, practitioner):
    """The `Asked` that a decision, which the practitioner was shown, answers; None for another partner's (V27)."""
    row = _received(practitioner).filter(decision=decision).values_list("question", flat=True).first()
    return request_for(practitioner, row) if row else None


def waiting_for(practitioner):
    """([what the practitioner is to answer], [own requests that nobody answered in time]), each `Asked`."""
    if not anything("request", practitioner):
        return [], []
    rows = InformationRequest.objects.filter(pk__in=_waiting(practitioner).values("pk")).order_by("answer_by")[:MOST]
    found = _told(rows, practitioner)
    return [each for each in found if each.received], [each for each in found if not each.received]


@may_wait("request")
def _waiting(practitioner):
    decides = holds(practitioner, "decide_sharing")
    if not decides and not holds(practitioner, "make_records"):
        return None
    leads = leads_safeguarding_for(practitioner) & decides
    open_still = InformationRequest.objects.filter(~Exists(RequestReply.objects.filter(question=OuterRef("pk"))))
    linked = ReceivedRequest.objects.filter(question=OuterRef("pk"), linked_by=practitioner, partner__in=decides)
    late = Q(asked_by=practitioner, answer_by__lt=timezone.localdate())
    return open_still.filter(Q(asked__in=leads) | Exists(linked) | late)


def replied_lately(practitioner):
    """What the practitioner asked and others replied to in the last fortnight, newest first: for My work."""
    if not anything("replied", practitioner):
        return []
    return list(_replied(practitioner).select_related("question__asked").order_by("-replied_at")[:10])


@may_wait("replied")
def _replied(practitioner):
    if not holds(practitioner, "make_records"):
        return None
    since = timezone.now() - LATELY
    return RequestReply.objects.filter(question__asked_by=practitioner, replied_at__gte=since)
