"""Who leads the help: asked, answered, handed over, and the family told (domain.md 3d; S129, S136)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from conversations.models import Episode, Lead
from conversations.running import lead_of, require_run, works_for
from locality.access import can_see, require
from locality.access.taking import can_take
from locality.history import action

Status = Episode.Status


@action
def propose_lead(
    episode,
    *,
    by,
    practitioner,
    partner,
    submission,
    reason,
    family_said="",
    handover=None,
    no_handover_reason="",
    at=None,
):
    """Ask `practitioner`, who works for `partner`, to lead the episode; returns the `Lead`, which waits for an answer.

    Only for the partner that opened the episode. Being asked gives no sight: whoever works elsewhere must see the
    episode already, through a decision that gives their partner the category "lead professional" of this family.
    Where somebody leads now, `handover` is the conversation in which that was handed over (S45), or, when that person
    has left, `no_handover_reason` says why there was none; they lead until the new one says yes, so there is no gap.
    The same `submission` asks once.

    Raises ValidationError for somebody who has left the partner, who may not see the episode, or who leads already;
    for an episode that is over or has somebody asked; and for a hand-over without its conversation. Raises
    PermissionDenied when the episode is not the partner's of `by`.
    """
    require(by, "make_records", episode.provider)
    require_run(by, episode)
    if found := Lead.objects.filter(submission=submission).first():
        if found.proposed_by_id != by.pk:
            raise PermissionDenied("That form was used by somebody else")
        return found
    now = Episode.objects.select_for_update(no_key=True).get(pk=episode.pk)
    _may_be_asked(now, practitioner, partner, by)
    before = lead_of(now)
    if before:
        _is_handed_over(by, before, practitioner, handover, no_handover_reason)
    return Lead.objects.create(
        family_id=now.family_id,
        provider_id=now.provider_id,
        category_id=now.category_id,
        episode=now,
        practitioner=practitioner,
        partner=partner,
        reason=reason,
        family_said=family_said,
        proposed_by=by,
        proposed_at=at or timezone.now(),
        replaces=before,
        handover=handover,
        no_handover_reason=no_handover_reason,
        submission=submission,
    )


def _may_be_asked(episode, practitioner, partner, by):
    if not episode.is_open:
        raise ValidationError("That episode is over")
    if Lead.objects.filter(episode=episode, answer=Lead.Answer.PROPOSED).exists():
        raise ValidationError({"who": "Somebody was asked already, and has not answered yet"})
    if not works_for(practitioner, partner):
        raise ValidationError({"who": f"{practitioner} does not work for {partner} any more"})
    if not can_take(practitioner, episode, by=by, partner=partner):
        words = f"{practitioner} may not see this. Share “lead professional” with {partner} first"
        raise ValidationError({"who": words})


def _is_handed_over(by, before, practitioner, handover, reason):
    if before.practitioner_id == practitioner.pk:
        raise ValidationError({"who": f"{practitioner} leads already"})
    if handover is not None:
        if not handover.took_place or handover.family_id != before.family_id:
            raise ValidationError({"handover": "Choose a conversation about this family that took place"})
        if not can_see(by, handover):
            raise PermissionDenied("That conversation is not yours to see")
    elif not reason or works_for(before.practitioner, before.partner):
        words = f"{before.practitioner} leads now: record the conversation in which it is handed over, and choose it"
        raise ValidationError({"handover": words})


@action
def accept_lead(lead, *, by, at=None):
    """Say yes to leading; returns the `Lead`. From this moment `by` leads, and who led before does not. An episode
    that waited for somebody becomes allocated. Raises PermissionDenied for anybody but the one who was asked, and for
    a question that is not open any more."""
    answered = _answer(lead, by, Lead.Answer.ACCEPTED, at=at)
    episode = Episode.objects.select_for_update(no_key=True).get(pk=lead.episode_id)
    if episode.status in (Status.IDENTIFIED, Status.TALKING, Status.AWAITING):
        episode.status, episode.status_since, episode.moved_by = Status.ALLOCATED, answered.answered_at, by
        episode.status_reason, episode.moved_with = f"{by} agreed to lead", None
        episode.save()
    return answered


@action
def decline_lead(lead, *, by, reason, at=None):
    """Say no to leading, because of `reason`; returns the `Lead`. Raises PermissionDenied as `accept_lead` does."""
    return _answer(lead, by, Lead.Answer.DECLINED, reason, at=at)


def _answer(lead, by, answer, reason="", *, at=None):
    if not can_see(by, lead):
        raise PermissionDenied("That question is not yours to see")
    now = Lead.objects.select_for_update(no_key=True).get(pk=lead.pk)
    if now.practitioner_id != by.pk or not works_for(by, now.partner):
        raise PermissionDenied("Whoever was asked says whether they lead")
    return _settle(now, answer, reason, at)


def _settle(now, answer, reason, at):
    if now.answer != Lead.Answer.PROPOSED or not now.episode.is_open:
        raise PermissionDenied("That was answered already")
    now.answer, now.answer_reason, now.answered_at = answer, reason, at or timezone.now()
    now.save(update_fields=["answer", "answer_reason", "answered_at"])
    return now


@action
def withdraw_proposal(lead, *, by, reason):
    """Ask no longer, because of `reason`; returns the `Lead`. Only for the partner that asked."""
    require(by, "make_records", lead.provider)
    if not can_see(by, lead):
        raise PermissionDenied("That question is not yours to see")
    now = Lead.objects.select_for_update(no_key=True).get(pk=lead.pk)
    return _settle(now, Lead.Answer.WITHDRAWN, reason, None)


@action
def ask_to_hand_over(lead, *, by, reason):
    """A lead asks the episode's partner to find somebody else; they lead until then. Returns the `Lead`."""
    current = lead_of(lead.episode)
    if not can_see(by, lead) or current is None or current.pk != lead.pk or lead.practitioner_id != by.pk:
        raise PermissionDenied("Whoever leads asks to hand over")
    lead.leaving_at, lead.leaving_reason = timezone.now(), reason
    lead.save(update_fields=["leaving_at", "leaving_reason"])
    return lead


@action
def tell_family_who_leads(lead, *, by, on, how):
    """Record that the family was told who leads, on a day and how; returns the `Lead`. Said once: what was recorded
    first stands. Raises ValidationError for a day to come or before the yes, PermissionDenied for whoever neither
    leads the episode nor works for its partner."""
    require_run(by, lead.episode)
    now = Lead.objects.select_for_update(no_key=True).get(pk=lead.pk)
    if now.answer != Lead.Answer.ACCEPTED or now.told_on:
        raise PermissionDenied("There is nothing to tell, or it was told already")
    if not timezone.localdate(now.answered_at) <= on <= timezone.localdate():
        raise ValidationError({"on": "The day must be between the yes and today"})
    now.told_on, now.told_how = on, how
    now.save(update_fields=["told_on", "told_how"])
    return now
