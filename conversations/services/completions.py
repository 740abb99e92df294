"""Completing the record of a conversation, and looking at how good it was (domain.md 3b; S19, S27-S29, S35)."""

from django.core.exceptions import PermissionDenied, ValidationError

from conversations.models import (
    Completion,
    Conversation,
    DifferingView,
    LevelTold,
    NeedTold,
    QualityCheck,
    Subject,
)
from locality.access import can_see, require
from locality.history import action
from locality.models import Family, NeedLevel
from locality.services import judge_need


@action
def complete_conversation(conversation, *, by, submission, kind, views=(), needs=(), levels=None, **answers):
    """Say what a conversation means and what follows; returns the `Completion`. Said once.

    `needs` are dicts of `NeedTold`'s columns, each of one child (S14, S34); `levels` {child: level of need after it}:
    one that differs from before is the child's level from then on, for the reason that `analysis` gives. `views` are
    dicts of `DifferingView`'s columns: who saw it differently, and what they said (S35); then whoever supported the
    decision is named (S38, S39). `answers` are columns of `Completion`. The same `submission` completes once. Raises
    ValidationError when it is completed already, and for differing views with nobody in support; PermissionDenied for
    anybody but its partner, and for a child whom it is not about.
    """
    require(by, "make_records", conversation.provider)
    if not can_see(by, conversation):
        raise PermissionDenied("That conversation is not yours to complete")
    about = {line.person_id for line in Subject.objects.filter(conversation=conversation)}
    if {each.pk for each in (*(need["person"] for need in needs), *(levels or {}))} - about:
        raise PermissionDenied("The conversation is not about that child")
    if found := Completion.objects.filter(submission=submission).first():
        if found.completed_by_id != by.pk:
            raise PermissionDenied("That form was used by somebody else")
        return found
    now = Conversation.objects.select_for_update(no_key=True).get(pk=conversation.pk)
    if Completion.objects.filter(conversation=now).exists():
        raise ValidationError("It is completed already: add a note instead")
    if views and not answers.get("supported_by", "").strip():
        raise ValidationError({"supported_by": "Where somebody sees it differently, say who supported you"})
    made = Completion.objects.create(
        conversation=now, completed_by=by, submission=submission, all_agreed=not views, **answers
    )
    for view in views:
        DifferingView.objects.create(conversation=now, **view)
    NeedTold.objects.bulk_create(NeedTold(conversation=now, **need) for need in needs)
    for child, level in (levels or {}).items():
        _tell_level(now, by, child, level, answers["analysis"])
    if now.kind != kind:
        now.kind = kind
        now.save(update_fields=["kind"])
    return made


def _tell_level(conversation, by, child, level, why):
    """Write a child's level down, with the one before; where it is another, it stands from now on."""
    rows = NeedLevel.objects.visible_to(by).filter(family=conversation.family_id, person=child)
    before = rows.order_by("-judged_on", "-pk").values_list("level", flat=True).first() or ""
    LevelTold.objects.create(conversation=conversation, person=child, before=before, after=level)
    if level != before:
        family, partner = Family.objects.get(pk=conversation.family_id), conversation.provider
        judge_need(family, by=by, partner=partner, person=child, level=level, rationale=why)


@action
def check_quality(conversation, *, by, submission, words, **marks):
    """Say how good a conversation was; returns the `QualityCheck`. For whoever signs for its partner, and did not
    record it. The same `submission` says it once. Raises PermissionDenied otherwise."""
    require(by, "authorise", conversation.provider)
    if not can_see(by, conversation) or conversation.recorded_by_id == by.pk:
        raise PermissionDenied("Somebody else of its partner looks at how good it was")
    if found := QualityCheck.objects.filter(submission=submission).first():
        if found.checked_by_id != by.pk:
            raise PermissionDenied("That form was used by somebody else")
        return found
    return QualityCheck.objects.create(
        conversation=conversation, checked_by=by, submission=submission, words=words, **marks
    )
