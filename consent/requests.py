"""Asking another partner for information, and what the asked partner does with that (F3, F4, V27).

Nothing is looked up for whoever asks: they name somebody in words, and learn whether the other knows the family only
from a decision to share, or from the reasons of one not to.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from consent import services
from consent.giving import tell
from consent.meanwhile import decided, hold, may_follow, replied, said_which
from consent.models import InformationRequest, ReceivedRequest, SharingDecision
from consent.replies import reply_shared, reply_to
from locality.access import can_see, require
from locality.days import after_working_days
from locality.history import AlreadyUsed, action
from locality.models import Notice

ANSWER_WITHIN = 2  # working days, as for any request to another partner (domain.md 3.0)
LEAST_ABOUT, LEAST_WHY = 10, 20
TRIGGER = "request"


def usual_day(day=None):
    """The last day for an answer, when nobody says another."""
    return after_working_days(day or timezone.localdate(), ANSWER_WITHIN)


@action
def ask(*, by, partner, asked, about, wanted, purpose, why, submission, answer_by=None, at=None):
    """Ask another partner for information of these categories (`wanted`, codes) about somebody named in words; returns
    the `InformationRequest`. The same `submission` asks once.

    Raises ValidationError by field when too little is said or the day is past; PermissionDenied unless `by` makes
    records for `partner`, which is another than the one `asked`.
    """
    require(by, "make_records", partner)
    if found := InformationRequest.objects.filter(submission=submission).first():
        if found.asked_by_id != by.pk:
            raise AlreadyUsed("That form was used by somebody else")
        return found
    now = at or timezone.now()
    today = timezone.localdate(now)
    if wrong := dict(_wrong(partner, asked, about, wanted, why, answer_by, today)):
        raise ValidationError(wrong)
    made = InformationRequest.objects.create(
        provider=partner,
        asked=asked,
        about=about,
        wanted=list(wanted),
        purpose=purpose,
        why=why,
        asked_by=by,
        asked_at=now,
        answer_by=answer_by or usual_day(today),
        submission=submission,
    )
    ReceivedRequest.objects.create(question=made, partner=asked, asked_by=by)
    tell(made, [asked.pk], Notice.Kind.REQUEST)
    return made


def _wrong(partner, asked, about, wanted, why, answer_by, today):
    if asked.pk == partner.pk:
        yield "asked", "Choose another partner than your own"
    if len(about.strip()) < LEAST_ABOUT:
        yield "about", f"Say whom you mean in at least {LEAST_ABOUT} characters"
    if not wanted:
        yield "wanted", "Choose what you want to know"
    if len(why.strip()) < LEAST_WHY:
        yield "why", f"Say why in at least {LEAST_WHY} characters"
    if answer_by and answer_by < today:
        yield "answer_by", "The day must be today or later"


@action
def link(received, *, by, family, instead_of=None, at=None):
    """Record which family of one's own a request is about; another may be said until it is decided. Returns it.

    `instead_of`: the key of the family that it was said to be about when `by` looked, or None. Raises ValidationError
    when a colleague said another meanwhile, decided or replied; PermissionDenied unless `by` decides for the asked
    partner and sees the family.
    """
    require(by, "decide_sharing", received.partner)
    if not can_see(by, family) or not hold(received):
        raise PermissionDenied("Which family that is cannot be said now")
    if found := reply_to(received):
        raise ValidationError({"family": replied(found, by)})
    if received.family_id == family.pk:
        return received
    if received.decision_id:
        raise ValidationError({"family": decided(received, by)})
    if received.family_id != instead_of:
        raise ValidationError({"family": said_which(received, by)})
    received.family, received.linked_by, received.linked_at = family, by, at or timezone.now()
    received.save(update_fields=["family", "linked_by", "linked_at"])
    return received


@action
def decide(received, proposal, *, by, submission=None, at=None):
    """Decide about sharing because somebody asked: as `services.decide`, and whoever asked is told once it is shared.
    Of a decision not to share they are told by a reply (V27). Returns the `SharingDecision`; the same `submission`
    decides once.

    Raises ValidationError also when it is shared without whoever asked, and when a colleague decided, replied or said
    meanwhile that it is another family; PermissionDenied also when nobody has said which family it is.
    """
    require(by, "decide_sharing", received.partner)
    held = hold(received)
    mine = SharingDecision.objects.visible_to(by)
    if submission and (found := mine.filter(submission=submission).first()):
        return found
    if wrong := _overtaken(received, proposal, by):
        raise ValidationError(wrong)
    if not held or received.family_id != proposal.family.pk:
        raise PermissionDenied("Nobody waits for that")
    asker = received.question.provider
    if proposal.shares and asker not in proposal.recipients:
        raise ValidationError({"whom": f"{asker} asked for it: share it with them, or do not share"})
    if not proposal.shares:  # it is kept from whoever asked, who says why it is needed
        proposal.recipients = {asker: received.question.why[:300]} | proposal.recipients
    proposal.trigger = TRIGGER
    made = services.decide(proposal, by=by, partner=received.partner, submission=submission, at=at)
    received.decision = made
    received.save(update_fields=["decision"])
    reply_shared(made, by=by, at=at)
    return made


def _overtaken(received, proposal, by):
    """What was made of a request meanwhile and stands against deciding it: {field: words}."""
    if found := reply_to(received):
        return {"outcome": replied(found, by)}
    if received.family_id and received.family_id != proposal.family.pk:
        return {"outcome": said_which(received, by)}
    made = SharingDecision.objects.visible_to(by).filter(pk=received.decision_id).first()
    settled = made is None or not may_follow(made)
    return {"outcome": decided(received, by)} if received.decision_id and settled else {}
