"""Headers on every answer; a health check that tells nothing; the errors' pages."""

import pytest
from django.db import connections
from django.urls import reverse

from config.middleware import CONTENT_SECURITY_POLICY
from tests import databases


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/nowhere/at/all", "/static/js-enabled.js", "/"])
def test_every_answer_has_the_security_headers(client, path):
    response = client.get(path)
    if response.streaming:
        response.getvalue()  # to its end, which closes the file
    headers = response.headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/nowhere/at/all", "/"])
def test_no_page_stays_in_a_cache(client, path):
    assert "no-store" in client.get(path).headers["Cache-Control"]


@pytest.mark.django_db
def test_a_page_that_fails_says_nothing_about_why_and_keeps_its_headers(client, monkeypatch):
    client.raise_request_exception = False

    def fail(*_):
        raise ValueError("Ava Fulmar")

    monkeypatch.setattr("config.views.JsonResponse", fail)
    response = client.get("/healthz")
    assert response.status_code == 500
    assert b"Ava" not in response.content
    assert b"Something went wrong" in response.content
    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


@pytest.mark.django_db
def test_the_health_check_needs_no_sign_in(client):
    response = client.get(reverse("healthz"))
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_the_health_check_fails_when_the_database_is_away(client, django_db_setup, django_db_blocker):
    here = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock():
        databases.point_at("not_there")
        try:
            response = client.get(reverse("healthz"))
        finally:
            databases.point_at(here)
    assert response.status_code == 503
