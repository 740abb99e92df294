"""Answers and decisions written past the services, as an import or a mistake might: no rule is asked."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from consent.models import (
    Basis,
    Consent,
    ConsentArtefact,
    ConsentCategory,
    ConsentPartner,
    DecisionConsent,
    DecisionItem,
    DecisionRecipient,
    DecisionSubject,
    Disclosure,
    Purpose,
    SharingDecision,
)
from locality.reference import CONCERNS, CONSENT, SHARING_RECORD, category
from tests.cast import REASONS
from tests.databases import unseen_hand

FACTS = tuple(ConsentArtefact.Kind.values)


def answer(story, *, person=None, facts=FACTS, partners=None, kinds=(CONCERNS,), **values):
    """A written agreement of the mother for Kai, two days ago, to tell health about concerns, with these changed.
    `facts` are kinds, each of that day, or a dict with days."""
    at, person = values.pop("at", timezone.now() - timedelta(days=2)), person or story.child
    day = timezone.localdate(at)
    given = {"family": story.family, "provider": story.school, "category": category(CONSENT), "person": person}
    given |= {"status": "given_written", "given_at": at, "given_by": story.mother, "recorded_at": at}
    with unseen_hand():
        made = Consent.objects.create(**given | {"recorded_by": story.amira} | values)
        days = facts if isinstance(facts, dict) else dict.fromkeys(facts, day)
        ConsentArtefact.objects.bulk_create(
            ConsentArtefact(consent=made, kind=kind, happened_on=on, recorded_by=story.amira)
            for kind, on in days.items()
        )
        ConsentPartner.objects.bulk_create(
            ConsentPartner(consent=made, partner=each) for each in (partners or [story.health])
        )
        ConsentCategory.objects.bulk_create(ConsentCategory(consent=made, category=category(each)) for each in kinds)
    return made


def nay(story, **values):
    """A refusal of Kai's, yesterday."""
    given = {"status": "refused", "given_at": None, "given_by": None, "facts": (), "partners": [], "kinds": ()}
    return answer(story, **given | {"at": timezone.now() - timedelta(days=1)} | values)


def share(
    story,
    *rests,
    subjects=None,
    told="told_before",
    partners=None,
    kinds=(CONCERNS,),
    needs="They visit",
    item=None,
    **values,
):
    """A decision of the school two hours ago to share concerns about Kai with health, resting on these answers. `needs`
    is why every partner needs to know, or each of them in their order; `item` has further columns of what is shared;
    `told` is what was said of telling each of them."""
    at = values.pop("at", timezone.now() - timedelta(hours=2))
    given = {"family": story.family, "provider": story.school, "category": category(SHARING_RECORD)}
    given |= {"outcome": "share", "ruleset": "DUTY-2026", "concern_identified_at": at, "decided_at": at}
    given |= {"decided_by": story.amira, "decider_role": "Lead", "purpose": Purpose.objects.first(), "reasons": REASONS}
    given |= {"basis": Basis.AGREEMENT, "starts_at": at, "ends_at": at + timedelta(days=90)}
    with unseen_hand():
        made = SharingDecision.objects.create(**given | values)
        parts = [DecisionConsent(decision=made, consent=each) for each in rests]
        parts += [
            DecisionItem(decision=made, what=category(each), description="All of it", **item or {}) for each in kinds
        ]
        told_as, told = told, partners or [story.health]
        words = [needs] * len(told) if isinstance(needs, str) else needs
        parts += [
            DecisionRecipient(decision=made, partner=each, need_to_know=need)
            for each, need in zip(told, words, strict=True)
        ]
        parts += [
            DecisionSubject(decision=made, person=each, told=told_as, consent_position="")
            for each in subjects or [story.child]
        ]
        for part in parts:
            part.save(force_insert=True)
    return made


def passed_on(made, **values):
    """That the one item of a decision went by phone to the first of its recipients as soon as it was made."""
    item, told = DecisionItem.objects.get(decision=made), DecisionRecipient.objects.filter(decision=made).first()
    given = {
        "item": item,
        "partner": told.partner,
        "method": "phone",
        "to_whom": "Duty desk",
        "number_check": "Rang back",
    }
    given |= {"passed_at": made.decided_at, "said_by": made.decided_by, "submission": uuid4()}
    with unseen_hand():
        return Disclosure.objects.create(decision=made, **given | values)


def change(row, **values):
    """Change a record where the database lets anybody change it."""
    with unseen_hand():
        type(row)._base_manager.filter(pk=row.pk).update(**values)
