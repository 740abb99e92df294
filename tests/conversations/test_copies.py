"""Copies on paper of an assessment, a plan, a review: for the family what it may read, for a practitioner with their
name; each written down (domain.md 3d, 4.5, F25)."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from consent import services as consent
from consent.correcting import correct
from consent.models import Consent, ConsentExclusion
from conversations import services
from conversations.documents import copy_of
from conversations.models import Action, Closure, CopyMade
from locality.access import can_see
from locality.access.rule import reader_of
from locality.history import acting_as
from locality.models import Household
from locality.reference import category
from tests.cast import FACTS, NEED, agree, propose, share_category
from tests.conversations.helping import completed, ended, opened, planned, reviewed, started
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read
from tests.papers import about, words_of

pytestmark = pytest.mark.django_db


def url(name, record):
    return reverse(f"conversations:copy-{name}", args=[record.pk])


@pytest.fixture
def amira(client, story):
    return signed_in(client, story.amira)


def mother(story):
    return story.mother


def told_of(story, record, whose="child", **changes):
    """The plain context of a copy that Amira makes."""
    person = getattr(story, whose) if whose else None
    values = {"maker": story.amira, "partner": story.school, "whose": person}
    with acting_as(story.amira):
        return copy_of(record, reader_of(story.amira), **(values | changes))


def told_secretly(story, partner):
    """A decision that told a partner at once, of which Kai is not to know."""
    values = {"basis": "risk", "ground": "harm_to_child", "facts": FACTS, "urgent": True}
    values |= {"safety": "If shared: his mother may be angry. If not: nobody sees whether he is hurt."}
    values |= {"recipients": {partner: NEED}, "told": {story.child.pk: "will_not_be_told"}, "wishes": "None asked"}
    return consent.decide(propose(story, **values), by=story.amira, partner=story.school)


def action_of(story, plan, need, **changes):
    values = {"what": "Ring the desk", "measure": "It rings", "need": need, "due_on": timezone.localdate()}
    values |= {"owner": story.chidi, "owner_name": story.chidi.name, "owner_partner": story.police} | changes
    services.add_plan_actions(plan, by=story.amira, actions=[values])


# What stands in it


@pytest.mark.rule("S31")
def test_the_copy_of_an_assessment_says_what_was_found_in_the_familys_words(story, amira):
    made, _ = completed(story)
    query = f"?whose={story.child.pk}&layout=standard"
    answer = amira.post(url("assessment", made) + query, {"submission": str(uuid4())})
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    text = words_of(answer.content)
    for words in ("What we found out together", "This is for Kai", "They laugh", "“I like toast”", "Sleep", "Bedtime"):
        assert words in text
    assert "No agreement" not in text and "Signs on Friday" not in text
    told = about(answer.content)
    assert told["has_tree"] and told["marked"] and told["language"] == "en-GB"
    assert {"/H1", "/H2", "/H3", "/P", "/L"} <= told["tags"]
    assert "Kai" not in str(told["information"]) + answer["Content-Disposition"]


@pytest.mark.rule("S29", "S130")
def test_the_copy_of_a_plan_says_who_does_what_and_when_one_meets_again(story, amira, settings):
    plan, need = planned(story)
    query = f"?whose={story.child.pk}&layout=large"
    text = words_of(amira.post(url("plan", plan) + query, {"submission": str(uuid4())}).content)
    assert "Our plan" in text and "Bed at eight" in text and "You know it by this: Kai says so" in text
    assert f"{plan.review_on:%-d %B %Y}" in text
    review = reviewed(story, plan, need)
    assert "DEMONSTRATION" not in text
    settings.DEMONSTRATION = True
    text = words_of(amira.post(url("review", review) + query, {"submission": str(uuid4())}).content)
    assert text.count("DEMONSTRATION DATA") == text.count("Page ") >= 1
    assert "Four nights" in text and "Compared with last time: better" in text and f"{review.next_on:%-d %B %Y}" in text


def test_a_part_that_the_maker_leaves_out_stands_not_in_it_and_leaves_no_gap(story, amira):
    made, _ = completed(story)
    page = f"{url('assessment', made)}?whose={story.child.pk}&layout=standard&left_out=analysis&left_out=needs"
    text = words_of(amira.post(page, {"submission": str(uuid4())}).content)
    assert "Short nights" not in text and "What we make of it" not in text and "Sleep" not in text
    assert "left out" not in text.lower() and "They laugh" in text
    assert CopyMade.objects.get().left_out == ["analysis", "needs"]
    assert "Without" in what_is_read(amira.get(url("assessment", made)))


def test_another_adults_needs_stand_in_it_only_where_they_were_asked(story):
    made = started(story)
    values = {"by": story.amira, "what": "Night shifts", "domain": "money", "tier": "targeted"}
    services.add_need(made, person=story.mother, submission=uuid4(), **values)
    assert not told_of(story, made)["lines"]
    assert told_of(story, made, "mother")["lines"] and told_of(story, made, adults=[story.mother.pk])["lines"]
    assert told_of(story, made, whose=None)["lines"]


def test_what_somebody_says_who_does_not_agree_stands_in_every_copy(story, amira):
    made, _ = completed(story)
    said = {"kind": "disputed", "person": story.mother, "words": "I never said that he may not eat at school"}
    correct(made, by=story.amira, submission=uuid4(), **said)
    query = f"?whose={story.child.pk}&layout=standard"
    text = words_of(amira.post(url("assessment", made) + query, {"submission": str(uuid4())}).content)
    assert "Nell Fulmar does not agree" in text and "never said that he may not eat" in text
    assert told_of(story, made, whose=None)["said"]
    told_secretly(story, story.police)
    secret = f"The people of {story.police} should not have been told"
    correct(made, by=story.amira, submission=uuid4(), **(said | {"words": secret}))
    assert len(told_of(story, made)["said"]) == 1 and len(told_of(story, made, whose=None)["said"]) == 2


@pytest.mark.rule("S16", "S42", "S43")
def test_the_copy_of_how_help_ended_says_how_well_each_need_was_met_and_whom_to_turn_to(story, amira):
    plan, need = planned(story)
    reviewed(story, plan, need, outcome="close", next_on=None)
    services.finish_action(Action.objects.get(plan=plan), by=story.amira, outcome="Done")
    values = {"reason": "family_disengaged", "harm_reasoning": "Seen daily at school"}
    closure = ended(story, plan.episode, **values)
    page = f"{url('closure', closure)}?whose={{}}&layout=standard"
    assert amira.get(page.format(story.child.pk)).status_code == 302, "Nobody has signed yet"
    with pytest.raises(ValidationError, match="complete"):
        issue(story, closure)
    services.sign_closing(closure, by=story.grace)
    closure.refresh_from_db()
    texts = {}
    for whose in (story.child.pk, "practitioner"):
        texts[whose] = words_of(amira.post(page.format(whose), {"submission": str(uuid4())}).content)
        for words in ("How our help has ended", "The school nurse", "We manage", "Sleep", "Partly met", "Four nights"):
            assert words in texts[whose], words
    assert "Seen daily" not in texts[story.child.pk] and "Seen daily" in texts["practitioner"]
    assert not told_of(story, closure)["kept"], "What practitioners weighed is no part of the family's copy at all"
    told_secretly(story, story.police)
    with unseen_hand():
        Closure.objects.update(told=f"School and {story.police}")
    closure.refresh_from_db()
    assert [words for words, _ in told_of(story, closure)["parts"]][-1] != "Who was told"
    read = what_is_read(amira.get(reverse("conversations:help", args=[story.family.pk])))
    assert url("closure", closure) in read


# What never stands in it


@pytest.mark.rule("S100", "S101")
def test_a_partner_that_was_told_without_the_family_knowing_is_not_named_anywhere(story):
    plan, need = planned(story)
    action_of(story, plan, need)
    action_of(story, plan, need, what="Write to Northshore Police", owner=story.amira, owner_name="Amira")
    before = told_of(story, plan)
    assert len(before["lines"][0].actions) == 3 and not before["kept"]
    told_secretly(story, story.police)
    after = told_of(story, plan)
    assert [each.what for each in after["lines"][0].actions] == ["Bed at eight"] and len(after["kept"]) == 2
    assert len(told_of(story, plan, whose=None)["lines"][0].actions) == 3  # the practitioner's own says it


@pytest.mark.rule("S101")
def test_a_partner_of_which_everybody_knows_by_another_decision_is_named(story):
    plan, need = planned(story)
    action_of(story, plan, need, owner=story.ben, owner_name=story.ben.name, owner_partner=story.health)
    told_secretly(story, story.health)
    assert len(told_of(story, plan)["lines"][0].actions) == 1
    share_category(story, "concerns")
    assert len(told_of(story, plan)["lines"][0].actions) == 2


@pytest.mark.rule("S126")
def test_a_confidential_address_is_in_no_copy_for_the_family(story, amira):
    with acting_as(story.amira):
        values = {"family": story.family, "provider": story.school, "category": category("protected_address")}
        Household.objects.create(**values, address="9 Hidden Row\nNorthshore", postcode="NT4 7CV", is_confidential=True)
    made = started(story)
    texts = {"seen": "At home, 9 hidden row", "tried": "Post to NT47CV", "strengths": "They laugh"}
    services.write_assessment(made, by=story.amira, version=made.version, **texts)
    made.refresh_from_db()
    told = told_of(story, made)
    assert [words for _, words in told["parts"]] == ["They laugh"] and len(told["kept"]) == 2
    assert "protected address" in told["kept"][0]
    assert len(told_of(story, made, whose=None)["parts"]) == 3


@pytest.mark.rule("C9")
def test_whoever_is_not_to_be_told_gets_no_copy(story, amira):
    made, _ = completed(story)
    answer = agree(story)
    with unseen_hand():
        ConsentExclusion.objects.create(consent=answer, person=story.mother)
    assert Consent.objects.current().filter(pk=answer.pk).exists()
    with pytest.raises(ValidationError, match="is not told"):
        issue(story, made, person=story.mother)
    assert str(story.mother.pk) not in what_is_read(amira.get(url("assessment", made)))


# Whose it is, and that it is written down


def issue(story, record, **changes):
    values = {"by": story.amira, "partner": story.school, "submission": uuid4()}
    return services.issue_copy(record, **(values | changes))


@pytest.mark.rule("S42", "S94")
def test_each_copy_is_written_down_once_with_who_made_it_for_whom(story, amira):
    plan, _ = planned(story)
    key, page = str(uuid4()), f"{url('plan', plan)}?whose={story.child.pk}&layout=standard"
    first, again = (amira.post(page, {"submission": key}) for _ in range(2))
    assert first.status_code == again.status_code == 200
    made = CopyMade.objects.get()
    assert (made.made_by, made.person, made.plan, made.provider) == (story.amira, story.child, plan, story.school)
    assert amira.get(page).status_code == 200 and CopyMade.objects.count() == 1  # reading is not making
    read = what_is_read(amira.get(url("plan", plan)))
    assert "Copies that were made" in read and "Kai" in read


@pytest.mark.rule("S94")
def test_a_partner_that_was_given_the_plan_makes_its_own_copy_and_none_for_the_family(story, client):
    plan, _ = planned(story)
    with pytest.raises(PermissionDenied):
        issue(story, plan, by=story.ben, partner=story.health)
    share_category(story, "actions")
    share_category(story, "family_details")
    with pytest.raises(PermissionDenied, match="supplied it"):
        issue(story, plan, by=story.ben, partner=story.health, person=story.child)
    ben = signed_in(client, story.ben)
    answer = ben.post(f"{url('plan', plan)}?whose=practitioner&layout=standard", {"submission": str(uuid4())})
    text = words_of(answer.content)
    assert f"Confidential. For {story.ben}, {story.health}." in text and "supplied it" in text
    assert "Sleep" not in text and "Bed at eight" in text  # actions were shared, needs were not
    assert str(story.child.pk) not in what_is_read(ben.get(url("plan", plan)))
    made = CopyMade.objects.get()
    assert made.provider == story.health and can_see(story.ben, made) and not can_see(story.chidi, made)


def test_nothing_is_copied_before_it_is_complete(story, amira):
    made = started(story, opened(story))
    with pytest.raises(ValidationError, match="complete"):
        issue(story, made)
    answer = amira.get(url("assessment", made))
    assert answer.status_code == 302 and not CopyMade.objects.exists()


def test_what_is_chosen_badly_is_said_beside_its_field(story, amira):
    plan, _ = planned(story)
    answer = amira.get(f"{url('plan', plan)}?whose=nobody&layout=standard")
    assert answer.status_code == 422
    answer = amira.post(f"{url('plan', plan)}?whose=nobody", {"submission": str(uuid4())})
    assert answer.status_code == 422 and not CopyMade.objects.exists()
    with pytest.raises(ValidationError):
        issue(story, plan, left_out=["secrets"])


def test_the_page_costs_as_much_for_ten_actions_and_copies_as_for_one(story, amira):
    plan, need = planned(story)
    page = f"{url('plan', plan)}?whose={story.child.pk}&layout=standard"
    issue(story, plan, person=story.child)
    amira.get(page)
    with queries_of() as few:
        amira.get(page)
    for _ in range(9):
        action_of(story, plan, need, owner=story.amira, owner_name="Amira", owner_partner=story.school)
        issue(story, plan, person=story.child)
    with queries_of() as many:
        amira.get(page)
    assert len(many) == len(few) and Action.objects.filter(plan=plan).count() == 10
