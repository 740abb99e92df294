"""What the sharing matrix of a family is worked out from, read once: people, decisions with their lines, answers.

As many questions for a hundred cells as for one. What is live the rule says (`SharingDecision.live`). Only decisions
and answers that the reader may read are here: what another partner decided is not.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from consent.models import (
    Basis,
    Consent,
    ConsentCategory,
    ConsentExclusion,
    ConsentPartner,
    DecisionItem,
    DecisionRecipient,
    DecisionSubject,
    SharingDecision,
)
from consent.onward import told_elsewhere
from consent.spans import spans_of
from locality.models import InformationCategory, Partner
from locality.people import with_people
from locality.reference import KEPT_APART


@dataclass
class Made:
    """A decision with its lines, as keys: whom it is about, with whom it shares, which kinds whole and of which kinds
    single records; `span` is from when until when it gave or gives sight, or None."""

    decision: Any
    live: bool
    span: Any
    subjects: set = field(default_factory=set)
    partners: set = field(default_factory=set)
    whole: set = field(default_factory=set)
    single: set = field(default_factory=set)

    @property
    def kinds(self):
        return self.whole | self.single

    def kinds_about(self, person):
        """What it lets see about a person. A whole kind of the family's information is about everybody in the family,
        also about somebody whom the decision does not name: so the rule has it."""
        return self.kinds if person.pk in self.subjects else self.whole

    def agreed_by(self, person):
        return self.decision.basis == Basis.AGREEMENT and person.pk in self.subjects


@dataclass
class Sources:
    """What the matrix of one family is worked out from, as its reader may see it, at a moment."""

    family: Any
    at: Any
    own: list  # the reader's own partners
    given: Any  # the decision of another partner by which the reader sees the family, or None
    people: list = field(default_factory=list)
    made: list = field(default_factory=list)
    answers: dict = field(default_factory=dict)  # person: their newest answers
    kinds: dict = field(default_factory=dict)  # key: category that may be shared

    @property
    def usual(self):
        """The kinds that "everything" means: not those that are only ever shared on purpose (S126, A5)."""
        return {key for key, kind in self.kinds.items() if kind.code not in KEPT_APART}

    @property
    def told_of(self):
        """Keys of the partners to which anything was decided or agreed."""
        every = [answer for answers in self.answers.values() for answer in answers]
        agreed = {key for answer in every for key in answer.partner_keys | answer.left_partners}
        return agreed.union(*(made.partners for made in self.made))


def sources_of(family, reader, people, given=None):
    """The `Sources` of the family's matrix for this `Reader`; `people` are those whom they see in the family."""
    found = Sources(family, timezone.now(), list(Partner.objects.filter(pk__in=reader.partners)), given)
    found.kinds = {kind.pk: kind for kind in InformationCategory.objects.filter(shareable=True)}
    decisions = list(SharingDecision.objects.visible_by(reader).filter(family=family))
    live, spans = SharingDecision.objects.live_among(decisions), spans_of(decisions)
    made = {each.pk: Made(each, each.pk in live, spans[each.pk]) for each in decisions}
    elsewhere = told_elsewhere(decisions)
    for item in DecisionItem.objects.shown_with(decisions).filter(include=True):
        if (item.decision_id, item.record) in elsewhere:
            continue
        kinds = made[item.decision_id].single if item.record else made[item.decision_id].whole
        kinds.add(item.what_id)
    for recipient in DecisionRecipient.objects.shown_with(decisions):
        made[recipient.decision_id].partners.add(recipient.partner_id)
    subjects = with_people(DecisionSubject.objects.shown_with(decisions), reader, "person")
    for subject in subjects:
        made[subject.decision_id].subjects.add(subject.person_id)
    # Somebody may have left the family, and what was decided about them still counts.
    everybody = {person.pk: person for person in people}
    others = {each.person_id: each.person for each in subjects if made[each.decision_id].live}
    found.people = list((everybody | {key: who for key, who in others.items() if key not in everybody}).values())
    found.made, found.answers = list(made.values()), _answers(family, reader)
    return found


def _answers(family, reader):
    """{person's key: their current answers about sharing, newest first}, each with whom and what it names, as keys."""
    rows = Consent.objects.visible_by(reader).current().filter(family=family, kind=Consent.Kind.INFO_SHARING)
    answers = {row.pk: row for row in rows.order_by("-recorded_at")}
    standing = Consent.objects.visible_by(reader).standing().filter(pk__in=answers)
    stands = set(standing.values_list("pk", flat=True))
    for key, answer in answers.items():
        answer.partner_keys, answer.kind_keys, answer.stands_now = set(), set(), key in stands
        answer.left_partners, answer.left_kinds = set(), set()
    for line in ConsentPartner.objects.visible_by(reader).filter(consent__in=answers):
        answers[line.consent_id].partner_keys.add(line.partner_id)
    for line in ConsentCategory.objects.visible_by(reader).filter(consent__in=answers):
        answers[line.consent_id].kind_keys.add(line.category_id)
    for line in ConsentExclusion.objects.visible_by(reader).filter(consent__in=answers):
        answers[line.consent_id].left_partners |= {line.partner_id} - {None}
        answers[line.consent_id].left_kinds |= {line.what_id} - {None}
    found: dict = {}
    for answer in answers.values():
        found.setdefault(answer.person_id, []).append(answer)
    return found
