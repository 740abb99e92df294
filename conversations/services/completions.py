"""Completing the record of a conversation, and looking at how good it was (domain.md 3b; S19, S27-S29, S35)."""

from django.core.exceptions import PermissionDenied, ValidationError

from conversations.models import Completion, Conversation, DifferingView, QualityCheck
from locality.access import can_see, require
from locality.history import action


@action
def complete_conversation(conversation, *, by, submission, kind, views=(), **answers):
    """Say what a conversation means and what follows; returns the `Completion`. Said once.

    `views` are dicts of `DifferingView`'s columns: who saw it differently, and what they said (S35); then whoever
    supported the decision is named (S38, S39). `answers` are columns of `Completion`. The same `submission` completes
    once. Raises ValidationError when it is completed already, for differing views with nobody in support, and for a no
    to a plan or to the family's views without its reason; PermissionDenied for anybody but its partner.
    """
    require(by, "make_records", conversation.provider)
    if not can_see(by, conversation):
        raise PermissionDenied("That conversation is not yours to complete")
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
    if now.kind != kind:
        now.kind = kind
        now.save(update_fields=["kind"])
    return made


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
