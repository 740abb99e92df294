"""Recording professional conversations, what follows from them, and what is being typed."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from consent import services as consent
from conversations.drafts import forget_draft
from conversations.models import Action, Addendum, Conversation, ConversationAccess, Participant, Subject
from conversations.ordering import put_in_lists
from locality import services as foundation
from locality.access import can_see, may_add_to, must_give_reason, require
from locality.families import touch
from locality.history import action
from locality.reference import ACTIONS, ADULTS, CONCERNS, category_key


class ChangedMeanwhile(Exception):
    """Somebody saved another version first. `current` is the record as it stands now."""

    def __init__(self, current):
        super().__init__("Somebody saved another version first")
        self.current = current


@action
def record_conversation(
    family, *, by, partner, submission, people, participants, actions=(), sharing=None, apart=False, **answers
):
    """Record a conversation (S41), who took part (S24), whom it is about, what follows and, with it, the decision to
    share or not (S96); returns the `Conversation`.

    `people` are `Person`s; `participants` dicts of `Participant`'s columns; `actions` dicts of `Action`'s; `sharing`
    a function from the conversation to a `consent.rules.Proposal`, or None when nothing crosses to another partner;
    `apart` whether it tells of an adult's health or offences, and so is never shared with everything else (A5).
    The same `submission` records once. Raises ValidationError when a rule stands against the decision (nothing is
    saved), PermissionDenied when the family is not visible or not for `partner`.
    """
    may_add_to(family, by, partner)
    if found := Conversation.objects.filter(submission=submission).first():
        return _own(found, by)
    values = {"family": family, "provider": partner, "category_id": _kind(apart), "recorded_by": by} | answers
    try:
        with transaction.atomic():
            conversation = Conversation.objects.create(submission=submission, **values)
    except IntegrityError:  # the same form, sent twice at once: the other one was first
        if found := Conversation.objects.filter(submission=submission).first():
            return _own(found, by)
        raise
    Participant.objects.bulk_create(Participant(conversation=conversation, **each) for each in participants)
    Subject.objects.bulk_create(Subject(conversation=conversation, person=person) for person in people)
    _agree_actions(conversation, actions)
    put_in_lists(conversation)
    if sharing:
        consent.decide(sharing(conversation), by=by, partner=partner, at=answers.get("recorded_at"))
    else:
        touch(family, by=partner)
    forget_draft(submission, by=by)
    if must_give_reason(by, family):
        foundation.give_reason(family, by=by, partner=partner, reason="Recorded a conversation", self_declared=False)
    return conversation


def _kind(apart):
    return category_key(ADULTS if apart else CONCERNS)


def _own(conversation, by):
    if conversation.recorded_by_id != by.pk:
        raise PermissionDenied("That form was used by somebody else")
    return conversation


def _agree_actions(conversation, actions):
    Action.objects.bulk_create(
        Action(
            conversation=conversation,
            family=conversation.family,
            provider=conversation.provider,
            goes_with=conversation,
            category_id=_kind_of_actions(conversation),
            **each,
        )
        for each in actions
    )


def _kind_of_actions(conversation):
    """What was agreed is kept apart with the conversation in which it was (A5)."""
    return conversation.category_id if conversation.is_apart else category_key(ACTIONS)


@action
def change_conversation(conversation, *, by, version, apart=None, **answers):
    """Mend the text of one's own conversation within 24 hours; returns it.

    `version` is the one that was on the screen, `apart` whether it is kept apart from now on (A5; None: as it was).
    Raises ChangedMeanwhile with the current record when another was saved since, PermissionDenied when it has locked,
    is somebody else's, or its family is shut to `by` by now.
    """
    require(by, "make_records", conversation.provider)
    if not can_see(by, conversation):
        raise PermissionDenied("That conversation is not yours to change any more")
    if conversation.recorded_by_id != by.pk or not conversation.is_open:
        raise PermissionDenied("It has locked: add to it instead")
    if apart is not None:
        answers["category_id"] = _kind(apart)
    changed = Conversation.objects.filter(pk=conversation.pk, version=version)
    if not changed.update(version=F("version") + 1, **answers):
        raise ChangedMeanwhile(Conversation.objects.get(pk=conversation.pk))
    if "started_at" in answers:
        ConversationAccess.objects.filter(content_object=conversation).update(sort_key=answers["started_at"])
    found = Conversation.objects.get(pk=conversation.pk)
    if found.category_id != conversation.category_id:
        Action.objects.filter(conversation=found, plan=None).update(category_id=_kind_of_actions(found))
        put_in_lists(found)
    return found


@action
def add_to_conversation(conversation, *, by, text, submission, mark="", at=None):
    """Add a note, dated `at` a moment (default now), to a conversation that has locked (3b); returns the `Addendum`.
    With a `mark` the conversation stands out in the chronology from then on, or no longer. The same `submission` adds
    once."""
    require(by, "make_records", conversation.provider)
    if not can_see(by, conversation):
        raise PermissionDenied("That conversation is not yours to add to")
    values = {
        "conversation": conversation,
        "text": text,
        "mark": mark,
        "written_by": by,
        "written_at": at or timezone.now(),
    }
    return Addendum.objects.get_or_create(submission=submission, defaults=values)[0]
