"""The list of families: newest first, in pages, filtered, and never more than the reader may see."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from consent import services as consent
from locality import services
from locality.access import PartnerPermission, Viewing
from locality.families import touch
from locality.history import acting_as
from locality.models import Family
from tests.cast import share, share_category
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read

FAMILIES, HOME = reverse("locality:families"), reverse("locality:home")


def add_families(story, number, *, locality=None, by=None, partner=None):
    """More families, each with a child, each a minute newer than the one before; returns them, oldest first."""
    by, partner = by or story.amira, partner or story.school
    made = []
    for n in range(number):
        family = services.register_family(
            f"Sandling {n}", by=by, partner=partner, locality=locality or story.priory, submission=uuid4()
        )
        services.add_person(
            family, by=by, partner=partner, kind="child", given_name="Child", family_name=f"Sandling {n}"
        )
        touch(family, timezone.now() + timedelta(minutes=n))
        made.append(family)
    return made


def listed(client, address=FAMILIES):
    """The families of the page, as their names, in order."""
    return [line.family.name for line in client.get(address).context["lines"]]


def test_newest_activity_comes_first(client, story):
    amira = signed_in(client, story.amira)
    add_families(story, 3)
    assert listed(amira) == ["Sandling 2", "Sandling 1", "Sandling 0", "Fulmar"]
    touch(story.family, timezone.now() + timedelta(hours=1))
    assert listed(amira)[0] == listed(amira, HOME)[0] == "Fulmar"


def test_a_line_says_who_is_in_it_where_and_why_it_is_seen(client, story):
    page = what_is_read(signed_in(client, story.amira).get(FAMILIES))
    for words in ("Fulmar", story.family.reference, "Nell Fulmar", "Kai Fulmar (", "Harbour", "Supplied by us"):
        assert words in page
    assert "Marmalade Terrace" not in page


@pytest.mark.rule("A4")
def test_a_family_is_listed_while_it_is_shared_and_no_longer(client, story):
    ben = signed_in(client, story.ben)
    assert listed(ben) == []
    decision = share_category(story, "family_details")
    assert listed(ben) == ["Fulmar"] and "Shared with us" in what_is_read(ben.get(FAMILIES))
    assert listed(signed_in(client, story.chidi)) == []
    consent.end_decision(decision, by=story.amira, reason="No longer needed")
    assert listed(signed_in(client, story.ben)) == []


def test_a_shared_conversation_does_not_list_the_family(client, story):
    share(story)
    page = what_is_read(signed_in(client, story.ben).get(FAMILIES))
    assert "No families yet" in page and "Fulmar" not in page


def test_pages_go_on_where_the_last_one_stopped(client, story):
    amira = signed_in(client, story.amira)
    add_families(story, 55)
    address, seen = FAMILIES, []
    while address:
        answer = amira.get(address)
        seen += [line.family.name for line in answer.context["lines"]]
        address = answer.context["older"]
    assert len(seen) == len(set(seen)) == 56
    assert answer.context["newest"] == FAMILIES


@pytest.mark.parametrize("after", ["x", "1.2", "9" * 400, "\x00", "1." + "f" * 32, "-1.zz", "12." + "0" * 32])
def test_a_tampered_page_key_breaks_nothing(client, story, after):
    assert signed_in(client, story.amira).get(FAMILIES, {"after": after}).status_code == 200


def test_filters_narrow_the_list_and_stay_while_paging(client, story):
    add_families(story, 30, locality=story.moorgate)
    add_families(story, 2, by=story.ben, partner=story.health)
    share_category(story, "family_details")
    ben = signed_in(client, story.ben)
    assert len(listed(ben)) == 3
    assert listed(ben, f"{FAMILIES}?source=shared") == ["Fulmar"]
    assert sorted(listed(ben, f"{FAMILIES}?source=ours")) == ["Sandling 0", "Sandling 1"]
    assert listed(ben, f"{FAMILIES}?area=harbour") == ["Fulmar"]
    assert "No family matches" in what_is_read(ben.get(f"{FAMILIES}?area=colliery-row"))
    page = signed_in(client, story.amira).get(f"{FAMILIES}?area=moorgate&source=ours")
    assert len(page.context["lines"]) == 25 and len(page.context["chips"]) == 2
    assert "area=moorgate" in page.context["older"]
    assert len(listed(client, page.context["older"])) == 5


@pytest.mark.parametrize("query", ["area=nowhere", "source=theirs", "area=%00", "area=harbour&area=priory", "x=1"])
def test_a_tampered_filter_breaks_nothing_and_shows_nothing_more(client, story, query):
    answer = signed_in(client, story.chidi).get(f"{FAMILIES}?{query}")
    assert answer.status_code == 200 and answer.context["lines"] == []


def test_who_listed_what_is_written_down(client, story):
    signed_in(client, story.amira).get(FAMILIES)
    viewing = Viewing.objects.get(practitioner=story.amira, route="locality:families")
    assert (viewing.family, viewing.kind) == (story.family.pk, "list of locality.Family")
    signed_in(client, story.chidi).get(FAMILIES)
    assert not Viewing.objects.filter(practitioner=story.chidi).exists()


def test_who_is_shut_out_does_not_find_it_in_the_list(client, story):
    services.declare_conflict(story.family, by=story.amira, detail="My sister’s family")
    assert listed(signed_in(client, story.amira)) == []
    assert listed(signed_in(client, story.grace)) == ["Fulmar"]


def test_whose_account_is_closed_is_out_at_the_next_request(client, story):
    amira = signed_in(client, story.amira)
    with unseen_hand():
        type(story.amira).objects.filter(pk=story.amira.pk).update(is_active=False)
    assert amira.get(FAMILIES).status_code == 302


def test_a_conversation_about_one_of_the_newest_families_is_one_tap_away(client, story):
    add_families(story, 9)
    amira = signed_in(client, story.amira)
    found = what_is_read(amira.get(HOME))
    begun = re.findall(r'href="(/families/[^"]+/conversations/new)"', found)
    assert len(begun) == 6 and amira.get(begun[0]).status_code == 200
    with unseen_hand():
        PartnerPermission.objects.filter(user=story.amira, permission__codename="make_records").delete()
    assert "/conversations/new" not in what_is_read(amira.get(HOME))


@pytest.mark.parametrize("address", [FAMILIES, HOME])
def test_the_number_of_questions_is_the_same_for_one_family_and_ten(client, story, address):
    amira, counts = signed_in(client, story.amira), []
    for more in (0, 9):
        add_families(story, more)
        amira.get(address)
        with queries_of() as asked:
            lines = amira.get(address).context["lines"]
        counts.append(len(asked))
    assert len(lines) == 10
    assert counts[0] == counts[1] <= 40, asked.captured_queries


def test_a_name_with_html_is_shown_as_it_was_typed(client, story):
    with acting_as(story.amira):
        Family.objects.filter(pk=story.family.pk).update(name="<img src=x>O’Brien")
    page = signed_in(client, story.amira).get(FAMILIES).content.decode()
    assert "<img src=x>" not in page and "&lt;img src=x&gt;O’Brien" in page


def test_an_auditor_is_led_to_no_page_that_refuses_them(client, story):
    dana = signed_in(client, story.dana)
    assert reverse("locality:find") not in dana.get(FAMILIES).content.decode()
    door = dana.get(reverse("conversations:front-door")).content.decode()
    assert "Ring at once" in door and f'href="{FAMILIES}"' not in door
    assert (
        f'href="{FAMILIES}"' in signed_in(client, story.amira).get(reverse("conversations:front-door")).content.decode()
    )
