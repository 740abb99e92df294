"""Every record with a history says who supplied it, about which family and of which category; or here, why not."""

import ast

from config.checks.house import Finding
from config.checks.syntax import assigned, descendants, lineage, names_in, text_of

REASON = "a record names its paths to provider, family and category on a VisibleQuerySet, or is exempt with a reason"

PATHS = ("family", "provider", "category")
ORGANISATION = "about organisations and who works for them, not about a family"
REFERENCE = "dated reference content, the same for everybody"
RULE = "part of the rule itself: only locality/access asks it"
PART = "read only by the rule and by services, through the record it is part of"

OPEN = {
    **dict.fromkeys(
        ("Partner", "PartnerKind", "Locality", "Practitioner", "Membership", "PartnerPermission", "Deputy"),
        ORGANISATION,
    ),
    "Minder": "who sees to a record of a partner's, by its key; the wall shows it to that partner alone",
    **dict.fromkeys(("Agreement", "Acceptance", "Attestation", "AuditBox", "AllocationMeeting"), ORGANISATION),
    **dict.fromkeys(("MeetingSeries", "MeetingMember", "TeamMember", "MinutesConfirmation"), ORGANISATION),
    "Pack": "which papers were issued to whom, with the keys of items; the wall says whose it is",
    "PackOrder": "a copy of papers being made, for one member; the wall shows it to them alone, and to the system",
    "Breach": "what went wrong with information; it names no family, and the wall says whose it is",
    "BreachStep": "what was done about a breach; the wall says whose it is",
    "BroughtList": "a list of people whom perhaps nobody has met: of no family; the wall shows it to its partner alone",
    "Candidate": "somebody on such a list: of no family; the wall shows them to its partner alone, and to the system",
    **dict.fromkeys(
        ("OnwardRequest", "OnwardAnswer", "OnwardShare", "OnwardAct"),
        "what one partner asks and tells the supplier of a record; consent/onward.py and the wall say who reads",
    ),
    **dict.fromkeys(
        ("InformationRequest", "ReceivedRequest", "RequestReply"),
        "what one partner asks another, in words; consent/requests_tray.py and the wall say which side reads what",
    ),
    "Correction": "what is said beside a record: read with the record, by whoever may read that (consent/corrected.py)",
    "CorrectionTold": "which partner was told of a correction: the wall shows it to the partner that corrected",
    "Digest": "how many things were due to somebody on a day, not which",
    "ReminderChoice": "one person's own: whether they get a letter, and since when they have a calendar address",
    "EndAcknowledgement": "what a partner did when a decision was over; the wall says whose it is, and it names nobody",
    **dict.fromkeys(("AdviceRecord", "AdviceAnswer"), "names nobody; the wall shows it to the two and to an audit"),
    "AlertNote": "what a guardian found of an alert, naming no family; the wall shows it to their partner and an audit",
    "AuditOpening": "which sampled case an auditor opened and why; the wall shows it to audits and to who grants them",
    "AuditSample": "which decisions were drawn, by number; the wall shows it to an audit alone",
    **dict.fromkeys(
        ("AuditFile", "AuditFinding", "AuditStep"),
        "what an audit found of a decision: the wall shows it to an audit, and to whom it was sent",
    ),
    "AdviceLink": "the family that advice was asked about: the wall shows it to its author and to an audit",
    "Guidance": REFERENCE,
    **dict.fromkeys(("Paper", "PaperApproval"), "what a partner gives to families, the same for all of them"),
    **dict.fromkeys(
        ("InformationCategory", "Notice", "Purpose", "LawfulBasis", "LegalGateway", "TimeLimit", "Stage", "PointsRule"),
        REFERENCE,
    ),
}
INSIDE = {  # pages may not read these at all: guarded_reads treats them as protected
    **dict.fromkeys(("Involvement", "Restriction", "RestrictionName", "Conflict"), RULE),
    **dict.fromkeys(("FamilyAccess", "ConversationAccess", "ReferralAccess"), RULE),
    **dict.fromkeys(("DisagreementAccess", "PositionAccess", "AgendaItemAccess", "AgendaInputAccess"), RULE),
}
EXEMPT = OPEN | INSIDE


def protected_models(house):
    """Names of the models whose `objects` comes from a VisibleQuerySet, and of the models below them."""
    visible = _querysets(house) | {"VisibleQuerySet"}
    managers = {name: assigned(node).get("objects") for name, (_, node) in house.classes.items()}
    direct = {name for name, manager in managers.items() if manager is not None and names_in(manager) & visible}
    return direct | descendants(house.classes, *direct)


def check(house):
    protected = protected_models(house)
    for name in sorted(descendants(house.classes, "Kept", "Recorded")):
        path, node = house.classes[name]
        if _is_abstract(node):
            continue
        if name not in protected:
            yield Finding(path, node.lineno, f"{name} is recorded, but nothing says who may see it", name)
            continue
        fields = {field for above in lineage(house.classes, name) for field in assigned(above)} | {"pk", "id"}
        for what, way in _paths(house, name).items():
            if way.split("__")[0] not in fields:
                yield Finding(path, node.lineno, f"{name} has no way to its {what}: {way}", name)


def _querysets(house):
    return descendants(house.classes, "VisibleQuerySet")


def _is_abstract(node):
    return any(getattr(assigned(meta).get("abstract"), "value", False) is True for meta in _inner(node, "Meta"))


def _inner(node, *names):
    return [part for part in node.body if isinstance(part, ast.ClassDef) and part.name in names]


def _paths(house, name):
    """{"family": "conversation__family", ...} as the model's queryset names them, or their defaults.

    Empty when the queryset answers in its own way (`visible_by`), as for a person of several families.
    """
    owner = next(node for node in lineage(house.classes, name) if "objects" in assigned(node))
    named = names_in(assigned(owner)["objects"]) & _querysets(house)
    querysets = _inner(owner, *named) or [node for known in sorted(named) for node in lineage(house.classes, known)]
    querysets = [node for node in querysets if node.name != "VisibleQuerySet"]
    if any(isinstance(part, ast.FunctionDef) and part.name == "visible_by" for node in querysets for part in node.body):
        return {}
    found = [assigned(node) for node in querysets]
    return {what: next((text_of(names[what]) for names in found if what in names), None) or what for what in PATHS}
