"""The two pages on which an answer is recorded: what they ask, in what order, and that nothing typed is lost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from consent.forms.consents import TOLD
from consent.models import Consent, ConsentArtefact, ConsentExclusion, HolderAnswer
from consent.rules import problems
from locality import services as foundation
from locality.models import InformationCategory
from tests.cast import propose
from tests.consent.answering import USUAL
from tests.consent.test_answers import add, aged, relate
from tests.conversations.posting import day
from tests.locality.reading import signed_in


@pytest.fixture
def amira(client, story):
    return signed_in(client, story.amira)


def url(story):
    return reverse("consent:record", args=[story.family.pk])


def typed(story, **changes):
    """A written agreement for Kai by his mother, everything on one day."""
    values = USUAL | {
        "submission": str(uuid4()),
        "status": "given_written",
        "given_by": str(story.mother.pk),
        "people": [str(story.child.pk)],
        "partners": [str(story.health.pk)],
        "categories": [str(story.conversation.category_id)],
        "facts_days": "same",
        "how": "read aloud",
    }
    today = timezone.localdate()
    return values | day("facts_on", today) | day("expires_on", today + timedelta(days=90)) | changes


def asked(story, **changes):
    first = {name: typed(story)[name] for name in ("kind", "status", "given_by", "people")}
    return first | changes


@pytest.mark.rule("S79", "S87")
def test_the_first_page_asks_three_things_and_ticks_no_answer(amira, story):
    page = amira.get(url(story)).content.decode()
    assert "What was the answer?" in page and "Who may be told?" not in page
    main = page[page.index("<main") :]
    assert main.count(" checked") == 1, "only what it is about"
    assert f'value="{story.child.pk}"' in main and "Who answered?" in main


@pytest.mark.rule("C14")
def test_the_second_page_ticks_nothing(amira, story):
    page = amira.get(url(story), asked(story)).content.decode()
    main = page[page.index("<main") :]
    assert "Who may be told?" in main and " checked" not in main


def test_who_may_not_answer_is_told_before_anything_else_is_typed(amira, story):
    man = add(story, kind="adult", given_name="Rob", family_name="Ternholt")
    page = amira.get(url(story), asked(story, given_by=str(man.pk))).content.decode()
    assert "Record first that Rob Ternholt has parental responsibility" in page and "Who may be told?" not in page
    ida = aged(story, 17)
    page = amira.get(url(story), asked(story, people=[str(ida.pk)])).content.decode()
    assert "What makes you think so" not in page or "How do you know that they cannot decide this now?" in page


@pytest.mark.parametrize(
    ("status", "shown", "hidden"),
    [
        ("refused", "What help goes on without it?", "Who may be told?"),
        ("no_response", "How often did you try?", "What did you explain?"),
        ("not_sought_justified", "When will you look at this again?", "When were the booklet"),
        ("given_verbal", "Why not in writing?", "How often did you try?"),
    ],
)
def test_each_answer_asks_only_what_it_needs(amira, story, status, shown, hidden):
    page = amira.get(url(story), asked(story, status=status)).content.decode()
    assert shown in page and hidden not in page


@pytest.mark.rule("S79", "S80", "S82", "S84", "S86")
def test_one_day_stands_for_all_the_facts(amira, story):
    assert amira.post(url(story), typed(story)).status_code == 302
    facts = ConsentArtefact.objects.filter(consent=Consent.objects.get(person=story.child))
    assert {fact.happened_on for fact in facts} == {timezone.localdate()} and facts.count() == 5


@pytest.mark.rule("C6", "S85", "S99")
def test_an_agreement_counts_when_everything_was_explained(amira, story):
    for left_out in TOLD:
        answer = amira.post(url(story), typed(story, explained=[each for each in TOLD if each != left_out]))
        assert answer.status_code == 422 and TOLD[left_out] in answer.content.decode()
    assert not Consent.objects.exists()
    more = {"other_language": "yes", "language": "Polish", "interpreter": "Ola Wren, Voices"}
    assert amira.post(url(story), typed(story, **more)).status_code == 302
    given = Consent.objects.get()
    assert (
        all(getattr(given, name) for name in TOLD) and (given.language, given.interpreter) == tuple(more.values())[1:]
    )
    assert given.wording.startswith("May we tell these services")


@pytest.mark.rule("C7")
def test_who_was_in_the_room_is_asked(amira, story):
    for wrong in ({"company": ""}, {"company": "others"}, {"company": "others", "present": "Sol", "pressure": "yes"}):
        assert amira.post(url(story), typed(story, **wrong)).status_code == 422
    more = {"company": "others", "present": "Sol", "pressure": "yes", "pressure_note": "I rang her alone"}
    assert amira.post(url(story), typed(story, **more)).status_code == 302
    given = Consent.objects.get()
    assert (
        given.pressure
        and "There may have been pressure" in amira.get(reverse("consent:consent", args=[given.pk])).content.decode()
    )


def test_the_partners_that_have_to_do_with_the_family_come_first(amira, story):
    page = amira.get(url(story), asked(story)).content.decode()
    whom = page[page.index("Who may be told?") :]
    assert whom.index(story.health.name) < whom.index("Other services") < whom.index(story.police.name)
    more = {"partners": [str(story.health.pk), "others"], "other_partners": [str(story.police.pk)]}
    assert amira.post(url(story), typed(story, **more)).status_code == 302
    assert problems(propose(story, recipients={story.police: "Knows the places he goes to"})) == []


@pytest.mark.rule("C9")
def test_what_they_leave_out_is_recorded_shown_and_told(amira, story):
    more = {"left_out": "yes", "without_partners": [str(story.police.pk)]}
    assert amira.post(url(story), typed(story, left_out="yes")).status_code == 422
    assert amira.post(url(story), typed(story, **more)).status_code == 302
    given = Consent.objects.get()
    assert ConsentExclusion.objects.get(consent=given).partner == story.police
    page = amira.get(reverse("consent:consent", args=[given.pk])).content.decode()
    assert "Agreed in writing, in part" in page and story.police.name in page
    matrix = amira.get(reverse("consent:matrix", args=[story.family.pk]) + "?partners=all").content.decode()
    assert f"Kai Fulmar agreed, but not to telling {story.police}" in matrix
    asked = reverse("consent:statement", args=[story.family.pk]) + f"?whose={story.child.pk}&layout=standard"
    assert f"telling {story.police}" in amira.get(asked).content.decode()


@pytest.mark.rule("C3")
def test_the_other_parent_is_asked_about_by_name(amira, story):
    father = add(story, kind="adult", given_name="Rob", family_name="Fulmar")
    relate(story, father, story.child)
    page = amira.get(url(story), asked(story)).content.decode()
    assert "Rob Fulmar has parental responsibility too. What did they say?" in page
    assert amira.post(url(story), typed(story)).status_code == 422
    assert amira.post(url(story), typed(story, **{f"holder_{father.pk}": "disagreed"})).status_code == 302
    given = Consent.objects.get()
    assert HolderAnswer.objects.get(consent=given).said == "disagreed"
    grace = signed_in(amira, story.grace)
    settle = reverse("consent:settle", args=[given.pk])
    assert settle in grace.get(reverse("consent:consent", args=[given.pk])).content.decode()
    assert grace.post(settle, {"outcome": "rely"}).status_code == 422
    assert grace.post(settle, {"outcome": "rely", "reasons": "Kai needs it"}).status_code == 302
    assert problems(propose(story)) == []


@pytest.mark.rule("C2")
def test_a_young_person_answers_on_the_page(amira, story):
    ida = aged(story, 14)
    first = {"people": [str(ida.pk)], "given_by": str(ida.pk)}
    assert (
        "Can the young person decide this for themselves?"
        in amira.get(url(story), asked(story, **first)).content.decode()
    )
    assert amira.post(url(story), typed(story, **first)).status_code == 422
    more = {"competence": "competent", "competence_reasons": "She told it back to me"}
    assert amira.post(url(story), typed(story, **first, **more)).status_code == 302
    given = Consent.objects.get()
    assert (given.person, given.given_by, given.competence_on) == (ida, ida, timezone.localdate())


@pytest.mark.rule("C5")
def test_a_care_order_is_added_answered_under_and_ended(amira, story):
    add_url = reverse("consent:add-order", args=[story.family.pk])
    today = timezone.localdate()
    order = {"person": str(story.child.pk), "kind": "full", "council": str(story.council.pk), "evidence": "Seen"}
    assert amira.post(add_url, order | day("starts_on", today + timedelta(days=1))).status_code == 422
    assert amira.post(add_url, order | day("starts_on", date(2026, 1, 5))).status_code == 302
    who = amira.get(reverse("consent:who-answers", args=[story.family.pk])).content.decode()
    assert f"{story.council}: care order of 5 January 2026" in who
    council = {"given_by": f"council:{story.council.pk}", "given_for_name": "Ewan Marr"}
    council[f"holder_{story.mother.pk}"] = "told"
    assert amira.post(url(story), typed(story, **council)).status_code == 302
    given = Consent.objects.get()
    assert given.given_for == story.council and given.given_by is None and given.stands
    from consent.models import CareOrder

    end = reverse("consent:end-order", args=[CareOrder.objects.get().pk])
    assert amira.post(end, day("ends_on", today)).status_code == 302
    assert (
        "order by which the council agreed is over"
        in amira.get(reverse("consent:consent", args=[given.pk])).content.decode()
    )


def test_changing_the_first_answers_keeps_what_was_typed(amira, story):
    page = amira.post(url(story), typed(story, act="change", how="In Polish")).content.decode()
    assert 'name="how" value="In Polish"' in page and "What was the answer?" in page
    assert not Consent.objects.exists()


def test_a_first_answer_that_no_longer_fits_keeps_what_was_typed(amira, story):
    answer = amira.post(url(story), typed(story, given_by="", how="In Polish"))
    assert answer.status_code == 422 and 'name="how" value="In Polish"' in answer.content.decode()


@pytest.mark.rule("C10")
def test_withdrawing_once_more_changes_nothing_and_says_so(amira, story):
    amira.post(url(story), typed(story))
    leave = reverse("consent:withdraw", args=[Consent.objects.get().pk])
    first = amira.post(leave, {"how": "Rang"} | day("said_on", timezone.localdate()), follow=True)
    assert "Nothing rested on this agreement" in first.content.decode()
    again = amira.post(leave, {"how": "Wrote"}, follow=True)
    assert "It was recorded before" in again.content.decode()
    assert Consent.objects.get().withdrawn_how == "Rang"


@pytest.mark.rule("S77")
def test_a_family_that_nobody_has_met_is_shared_on_no_agreement(story):
    acts = {"by": story.amira, "partner": story.school}
    family = foundation.register_family("Tern", locality=story.harbour, submission=uuid4(), **acts)
    child = foundation.add_person(family, kind="child", given_name="Ivo", **acts)
    [found] = problems(
        propose(story, family=family, subjects=[child], told={child.pk: "told_before"}, items=_all(story))
    )
    assert found.rule == "V8"


def _all(story):
    from consent.rules import Item

    return [Item(InformationCategory.objects.get(code="family_details"), "All of it", None, timezone.localdate())]
