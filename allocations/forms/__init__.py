"""Forms about meetings: the index."""

from allocations.forms.agenda import GiveForm, InterestForm, ProposalForm, WithdrawForm
from allocations.forms.lists import BringForm, EndForm, MatchForm
from allocations.forms.meetings import AskForm, CancelForm, PlanForm, ReportForm, TeamForm
from allocations.forms.minutes import ActionForm, AddendumForm, CommandForm, DoneForm, LeadForm, MinuteForm

__all__ = [
    "ActionForm",
    "AddendumForm",
    "AskForm",
    "BringForm",
    "CancelForm",
    "CommandForm",
    "DoneForm",
    "EndForm",
    "GiveForm",
    "InterestForm",
    "LeadForm",
    "MatchForm",
    "MinuteForm",
    "PlanForm",
    "ProposalForm",
    "ReportForm",
    "TeamForm",
    "WithdrawForm",
]
