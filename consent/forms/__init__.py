"""Forms of consent and of sharing decisions: they turn answers into clean values and save nothing."""

from consent.forms.advice import AnswerAdviceForm, AskAdviceForm, LinkForm
from consent.forms.audits import AuditAnswerForm, CloseForm, DrawForm, FindingForm, PackForm, SendForm
from consent.forms.breaches import BreachStepForm, ReportForm
from consent.forms.consents import ConsentForm
from consent.forms.correcting import CorrectForm, ToldForm
from consent.forms.countersigning import AnswerForm, PassOnForm, SendBackForm
from consent.forms.disclosing import DiscloseForm
from consent.forms.emergency import EmergencyForm, ReviewForm
from consent.forms.ended import EndedForm, EndForm
from consent.forms.not_telling import KeepForm, LookAgainForm
from consent.forms.onward import AskForm, OnwardAnswerForm
from consent.forms.orders import CareOrderForm, EndOrderForm, SettleForm, WithdrawForm
from consent.forms.renewing import RenewForm
from consent.forms.requests import AskPartnerForm, NobodyKnownForm, ReplyForm, WhichFamilyForm
from consent.forms.sharing import SharingForm
from consent.forms.start import StartForm
from consent.forms.telling import TellForm

__all__ = [
    "AnswerAdviceForm",
    "AnswerForm",
    "AskAdviceForm",
    "AskForm",
    "AskPartnerForm",
    "AuditAnswerForm",
    "BreachStepForm",
    "CareOrderForm",
    "CloseForm",
    "ConsentForm",
    "CorrectForm",
    "DiscloseForm",
    "DrawForm",
    "EmergencyForm",
    "EndForm",
    "EndOrderForm",
    "EndedForm",
    "FindingForm",
    "LinkForm",
    "KeepForm",
    "LookAgainForm",
    "NobodyKnownForm",
    "OnwardAnswerForm",
    "PackForm",
    "PassOnForm",
    "RenewForm",
    "ReplyForm",
    "ReportForm",
    "ReviewForm",
    "SendBackForm",
    "SendForm",
    "SettleForm",
    "SharingForm",
    "StartForm",
    "TellForm",
    "ToldForm",
    "WhichFamilyForm",
    "WithdrawForm",
]
