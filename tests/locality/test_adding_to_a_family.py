"""Adding people, households, relationships and levels of need to a family."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from locality import services
from locality.access import PartnerPermission
from locality.models import Household, NeedLevel, Person, Relationship
from tests.databases import unseen_hand

BACKEND = "locality.access.backend.RecordBackend"


def sign_in(client, person):
    client.force_login(person, backend=BACKEND)
    return client


@pytest.fixture
def amira(client, story):
    """Amira's browser."""
    return sign_in(client, story.amira)


def url(story, page=""):
    return f"/families/{story.family.pk}/{page}"


def text(response):
    return response.content.decode()


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def test_a_person_is_added_once(amira, story):
    posted = {
        "submission": str(uuid4()),
        "kind": "child",
        "given_name": "Ava 🐚",
        "family_name": "O’Fulmar <b>",
        "role": "sister",
        "lives_at": story.household.pk,
    } | day("born_on", date(2025, 10, 1))
    for _ in range(2):
        assert amira.post(url(story, "people/add"), posted).status_code == 302
    ava = Person.objects.get(given_name="Ava 🐚")
    assert ava.date_of_birth == date(2025, 10, 1)
    page = text(amira.get(url(story, "people")))
    assert page.count("Sister") == 1 and "O’Fulmar &lt;b&gt;" in page and "<b>" not in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": ""}, "Say whether they are a child"),
        ({"kind": "dog"}, "Choose one of the answers shown"),
        ({"given_name": "", "family_name": ""}, "Enter a given name, a family name or both"),
        ({"given_name": "a\x00b"}, "cannot be kept"),
        ({"given_name": "a\u202eb"}, "direction of writing"),
        ({"given_name": "x" * 101}, "1 character too long"),
        ({"born_on-day": "31", "born_on-month": "2", "born_on-year": "2020"}, "must be a real date"),
        ({"born_on-day": "1", "born_on-month": "1", "born_on-year": "2099"}, "today or in the past"),
        ({"born_on-day": "1", "born_on-month": "", "born_on-year": ""}, "must include a month and a year"),
        ({"kind": "unborn", "expected_on-day": "1", "expected_on-month": "1", "expected_on-year": "2030"}, "10 months"),
        ({"lives_at": "7e57ab1e-0000-4000-8000-000000000000"}, "Choose one of the answers shown"),
        ({"kind": "adult", "adult_born_on-day": "1", "adult_born_on-month": "1", "adult_born_on-year": "2024"}, "16"),
    ],
)
def test_a_person_that_cannot_be_is_refused_and_everything_typed_kept(amira, story, changed, words):
    posted = {"submission": str(uuid4()), "kind": "child", "given_name": "Ava", "family_name": "Zephyrine"} | changed
    answer = amira.post(url(story, "people/add"), posted)
    assert answer.status_code == 422 and words in text(answer)
    assert "Zephyrine" in text(answer) or not posted["family_name"]
    assert "Error: " in text(answer) and not Person.objects.filter(family_name="Zephyrine").exists()


@pytest.mark.rule("S126")
def test_a_household_is_added_with_who_lives_there(amira, story):
    posted = {
        "submission": str(uuid4()),
        "address": "4 Marmalade Terrace\nHarbour",
        "postcode": "nt47cv",
        "is_confidential": "on",
        "people": [story.mother.pk],
    }
    for _ in range(2):
        assert amira.post(url(story, "people/household"), posted).status_code == 302
    home = Household.objects.get(address__startswith="4 Marmalade")
    assert home.category.code == "protected_address" and home.postcode == "NT4 7CV"
    page = text(amira.get(url(story, "people")))
    assert "Protected: do not disclose" in page


@pytest.mark.parametrize(
    "changed",
    [{"address": ""}, {"address": "x" * 301}, {"postcode": "nowhere"}, {"people": [str(uuid4())]}, {"people": ["x"]}],
)
def test_a_household_that_cannot_be_is_refused(amira, story, changed):
    posted = {"submission": str(uuid4()), "address": "4 Marmalade Terrace", "postcode": "NT4 7CV"} | changed
    assert amira.post(url(story, "people/household"), posted).status_code == 422
    assert Household.objects.count() == 1


@pytest.mark.rule("C4")
def test_a_relationship_is_added(amira, story):
    baby, child = story.baby.pk, story.child.pk
    posted = {"from_person": child, "kind": "sibling", "to_person": baby, "parental_responsibility": "no"}
    assert amira.post(url(story, "people/relationship"), posted | {"submission": str(uuid4())}).status_code == 302
    assert "brother or sister of" in text(amira.get(url(story, "people")))
    wrong = posted | {"to_person": child}
    assert "related to themselves" in text(amira.post(url(story, "people/relationship"), wrong))
    wrong = posted | {"parental_responsibility": "yes"}
    assert "Say how you know" in text(amira.post(url(story, "people/relationship"), wrong))
    assert Relationship.objects.count() == 3


def test_levels_of_need_follow_one_another_and_none_is_overwritten(amira, story):
    posted = {"person": story.child.pk, "level": "L3_TARGETED", "rationale": "Bruise on <i>Monday</i> 🙁"}
    posted |= {"submission": str(uuid4())} | day("judged_on", timezone.localdate())
    for _ in range(2):
        assert amira.post(url(story, "people/level"), posted).status_code == 302
    levels = NeedLevel.objects.filter(person=story.child).order_by("pk")
    assert levels.count() == 2
    newest = levels.get(level="L3_TARGETED")
    assert newest.follows == story.need and newest.judged_by == story.amira
    page = text(amira.get(url(story, "people")))
    assert "2 Universal plus" in page and "3 Targeted" in page and "&lt;i&gt;Monday" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"person": ""}, "Choose the child"),
        ({"level": "L9"}, "Choose one of the answers shown"),
        ({"rationale": "  "}, "Say why this level"),
        ({"rationale": "x" * 2001}, "too long"),
        (day("judged_on", date(2018, 1, 1)), "was not born yet"),
        (day("judged_on", timezone.localdate() + timedelta(days=2)), "today or in the past"),
    ],
)
def test_a_level_that_cannot_be_is_refused(amira, story, changed, words):
    posted = {"person": story.child.pk, "level": "L3_TARGETED", "rationale": "Hungry"}
    posted |= day("judged_on", timezone.localdate()) | changed
    answer = amira.post(url(story, "people/level"), posted)
    assert answer.status_code == 422 and words in text(answer)
    assert NeedLevel.objects.count() == 1


def test_an_adult_has_no_level_of_need(amira, story):
    posted = {"person": story.mother.pk, "level": "L3_TARGETED", "rationale": "x"} | day("judged_on", date(2026, 1, 1))
    assert amira.post(url(story, "people/level"), posted).status_code == 422


def test_a_form_of_somebody_else_is_refused(amira, story):
    ben = {"by": story.ben, "partner": story.health}
    other = services.register_family("Other", locality=story.harbour, submission=uuid4(), **ben)
    foreign = services.add_person(other, kind="adult", given_name="Zephyrine", **ben)
    posted = {"submission": str(foreign.pk), "kind": "adult", "given_name": "Replay"}
    answer = amira.post(url(story, "people/add"), posted)
    assert answer.status_code == 403 and "Zephyrine" not in text(answer)
    posted["submission"] = "no key"
    assert amira.post(url(story, "people/add"), posted).status_code == 400
    assert not Person.objects.filter(given_name="Replay").exists()


def test_who_makes_no_records_adds_nothing(client, story):
    with unseen_hand():
        PartnerPermission.objects.filter(user=story.grace, permission__codename="make_records").delete()
    services.give_reason(story.family, by=story.grace, partner=story.school, reason="Head teacher")
    assert sign_in(client, story.grace).get(url(story, "people")).status_code == 200
    assert "Add a person" not in text(client.get(url(story, "people")))
    posted = {"submission": str(uuid4()), "kind": "adult", "given_name": "No"}
    assert client.post(url(story, "people/add"), posted).status_code == 403


def test_who_works_for_two_partners_says_for_which(amira, story):
    services.join_partner(
        story.amira,
        by=story.ewan,
        partner=story.council,
        job_title="Governor",
        permissions=["see_records", "make_records"],
    )
    assert "You are doing this for" in text(amira.get(url(story, "people/add")))
    posted = {"submission": str(uuid4()), "kind": "adult", "given_name": "Una", "partner": str(story.council.pk)}
    assert amira.post(url(story, "people/add"), posted).status_code == 302
    assert Person.objects.get(given_name="Una").provider == story.council
    posted |= {"submission": str(uuid4()), "partner": str(story.police.pk)}
    assert amira.post(url(story, "people/add"), posted).status_code == 403


# Ties that cannot be


def tied(story, first, second, kind="parent", **changes):
    values = {"by": story.amira, "partner": story.school, "from_person": first, "to_person": second, "kind": kind}
    return services.relate(story.family, **(values | changes))


def test_nobody_is_their_own_ancestor_however_long_the_way(amira, story):
    nan = services.add_person(
        story.family, by=story.amira, partner=story.school, kind="adult", given_name="Ada", family_name="Fulmar"
    )
    tied(story, nan, story.mother)
    for first, second in ((story.mother, nan), (story.child, nan), (story.child, story.mother)):
        for kind in ("parent", "grandparent"):
            with pytest.raises(ValidationError, match="recorded as a parent or grandparent"):
                tied(story, first, second, kind)
    assert tied(story, nan, story.child, "grandparent") and tied(story, story.child, nan, "other")


def test_an_estimated_birthday_or_few_years_are_looked_at_again(amira, story):
    add = {"by": story.amira, "partner": story.school, "kind": "adult", "family_name": "Fulmar"}
    jo = services.add_person(story.family, given_name="Jo", date_of_birth_note="about 1990", **add)
    born = story.child.date_of_birth.replace(year=story.child.date_of_birth.year - 9)
    ed = services.add_person(story.family, given_name="Ed", date_of_birth=born, **add)
    for who, words in (
        (jo, "is an estimate (about 1990): check that Jo Fulmar is older"),
        (ed, "Ed Fulmar is 9 years"),
    ):
        posted = {"from_person": who.pk, "kind": "parent", "to_person": story.child.pk, "submission": str(uuid4())}
        read = text(
            amira.post(url(story, "people/relationship"), posted | {"parental_responsibility": "no"}, follow=True)
        )
        assert words in read and Relationship.objects.filter(from_person=who, to_person=story.child).exists()


def test_a_parent_is_older_than_the_child(amira, story):
    posted = {"from_person": story.baby.pk, "kind": "parent", "to_person": story.child.pk, "submission": str(uuid4())}
    posted |= {"parental_responsibility": "no"}
    answer = amira.post(url(story, "people/relationship"), posted)
    assert answer.status_code == 422 and "is not born yet" in text(answer)
    assert "selected" in answer.content.decode()  # what was chosen stays
    assert Relationship.objects.filter(from_person=story.baby, kind="parent").count() == 0
    young = services.add_person(
        story.family, by=story.amira, partner=story.school, kind="child", given_name="Ida", family_name="Fulmar",
        date_of_birth=timezone.localdate() - timedelta(days=90),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="younger than"):
        tied(story, young, story.child)
    with pytest.raises(ValidationError, match="related to themselves"):
        tied(story, young, young, "sibling")
