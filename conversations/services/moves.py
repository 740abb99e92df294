"""Help that goes on elsewhere: proposed, agreed, answered, handed over, ended; never a gap (domain.md 3g; S45)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from conversations.models import Episode, StepTransfer
from conversations.running import before_it_paused, lead_of, open_episode_of, works_for
from conversations.services.episodes import move_episode, open_episode
from locality.access import can_see, may_add_to, require
from locality.families import touch
from locality.history import action
from locality.reference import LEAD_PROFESSIONAL, category

Kind, Status = StepTransfer.Kind, Episode.Status


@action
def propose_move(family, *, by, partner, submission, kind, to_partner, asked, conversation, at=None, **answers):
    """Propose that `to_partner` carries on with the family's help; returns the `StepTransfer`, which waits.

    `asked` works there and is asked; `conversation`, which took place, is the one in which the move was planned (S45);
    `answers` are columns of `StepTransfer`. The record is the partner's, in the category "lead professional": whoever
    is asked sees it once a decision gives them that. The same `submission` proposes once. Raises ValidationError for a
    move under way already, for somebody who does not work there, for a step down that does not say from what, and
    without that conversation; PermissionDenied when the family is not visible or not for `partner`.
    """
    may_add_to(family, by, partner)
    if found := StepTransfer.objects.filter(submission=submission).first():
        if found.proposed_by_id != by.pk:
            raise PermissionDenied("That form was used by somebody else")
        return found
    if StepTransfer.objects.open().filter(family=family, provider=partner).exists():
        raise ValidationError("A move is under way for this family already: carry on with that")
    if not works_for(asked, to_partner):
        raise ValidationError({"who": f"{asked} does not work for {to_partner} any more"})
    if kind == Kind.DOWN and not answers.get("was"):
        raise ValidationError({"was": "Choose which statutory help ends"})
    episode = open_episode_of(family, partner) if kind == Kind.SIDEWAYS else None
    if kind == Kind.SIDEWAYS and episode is None:
        raise ValidationError({"kind": "No help of yours is open that another service could carry on"})
    _took_place(by, family.pk, conversation, "conversation")
    made = StepTransfer.objects.create(
        family=family,
        provider=partner,
        category=category(LEAD_PROFESSIONAL),
        kind=kind,
        episode=episode,
        to_partner=to_partner,
        asked=asked,
        conversation=conversation,
        proposed_by=by,
        proposed_at=at or timezone.now(),
        submission=submission,
        **answers,
    )
    touch(family, made.proposed_at, by=partner)
    return made


def _took_place(by, family, conversation, field):
    if conversation is None or not conversation.took_place or conversation.family_id != family:
        raise ValidationError({field: "Choose the conversation about it, which took place"})
    if not can_see(by, conversation):
        raise PermissionDenied("That conversation is not yours to see")


def _locked(move, by, right, partner):
    """The move as it stands, under way, for somebody with a right at one of its two partners."""
    require(by, right, partner)
    if not can_see(by, move):
        raise PermissionDenied("That move is not yours to see")
    now = StepTransfer.objects.select_for_update(no_key=True, of=("self",)).get(pk=move.pk)
    if not now.is_open:
        raise PermissionDenied("That move is over")
    return now


@action
def family_answers(move, *, by, agreement, on, said):
    """Record whether the family agrees to go on, and to what is shared; returns the `StepTransfer`. Said once, before
    anybody takes over. When they do not, the move is over: help falls back to what everybody has, and whoever helped
    until then tells them so. Raises ValidationError for a day to come, PermissionDenied when it was said already."""
    now = _locked(move, by, "make_records", move.provider)
    if now.agreement:
        raise PermissionDenied("What the family says is recorded already")
    if on > timezone.localdate():
        raise ValidationError({"on": "The day must be today or in the past"})
    now.agreement, now.agreed_on, now.family_said = agreement, on, said
    if agreement == StepTransfer.Agreement.REFUSED:
        now.over_at, now.over_by, now.over_words = timezone.now(), by, "The family does not want it"
    now.save()
    return now


@action
def sign_move(move, *, by, words, at=None):
    """Sign that it is safe although a child protection plan stood within three months; returns the `StepTransfer`.
    Raises PermissionDenied for whoever may not authorise, proposed it, or where nothing is to be signed."""
    now = _locked(move, by, "authorise", move.provider)
    if not now.needs_signature or now.signed_at or now.proposed_by_id == by.pk:
        raise PermissionDenied("Another person signs, once, where there was a child protection plan")
    now.signed_by, now.signed_at, now.signed_words = by, at or timezone.now(), words
    now.save()
    return now


@action
def answer_move(move, *, by, answer, reason="", papers_on=None, at=None):
    """Say whether one's partner carries on; returns the `StepTransfer`.

    With a yes the receiving partner's help is open from then on: a new episode that waits for its lead, or the one that
    was under way or waits since a step up. Raises ValidationError before the family agreed, where a signature is
    missing, without the papers, and for a no without its reason; PermissionDenied for whoever does not work there, may
    not see it, or when it was answered already.
    """
    now = _locked(move, by, "make_records", move.to_partner)
    if now.answer:
        raise PermissionDenied("That was answered already")
    at = at or timezone.now()
    if answer == StepTransfer.Answer.DECLINED:
        if not reason.strip():
            raise ValidationError({"reason": "Say why not"})
    else:
        _may_be_accepted(now, papers_on)
        now.carries_on, now.papers_on = _help_there(now, by, at), papers_on
    now.answer, now.answer_reason, now.answered_by, now.answered_at = answer, reason, by, at
    now.save()
    return now


def _may_be_accepted(now, papers_on):
    if now.agreement != StepTransfer.Agreement.AGREED:
        raise ValidationError({"answer": f"{now.provider} has not recorded yet that the family agrees"})
    if now.needs_signature and not now.signed_at:
        raise ValidationError({"answer": "There was a child protection plan: somebody who may authorise signs first"})
    if papers_on is None or papers_on > timezone.localdate():
        raise ValidationError({"papers_on": "Say when the summary and the plan came: today or in the past"})


def _help_there(now, by, at):
    """The receiving partner's open help, or a new episode that waits for somebody to lead it."""
    if found := open_episode_of(now.family_id, now.to_partner_id):
        return found
    trigger = Episode.Trigger.STEP_DOWN if now.kind == Kind.DOWN else Episode.Trigger.MOVING
    key, values = now.pk, {"why": now.wanted, "trigger": trigger, "objective": Episode.Objective.REDUCE}
    family = now.family
    return open_episode(family, by=by, partner=now.to_partner, submission=key, status=Status.AWAITING, at=at, **values)


@action
def hand_over(move, *, by, conversation, at=None):
    """Record the conversation in which it was handed over, once somebody leads there; returns the `StepTransfer`.

    Help that waited since a step up goes on where it stood. For the receiving partner alone. Raises ValidationError
    while nobody there has said yes to leading (of a transfer within one partner: somebody new), or without that
    conversation; PermissionDenied before the yes and when it was handed over already.
    """
    now = _locked(move, by, "make_records", move.to_partner)
    if now.answer != StepTransfer.Answer.ACCEPTED or now.handed_over_at:
        raise PermissionDenied("It is handed over once, after the yes")
    _took_place(by, now.family_id, conversation, "conversation")
    lead = _leads_there(now)
    at = at or timezone.now()
    now.handover, now.lead, now.handed_over_at = conversation, lead.practitioner, at
    now.save()
    there = now.carries_on
    if there.status == Status.STEPPED_UP:
        reason = f"{now}: social care has handed it back"
        move_episode(there, by=by, status=before_it_paused(there), reason=reason, conversation=conversation, at=at)
    return now


def _leads_there(now):
    lead = lead_of(now.carries_on)
    words = "Nobody leads there yet: ask somebody to, and hand over when they have said yes"
    if lead is None or not works_for(lead.practitioner, lead.partner):
        raise ValidationError({"conversation": words})
    if now.carries_on_id == now.episode_id and lead.answered_at < now.answered_at:
        raise ValidationError({"conversation": f"{lead.practitioner} leads still: {words[0].lower()}{words[1:]}"})
    return lead


@action
def finish_move(move, *, by, words, at=None):
    """Record that the help given until now has ended; returns the `StepTransfer`, which is over.

    Only once somebody leads there (3g: never before). A transfer ends the giving partner's own help, and the family
    belongs to the locality it moved to where the partner keeps the family's record. Raises ValidationError before the
    hand-over.
    """
    now = _locked(move, by, "make_records", move.provider)
    if not now.handed_over_at:
        raise ValidationError("It is not handed over yet: until somebody leads there, it does not end here")
    at = at or timezone.now()
    now.over_at, now.over_by, now.over_words = at, by, words
    now.save()
    if now.episode_id and now.episode_id != now.carries_on_id and now.episode.is_open:
        talk = now.conversation
        move_episode(now.episode, by=by, status=Status.TRANSFERRED, reason=str(now), conversation=talk, at=at)
    if now.to_locality_id and now.family.provider_id == now.provider_id:
        now.family.locality_id = now.to_locality_id
        now.family.save(update_fields=["locality"])
    touch(now.family, at, by=now.provider)
    return now


@action
def take_back_move(move, *, by, reason):
    """Propose it no longer, or give up after a no; returns the `StepTransfer`. Raises PermissionDenied when it was
    handed over already: then it is finished."""
    now = _locked(move, by, "make_records", move.provider)
    if now.handed_over_at:
        raise PermissionDenied("It is handed over already")
    now.over_at, now.over_by, now.over_words = timezone.now(), by, reason
    now.save()
    return now
