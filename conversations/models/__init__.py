"""The tables of this app, each beside its noun."""

from conversations.models.actions import Action, ActionQuerySet
from conversations.models.conversations import (
    OPEN_FOR,
    Addendum,
    Conversation,
    ConversationAccess,
    ConversationQuerySet,
    Participant,
    PartOfConversation,
    Subject,
)
from conversations.models.drafts import Draft

__all__ = [
    "OPEN_FOR",
    "Action",
    "ActionQuerySet",
    "Addendum",
    "Conversation",
    "ConversationAccess",
    "ConversationQuerySet",
    "Draft",
    "PartOfConversation",
    "Participant",
    "Subject",
]
