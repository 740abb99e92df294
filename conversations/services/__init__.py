"""Changes that this app makes: each a function with a named actor."""

from conversations.services.actions import finish_action
from conversations.services.conversations import (
    ChangedMeanwhile,
    add_to_conversation,
    change_conversation,
    record_conversation,
)

__all__ = ["ChangedMeanwhile", "add_to_conversation", "change_conversation", "finish_action", "record_conversation"]
