"""Who may see what, told a second time in plain Python: its own lists, no query, nothing of `locality.access`.

The stateful test and the crawl compare every answer of the product with this one. It follows access.md's formula word
by word; where the two differ, one of them is wrong.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

ABOUT_SHARING = {
    *("Consent", "ConsentArtefact", "ConsentPartner", "ConsentCategory", "SharingDecision", "DecisionItem"),
    *("PaperGiven", "Signature"),
    *(
        "DecisionRecipient",
        "DecisionSubject",
        "DecisionConsent",
        "DecisionGateway",
        "SigningStep",
        "ToldLater",
        "Disclosure",
    ),
    *("EmergencyReview", "NonInforming", "NonInformingLook", "CopyMade"),
    *("ConsentPurpose", "ConsentExclusion", "HolderAnswer"),
}


@dataclass(frozen=True)
class Place:
    """Who supplied a record, about which family, of which category, within which conversation."""

    provider: Any
    family: Any
    category: str
    item: Any = None


@dataclass
class Job:
    """A membership that lets somebody see records for a partner; `end` is the first day without it."""

    who: Any
    partner: Any
    start: date
    end: date | None = None


@dataclass
class Consent:
    """What somebody answered: with whom and what they agreed to (nothing, when they refused), and when it stopped."""

    family: Any
    person: Any
    provider: Any
    given: datetime
    until: date
    stopped: datetime | None = None
    partners: set = field(default_factory=set)
    categories: set = field(default_factory=set)
    refused: bool = False


@dataclass
class Decision:
    """A decision to share: with whom, which categories and items, from when until when, and on what it rests."""

    provider: Any
    family: Any
    partners: set
    categories: set
    items: set
    start: datetime
    end: datetime
    consents: list = field(default_factory=list)
    waits: bool = False
    stopped: datetime | None = None
    key: Any = None
    kinds: set = field(default_factory=set)  # of what it shares, whole or single
    sign_by: datetime | None = None  # shared at once: over from then, unless it was signed


@dataclass
class Closed:
    """A family shut (or, for a conflict, shut to one person) between two moments, but for those named."""

    family: Any
    start: datetime
    named: set = field(default_factory=set)
    only: Any = None
    end: datetime | None = None


@dataclass
class Oracle:
    """`records` maps (model name, key) to the record's `Place`s: several for a person, one for all else."""

    now: datetime | None = None
    today: date | None = None
    records: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)  # practitioner: is the account open?
    partners: dict = field(default_factory=dict)  # partner: is it active?
    jobs: list = field(default_factory=list)
    audits: dict = field(default_factory=dict)  # practitioner: until when
    unsigned: set = field(default_factory=set)  # practitioners who have not accepted a current agreement
    decisions: list = field(default_factory=list)
    consents: list = field(default_factory=list)
    closed: list = field(default_factory=list)
    unplaced: dict = field(default_factory=dict)  # person in no family: who registered them

    def may_see(self, who, record):
        """Whether `who` (a practitioner or a partner) may see the record (model name, key) now."""
        if record[0] in ABOUT_SHARING and self._audits(who):
            return True
        partners = self.partners_of(who)
        return any(
            self._given(partners, place) and not self.is_shut(who, place.family) for place in self.records[record]
        )

    def may_know(self, who, record):
        """Whether the database lets `who` read the row: what they may see, and two things that gate.sql says beyond.

        A recipient may know of a decision that gave something, live or not, and not its parts. And whoever has
        just registered a person, who is in no family yet, sees them.
        """
        partners = self.partners_of(who)
        if record[0] == "SharingDecision":
            gave = (each for each in self.decisions if each.key == record[1] and not each.waits)
            told = any(each.partners & partners for each in gave)
            return told or self.may_see(who, record)
        return self.unplaced.get(record[1]) in partners or self.may_see(who, record)

    def sees(self, who, model):
        """Keys of all records of a model (its name) that `who` may see now."""
        return {record[1] for record in self.records if record[0] == model and self.may_see(who, record)}

    def is_in(self, model, key, family):
        return any(place.family == family for place in self.records[model, key])

    def sees_all(self, model):
        """Keys of all records of a model (its name)."""
        return {key for name, key in self.records if name == model}

    def partners_of(self, who):
        """The partners for which `who` may see records now."""
        if who in self.partners:
            return {who} if self.partners[who] else set()
        if not self.people[who] or who in self.unsigned:
            return set()
        jobs = [job for job in self.jobs if job.who == who and job.start <= self.today]
        return {job.partner for job in jobs if self.partners[job.partner] and not (job.end and job.end <= self.today)}

    def is_live(self, decision):
        unsigned = decision.sign_by and decision.sign_by <= self.now
        return not decision.waits and not unsigned and decision.start <= self.now and self.lasts(decision)

    def lasts(self, decision):
        """Nothing has stopped it: each person on whose agreement it rests still agrees, by one of their answers."""
        whose = {consent.person for consent in decision.consents}
        agree = {consent.person for consent in decision.consents if self.stands(consent)}
        return self.now < decision.end and not decision.stopped and whose == agree

    def stands(self, consent):
        return not consent.refused and not consent.stopped and consent.until > self.today

    def answer(self, consent):
        """Somebody answers: in place of what they told the same partner about the same family. What rested on that goes
        on if they agree to all of it."""
        of = (consent.family, consent.person, consent.provider)
        replaced = [each for each in self.consents if (each.family, each.person, each.provider) == of]
        replaced = [each for each in replaced if not each.stopped]
        resting = [d for d in self.decisions if self.lasts(d) and any(each in replaced for each in d.consents)]
        for each in replaced:
            each.stopped = self.now
        self.consents.append(consent)
        for decision in resting:
            if not consent.refused and decision.partners <= consent.partners and decision.kinds <= consent.categories:
                decision.consents.append(consent)

    def _audits(self, who):
        return self.people.get(who) and who not in self.unsigned and self.now < self.audits.get(who, self.now)

    def _given(self, partners, place):
        return place.provider in partners or any(
            decision.partners & partners and self._covers(decision, place) and self.is_live(decision)
            for decision in self.decisions
        )

    def _covers(self, decision, place):
        whole = decision.provider == place.provider and decision.family == place.family
        return (whole and place.category in decision.categories) or place.item in decision.items

    def is_shut(self, who, family):
        """Whether a family is restricted without naming `who`, or `who` has a conflict of interest."""
        return any(
            who not in wall.named and wall.only in (None, who) and not wall.end
            for wall in self.closed
            if wall.family == family
        )
