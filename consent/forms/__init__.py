"""Forms of consent and of sharing decisions: they turn answers into clean values and save nothing."""

from consent.forms.consents import ConsentForm, WithdrawForm
from consent.forms.ended import EndedForm
from consent.forms.sharing import EndForm, SharingForm

__all__ = ["ConsentForm", "EndForm", "EndedForm", "SharingForm", "WithdrawForm"]
