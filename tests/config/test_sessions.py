"""A session ends on the server: when idle, when too long, when signed out; what was typed is handed on first."""

import time
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from config.sessions import SessionStore
from config.views import went_wrong
from conversations.models import Conversation
from locality.demo import PASSWORD
from locality.models import Membership
from tests.databases import unseen_hand

kept = []


def keep(request):
    kept.append((request.user.name, request.POST.get("said")))


@pytest.fixture
def signed_in(story):
    client = Client()
    client.force_login(story.dana)
    assert client.post(reverse("stay-signed-in")).status_code == 204
    return client


def earlier(client, name, seconds):
    """Let the session's moment called `name` be this many seconds earlier."""
    session = client.session
    session[name] -= seconds
    session.save()


@pytest.mark.parametrize(("moment", "seconds"), [("seen_at", 30 * 60 + 5), ("began_at", 12 * 60 * 60 + 5)])
def test_a_session_ends_when_idle_or_too_long(signed_in, moment, seconds):
    earlier(signed_in, moment, seconds)
    response = signed_in.get("/gallery")
    assert response.status_code == 302
    assert response.url == f"{reverse('sign-in')}?next=%2Fgallery&expired=1"
    assert signed_in.post(reverse("stay-signed-in")).status_code == 302
    assert "_auth_user_id" not in signed_in.session


def test_activity_puts_the_idle_limit_off_but_never_the_absolute_one(signed_in):
    for _ in range(3):
        earlier(signed_in, "seen_at", 29 * 60)
        assert signed_in.post(reverse("stay-signed-in")).status_code == 204
        assert time.time() - signed_in.session["seen_at"] < 60
    earlier(signed_in, "began_at", 12 * 60 * 60 + 5)
    assert signed_in.post(reverse("stay-signed-in")).status_code == 302


def test_a_script_is_told_with_401(signed_in):
    earlier(signed_in, "seen_at", 31 * 60)
    response = signed_in.post(reverse("stay-signed-in"), headers={"Sec-Fetch-Mode": "cors"})
    assert response.status_code == 401
    assert response.json()["signed_out"] is True


def test_what_was_typed_is_handed_on_before_the_session_ends(signed_in, settings):
    settings.KEEP_EXPIRED_POST = "tests.config.test_sessions.keep"
    kept.clear()
    earlier(signed_in, "seen_at", 31 * 60)
    assert signed_in.post(reverse("stay-signed-in"), {"said": "She is tired"}).status_code == 302
    assert kept == [("Dana Sorrel", "She is tired")]


def test_a_key_that_somebody_planted_before_is_worth_nothing_after_signing_in(story):
    planted = SessionStore()
    planted["left_by"] = "an attacker"
    planted.save()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    assert (
        client.post(reverse("sign-in"), {"username": "amira@school.example", "password": PASSWORD}).status_code == 302
    )
    assert client.session.session_key != planted.session_key
    assert not SessionStore().exists(planted.session_key)


def test_a_new_password_ends_every_session_of_the_old_one(signed_in, story):
    with unseen_hand():
        who = type(story.dana).objects.get(pk=story.dana.pk)
        who.set_password("another-harbour-43")
        who.save()
    answer = signed_in.get(reverse("locality:home"))
    assert answer.status_code == 302 and answer.url.startswith(reverse("sign-in"))


def test_a_membership_that_ends_closes_the_next_page_and_form_whose_words_are_given_back(story):
    client, new = Client(), reverse("conversations:new", args=[story.family.pk])
    client.force_login(story.amira)
    assert client.get(new).status_code == 200
    with unseen_hand():
        Membership.objects.filter(practitioner=story.amira).update(ends_on=timezone.localdate())
    assert client.get(new).status_code == 404
    answer = client.post(new, TYPED, headers=FROM_OUR_PAGE)
    assert answer.status_code == 404 and "She is tired" in answer.content.decode()
    assert not Conversation.objects.filter(said__contains="She is tired").exists()


FROM_OUR_PAGE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
TYPED = {"said": "She is tired\nand cold", "name": "Ana Reed", "submission": str(uuid4()), "password": "never told"}


def late(client, story):
    earlier(client, "seen_at", 31 * 60)


def signed_out_elsewhere(client, story):
    client.session.flush()


def account_closed(client, story):
    with unseen_hand():
        type(story.dana).objects.filter(pk=story.dana.pk).update(is_active=False)


@pytest.mark.parametrize("happened", [late, signed_out_elsewhere, account_closed], ids=lambda each: each.__name__)
def test_what_no_draft_keeps_is_told_back_to_whoever_typed_it(signed_in, story, happened):
    """Only to a form of our own page, and never a password; nothing is done."""
    happened(signed_in, story)
    answer = signed_in.post(reverse("locality:register"), TYPED, headers=FROM_OUR_PAGE)
    words = answer.content.decode()
    assert answer.status_code == 403
    assert "You have been signed out" in words
    assert "She is tired\nand cold" in words and "Ana Reed" in words
    assert TYPED["submission"] not in words and "never told" not in words
    elsewhere = signed_in.post(reverse("locality:register"), TYPED, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 302


def test_a_form_of_a_page_that_is_too_old_or_that_nobody_may_see_now_gives_its_words_back(story):
    client = Client(enforce_csrf_checks=True)
    client.force_login(story.dana)
    assert "She is tired" in client.post("/gallery", TYPED, headers=FROM_OUR_PAGE).content.decode()
    client = Client()
    client.force_login(story.dana)
    gone = client.post(reverse("locality:add-person", args=[uuid4()]), TYPED, headers=FROM_OUR_PAGE)
    assert gone.status_code == 404 and "She is tired" in gone.content.decode()


def test_a_fault_of_ours_gives_the_words_back():
    request = RequestFactory().post("/", TYPED, headers=FROM_OUR_PAGE)
    assert "She is tired" in went_wrong(request).content.decode()


def test_a_forged_post_in_an_expired_session_keeps_nothing(story, settings):
    settings.KEEP_EXPIRED_POST = "tests.config.test_sessions.keep"
    kept.clear()
    client = Client(enforce_csrf_checks=True)
    client.force_login(story.dana)
    client.get("/gallery")
    earlier(client, "seen_at", 31 * 60)
    assert client.post(reverse("stay-signed-in"), {"said": "Forged"}).status_code == 403
    assert kept == []


def test_signing_out_ends_the_session_and_clears_the_browser(signed_in):
    key = signed_in.session.session_key
    response = signed_in.post(reverse("sign-out"))
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not type(signed_in.session)().exists(key)


def test_a_page_left_open_gets_the_token_of_the_new_session_for_its_own_reader_alone(signed_in, story):
    """What was typed before the end goes out under the name of whoever typed it, or not at all."""
    address = reverse("stay-signed-in")
    assert signed_in.get(address, {"of": story.dana.pk}).json()["token"]
    for other in ({"of": story.amira.pk}, {"of": ""}, {}):
        answer = signed_in.get(address, other)
        assert (answer.status_code, answer.json()) == (409, {})
