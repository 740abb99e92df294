"""Who is not told of a decision, who looks at that again, and what follows by itself (domain.md 4.5, F26, V5)."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from consent import not_telling, papers, services, telling
from consent.models import NonInforming, NonInformingLook
from consent.reports import not_told
from locality.access import can_see
from locality.access.rule import reader_of
from locality.days import after_working_days
from locality.dues import dues_of
from locality.history import acting_as
from locality.models import Membership
from tests.cast import FACTS, agree, paper, share
from tests.consent.test_countersigning import override
from tests.consent.test_left_behind import leaves
from tests.consent.test_questions import ask, flags
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("S101", "V5")]
ALONE = {"basis": "public_interest", "facts": FACTS, "safety": "He may be hurt if nobody knows"}
STILL = "Kai is still at home with him and is afraid. The social worker says not yet."


def kept(story, **changes):
    """A decision on risk of which Kai is not told, signed by Grace; and the record of that."""
    told = {story.child.pk: "will_not_be_told"}
    made = override(story, **{"told": told, "urgent": True, **changes})
    return NonInforming.objects.get(decision=made)


def look(story, of, by=None, found="still", words=STILL, submission=None):
    return not_telling.look_again(of, by=by or story.amira, found=found, words=words, submission=submission or uuid4())


def standing(who, story):
    with acting_as(who):
        return not_telling.kept_from(story.family.pk, reader_of(who))


def dues(who, of):
    url = reverse("consent:look-again", args=[of.pk])
    with acting_as(who):
        return [each.by for each in dues_of(who, timezone.localdate()) if each.url == url]


def test_it_is_written_with_the_decision_on_the_same_ground_and_facts(story):
    of = kept(story)
    assert (of.person, of.ground, of.facts) == (story.child, "harm_to_child", of.decision.facts) and of.is_unsafe
    assert of.look_again_on == after_working_days(timezone.localdate(), 10)
    assert can_see(story.amira, of) and not can_see(story.ben, of) and not can_see(story.chidi, of)


def test_another_ground_is_said_where_that_of_sharing_is_none_for_not_telling(story):
    told = {story.child.pk: "will_not_be_told"}
    with pytest.raises(ValidationError) as wrong:
        share(story, **ALONE, told=told, ground="court_order")
    assert "not_told_ground" in wrong.value.message_dict
    made = share(story, **ALONE, told=told, ground="court_order", not_told_ground="not_found")
    of = NonInforming.objects.get(decision=made)
    assert not of.is_unsafe and str(of) == "Not told: not possible"


def test_nothing_is_kept_by_what_nobody_has_signed(story):
    of = kept(story, urgent=False)
    assert standing(story.amira, story) == set()
    services.authorise(of.decision, by=story.grace)
    assert standing(story.amira, story) == {story.child.pk}


def test_it_is_looked_at_within_ten_working_days_then_every_30_days_and_late_it_tells_nobody(story):
    of = kept(story)
    assert dues(story.amira, of) == [of.look_again_on] and dues(story.grace, of) == []
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        assert dues(story.grace, of) == [of.look_again_on], "Who signs is asked once it is late"
        assert standing(story.amira, story) == {story.child.pk}
        found = look(story, of)
        assert found.look_again_on == timezone.localdate() + timedelta(days=30)
        assert dues(story.grace, of) == [] and dues(story.amira, of) == [found.look_again_on]


@pytest.mark.parametrize("found", ["may_be_told", "never"])
def test_it_is_over_when_somebody_finds_that_they_may_be_told_or_never_need_to_be(story, found):
    of = kept(story)
    look(story, of, found=found)
    assert standing(story.amira, story) == set() and dues(story.amira, of) == []
    with pytest.raises(PermissionDenied):
        look(story, of)


def test_it_is_over_when_they_were_told(story):
    of = kept(story)
    said = {"told_on": timezone.localdate(), "words": "Told him with his teacher there", "submission": uuid4()}
    telling.tell(of.decision, by=story.amira, people=[story.child], **said)
    assert standing(story.amira, story) == set()


def test_a_look_says_what_was_found_by_who_may_and_the_same_form_once(story):
    of = kept(story)
    with pytest.raises(ValidationError):
        look(story, of, words="Still not")
    for who in (story.ben, story.chidi, story.dana):
        with pytest.raises(PermissionDenied):
            look(story, of, by=who)
    form = uuid4()
    assert look(story, of, submission=form) == look(story, of, submission=form)
    assert NonInformingLook.objects.count() == 1


def test_when_who_decided_has_left_the_safeguarding_lead_is_asked(story):
    of = kept(story)
    leaves(story, story.amira)
    with unseen_hand():
        Membership.objects.filter(practitioner=story.grace).update(is_safeguarding_lead=True)
    assert dues(story.grace, of) == [of.look_again_on]


# What follows by itself


def test_nothing_goes_to_them_by_post_or_e_mail(story):
    given = paper(story)
    kept(story)
    what = {"person": story.child, "paper": given, "layout": "standard", "given_on": timezone.localdate()}
    what |= {"by": story.amira, "partner": story.school}
    for how in ("post", "email"):
        with pytest.raises(ValidationError) as wrong:
            papers.give_paper(story.family, how=how, submission=uuid4(), **what)
        assert "how" in wrong.value.message_dict
        papers.give_paper(story.family, how=how, submission=uuid4(), **(what | {"person": story.mother}))
    papers.give_paper(story.family, how="by_hand", submission=uuid4(), **what)


def test_nobody_is_reminded_to_hand_them_anything_about_sharing(story):
    agree(story, story.mother)
    with acting_as(story.amira):
        before = [each.words for each in dues_of(story.amira, timezone.localdate()) if "Nell" in each.words]
    override(
        story,
        told={story.mother.pk: "will_not_be_told"},
        subjects=[story.mother],
        urgent=True,
        wishes="She agreed before",
    )
    with acting_as(story.amira):
        after = [each.words for each in dues_of(story.amira, timezone.localdate()) if "Nell" in each.words]
    assert before and after == []


def test_whoever_may_know_is_warned_on_the_familys_page_and_others_see_no_hole(client, story):
    of = kept(story)
    url = reverse("locality:family", args=[story.family.pk])
    signed_in(client, story.amira)
    page = what_is_read(client.get(url))
    assert "Not everybody in this family may be told everything" in page and f"decision {of.decision.number}" in page

    signed_in(client, story.ben)
    assert "may be told everything" not in client.get(url).content.decode()


def test_the_pages_of_looking_again(client, story):
    of = kept(story)
    signed_in(client, story.amira)
    page = what_is_read(client.get(reverse("consent:decision", args=[of.decision.pk])))
    assert "Kept from" in page and "A child may come to significant harm".lower() in page and "Look at it again" in page
    url = reverse("consent:look-again", args=[of.pk])
    sent = {"found": "still", "words": "No", "submission": str(uuid4())}
    assert client.post(url, sent).status_code == 422
    assert client.post(url, sent | {"words": STILL}).status_code == 302
    assert STILL in what_is_read(client.get(reverse("consent:decision", args=[of.decision.pk])))
    signed_in(client, story.dana)
    page = what_is_read(client.get(reverse("consent:decision", args=[of.decision.pk])))
    assert STILL in page and "Look at it again" not in page
    assert client.get(url).status_code == 403


def test_the_question_counts_looks(story):
    at = timezone.now() - timedelta(days=70)
    with time_machine.travel(at, tick=False):
        of = kept(story, ends_at=at + timedelta(days=200))
        services.authorise(of.decision, by=story.grace)
    assert flags(ask(not_told, story.dana)) == [not_told.OVERDUE]
    with time_machine.travel(timezone.now() - timedelta(days=29)):
        look(story, of)
    assert flags(ask(not_told, story.dana)) == []
    assert "looked at again" in ask(not_told, story.dana).lines[0].words


def test_questions_do_not_grow(story):
    kept(story)
    with acting_as(story.amira), queries_of() as one:
        not_telling.to_look_at(story.amira)
    for _ in range(3):
        override(story, told={story.child.pk: "will_not_be_told"}, urgent=True)
    with acting_as(story.amira), queries_of() as four:
        assert len(not_telling.to_look_at(story.amira)) == 4
    assert len(four) <= len(one)
