"""Finding a person: what a look-up shows, and what it never tells (A6; faults S20)."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from locality import services
from locality.access import Lookup, PartnerPermission, Viewing
from locality.lookups import LIMIT, Plain, Words, plain
from locality.models import Membership, Person
from tests.cast import share_category
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read

FIND = reverse("locality:find")
KAI = {"given_name": "Kai", "family_name": "Fulmar", "born_on-day": "28", "born_on-month": "2", "born_on-year": "2019"}
MAY = "Another record may match: ring the Early Help coordinator on"
NONE = "No other record matches."
VALUE = re.compile(r' value="[^"]*"')


def look(client, **changes):
    return client.post(FIND, KAI | changes)


def register_elsewhere(story, given="Rosa", family="Whimbrel", born=date(2017, 5, 4)):
    """A family that only the police supplied."""
    made = services.register_family(
        family, by=story.chidi, partner=story.police, locality=story.harbour, submission=uuid4()
    )
    person = services.add_person(
        made,
        by=story.chidi,
        partner=story.police,
        kind="child",
        given_name=given,
        family_name=family,
        date_of_birth=born,
    )
    return made, person


ROSA = {
    "given_name": "Rosa",
    "family_name": "Whimbrel",
    "born_on-day": "4",
    "born_on-month": "5",
    "born_on-year": "2017",
}


def test_who_may_see_them_finds_the_family(client, story):
    amira = signed_in(client, story.amira)
    page = what_is_read(look(amira))
    assert reverse("locality:family", args=[story.family.pk]) in page and story.family.reference in page
    assert NONE in page and MAY not in page
    assert Viewing.objects.filter(practitioner=story.amira, family=story.family.pk, route="locality:find").exists()


@pytest.mark.parametrize("typed", [{"given_name": "kái"}, {"family_name": "FULMAR"}, {"given_name": "K"}])
def test_names_are_found_without_accents_and_capitals_and_by_their_beginning(client, story, typed):
    empty = {"given_name": "", "family_name": "", "born_on-day": "", "born_on-month": "", "born_on-year": ""}
    page = what_is_read(signed_in(client, story.amira).post(FIND, empty | typed))
    assert "Kai Fulmar" in page
    assert "Not asked" in page  # others' records are asked about with all three only


def test_a_date_of_birth_alone_finds_them_and_a_shared_family_too(client, story):
    share_category(story, "family_details")
    only_date = {**KAI, "given_name": "", "family_name": ""}
    assert "Kai Fulmar" in what_is_read(signed_in(client, story.ben).post(FIND, only_date))


@pytest.mark.rule("A6", "S41")
def test_somebody_elses_record_is_one_neutral_sentence_with_a_number(client, story, settings):
    page = what_is_read(look(signed_in(client, story.ben)))
    assert MAY in page and settings.EARLY_HELP_TELEPHONE in page and NONE not in page
    for secret in (
        "Fulmar Lane",
        story.family.reference,
        str(story.family.pk),
        str(story.child.pk),
        "Amira",
        "Harbour",
    ):
        assert secret not in page
    assert not Viewing.objects.filter(practitioner=story.ben).exists()


@pytest.mark.rule("A6")
@pytest.mark.parametrize(
    "change",
    [
        {"given_name": "Ka"},
        {"given_name": "Kaia"},
        {"family_name": "Fulmars"},
        {"born_on-year": "2018"},
        {"given_name": "Nell"},
        {"given_name": "K%"},
        {"family_name": "F_lmar"},
        {"given_name": "Kai' OR 1=1 --"},
    ],
)
def test_less_than_the_whole_name_and_birthday_tells_nothing(client, story, change):
    page = what_is_read(look(signed_in(client, story.ben), **change))
    assert NONE in page and MAY not in page


@pytest.mark.parametrize("missing", ["given_name", "family_name", "born_on"])
def test_without_all_three_nothing_is_asked_elsewhere(client, story, missing):
    gone = (
        {missing: ""} if missing != "born_on" else dict.fromkeys(("born_on-day", "born_on-month", "born_on-year"), "")
    )
    page = what_is_read(look(signed_in(client, story.ben), **gone))
    assert "Not asked" in page and MAY not in page and NONE not in page


@pytest.mark.rule("A6")
@pytest.mark.parametrize("change", [{"given_name": "KÁI"}, {"family_name": "fulmar"}, {"given_name": " Kai "}])
def test_the_whole_name_matches_without_capitals_and_accents(client, story, change):
    assert MAY in what_is_read(look(signed_in(client, story.ben), **change))


@pytest.mark.rule("A6")
def test_restricted_and_others_families_are_answered_alike(client, story):
    """Same words, same size, same number of questions to the database: only what was typed differs."""
    register_elsewhere(story)
    restricted, _ = register_elsewhere(story, "Idris", "Sandling", date(2016, 1, 9))
    with_rights(story)
    services.restrict(restricted, by=story.chidi, partner=story.police, reason="At risk", ask="Jo", named=[])
    ben = signed_in(client, story.ben)
    idris = {"given_name": "Idris", "family_name": "Sandling"}
    idris |= {"born_on-day": "9", "born_on-month": "1", "born_on-year": "2016"}
    unknown = {**idris, "born_on-year": "2015"}
    ben.post(FIND, unknown)
    answers = {}
    for label, typed in (("others", ROSA), ("restricted", idris), ("unknown", unknown)):
        with queries_of() as asked:
            response = ben.post(FIND, typed)
        answers[label] = (response.status_code, VALUE.sub("", what_is_read(response)), len(asked))
    assert answers["others"] == answers["restricted"]
    status, text, count = answers["unknown"]
    assert (status, count) == (answers["others"][0], answers["others"][2])
    assert NONE in text and MAY in answers["others"][1]


def with_rights(story):
    """Chidi may authorise for the police, so that a family can be restricted."""
    kind = Permission.objects.get(content_type__app_label="locality", codename="authorise")
    job = Membership.objects.get(practitioner=story.chidi)
    with unseen_hand():
        PartnerPermission.objects.create(user=story.chidi, content_object=story.police, permission=kind, membership=job)


def test_who_is_shut_out_of_a_restricted_family_gets_the_same_sentence(client, story):
    services.restrict(story.family, by=story.grace, partner=story.school, reason="At risk", ask="Grace", named=[])
    page = what_is_read(look(signed_in(client, story.amira)))
    assert MAY in page and story.family.reference not in page


def test_an_own_match_and_somebody_elses_are_both_said(client, story):
    register_elsewhere(story, "Kai", "Fulmar", date(2019, 2, 28))
    page = what_is_read(look(signed_in(client, story.amira)))
    assert story.family.reference in page and MAY in page


@pytest.mark.rule("A6", "A9")
@pytest.mark.parametrize("who", ["dana", "iris"])
def test_who_works_for_no_partner_may_not_ask(client, story, who):
    assert look(signed_in(client, getattr(story, who))).status_code == client.get(FIND).status_code == 403
    assert not Lookup.objects.exists()


@pytest.mark.rule("A6")
def test_a_look_up_is_written_down_without_its_words(client, story):
    look(signed_in(client, story.ben))
    look(client, given_name="Nobody")
    look(signed_in(client, story.amira))
    rows = list(Lookup.objects.order_by("at", "pk"))
    assert [(row.practitioner, row.answer) for row in rows] == [
        (story.ben, "elsewhere"),
        (story.ben, "unknown"),
        (story.amira, "visible"),
    ]
    assert all("kai" not in row.digest.lower() and len(row.digest) == 64 for row in rows)


@pytest.mark.rule("A6")
def test_thirty_look_ups_an_hour_and_no_more(client, story):
    ben = signed_in(client, story.ben)
    then = timezone.now() - timedelta(minutes=30)
    Lookup.objects.bulk_create(
        Lookup(practitioner=story.ben, digest="x", answer="unknown", at=then) for _ in range(LIMIT - 1)
    )
    assert MAY in what_is_read(look(ben))
    refused = look(ben)
    assert refused.status_code == 429
    page = what_is_read(refused)
    assert "Too many look-ups" in page and MAY not in page and NONE not in page and 'value="Kai"' in page
    assert Lookup.objects.filter(practitioner=story.ben, answer="refused").count() == 1
    assert MAY in what_is_read(look(signed_in(client, story.chidi)))  # everybody has their own


def test_an_hour_later_it_works_again(client, story):
    then = timezone.now() - timedelta(minutes=61)
    Lookup.objects.bulk_create(Lookup(practitioner=story.ben, digest="x", answer="unknown", at=then) for _ in range(40))
    just_now = timezone.now()
    Lookup.objects.bulk_create(
        Lookup(practitioner=story.ben, digest="x", answer="refused", at=just_now) for _ in range(40)
    )
    assert look(signed_in(client, story.ben)).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", "x" * 101),
        ("given_name", "Ka\x00i"),
        ("family_name", "Ful\u202emar"),
        ("born_on-month", "13"),
        ("born_on-day", "31"),
        ("born_on-year", "19"),
        ("born_on-year", "2099"),
        ("born_on-day", ""),
    ],
)
def test_what_cannot_be_is_an_error_beside_the_field_and_is_kept(client, story, field, value):
    answer = look(signed_in(client, story.ben), **{field: value})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field.split("-")[0]]
    page = what_is_read(answer)
    assert "There is a problem" in page and 'value="2"' in page.replace('value="13"', 'value="2"')
    assert not Lookup.objects.exists()


def test_nothing_typed_is_an_error(client, story):
    answer = signed_in(client, story.ben).post(FIND, {})
    assert answer.status_code == 422 and "Enter a name or a date of birth" in what_is_read(answer)


@pytest.mark.parametrize("name", ["O'Brien", "O’Brien", "<b>Kai</b>", "👩‍👧", "李", "=1+1", "a%_\\"])
def test_awkward_names_are_names(client, story, name):
    answer = look(signed_in(client, story.ben), family_name=name)
    assert answer.status_code == 200 and "<b>Kai</b>" not in answer.content.decode()


def test_names_are_compared_alike_here_and_in_the_database(story):
    names = ["Zoë O’Brien", "ÉMILE", "Łukasz", "Jo-Ann", "İpek", "Ñandú", "李 雷", "Ångström"]
    for name in names:
        services.add_person(
            story.family, by=story.amira, partner=story.school, kind="adult", given_name=name, family_name="Row"
        )
    rows = Person.objects.filter(family_name="Row").annotate(here=Plain(F("given_name")))
    assert {row.given_name: row.here for row in rows} == {name: plain(name) for name in names}
    assert plain("Zoë O’Brien") == "zoe o'brien"
    assert not Words("A", "B").complete


def test_the_number_of_questions_does_not_grow_with_the_matches(client, story):
    amira = signed_in(client, story.amira)
    only_name = {"family_name": "Whimbrel"}

    def add(number):
        for n in range(number):
            made = services.register_family(
                "Whimbrel", by=story.amira, partner=story.school, locality=story.harbour, submission=uuid4()
            )
            services.add_person(
                made, by=story.amira, partner=story.school, kind="child", given_name=f"A{n}", family_name="Whimbrel"
            )

    counts = []
    for more in (1, 9):
        add(more)
        amira.post(FIND, only_name)
        with queries_of() as asked:
            page = what_is_read(amira.post(FIND, only_name))
        counts.append(len(asked))
    assert page.count("FAM-") == 10
    assert counts[0] == counts[1]


def test_what_was_looked_up_starts_the_registration(client, story):
    amira = signed_in(client, story.amira)
    page = what_is_read(amira.post(reverse("locality:register"), {"looked_up": "1"} | ROSA))
    assert page.count('value="Whimbrel"') == 2 and 'value="Rosa"' in page and 'value="2017"' in page
    assert "There is a problem" not in page
