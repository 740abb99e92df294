"""When somebody answers anew: which decisions that rest on their earlier answer go on, and which end (C10, C14)."""

from dataclasses import dataclass, field

from consent.answers import GIVEN
from consent.models import (
    Consent,
    ConsentCategory,
    ConsentPartner,
    DecisionConsent,
    DecisionItem,
    DecisionRecipient,
    SharingDecision,
)


@dataclass(frozen=True)
class Answer:
    """What somebody answers now, as far as it decides about what they agreed to before: with whom and what, as keys."""

    status: str
    kind: str = Consent.Kind.INFO_SHARING
    partners: frozenset = field(default_factory=frozenset)
    categories: frozenset = field(default_factory=frozenset)

    @classmethod
    def of(cls, consent):
        """What a recorded consent says."""
        partners = ConsentPartner.objects.filter(consent=consent).values_list("partner", flat=True)
        categories = ConsentCategory.objects.filter(consent=consent).values_list("category", flat=True)
        return cls(consent.status, consent.kind, frozenset(partners), frozenset(categories))

    def covers(self, partners, categories):
        """Whether it agrees to all of these categories for all of these partners."""
        return self.status in GIVEN and partners <= self.partners and categories <= self.categories


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
    goes_on = [each for each in decisions if answer.covers(whom[each.pk], what[each.pk])]
    return goes_on, [each for each in decisions if each not in goes_on]


def rest_on(consent, decisions):
    """Let decisions that rested on the person's earlier answer rest on this one too, which covers them. The database
    allows it in the transaction that records the answer, and never to what the answer does not cover (V25)."""
    DecisionConsent.objects.bulk_create(DecisionConsent(decision=each, consent=consent) for each in decisions)
