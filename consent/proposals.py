"""What is proposed about sharing, before it is decided, and what may stand against it (domain.md 4.3)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from consent.models import SHARES


@dataclass(frozen=True)
class Item:
    """Something to be shared or kept back: a category of the family's information, or one record of it. `as_of` is the
    day of which it tells, `nature` a `Nature`: whether it is a fact, an opinion, an allegation (F12)."""

    category: Any
    description: str
    record: Any = None
    as_of: date | None = None
    include: bool = True
    exclude_reason: str = ""
    nature: str = ""


@dataclass
class Proposal:
    """A decision before it is made. `recipients` maps each partner to why it needs to know; `told` maps each subject's
    key to a `DecisionSubject.Told` value, `onward` is why it goes past a supplier (V23), `still_right` why what is old
    is right all the same (V18), `late_because` why it is decided only now (V22), `condition` and `lawful` are codes of
    `LawfulBasis` (V13, V14)."""

    family: Any
    partner: Any
    outcome: str
    purpose: Any
    reasons: str
    items: list[Item] = field(default_factory=list)
    recipients: dict = field(default_factory=dict)
    subjects: list = field(default_factory=list)
    told: dict = field(default_factory=dict)
    basis: str = ""
    ground: str = ""
    facts: str = ""
    urgent: bool = False
    safety: str = ""
    in_doubt: bool = False
    advice: str = ""
    why_named: str = ""
    wishes: str = ""
    condition: str = ""
    lawful: str = ""
    not_told_ground: str = ""
    onward: str = ""
    still_right: str = ""
    late_because: str = ""
    not_share_reason: str = ""
    reconsider_on: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    purpose_text: str = ""
    trigger: str = "proactive"
    concern_identified_at: datetime | None = None
    gateways: list = field(default_factory=list)
    found: dict = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def shares(self):
        return self.outcome in SHARES

    @property
    def included(self):
        return [item for item in self.items if item.include]


@dataclass(frozen=True)
class Problem:
    """Why a proposal cannot be recorded: the rule's number, the form field it belongs to, and what to do about it."""

    rule: str
    field: str
    words: str
