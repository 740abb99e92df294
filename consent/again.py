"""When somebody answers anew: which decisions that rest on their earlier answer go on, and which end (C10, C14)."""

from dataclasses import dataclass, field

from consent.answers import GIVEN
from consent.models import (
    Consent,
    ConsentCategory,
    ConsentExclusion,
    ConsentPartner,
    ConsentPurpose,
    DecisionConsent,
    DecisionItem,
    DecisionRecipient,
    DecisionSubject,
    SharingDecision,
)
from consent.settling import is_disputed


@dataclass(frozen=True)
class Answer:
    """What somebody answers now, as far as it decides about what they agreed to before: with whom and what, for which
    purposes (none: any), who must not be told of it, all as keys; and whether it waits to be settled."""

    status: str
    kind: str = Consent.Kind.INFO_SHARING
    partners: frozenset = field(default_factory=frozenset)
    categories: frozenset = field(default_factory=frozenset)
    purposes: frozenset = field(default_factory=frozenset)
    not_told: frozenset = field(default_factory=frozenset)
    waits: bool = False

    @classmethod
    def of(cls, consent):
        """What a recorded consent says."""
        partners = ConsentPartner.objects.filter(consent=consent).values_list("partner", flat=True)
        categories = ConsentCategory.objects.filter(consent=consent).values_list("category", flat=True)
        purposes = ConsentPurpose.objects.filter(consent=consent).values_list("purpose", flat=True)
        not_told = ConsentExclusion.objects.filter(consent=consent, person__isnull=False).values_list(
            "person", flat=True
        )
        return cls(
            consent.status,
            consent.kind,
            *map(frozenset, (partners, categories, purposes, not_told)),
            waits=is_disputed(consent),
        )

    def covers(self, partners, categories):
        """Whether it agrees to all of these categories for all of these partners."""
        return self.status in GIVEN and partners <= self.partners and categories <= self.categories

    def allows(self, decision, subjects):
        """Whether nothing else in it stands against a decision about these people: another purpose (C12), somebody who
        must not be told and would be (C9), or parents who differ (C3)."""
        for_this = not self.purposes or decision.purpose_id in self.purposes
        return for_this and not self.not_told & subjects and not self.waits


def earlier_answers(family, person, partner, kind=Consent.Kind.INFO_SHARING):
    """The person's answers of this kind to this partner that nothing has replaced yet."""
    return Consent.objects.current().filter(family=family, person=person, kind=kind, provider=partner)


def resting_on(consents, at=None):
    """The decisions of the consents' own partners that rest on one of them and that nothing has stopped."""
    found: dict = {}
    for consent in consents:
        lines = DecisionConsent.objects.filter(consent=consent).values("decision")
        lasting = SharingDecision.objects.lasting(at).filter(pk__in=lines, provider=consent.provider_id)
        found |= {decision.pk: decision for decision in lasting}
    return sorted(found.values(), key=lambda decision: decision.number)


def sort_out(decisions, answer):
    """(those of the decisions that go on with this answer, those that end): they go on when it agrees to everything
    that they share, with everybody with whom."""
    whom, what = {each.pk: set() for each in decisions}, {each.pk: set() for each in decisions}
    for decision, partner in DecisionRecipient.objects.filter(decision__in=whom).values_list("decision", "partner"):
        whom[decision].add(partner)
    items = DecisionItem.objects.filter(decision__in=what, include=True)
    for decision, category in items.values_list("decision", "what"):
        what[decision].add(category)
    about: dict = {each.pk: set() for each in decisions}
    for decision, person in DecisionSubject.objects.filter(decision__in=about).values_list("decision", "person"):
        about[decision].add(person)
    covered = (each for each in decisions if answer.covers(whom[each.pk], what[each.pk]))
    goes_on = [each for each in covered if answer.allows(each, about[each.pk])]
    return goes_on, [each for each in decisions if each not in goes_on]


def rest_on(consent, decisions):
    """Let decisions that rested on the person's earlier answer rest on this one too, which covers them. The database
    allows it in the transaction that records the answer, and never to what the answer does not cover (V25)."""
    DecisionConsent.objects.bulk_create(DecisionConsent(decision=each, consent=consent) for each in decisions)
