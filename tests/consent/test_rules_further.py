"""Further golden rules as checks of a proposed decision (domain.md 4.4): who has died, advice with names, the duty."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from consent import rules, services
from consent.advised import what_names
from consent.anew import answers_of
from consent.models import DecisionSubject
from locality import services as foundation
from locality.access import can_see
from locality.history import acting_as
from tests.cast import NEED, agree, propose, share, share_category
from tests.consent.planting import change
from tests.consent.test_rules import broken, override

ADVICE = "Asked our named nurse: she would share it, as it is about feeding."


@pytest.fixture
def father(story):
    """Kai's father, who has died."""
    who = {"kind": "adult", "given_name": "Tam", "family_name": "Fulmar", "role": "father", "is_living": False}
    return foundation.add_person(story.family, by=story.amira, partner=story.school, **who)


@pytest.mark.rule("V2", "S97")
def test_who_has_died_is_not_asked_and_not_told_and_their_family_is(story, father):
    agree(story)
    both = [story.child, father]
    assert broken(story, subjects=both) == set()
    assert broken(story, subjects=both, told={father.pk: "told_before"}) == {"V3"}
    made = services.decide(propose(story, subjects=both), by=story.amira, partner=story.school)
    said = DecisionSubject.objects.get(decision=made, person=father)
    assert (said.told, said.consent_position, made.art6_basis) == ("has_died", "Has died", "public_task")


@pytest.mark.rule("V2", "S97")
def test_what_is_about_the_dead_alone_needs_no_data_protection_basis_and_still_another_reason(story, father):
    agree(story)
    alone = {"subjects": [father], "told": {}}
    assert broken(story, **alone) == {"V2"}
    assert broken(story, **override(**alone)) == set()
    made = services.decide(propose(story, **override(**alone)), by=story.amira, partner=story.school)
    assert made.art6_basis == "" and made.waits_for_authoriser


@pytest.mark.rule("V7", "S103")
@pytest.mark.parametrize(
    ("text", "named"),
    [
        (ADVICE, []),
        (f"{ADVICE} The kaiser roll is fine, on page 12 of 24.", []),
        ("Told them that KAI is hungry", ["Kai"]),
        ("They rang me on 01632 960 201", ["a telephone number"]),
        ("It is the house at NT4 7CV", ["a postcode"]),
        ("A child born on 28/02/2019", ["a date"]),
    ],
)
def test_what_tells_who_somebody_is_is_seen_in_advice(story, text, named):
    assert what_names(text, [story.child]) == named


@pytest.mark.rule("V7", "S103")
def test_advice_that_names_the_child_says_why(story):
    agree(story)
    named = {"in_doubt": True, "advice": f"{ADVICE} She knows Kai Fulmar from the clinic."}
    assert broken(story, in_doubt=True, advice=ADVICE) == set()
    assert broken(story, **named) == {"V7"} == broken(story, **named, why_named="x" * 14)
    made = share(story, **named, why_named="She sees him on Mondays and asked who it was")
    assert made.advice.endswith("The family was named, because: She sees him on Mondays and asked who it was")
    with acting_as(story.amira):
        begun = answers_of(made)
    assert begun["advice"] == named["advice"] and begun["why_named"].startswith("She sees")


@pytest.mark.rule("V15")
def test_the_duty_is_a_ground_between_partners_that_it_reaches_from_its_first_day_on(story):
    change(story.school, duty_basis="designated_education")
    change(story.health, duty_basis="s11_body")
    change(story.police, duty_basis="unknown")
    for partner in (story.school, story.health, story.police):
        partner.refresh_from_db()
    duty = override(ground="duty_to_share", told={story.child.pk: "told_before"})
    assert broken(story, **duty) == set()
    for beyond in ({story.police: NEED}, {story.health: NEED, story.police: "They come to the house at night"}):
        assert broken(story, **duty, recipients=beyond) == {"V15"}
    first = timezone.make_aware(datetime.combine(rules.DUTY, datetime.min.time()))
    ends = {"ends_at": first + timedelta(days=30)}
    found = lambda at: {each.rule for each in rules.problems(propose(story, **duty, **ends), at)}  # noqa: E731
    assert found(first) == set() and found(first - timedelta(seconds=1)) == {"V15"}


@pytest.mark.rule("V23", "S94")
def test_only_the_partner_that_supplied_it_shares_it_on(story):
    agree(story, partners=[story.health, story.police])
    share_category(story, "family_details")
    share(story)
    assert can_see(story.ben, story.conversation)
    on = {"recipients": {story.police: "They come to the house at night"}}
    # Health was told; what it was told stays the school's to share.
    with pytest.raises(PermissionDenied, match="supplied it"):
        services.decide(propose(story, partner=story.health, **on), by=story.ben, partner=story.health)
    services.decide(propose(story, **on), by=story.amira, partner=story.school)
    assert can_see(story.chidi, story.conversation)
