"""The forms of this app."""

from conversations.forms.assessments import AssessmentForm, GivenForm, NeedForm, StartForm
from conversations.forms.completions import CompleteForm, QualityForm
from conversations.forms.conversations import AddendumForm, ChangeForm, ConversationForm, DoneForm, colleagues
from conversations.forms.disagreements import DisagreementForm, PositionForm, SettleForm, StepForm
from conversations.forms.episodes import (
    AnswerForm,
    LeadForm,
    MoveForm,
    OpenForm,
    ReasonForm,
    ToldForm,
    newest_conversations,
)
from conversations.forms.moves import CarryOnForm, FamilySaysForm, HandOverForm, MoveOnForm, MoveWordsForm
from conversations.forms.referrals import CallForm, OutcomeForm, ReferralForm, ReferralNoteForm
from conversations.forms.reports import MonthsForm

__all__ = [
    "AddendumForm",
    "AnswerForm",
    "CallForm",
    "CarryOnForm",
    "FamilySaysForm",
    "HandOverForm",
    "MoveOnForm",
    "MoveWordsForm",
    "AssessmentForm",
    "ChangeForm",
    "CompleteForm",
    "QualityForm",
    "ConversationForm",
    "DisagreementForm",
    "DoneForm",
    "GivenForm",
    "LeadForm",
    "MonthsForm",
    "MoveForm",
    "NeedForm",
    "OpenForm",
    "OutcomeForm",
    "PositionForm",
    "ReasonForm",
    "ReferralForm",
    "ReferralNoteForm",
    "SettleForm",
    "StepForm",
    "StartForm",
    "ToldForm",
    "colleagues",
    "newest_conversations",
]
