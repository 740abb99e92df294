"""The index of the foundation's tables."""

from locality.access.opened import AuditOpening
from locality.access.tables import (
    AuditBox,
    Conflict,
    Denial,
    Involvement,
    Lookup,
    PartnerPermission,
    Restriction,
    RestrictionName,
    Viewing,
)
from locality.digests import Digest
from locality.equality import EqualityAnswer
from locality.families import (
    Family,
    FamilyMember,
    Household,
    NeedLevel,
    Relationship,
    Residence,
)
from locality.framework import Acceptance, Agreement, Attestation
from locality.minding import Minder
from locality.notices import Notice
from locality.partners import Deputy, Locality, Membership, Partner, PartnerKind, Practitioner
from locality.people import Person
from locality.reference import InformationCategory
from locality.reminders import ReminderChoice

__all__ = [
    "Acceptance",
    "Agreement",
    "Attestation",
    "AuditBox",
    "AuditOpening",
    "Conflict",
    "Denial",
    "Deputy",
    "Digest",
    "EqualityAnswer",
    "Family",
    "FamilyMember",
    "Household",
    "InformationCategory",
    "Involvement",
    "Locality",
    "Lookup",
    "Membership",
    "Minder",
    "NeedLevel",
    "Notice",
    "Partner",
    "PartnerKind",
    "PartnerPermission",
    "Person",
    "Practitioner",
    "Relationship",
    "ReminderChoice",
    "Residence",
    "Restriction",
    "RestrictionName",
    "Viewing",
]
