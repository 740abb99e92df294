"""Forms about meetings: the index."""

from allocations.forms.agenda import GiveForm, InterestForm, ProposalForm, WithdrawForm
from allocations.forms.meetings import AskForm, CancelForm, PlanForm
from allocations.forms.minutes import ActionForm, AddendumForm, DoneForm, LeadForm, MinuteForm

__all__ = [
    "ActionForm",
    "AddendumForm",
    "AskForm",
    "CancelForm",
    "DoneForm",
    "GiveForm",
    "InterestForm",
    "LeadForm",
    "MinuteForm",
    "PlanForm",
    "ProposalForm",
    "WithdrawForm",
]
