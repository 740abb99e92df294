"""The tables of this app, each beside its noun."""

from conversations.models.actions import Action, ActionQuerySet
from conversations.models.assessments import OF_ADULTS, TEXTS, Assessment, Domain, Need, Score
from conversations.models.completions import Completion, DifferingView, QualityCheck
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
from conversations.models.copies import CopyMade
from conversations.models.disagreements import (
    Disagreement,
    DisagreementAccess,
    DisagreementStep,
    Position,
    PositionAccess,
    Stage,
)
from conversations.models.drafts import Draft
from conversations.models.episodes import Episode, Lead
from conversations.models.guidance import Guidance
from conversations.models.limits import TimeLimit, time_limits
from conversations.models.moves import StepTransfer
from conversations.models.plans import Closure, Evaluation, Plan, Review
from conversations.models.referrals import PartOfReferral, Referral, ReferralAccess, ReferralChild, ReferralNote
from conversations.models.told import LevelTold, NeedTold

__all__ = [
    "OPEN_FOR",
    "OF_ADULTS",
    "TEXTS",
    "Action",
    "ActionQuerySet",
    "Addendum",
    "Closure",
    "Completion",
    "DifferingView",
    "QualityCheck",
    "CopyMade",
    "Evaluation",
    "Plan",
    "Review",
    "Assessment",
    "Conversation",
    "ConversationAccess",
    "ConversationQuerySet",
    "Disagreement",
    "DisagreementAccess",
    "Domain",
    "Draft",
    "Episode",
    "Guidance",
    "Lead",
    "LevelTold",
    "NeedTold",
    "Need",
    "Score",
    "PartOfConversation",
    "PartOfReferral",
    "Participant",
    "Position",
    "PositionAccess",
    "Referral",
    "ReferralAccess",
    "ReferralChild",
    "ReferralNote",
    "Stage",
    "DisagreementStep",
    "StepTransfer",
    "Subject",
    "TimeLimit",
    "time_limits",
]
