"""The index of consent's tables."""

from consent.models.access import AccessQuerySet, DecidedAccess, FamilyAccess, permission_id
from consent.models.advice import AdviceAnswer, AdviceLink, AdviceRecord
from consent.models.alerts import Alert, AlertKind, AlertNote
from consent.models.audits import AuditDraft, AuditFile, AuditFinding, AuditSample, AuditStep
from consent.models.breaches import Breach, BreachStep
from consent.models.consents import Consent, ConsentArtefact
from consent.models.corrections import Correction, CorrectionTold
from consent.models.countersigning import SigningStep
from consent.models.decisions import (
    EMERGENCY,
    SHARES,
    TO_SIGN,
    Basis,
    DecisionConsent,
    DecisionGateway,
    DecisionItem,
    DecisionRecipient,
    DecisionSubject,
    Outcome,
    SharingDecision,
    to_sign_q,
)
from consent.models.disclosures import Disclosure
from consent.models.emergency import EmergencyReview
from consent.models.ended import EndAcknowledgement
from consent.models.lines import ConsentCategory, ConsentExclusion, ConsentPartner, ConsentPurpose, HolderAnswer
from consent.models.not_telling import NonInforming, NonInformingLook
from consent.models.onward import OnwardAct, OnwardAnswer, OnwardRequest, OnwardShare
from consent.models.orders import CareOrder
from consent.models.papers import (
    LANGUAGES,
    AuditedQuerySet,
    Paper,
    PaperApproval,
    PaperGiven,
    PaperLayout,
    Signature,
    StoredFile,
)
from consent.models.reference import LawfulBasis, LegalGateway, Nature, Purpose
from consent.models.requests import InformationRequest, ReceivedRequest, RequestReply
from consent.models.telling import ToldLater

__all__ = [
    "EMERGENCY",
    "LANGUAGES",
    "SHARES",
    "TO_SIGN",
    "AccessQuerySet",
    "AdviceAnswer",
    "AdviceLink",
    "AdviceRecord",
    "Alert",
    "AlertKind",
    "AlertNote",
    "AuditDraft",
    "AuditFile",
    "AuditFinding",
    "AuditSample",
    "AuditStep",
    "AuditedQuerySet",
    "Basis",
    "Breach",
    "BreachStep",
    "CareOrder",
    "Consent",
    "ConsentArtefact",
    "ConsentCategory",
    "ConsentExclusion",
    "ConsentPartner",
    "ConsentPurpose",
    "Correction",
    "CorrectionTold",
    "DecidedAccess",
    "DecisionConsent",
    "DecisionGateway",
    "DecisionItem",
    "DecisionRecipient",
    "DecisionSubject",
    "Disclosure",
    "EmergencyReview",
    "EndAcknowledgement",
    "FamilyAccess",
    "HolderAnswer",
    "InformationRequest",
    "LawfulBasis",
    "LegalGateway",
    "Nature",
    "NonInforming",
    "NonInformingLook",
    "OnwardAct",
    "OnwardAnswer",
    "OnwardRequest",
    "OnwardShare",
    "Outcome",
    "Paper",
    "PaperApproval",
    "PaperGiven",
    "PaperLayout",
    "Purpose",
    "ReceivedRequest",
    "RequestReply",
    "SharingDecision",
    "Signature",
    "SigningStep",
    "StoredFile",
    "ToldLater",
    "permission_id",
    "to_sign_q",
]
