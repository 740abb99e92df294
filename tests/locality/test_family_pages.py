"""A family's pages, as each of the cast sees them."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from locality import services
from locality.access import PartnerPermission
from locality.chronology import lines_of
from locality.models import Denial, Family, Involvement, Person, Viewing
from locality.pages import age_words
from locality.registries import Entry
from tests.cast import share, share_category
from tests.databases import unseen_hand

BACKEND = "locality.access.backend.RecordBackend"
PAGES = ["", "chronology", "people", "history"]
ADDING = ["people/add", "people/household", "people/relationship", "people/level"]


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


# Seeing


@pytest.mark.parametrize("page", PAGES + ADDING)
@pytest.mark.rule("A4")
def test_who_may_not_see_the_family_is_told_nothing(client, story, page):
    absent = sign_in(client, story.chidi).get(f"/families/{uuid4()}/{page}")
    foreign = client.get(url(story, page))
    assert absent.status_code == foreign.status_code == 404
    assert "Fulmar" not in text(foreign).replace("Fulmar Lane", "")
    assert Denial.objects.filter(practitioner=story.chidi, record=str(story.family.pk)).count() == 1


def test_absent_and_foreign_families_have_the_same_page(client, story):
    sign_in(client, story.chidi)
    bodies = {_plain(client.get(f"/families/{key}/")) for key in (uuid4(), story.family.pk)}
    assert len(bodies) == 1


def _plain(response):
    """The page without what differs each time: the key of its forms."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", text(response))


@pytest.mark.parametrize("page", PAGES + ADDING)
def test_the_auditor_opens_no_family(client, story, page):
    assert sign_in(client, story.dana).get(url(story, page)).status_code == 404


@pytest.mark.parametrize("page", ["", "chronology", "people"])
def test_each_opening_is_written_down(amira, story, page):
    before = Viewing.objects.filter(record=story.family.pk).count()
    assert amira.get(url(story, page)).status_code == 200
    found = Viewing.objects.filter(record=story.family.pk, practitioner=story.amira, partner=story.school)
    assert found.count() == before + 1


def test_the_overview_says_what_matters(amira, story):
    page = text(amira.get(url(story)))
    for words in ("The Fulmar family", story.family.reference, "Kai Fulmar", "2 Universal plus", "Nell Fulmar, mother"):
        assert words in page.replace("<strong>", "").replace("</strong>", ""), words
    assert "Unborn baby Fulmar" in page and "(unborn)" not in page


def test_what_can_be_begun_stands_first_as_far_as_the_reader_may(amira, client, story):
    page = text(amira.get(url(story)))
    begun = [page.index(words) for words in ("Record a conversation", "Decide about sharing", "Put on an agenda")]
    assert begun == sorted(begun) and begun[-1] < page.index("What matters now")
    share_category(story, "family_details")
    services.give_reason(story.family, by=story.ben, partner=story.health, reason="Visits the baby")
    with unseen_hand():
        PartnerPermission.objects.filter(user=story.ben, permission__codename="decide_sharing").delete()
    page = text(sign_in(client, story.ben).get(url(story)))
    assert "Record a conversation" in page and "Decide about sharing" not in page


def test_the_overview_tells_what_the_child_says_and_who_took_part_of_what_the_reader_may_see(amira, client, story):
    page = text(amira.get(url(story)))
    assert "Kai says he wants his toast" in page
    involved = " ".join(page[page.index("Who took part lately") :].split())
    assert f"<strong>{story.school}</strong>: {story.amira.name}" in involved
    assert f"<strong>{story.health}</strong>: {story.ben.name}" in involved
    share_category(story, "family_details")
    services.give_reason(story.family, by=story.ben, partner=story.health, reason="Visits the baby")
    page = text(sign_in(client, story.ben).get(url(story)))
    assert "toast" not in page and "Who took part lately" not in page


@pytest.mark.rule("S126")
def test_a_protected_address_is_flagged_and_shown_to_who_may_see_it(client, amira, story):
    services.add_household(
        story.family, by=story.amira, partner=story.school, address="9 Quiet Lane", is_confidential=True
    )
    assert "Protected address" in text(amira.get(url(story)))
    share_category(story, "family_details")
    services.give_reason(story.family, by=story.ben, partner=story.health, reason="Visits the baby")
    for page in PAGES:
        shown = text(sign_in(client, story.ben).get(url(story, page)))
        assert "Quiet Lane" not in shown and "Protected address" not in shown


def test_the_identity_bar_names_the_decision(client, story):
    decision = share_category(story, "family_details")
    services.give_reason(story.family, by=story.ben, partner=story.health, reason="Visits the baby")
    page = text(sign_in(client, story.ben).get(url(story)))
    assert f"decision {decision.number}" in page
    assert "2 Universal plus" not in page and "No level of need that you can see" in page


def test_a_name_of_another_partner_goes_with_its_sharing(client, story):
    from consent import services as consent

    decision = share_category(story, "family_details")
    ben = {"by": story.ben, "partner": story.health}
    services.give_reason(story.family, reason="Visits the baby", **ben)
    own = services.register_family("Other", locality=story.harbour, submission=uuid4(), **ben)
    services.relate(own, from_person=story.mother, to_person=story.child, kind="parent", **ben)
    services.judge_need(own, person=story.child, level="L1_UNIVERSAL", rationale="Well", **ben)
    consent.end_decision(decision, by=story.amira, reason="Over")
    sign_in(client, story.ben)
    for page in ("", "people", "chronology", "history"):
        shown = text(client.get(f"/families/{own.pk}/{page}"))
        assert "Kai" not in shown and "Nell" not in shown, page


# The reason for opening


def test_opening_asks_for_a_reason_first(client, story):
    share_category(story, "family_details")
    sign_in(client, story.ben)
    seen = Viewing.objects.count()
    stopped = client.get(url(story, "people"))
    assert stopped.status_code == 302 and stopped["Location"].startswith(url(story, "reason"))
    assert Viewing.objects.count() == seen, "what was not shown is not noted as seen"
    given = client.post(stopped["Location"], {"reason": "I visit the baby from Monday on"})
    assert given.status_code == 302 and given["Location"] == url(story, "people")
    row = Involvement.objects.get(practitioner=story.ben, family=story.family)
    assert row.self_declared and row.partner == story.health
    assert client.get(url(story, "people")).status_code == 200


@pytest.mark.parametrize("words", ["", "   ", "x", "no\x00no and no", "a\u202eb cdef ghi", "long " * 400])
def test_a_reason_that_says_nothing_is_refused(client, story, words):
    share_category(story, "family_details")
    answer = sign_in(client, story.ben).post(url(story, "reason"), {"reason": words})
    assert answer.status_code == 422 and "There is a problem" in text(answer)
    assert not Involvement.objects.filter(practitioner=story.ben).exists()


def test_a_reason_never_leads_away_from_here(client, story):
    share_category(story, "family_details")
    target = url(story, "reason") + "?next=https://example.org/"
    answer = sign_in(client, story.ben).post(target, {"reason": "I visit the baby from Monday on"})
    assert answer["Location"] == url(story)


# Chronology


def test_the_chronology_is_an_ordered_list_with_ages(amira, story):
    page = text(amira.get(url(story, "chronology")))
    assert '<ol class="moj-timeline' in page
    assert "Family registered" in page and "Kai was 7" in page and "Telephone call" in page
    assert "Kai Fulmar: level of need 2 Universal plus" in page


def test_gaps_are_marked():
    now = timezone.now()
    found = [Entry(at=now - timedelta(weeks=7), title="b"), Entry(at=now - timedelta(weeks=20), title="a")]
    gaps = [line.gap for line in lines_of(found, [], now)]
    assert gaps == ["Nothing on record for 7 weeks", "", "Nothing on record for 13 weeks", ""]


def test_only_what_stands_out(amira, story):
    page = text(amira.get(url(story, "chronology") + "?show=significant"))
    assert "Family registered" in page and "Telephone call" not in page


def test_ages_in_words():
    kai = Person(kind="child", date_of_birth=date(2024, 2, 29))
    assert age_words(kai, date(2024, 3, 28)) == "28 days"
    assert age_words(kai, date(2024, 3, 1)) == "1 day" and age_words(kai, date(2024, 2, 29)) == "newborn"
    assert age_words(kai, date(2025, 2, 28)) == "11 months"
    assert age_words(kai, date(2026, 2, 28)) == "23 months"
    assert age_words(kai, date(2026, 3, 1)) == "2"
    assert age_words(kai, date(2023, 1, 1)) == "not born yet"
    assert age_words(Person(kind="adult")) == "age not known"


# Speed


def _grow(story, number):
    for n in range(number):
        ours = {"by": story.amira, "partner": story.school}
        person = services.add_person(story.family, kind="child", given_name=f"Ada{n}", lives_at=story.household, **ours)
        services.judge_need(story.family, person=person, level="L1_UNIVERSAL", rationale="Well", **ours)
        services.relate(story.family, from_person=story.mother, to_person=person, kind="parent", **ours)
        services.add_household(story.family, address=f"{n} Marmalade Terrace", people=[person], **ours)


@pytest.mark.parametrize("page", ["", "chronology", "people"])
def test_one_row_and_ten_cost_the_same(amira, story, page):
    amira.get(url(story, page))
    with CaptureQueriesContext(connection) as few:
        amira.get(url(story, page))
    _grow(story, 10)
    with CaptureQueriesContext(connection) as many:
        amira.get(url(story, page))
    assert len(many) == len(few), f"{len(few)} and {len(many)}"


def test_sharing_a_conversation_opens_no_family(client, story):
    share(story)
    assert sign_in(client, story.ben).get(url(story)).status_code == 404
    assert Family.objects.visible_to(story.ben).count() == 0
