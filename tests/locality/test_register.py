"""Registering a family: everybody at once, all or nothing, once, and after a look at who may know them already."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from locality import services
from locality.access import Involvement, Lookup, can_see
from locality.history import acting_as
from locality.lookups import LIMIT, Words, look_up
from locality.models import Family, FamilyMember, Household, Person, Relationship, Residence
from locality.postcodes import postcode
from locality.registration import register_whole_family
from tests.locality.reading import signed_in, what_is_read

REGISTER = reverse("locality:register")


def date_of(name, on):
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def sheet(story, **changes):
    """What a browser posts: a child, a mother, an unborn brother or sister, an address; with these answers changed."""
    values = {
        "submission": str(uuid4()),
        "checked": "",
        "name": "Kittiwake",
        "locality": str(story.harbour.pk),
        "child-given_name": "Mina",
        "child-family_name": "Kittiwake",
        "child-known_as": "Minnie",
        "child-kind": "child",
        "other1-given_name": "Ruth",
        "other1-family_name": "Kittiwake",
        "other1-kind": "adult",
        "other1-relation": "mother",
        "other1-parental_responsibility": "yes",
        "other1-lives_here": "on",
        "other2-kind": "unborn",
        "other2-relation": "sibling",
        "home-address": "8 Ropewalk of Little Wishes",
        "home-postcode": "nt123mo",
    }
    values |= date_of("child-born_on", date(2018, 9, 1)) | date_of("other1-adult_born_on", date(1990, 2, 3))
    values |= date_of("other2-expected_on", timezone.localdate() + timedelta(days=100))
    return {name: value for name, value in (values | changes).items() if value is not None}


@pytest.fixture
def amira(client, story):
    return signed_in(client, story.amira)


def test_a_parent_is_not_younger_than_the_child(amira, story):
    born = {"other1-kind": "child", "other1-adult_born_on-day": None, **date_of("other1-born_on", date(2019, 2, 3))}
    answer = amira.post(REGISTER, sheet(story, **born))
    assert answer.status_code == 422 and "Ruth Kittiwake is younger than Mina" in what_is_read(answer)
    assert not Family.objects.filter(name="Kittiwake").exists() and "8 Ropewalk" in what_is_read(answer)
    few = date_of("other1-adult_born_on", date(2006, 10, 1))
    read = what_is_read(amira.post(REGISTER, sheet(story, **few), follow=True))
    assert "Ruth Kittiwake is 11 years older than Mina" in read and Family.objects.filter(name="Kittiwake").exists()


def test_an_error_about_somebody_says_about_whom(amira, story):
    nobody = {"other1-relation": "", "other3-given_name": "Abe", "other3-kind": "adult", "other3-lives_here": "on"}
    read = what_is_read(amira.post(REGISTER, sheet(story, **nobody)))
    assert "Choose who Ruth Kittiwake is to the child" in read and "Choose who Abe is to the child" in read


def registered():
    return Family.objects.filter(name="Kittiwake")


@pytest.mark.rule("S7", "S125", "S126", "S127")
def test_a_whole_family_is_registered_with_one_form(amira, story):
    answer = amira.post(REGISTER, sheet(story))
    family = registered().get()
    assert answer.headers["Location"] == reverse("locality:family", args=[family.pk])
    assert (family.provider, family.locality) == (story.school, story.harbour)
    people = {place.person.kind: place.person for place in FamilyMember.objects.filter(family=family)}
    assert str(people["child"]) == "Mina Kittiwake (known as Minnie)"
    assert people["child"].date_of_birth == date(2018, 9, 1)
    assert people["adult"].date_of_birth == date(1990, 2, 3)
    assert people["unborn"].expected_on and not people["unborn"].date_of_birth
    mothers = Relationship.objects.get(family=family, from_person=people["adult"])
    assert (mothers.to_person, mothers.kind, mothers.parental_responsibility) == (people["child"], "parent", "yes")
    home = Household.objects.get(family=family)
    assert (home.postcode, home.is_confidential, home.starts_on) == ("NT12 3MO", False, timezone.localdate())
    assert {stay.person.kind for stay in Residence.objects.filter(household=home)} == {"child", "adult"}
    assert Involvement.objects.filter(practitioner=story.amira, family=family, self_declared=False).exists()
    assert "is registered" in amira.get(answer.headers["Location"]).content.decode()


@pytest.mark.rule("S8")
@pytest.mark.parametrize("who", ["ben", "chidi", "ewan"])
def test_a_practitioner_of_any_partner_can_raise_a_need(client, story, who):
    practitioner = getattr(story, who)
    assert signed_in(client, practitioner).post(REGISTER, sheet(story)).status_code == 302
    assert can_see(practitioner, registered().get())
    assert not can_see(story.amira, registered().get())


@pytest.mark.parametrize("who", ["dana", "iris"])
def test_who_makes_records_for_nobody_may_not(client, story, who):
    signed_in(client, getattr(story, who))
    assert client.get(REGISTER).status_code == client.post(REGISTER, sheet(story)).status_code == 403
    assert not registered().exists()


@pytest.mark.rule("S126")
def test_a_confidential_address_is_of_its_own_category(amira, story):
    amira.post(REGISTER, sheet(story, **{"home-is_confidential": "on"}))
    home = Household.objects.get(family=registered().get())
    assert home.is_confidential and home.category.code == "protected_address"


def test_the_child_may_be_unborn_and_alone(amira, story):
    soon = date_of("child-expected_on", timezone.localdate() + timedelta(days=30))
    names = [name for name in sheet(story) if name.startswith(("other", "home", "child"))]
    answer = amira.post(REGISTER, sheet(story, **dict.fromkeys(names)) | {"child-kind": "unborn"} | soon)
    assert answer.status_code == 302
    assert Person.objects.get(kind="unborn", expected_on__isnull=False, provider=story.school, family_name="")


def test_what_is_known_of_a_birthday_is_a_value(amira, story):
    day = dict.fromkeys(date_of("child-born_on", date(2018, 9, 1)), "")
    amira.post(REGISTER, sheet(story, **day, **{"child-date_of_birth_note": "about 2019"}))
    assert Person.objects.get(given_name="Mina").born_words == "about 2019"


def test_the_same_form_twice_is_one_family(amira, story):
    form = sheet(story)
    first, second = amira.post(REGISTER, form), amira.post(REGISTER, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert registered().count() == 1
    assert FamilyMember.objects.filter(family=registered().get()).count() == 3


def test_a_form_of_somebody_elses_is_refused(amira, story, client):
    form = sheet(story)
    amira.post(REGISTER, form)
    ben = signed_in(client, story.ben)
    assert go_on(ben, ben.post(REGISTER, form), form).status_code == 403
    assert registered().count() == 1


def test_two_at_once_are_one(story, monkeypatch):
    """The second of two equal forms finds the key taken only when it saves."""
    key = uuid4()
    values = {"by": story.amira, "partner": story.school, "locality": story.harbour, "submission": key}
    child = {"kind": "child", "given_name": "Mina"}
    first = register_whole_family("Kittiwake", child=child, **values)
    answers = iter([None, first])
    monkeypatch.setattr("locality.registration.registered_before", lambda *_: next(answers))
    monkeypatch.setattr(services, "_already_saved", lambda *_: None)
    assert register_whole_family("Kittiwake", child=child, **values) == first
    assert registered().count() == 1


@pytest.mark.parametrize("key", ["", "no-key", "1; DROP TABLE"])
def test_a_tampered_key_saves_nothing_twice(amira, story, key):
    answer = amira.post(REGISTER, sheet(story, submission=key))
    assert (answer.status_code == 400 and not registered().exists()) or (not key and registered().count() == 1)


def test_nothing_is_half_saved(story, monkeypatch):
    monkeypatch.setattr(services, "add_household", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        register_whole_family(
            "Kittiwake",
            by=story.amira,
            partner=story.school,
            locality=story.harbour,
            submission=uuid4(),
            child={"kind": "child", "given_name": "Mina"},
            home={"address": "8 Ropewalk"},
        )
    assert not registered().exists() and not Person.objects.filter(given_name="Mina").exists()


def test_only_for_a_partner_of_ones_own(story):
    with pytest.raises(PermissionDenied), transaction.atomic():
        register_whole_family(
            "Kittiwake",
            by=story.amira,
            partner=story.police,
            locality=story.harbour,
            submission=uuid4(),
            child={"kind": "child", "given_name": "Mina"},
        )


def test_who_works_for_two_partners_chooses(amira, story):
    job = {"job_title": "Governor", "permissions": ("see_records", "make_records")}
    with acting_as(story.ewan):
        services.join_partner(story.amira, by=story.ewan, partner=story.council, **job)
    assert "Which partner" in what_is_read(amira.get(REGISTER))
    assert amira.post(REGISTER, sheet(story)).status_code == 422
    assert amira.post(REGISTER, sheet(story, partner=str(story.police.pk))).status_code == 422
    assert amira.post(REGISTER, sheet(story, partner=str(story.council.pk))).status_code == 302
    assert registered().get().provider == story.council


# The check before it is saved


MINA = {"given_name": "Mina", "family_name": "Kittiwake", "date_of_birth": date(2018, 9, 1)}


def known(story, by, partner, **details):
    made = services.register_family("Old", by=by, partner=partner, locality=story.priory, submission=uuid4())
    services.add_person(made, by=by, partner=partner, kind="child", **(MINA | details))
    return made


def go_on(client, answer, form):
    """Press "register it" on the page that asks."""
    return client.post(REGISTER, form | {"checked": answer.context["sheet"].fingerprint})


@pytest.mark.rule("A6", "S41")
def test_a_match_elsewhere_is_asked_about_once_in_neutral_words(amira, story):
    old = known(story, story.chidi, story.police)
    form = sheet(story)
    asked = amira.post(REGISTER, form)
    page = what_is_read(asked)
    assert asked.status_code == 200 and "Another record may match" in page and not registered().exists()
    assert all(secret not in page for secret in ("Police", "Old", old.reference, "Priory</a>"))
    assert 'value="Mina"' in page and "8 Ropewalk" in page  # everything typed is still there
    assert go_on(amira, asked, form).status_code == 302
    assert registered().count() == 1
    assert Lookup.objects.filter(practitioner=story.amira).count() == 2  # Mina and Ruth, once


def test_an_own_match_is_shown_with_its_family(amira, story):
    old = known(story, story.amira, story.school, given_name="Mína")
    page = what_is_read(amira.post(REGISTER, sheet(story)))
    assert reverse("locality:family", args=[old.pk]) in page and "may be somebody you already see" in page
    assert not registered().exists()


def test_changing_the_people_asks_again(amira, story):
    known(story, story.chidi, story.police)
    known(story, story.chidi, story.police, given_name="Minna")
    form = sheet(story)
    asked = amira.post(REGISTER, form)
    again = go_on(amira, asked, form | {"child-given_name": "Minna"})
    assert again.status_code == 200 and "Another record may match" in what_is_read(again)
    assert amira.post(REGISTER, form | {"checked": "x" * 64}).status_code == 200
    assert not registered().exists()


def test_past_the_limit_registering_still_works_and_says_what_was_not_asked(amira, story):
    known(story, story.chidi, story.police)
    Lookup.objects.bulk_create(Lookup(practitioner=story.amira, digest="x", answer="unknown") for _ in range(LIMIT))
    form = sheet(story)
    asked = amira.post(REGISTER, form)
    assert "were not compared" in what_is_read(asked) and "may match" not in what_is_read(asked)
    assert go_on(amira, asked, form).status_code == 302


# Bad input


FAR = timezone.localdate() + timedelta(days=400)
BAD = [
    ("name", "", "name"),
    ("name", "x" * 151, "name"),
    ("name", "Kitti\x00wake", "name"),
    ("name", "Kitti\u202ewake", "name"),
    ("locality", "", "locality"),
    ("locality", "not-a-key", "locality"),
    ("locality", str(UUID(int=1)), "locality"),
    ("child-given_name", "y" * 101, "given_name"),
    ("child-kind", "", "kind"),
    ("child-kind", "adult", "kind"),
    ("child-born_on-year", "1970", "born_on"),
    ("child-born_on-year", "2999", "born_on"),
    ("child-born_on-day", "31", "born_on"),
    ("child-born_on-day", "\x00", "born_on"),
    ("child-known_as", "Min\u202enie", "known_as"),
    ("other1-relation", "", "relation"),
    ("other1-relation", "enemy", "relation"),
    ("other1-kind", "", "kind"),
    ("other1-parental_responsibility", "", "parental_responsibility"),
    ("other1-adult_born_on-month", "13", "adult_born_on"),
    ("other2-expected_on-year", str(FAR.year + 5), "expected_on"),
    ("home-address", "z" * 301, "address"),
    ("home-address", "", "address"),
    ("home-postcode", "SOMEWHERE", "postcode"),
    ("home-postcode", "NT1\x00 3MO", "postcode"),
]


@pytest.mark.parametrize(("field", "value", "named"), BAD)
def test_what_cannot_be_is_an_error_beside_the_field_and_all_is_kept(amira, story, field, value, named):
    answer = amira.post(REGISTER, sheet(story, **{field: value}))
    assert answer.status_code == 422
    assert [form for form in answer.context["forms"] if named in form.errors]
    page = what_is_read(answer)
    assert "There is a problem" in page and "govuk-error-message" in page
    for kept in ("Minnie", "Ruth", "nt123mo", "8 Ropewalk"):
        assert kept in page or kept in (field, value) or field.startswith(("home", "child-known"))
    assert not registered().exists() and not Person.objects.filter(given_name="Mina").exists()
    assert not Lookup.objects.exists()


@pytest.mark.parametrize("name", ["O'Brien", "O’Brien", "<i>Mina</i>", "👩‍👧", "李", "עברית", "=1+1", "Zoë-Ann"])
def test_awkward_names_are_kept_as_they_are(amira, story, name):
    answer = amira.post(REGISTER, sheet(story, **{"child-given_name": name}), follow=True)
    assert Person.objects.filter(given_name=name, provider=story.school).exists()
    assert "<i>Mina</i>" not in answer.content.decode()


def test_five_others_fit_and_a_sixth_is_not_read(amira, story):
    more = {}
    for n in range(3, 7):
        more |= {f"other{n}-given_name": f"P{n}", f"other{n}-kind": "child", f"other{n}-relation": "sibling"}
    amira.post(REGISTER, sheet(story, **more))
    assert FamilyMember.objects.filter(family=registered().get()).count() == 6


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("nt47cv", "NT4 7CV"), (" NE1  1AA ", "NE1 1AA"), ("ec1a1bb", "EC1A 1BB"), ("zz99 3vz", "ZZ99 3VZ"), ("", "")],
)
def test_postcodes_are_written_alike(typed, kept):
    assert postcode(typed) == kept


@pytest.mark.parametrize("typed", ["NE1", "QQ1 1AA", "NE1 1A", "12345", "NE1 1AAA", "NÉ1 1AA", "NE1; 1AA"])
def test_what_is_no_postcode_is_refused(typed):
    with pytest.raises(ValidationError):
        postcode(typed)


@pytest.mark.parametrize("typed", ["NT4 7CV", "NE1 1CV", "NT1 1AA"])
def test_postcodes_that_cannot_exist_are_for_demonstrations(settings, typed):
    assert postcode(typed)
    settings.ALLOW_FICTIONAL_POSTCODES = False
    with pytest.raises(ValidationError):
        postcode(typed)
    assert postcode("NE1 1AA") and postcode("ZZ99 3VZ")


def test_twenty_at_once_are_one(told_once, clone_database):
    """The same form, pressed by twenty browsers at the same moment, in a database where each commits."""
    key, story = uuid4(), told_once
    values = {"by": story.amira, "partner": story.school, "locality": story.harbour, "submission": key}
    child = {"kind": "child", "given_name": "Mina"}

    def press(start):
        start.wait()
        try:
            return register_whole_family("Kittiwake", child=child, **values).pk
        finally:
            connection.close()

    with clone_database("together"):
        start = threading.Barrier(20)
        with ThreadPoolExecutor(20) as pool:
            answers = list(pool.map(press, [start] * 20))
        assert len(set(answers)) == 1
        assert registered().count() == 1
        assert FamilyMember.objects.filter(family=registered().get()).count() == 1


def test_a_burst_of_look_ups_does_not_pass_the_limit(told_once, clone_database):
    """Forty look-ups of one person at the same moment: thirty are answered."""
    ben = told_once.ben

    def ask(number):
        try:
            with transaction.atomic():
                return look_up(ben, Words("Kai", f"Fulmar {number}", date(2019, 2, 28))).refused
        finally:
            connection.close()

    with clone_database("burst"), ThreadPoolExecutor(20) as pool:
        refused = list(pool.map(ask, range(40)))
        assert refused.count(False) == LIMIT
