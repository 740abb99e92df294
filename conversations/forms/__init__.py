"""The forms of this app."""

from conversations.forms.conversations import AddendumForm, ChangeForm, ConversationForm, DoneForm, colleagues
from conversations.forms.episodes import (
    AnswerForm,
    LeadForm,
    MoveForm,
    OpenForm,
    ReasonForm,
    ToldForm,
    newest_conversations,
)

__all__ = [
    "AddendumForm",
    "AnswerForm",
    "ChangeForm",
    "ConversationForm",
    "DoneForm",
    "LeadForm",
    "MoveForm",
    "OpenForm",
    "ReasonForm",
    "ToldForm",
    "colleagues",
    "newest_conversations",
]
