"""Emergency access for the random lives of tests/sharing_machine.py: taken, and told to the oracle."""

from uuid import uuid4

from consent import emergency
from consent.models import DecisionItem, DecisionRecipient, SharingDecision
from locality.access import partners_where
from locality.lookups import Words
from locality.models import Family
from tests import oracle as told
from tests.cast import FACTS
from tests.looking import pick


def take_emergency(life, people, n, m, kinds):
    """One of the people opens these kinds about a family that they see in part, or about those of Kai: what each other
    partner supplied. Returns [(the oracle's decision, the decision)]; [] when nobody may."""
    oracle, child = life.oracle, life.story.child
    people = [who for who in people if oracle.partners_of(who.pk)]
    who = pick(people, n)
    partner = who and life.partner(pick(sorted(oracle.partners_of(who.pk)), n))
    if not who or not partners_where(who, "make_records").filter(pk=partner.pk).exists():
        return []
    seen = pick(sorted(oracle.sees(who.pk, "Family")), n) if m % 2 else None
    homes = {place.family for place in oracle.records["Person", child.pk] if not oracle.is_shut(who.pk, place.family)}
    what = {"kinds": sorted(kinds), "why": FACTS, "submission": uuid4()}
    what |= {"family": Family.objects.get(pk=seen)} if seen else {"words": _named(child)}
    before = set(SharingDecision.objects.values_list("pk", flat=True))
    emergency.take(by=who, partner=partner, **what)
    wanted = (kinds | {"family_details"}) - {"protected_address"}
    expected = {
        (place.family, place.provider)
        for places in oracle.records.values()
        for place in places
        if place.family in ({seen} if seen else homes) and place.category in wanted
    }
    expected = {each for each in expected if each[1] not in oracle.partners_of(who.pk)}
    made = list(SharingDecision.objects.exclude(pk__in=before))
    assert {(each.family_id, each.provider_id) for each in made} == expected
    return [(_tell(oracle, each, partner, wanted), each) for each in made]


def _named(child):
    return Words(child.given_name, child.family_name, child.date_of_birth)


def _tell(oracle, made, partner, kinds):
    whose = told.Place(made.provider_id, made.family_id, "sharing_record")
    oracle.records["SharingDecision", made.pk] = [whose]
    for model in (DecisionItem, DecisionRecipient):
        for key in model.objects.filter(decision=made).values_list("pk", flat=True):
            oracle.records[model.__name__, key] = [whose]
    known = told.Decision(
        provider=made.provider_id,
        family=made.family_id,
        partners={partner.pk},
        categories=kinds,
        items=set(),
        start=made.starts_at,
        end=made.ends_at,
        key=made.pk,
        kinds=kinds,
    )
    oracle.decisions.append(known)
    return known
