"""Emergency access for the random lives of tests/sharing_machine.py and for tests/situations.py: taken, and told to the
oracle."""

from uuid import uuid4

from consent import emergency
from consent.models import DecisionItem, DecisionRecipient, EmergencyReview, SharingDecision
from locality.access import partners_where
from locality.history import acting_as
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


def taken_twice(story, row, acts, oracle):
    """Chidi took emergency access twice: somebody looked at the first, and nobody at the second, which is returned.
    It is over after four hours."""
    words = Words("Nell", "Tern", row.mother.date_of_birth)
    why = "Nell rang from the street and says that somebody is at her door with a knife"
    for looked in (True, False):
        what = {"kinds": ["concerns"], "why": why, "submission": uuid4(), "words": words}
        assert emergency.take(by=story.chidi, partner=story.police, **what)
        made = SharingDecision.objects.filter(basis="urgent", family=row.family).latest("number")
        known = told.Decision(
            provider=acts["partner"].pk,
            family=row.family.pk,
            partners={story.police.pk},
            categories={"family_details", "concerns"},
            items=set(),
            start=made.starts_at,
            end=made.ends_at,
        )
        oracle.decisions.append(known)
        if looked:
            with acting_as(acts["by"]):
                said = {"justified": True, "words": "Said", "reviewed_by": acts["by"], "submission": uuid4()}
                EmergencyReview.objects.create(decision=made, **said)
    return made
