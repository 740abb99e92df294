"""The production server for real: its settings, its static files, the application's role and no other."""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest
from django.conf import settings

from config import database
from config.compose import BASE
from tests.conftest import serving

HOST = "conversations.example"


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def ask(url, **headers):
    """GET with these headers (as https behind our proxy unless told otherwise); returns status, headers, body."""
    sent = {"Host": HOST, "X-Forwarded-Proto": "https"} | {name.replace("_", "-"): v for name, v in headers.items()}
    opener = urllib.request.build_opener(NoRedirects, urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(url, headers=sent), timeout=20) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read().decode()


@pytest.fixture(scope="module")
def production(clone_database, tmp_path_factory):
    """A production server on a copy of the test database, with the application's connection only."""
    with clone_database("production") as name:
        environment = {
            "ENV": "production",
            "DEMONSTRATION": "0",
            "DATABASE_NAME": name,
            "DATABASE_URL": f"postgresql://{database.APPLICATION}@/{name}?host={quote(str(database.SOCKETS), safe='')}",
            "DATABASE_POOL": "1",
            "BROKER_URL": database.BROKER_URL,
            "CACHE_URL": database.CACHE_URL,
            "SECRET_KEY": "production-" * 6,
            "WALL_KEY": settings.WALL_KEY,
            "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
            "BEHIND_PROXY": "1",
            "FRONT_DOOR_TELEPHONE": "0191 498 0100",
            "OUT_OF_HOURS_TELEPHONE": "0191 498 0200",
            "VAR_DIR": str(tmp_path_factory.mktemp("production")),
        }
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(collect, cwd=BASE, env=os.environ | environment, check=True)
        with serving(name, LOG_LEVEL="INFO", **environment) as site:
            yield site


def test_the_sign_in_page_comes_with_host_cookies_and_hashed_files(production):
    status, headers, body = ask(f"{production.url}/sign-in")
    assert status == 200
    cookie = headers["Set-Cookie"]
    assert cookie.startswith("__Host-csrf=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= {part.strip() for part in cookie.split(";")}
    assert "max-age=63072000" in headers["Strict-Transport-Security"]
    style_sheet = body.split('rel="stylesheet" href="')[1].split('"')[0]
    assert style_sheet.startswith("/static/app.") and style_sheet != "/static/app.css"
    assert "immutable" in ask(f"{production.url}{style_sheet}")[1]["Cache-Control"]


def test_plain_http_is_sent_to_https_but_for_the_health_check(production):
    status, headers, _ = ask(f"{production.url}/sign-in", X_Forwarded_Proto="http")
    assert (status, headers["Location"]) == (301, f"https://{HOST}/sign-in")
    assert ask(f"{production.url}/healthz", X_Forwarded_Proto="http")[0] == 200


def test_another_host_is_refused(production):
    assert ask(f"{production.url}/sign-in", Host="evil.example")[0] == 400


@pytest.mark.parametrize("path", ["/admin/", "/gallery", "/cast", "/static/app.scss", "/media/"])
def test_what_development_has_is_not_there(production, path):
    assert ask(f"{production.url}{path}")[0] == 404


def test_an_unknown_page_says_nothing_of_the_inside(production):
    status, _, body = ask(f"{production.url}/nowhere")
    assert status == 404
    assert "Traceback" not in body
    assert "urlpatterns" not in body


def test_what_is_asked_does_not_reach_the_log(production):
    ask(f"{production.url}/nowhere/fulmar?name=fulmar")
    ask(f"{production.url}/sign-in?next=/fulmar")
    lines = production.log.read_text().splitlines()
    assert not [line for line in lines if "fulmar" in line]
    requests = [json.loads(line) for line in lines if '"config.request"' in line]
    assert [request["route"] for request in requests[-2:]] == ["none", "sign-in"]
