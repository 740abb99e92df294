"""Who sees what. Nothing else decides it (access.md).

tables.py   what a practitioner may do for a partner, who is shut out, who looked
held.py     what a practitioner may do, for which partners; what is asked once in a request
rule.py     the rule: `visible_to`, `can_see`, `reader_of`
reasons.py  `explain`: the same rule told step by step
opened.py   which sampled cases an auditor has opened
door.py     `open_or_404`: the one way to a record, which writes the viewing
listing.py  the newest records a practitioner may see, one index walk for each partner
rows.py     `kept`: questions that the ORM writes once in each process
"""

from locality.access.door import deny, look_up_noted, must_give_reason, note_list, note_of_partner, open_or_404
from locality.access.held import (
    holds,
    jobs_of,
    leads_safeguarding_for,
    partners_where,
    remembered,
    remembering,
    require,
    stands_in_for,
)
from locality.access.listing import Page, newest
from locality.access.opened import AuditOpening
from locality.access.reasons import Explanation, Step, explain
from locality.access.rows import Among, kept
from locality.access.rule import (
    Reader,
    VisibleQuerySet,
    can_see,
    may_add_to,
    may_audit,
    reader_of,
    reader_of_partner,
    sees_family,
)
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

__all__ = [
    "Among",
    "AuditBox",
    "AuditOpening",
    "Conflict",
    "Denial",
    "Explanation",
    "Involvement",
    "Lookup",
    "Page",
    "PartnerPermission",
    "Reader",
    "Restriction",
    "RestrictionName",
    "Step",
    "Viewing",
    "VisibleQuerySet",
    "can_see",
    "deny",
    "explain",
    "holds",
    "jobs_of",
    "kept",
    "leads_safeguarding_for",
    "look_up_noted",
    "may_add_to",
    "may_audit",
    "must_give_reason",
    "newest",
    "note_list",
    "note_of_partner",
    "open_or_404",
    "partners_where",
    "remembered",
    "remembering",
    "reader_of",
    "reader_of_partner",
    "require",
    "sees_family",
    "stands_in_for",
]
