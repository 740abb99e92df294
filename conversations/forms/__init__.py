"""The forms of this app."""

from conversations.forms.conversations import AddendumForm, ChangeForm, ConversationForm, DoneForm, colleagues

__all__ = ["AddendumForm", "ChangeForm", "ConversationForm", "DoneForm", "colleagues"]
