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
from conversations.forms.referrals import CallForm, OutcomeForm, ReferralForm, ReferralNoteForm

__all__ = [
    "AddendumForm",
    "AnswerForm",
    "CallForm",
    "ChangeForm",
    "ConversationForm",
    "DoneForm",
    "LeadForm",
    "MoveForm",
    "OpenForm",
    "OutcomeForm",
    "ReasonForm",
    "ReferralForm",
    "ReferralNoteForm",
    "ToldForm",
    "colleagues",
    "newest_conversations",
]
