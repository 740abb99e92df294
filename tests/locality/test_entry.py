"""The way in: signing in and out, the cast, the agreements, and the pages that need no sign-in."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from conversations.models import Draft
from locality.access import can_see
from locality.demo import CAST, PASSWORD
from locality.framework import Acceptance, Agreement
from locality.models import Practitioner
from tests.cast import share
from tests.databases import unseen_hand
from tests.locality.reading import signed_in, what_is_read

SIGN_IN, AGREEMENTS, HOME = reverse("sign-in"), reverse("agreements"), reverse("locality:home")


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": email, "password": password} | more)


def test_a_practitioner_signs_in_whatever_the_case_of_the_address(client, story):
    assert sign_in(client, "AMIRA@school.example").headers["Location"] == HOME
    assert "My work" in client.get(HOME).content.decode()


def test_every_failure_has_the_same_answer(client, story):
    with unseen_hand():
        Practitioner.objects.filter(pk=story.chidi.pk).update(is_active=False)
    wrong = sign_in(client, "amira@school.example", "not-the-password")
    unknown = sign_in(client, "amira@school.example.org")
    closed = sign_in(client, "chidi@police.example")
    assert {wrong.status_code, unknown.status_code, closed.status_code} == {422}
    said = {what_is_read(answer).split('value="')[0] for answer in (wrong, unknown, closed)}
    assert len(said) == 1
    assert "do not belong together" in said.pop()


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@b\x00.example", "\u202eamira@school.example", "x" * 300 + "@a.example"]
)
def test_an_impossible_address_is_an_error_beside_the_field(client, story, email):
    answer = sign_in(client, email)
    assert answer.status_code == 422
    assert answer.context["form"].errors["username"]
    assert "There is a problem" in what_is_read(answer)
    assert "_auth_user_id" not in client.session


def test_the_password_is_never_sent_back(client, story):
    assert (
        "secret-words-of-mine" not in sign_in(client, "amira@school.example", "secret-words-of-mine").content.decode()
    )


@pytest.mark.parametrize(
    "place",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil",
        "/sign-out",
        SIGN_IN,
    ],
)
def test_next_stays_on_this_host(client, story, place):
    assert sign_in(client, "amira@school.example", next=place).headers["Location"] == HOME


def test_next_is_followed_and_cannot_break_the_header(client, story):
    place = reverse("locality:families")
    assert sign_in(client, "amira@school.example", next=place).headers["Location"] == place
    client.logout()
    answer = sign_in(client, "amira@school.example", next="/families/\r\nSet-Cookie: a=b")
    assert "a" not in answer.cookies and "\n" not in answer.headers["Location"]


def test_a_saved_draft_survives_signing_in_again(client, story):
    signed_in(client, story.amira)
    page = reverse("conversations:new", args=[story.family.pk])
    key = uuid4()
    kept = reverse("conversations:draft", args=[story.family.pk, key])
    saved = client.post(kept, {"said": "Half a sentence about toast", "submission": str(key)})
    assert saved.status_code < 300
    client.post(reverse("sign-out"))
    assert client.get(page).status_code == 302
    back = sign_in(client, "amira@school.example", next=page)
    assert back.headers["Location"] == page
    assert Draft.objects.filter(author=story.amira).count() == 1
    assert "Half a sentence about toast" in client.get(page).content.decode()


def test_signing_out_is_by_post_only(client, story):
    signed_in(client, story.amira)
    assert client.get(reverse("sign-out")).headers["Location"] == HOME
    assert client.get(HOME).status_code == 200
    out = client.post(reverse("sign-out"), follow=True)
    assert "You are signed out" in out.content.decode()
    assert "storage" in client.post(reverse("sign-out")).headers["Clear-Site-Data"]
    assert client.get(HOME).headers["Location"].startswith(SIGN_IN)


def test_a_page_that_is_not_there_is_said_kindly_and_undoes_what_was_begun(client, story):
    signed_in(client, story.amira)
    answer = client.get(reverse("locality:family", args=[uuid4()]))
    assert answer.status_code == 404 and "Page not found" in answer.content.decode()
    assert "Amira Haddon" in answer.content.decode()


def test_who_is_signed_in_already_goes_straight_on(client, story):
    signed_in(client, story.amira)
    assert client.get(SIGN_IN).headers["Location"] == HOME
    assert client.get(reverse("signed-out")).headers["Location"] == HOME


def test_the_cast_only_shows_in_a_demonstration(client, story, settings):
    settings.DEMONSTRATION = False
    assert client.get(reverse("cast")).status_code == 404
    assert client.post(reverse("cast"), {"person": "amira"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_one_button_signs_in_as_each_of_the_cast(client, story, settings):
    settings.DEMONSTRATION = True
    page = client.get(reverse("cast")).content.decode()
    for person in CAST:
        assert person.name in page and person.job in page and f"Sign in as {person.name}" in page
    for person in CAST:
        assert client.post(reverse("cast"), {"person": person.key}).headers["Location"] == HOME
        assert client.session["_auth_user_id"] == str(getattr(story, person.key).pk)
        home = client.get(HOME)
        assert home.headers.get("Location", "").startswith(AGREEMENTS) is not person.accepted
    assert client.post(reverse("cast"), {"person": "nobody"}).status_code == 404


def test_the_cast_page_says_what_to_do_before_there_is_a_cast(client, db, settings, monkeypatch):
    settings.DEMONSTRATION = True
    monkeypatch.setattr("locality.views.entry.CAST", [])
    assert "load_demo" in client.get(reverse("cast")).content.decode()


# The agreements


@pytest.mark.rule("S47", "S91", "A1")
def test_no_family_is_visible_before_both_agreements_are_accepted(client, story):
    share(story)
    signed_in(client, story.jonas)
    family = reverse("locality:family", args=[story.family.pk])
    for address in (HOME, family, reverse("locality:families"), reverse("locality:find"), reverse("locality:partners")):
        assert client.get(address).headers["Location"] == f"{AGREEMENTS}?next={address.replace('/', '%2F')}"
    page = client.get(AGREEMENTS).content.decode()
    for agreement in Agreement.objects.current():
        assert all(part[:60] in page for part in agreement.paragraphs)
    assert "Fulmar" not in page
    assert client.post(reverse("locality:find"), {"family_name": "Fulmar"}).headers["Location"].startswith(AGREEMENTS)


@pytest.mark.rule("S47", "S91")
def test_both_boxes_must_be_ticked_and_are_kept_once_per_version(client, story):
    signed_in(client, story.jonas)
    first, second = Agreement.objects.current()
    half = client.post(AGREEMENTS, {f"accept-{first.pk}": "on", "next": "/families/"})
    assert half.status_code == 422
    assert f'name="accept-{first.pk}"' in what_is_read(half) and "checked" in what_is_read(half)
    assert not Acceptance.objects.filter(practitioner=story.jonas).exists()
    both = {f"accept-{first.pk}": "on", f"accept-{second.pk}": "on", "next": "/families/"}
    assert client.post(AGREEMENTS, both).headers["Location"] == "/families/"
    assert client.post(AGREEMENTS, both).headers["Location"] == "/families/"
    assert Acceptance.objects.filter(practitioner=story.jonas).count() == 2
    assert "You accepted it on" in client.get(AGREEMENTS).content.decode()
    assert Acceptance.history.filter(practitioner_id=story.jonas.pk, actor_name="Jonas Weir").count() == 2


@pytest.mark.rule("S47", "S91")
def test_a_new_version_is_asked_again_and_only_that(client, story):
    signed_in(client, story.amira)
    old = Agreement.objects.current().get(kind="non_disclosure")
    now = timezone.now()
    with unseen_hand():
        Agreement.objects.filter(pk=old.pk).update(replaced_at=now)
        new = Agreement.objects.create(kind="non_disclosure", version="2", text="Newer words.", published_at=now)
    assert not can_see(story.amira, story.family)
    page = client.get(AGREEMENTS).content.decode()
    assert page.count('type="checkbox"') == 1 and "Newer words." in page
    assert (
        client.post(AGREEMENTS, {f"accept-{old.pk}": "on"}).status_code == 422
    )  # the text that was replaced meanwhile
    assert client.post(AGREEMENTS, {f"accept-{new.pk}": "on"}).headers["Location"] == HOME
    assert can_see(story.amira, story.family)


def test_next_of_the_agreements_stays_on_this_host(client, story):
    signed_in(client, story.jonas)
    ticked = {f"accept-{agreement.pk}": "on" for agreement in Agreement.objects.current()}
    assert client.post(AGREEMENTS, ticked | {"next": "//evil.example"}).headers["Location"] == HOME


# Pages that need no sign-in


@pytest.mark.rule("S56")
@pytest.mark.parametrize(
    "name", ["sign-in", "signed-out", "locality:about", "locality:accessibility", "locality:privacy"]
)
def test_public_pages_say_whom_to_ring(client, db, settings, name):
    page = client.get(reverse(name))
    assert page.status_code == 200
    for number in settings.FRONT_DOOR:
        assert number["number"] in page.content.decode()


@pytest.mark.rule("S56")
@pytest.mark.parametrize("name", ["home", "families", "find", "register", "partners"])
def test_pages_behind_sign_in_say_whom_to_ring(client, story, settings, name):
    signed_in(client, story.amira)
    page = client.get(reverse(f"locality:{name}"))
    assert page.status_code == 200
    assert all(number["number"] in page.content.decode() for number in settings.FRONT_DOOR)
    assert page.headers["Cache-Control"] == "no-store"


def test_public_pages_stay_open_before_the_agreements(client, story):
    signed_in(client, story.jonas)
    assert client.get(reverse("locality:privacy")).status_code == 200
    assert client.post(reverse("sign-out")).status_code == 302


# My work


def test_home_of_somebody_whom_nothing_was_shared_with_says_what_to_do(client, story):
    signed_in(client, story.chidi)
    page = client.get(HOME).content.decode()
    assert "No families yet" in page and "Fulmar family" not in page


def test_home_of_the_auditor_leads_to_the_auditors_pages(client, story):
    signed_in(client, story.dana)
    page = what_is_read(client.get(HOME))
    assert reverse("locality:why") in page and reverse("locality:looked") in page
    assert "Fulmar" not in page


def test_home_of_who_has_left_says_so(client, story):
    signed_in(client, story.iris)
    page = what_is_read(client.get(HOME))
    assert "You work for no partner at the moment" in page and "Fulmar" not in page
