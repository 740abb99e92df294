"""A session ends on the server: when idle, when too long, when signed out; what was typed is handed on first."""

import time

import pytest
from django.test import Client
from django.urls import reverse

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
