"""Disagreeing in the open: raised, answered by the other side, taken up, settled (domain.md 3e; S37-S40, S138-S139)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from conversations.ladder import rungs_of, stages
from conversations.models import Disagreement, DisagreementStep, Position
from locality.access import can_see, may_add_to, require
from locality.families import touch
from locality.history import action
from locality.reference import CONCERNS, category


@action
def disagree(family, *, by, partner, submission, at=None, **answers):
    """Raise a disagreement for one's own service or for the family; returns the `Disagreement`, on its first stage.

    `answers` are columns of `Disagreement`; `source_kind` and `source` name the conversation, decision, referral or
    item of a meeting that it comes from: whoever calls has seen it. The interim lead is `by` unless told otherwise.
    Where a child may come to harm, what was done about the Front Door is said first (`front_door_answer`): a
    disagreement never stands in for a referral. The same `submission` raises once. Raises ValidationError for risk
    without that answer, for the own partner as the other side and for a family's disagreement without its words;
    PermissionDenied when the family is not visible or not for `partner`.
    """
    may_add_to(family, by, partner)
    if found := Disagreement.objects.filter(submission=submission).first():
        return _own(found, by)
    if answers.get("at_risk") and not answers.get("front_door_answer", "").strip():
        raise ValidationError({"front_door_answer": "Ring the Front Door first, or say why that is not needed"})
    if answers.get("with_partner") == partner:
        raise ValidationError({"with_partner": "The other side is another partner, or leave it empty"})
    if answers.get("raised_for", "partner") != "partner" and not answers.get("family_words", "").strip():
        raise ValidationError({"family_words": "Write what they say, in their own words"})
    made = Disagreement.objects.create(
        family=family,
        provider=partner,
        category=category(CONCERNS),
        submission=submission,
        raised_by=by,
        raised_at=at or timezone.now(),
        **({"interim_lead": by} | answers),
    )
    touch(family, made.raised_at, by=partner)
    return made


def _own(found, by):
    if found.raised_by_id != by.pk:
        raise PermissionDenied("That form was used by somebody else")
    return found


def _locked(disagreement, by):
    """The disagreement as it stands, open, for somebody of the partner that raised it."""
    require(by, "make_records", disagreement.provider)
    if not can_see(by, disagreement):
        raise PermissionDenied("That disagreement is not yours to see")
    now = Disagreement.objects.select_for_update(no_key=True).get(pk=disagreement.pk)
    if now.settled_at:
        raise PermissionDenied("That disagreement is settled")
    return now


@action
def give_position(disagreement, *, by, partner, text, submission, wanted="", at=None):
    """Say one's own side, in one's own words; returns the `Position`, which is the record of `partner`.

    For whichever partner was shown the disagreement, other than the one that raised it. The same `submission` says it
    once. Raises PermissionDenied for whoever may not see it, ValidationError when it is settled.
    """
    require(by, "make_records", partner)
    if not can_see(by, disagreement) or partner.pk == disagreement.provider_id:
        raise PermissionDenied("Another side answers, once it was shown the disagreement")
    if found := Position.objects.filter(submission=submission).first():
        if found.written_by_id != by.pk:
            raise PermissionDenied("That form was used by somebody else")
        return found
    if disagreement.settled_at:
        raise ValidationError("That disagreement is settled")
    return Position.objects.create(
        family_id=disagreement.family_id,
        provider=partner,
        category=category(CONCERNS),
        disagreement=disagreement,
        text=text,
        wanted=wanted,
        written_by=by,
        written_at=at or timezone.now(),
        submission=submission,
    )


@action
def take_step(disagreement, *, by, kind, text, submission, at=None):
    """Note what was done, or take it up a stage before time runs out; returns the `DisagreementStep`. The same
    `submission` notes it once. Raises ValidationError when it stands on the last stage already."""
    now = _locked(disagreement, by)
    if found := DisagreementStep.objects.filter(submission=submission).first():
        return found
    at, table = at or timezone.now(), stages()
    rungs = rungs_of(now, list(DisagreementStep.objects.filter(disagreement=now)), table, at)
    stage = rungs[-1].number if rungs else 0
    if kind == DisagreementStep.Kind.UP:
        above = [each.position for each in table if each.position > stage]
        if not above:
            raise ValidationError({"kind": "It stands on the last stage: it is settled there"})
        stage = above[0]
    values = {"kind": kind, "stage": stage, "text": text, "written_by": by, "written_at": at}
    return DisagreementStep.objects.create(disagreement=now, submission=submission, **values)


@action
def settle(disagreement, *, by, outcome, reasons, decided_by="", dissent="", family_told="", learning="", at=None):
    """Record how it ended: what was agreed or decided, by whom and why, who still disagrees, what is learnt from it;
    returns the `Disagreement`. Said once. Raises ValidationError when somebody decided and is not named."""
    now = _locked(disagreement, by)
    if outcome == Disagreement.Outcome.DECIDED and not decided_by.strip():
        raise ValidationError({"decided_by": "Write who decided, with their role"})
    now.outcome, now.reasons, now.decided_by, now.dissent = outcome, reasons, decided_by, dissent
    now.family_told, now.learning = family_told, learning
    now.settled_at, now.settled_by = at or timezone.now(), by
    now.save()
    return now
