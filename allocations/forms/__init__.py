"""Forms about meetings: the index."""

from allocations.forms.agenda import GiveForm, InterestForm, ProposalForm, WithdrawForm
from allocations.forms.meetings import AskForm, CancelForm, PlanForm, ReportForm
from allocations.forms.minutes import ActionForm, AddendumForm, CommandForm, DoneForm, LeadForm, MinuteForm

__all__ = [
    "ActionForm",
    "AddendumForm",
    "AskForm",
    "CancelForm",
    "CommandForm",
    "DoneForm",
    "GiveForm",
    "InterestForm",
    "LeadForm",
    "MinuteForm",
    "PlanForm",
    "ProposalForm",
    "ReportForm",
    "WithdrawForm",
]
