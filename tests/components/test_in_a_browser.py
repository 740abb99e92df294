"""The gallery in real Chromium: nothing axe finds, nothing too wide, and each script does what it says."""

import copy
import json
import mimetypes
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from playwright.sync_api import expect

from locality.gallery import gallery

ROOT = Path(__file__).parents[2]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def gallery_page(query):
    """The gallery's HTML, with a draft address, and the idle limit that the address asks for."""
    request = RequestFactory().get(f"/gallery?{query}")
    request.user, request._messages = AnonymousUser(), CookieStorage(request)
    html = gallery(request).content.decode()
    html = html.replace('data-draft-url="/gallery"', 'data-draft-url="/draft"')
    idle = parse_qs(query).get("idle", ["1800"])[0]
    return re.sub(r'data-session-seconds="\d+"', f'data-session-seconds="{idle}"', html)


class Pages(BaseHTTPRequestHandler):
    """The gallery, its files, and three addresses that remember what was posted to them."""

    def do_GET(self):  # noqa: N802
        at = urlsplit(self.path)
        if at.path.startswith("/static/"):
            file = ROOT / "var/assets" / at.path.removeprefix("/static/")
            return self.answer(200 if file.is_file() else 404, file.read_bytes() if file.is_file() else b"", file.name)
        self.answer(200, gallery_page(at.query).encode(), "page.html")

    def do_POST(self):  # noqa: N802
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        at = urlsplit(self.path).path
        self.server.posted.append((at, sent))
        body = {"/draft": {"saved_at": "14:02"}}.get(at)
        self.answer(200 if body else 204, json.dumps(body).encode(), "answer.json")

    def answer(self, status, body, name):
        self.send_response(status)
        self.send_header("Content-Type", mimetypes.guess_type(name)[0] or "application/octet-stream")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        if status != 204:
            self.wfile.write(body)

    def log_message(self, *_words):
        pass


@pytest.fixture
def served(settings):
    settings.ROOT_URLCONF = "tests.components.addresses"
    pages = copy.deepcopy(settings.TEMPLATES)
    pages[0]["OPTIONS"]["context_processors"] = [
        "django.template.context_processors.request",
        "django.contrib.messages.context_processors.messages",
        "tests.components.addresses.frame",
    ]
    settings.TEMPLATES = pages
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.posted = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def show(served, page):
    """A function that opens the gallery; afterwards, nothing may have been refused by the security policy."""
    refused = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))

    def opened(query=""):
        page.goto(f"http://127.0.0.1:{served.server_port}/gallery?{query}")
        return page

    yield opened
    assert refused == []


def posts(served, path):
    return [sent for at, sent in served.posted if at == path]


def wait_for_post(served, path, seconds, count=1):
    """Seconds until that many posts had come."""
    began = time.monotonic()
    while len(posts(served, path)) < count:
        assert time.monotonic() - began < seconds, f"no post to {path} in {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - began


@pytest.mark.parametrize("query", ["", "errors"])
@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_is_wrong_with_the_gallery(show, page, width, query):
    page.set_viewport_size({"width": width, "height": 900})
    show(query)
    page.wait_for_timeout(300)
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_words_are_saved_two_seconds_after_typing_stops_and_nowhere_in_the_browser(show, served, page):
    show().get_by_label("What was said").fill("She sleeps better")
    assert 1.5 < wait_for_post(served, "/draft", 6) < 4
    assert "She sleeps better" in posts(served, "/draft")[0]
    expect(page.locator("[data-draft-status]")).to_have_text("Saved as a draft 14:02")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_words_are_saved_while_typing_goes_on(show, served, page):
    box = show().get_by_label("What was said")
    box.press_sequentially("She sleeps better and eats more now.", delay=200)
    assert len(posts(served, "/draft")) >= 1


def test_leaving_a_box_saves_at_once(show, served, page):
    show().get_by_label("What was said").fill("Now")
    page.get_by_label("First name").focus()
    wait_for_post(served, "/draft", 1.5)


def test_without_connection_the_page_says_so_warns_and_tries_again(show, served, page):
    show()
    page.route("**/draft", lambda route: route.abort())
    page.get_by_label("What was said").fill("Do not lose this")
    status = page.locator("[data-draft-status]")
    words = "Not saved: no connection. Your words are still on this page"
    expect(status).to_have_text(words, timeout=6000)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("() => { setTimeout(() => location.assign('/elsewhere'), 0) }")
    page.wait_for_timeout(800)
    assert asked == ["beforeunload"]
    page.unroute("**/draft")
    expect(status).to_have_text("Saved as a draft 14:02", timeout=8000)


def test_a_second_press_sends_nothing(show, served, page):
    show().get_by_role("button", name="Save and continue").dblclick(no_wait_after=True)
    page.wait_for_timeout(500)
    assert len(posts(served, "/gallery")) == 1


def test_the_end_of_the_session_is_announced_and_one_key_puts_it_off(show, served, page):
    show("idle=123")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("You will be signed out soon")
    expect(page.get_by_role("button", name="Sign in again")).to_be_hidden()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    page.keyboard.press("Enter")
    wait_for_post(served, "/alive", 2)
    assert "csrfmiddlewaretoken" in posts(served, "/alive")[0]
    expect(dialog).to_have_count(0)


def test_after_the_end_the_page_is_covered(show, page):
    show("idle=2")
    expect(page.get_by_role("dialog")).to_contain_text("You have been signed out", timeout=6000)
    assert (
        page.get_by_role("button", name="Sign in again").get_attribute("href").endswith("?next=%2Fgallery%3Fidle%3D2")
    )


def test_after_the_end_what_was_typed_is_found_again_by_whoever_signs_in_again_in_another_tab(show, page):
    show("idle=2").get_by_label("What was said").fill("Her last sentence")
    dialog, answer = page.get_by_role("dialog"), {"status": 409}
    page.route("**/alive?of=*", lambda route: route.fulfill(body='{"token": "fresh-token"}', **answer))
    expect(page.get_by_role("button", name="Sign in again in a new tab")).to_be_visible(timeout=6000)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(dialog).to_contain_text("Somebody else is signed in now")
    answer["status"] = 200
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(dialog).to_have_count(0)
    expect(page.get_by_label("What was said")).to_have_value("Her last sentence")


def test_a_form_is_not_sent_where_its_words_would_be_lost(show, served, page):
    show().get_by_label("What was said").fill("Kept")
    send, said, answer = (
        page.get_by_role("button", name="Save and continue"),
        page.locator("[data-not-sent]"),
        {"status": 401},
    )
    page.context.set_offline(True)
    send.click(no_wait_after=True)
    expect(said).to_contain_text("Not sent: no connection")
    page.context.set_offline(False)
    page.route("**/alive?of=*", lambda route: route.fulfill(body='{"token": "fresh-token"}', **answer))
    page.evaluate("new BroadcastChannel('session').postMessage('')")
    page.wait_for_timeout(100)
    send.click(no_wait_after=True)
    expect(said).to_contain_text("Not sent: you have been signed out. Your words are still on this page. Sign in again")
    assert posts(served, "/gallery") == []
    answer["status"] = 200
    page.wait_for_timeout(1100)  # two presses within a second are one
    send.click(no_wait_after=True)
    page.wait_for_timeout(1000)
    assert "fresh-token" in posts(served, "/gallery")[0]


def test_an_emoji_counts_as_one_character_and_the_space_after_it_as_none(show, page):
    box = show().locator("#id_risk_reason")
    box.evaluate("box => { box.value = '\U0001f600\U0001f600  '; box.dispatchEvent(new Event('input')) }")
    said = box.locator("xpath=following-sibling::*[@aria-hidden='true']")
    expect(said).to_have_text("You have 498 characters remaining")


def test_esc_twice_hides_the_page_and_shows_it_again(show, page):
    show()
    hidden = page.get_by_role("dialog", name="The page is hidden")
    for count in (1, 0):
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(hidden).to_have_count(count)
    page.get_by_role("button", name="Esc twice hides it").click()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(hidden).to_have_count(0)


def test_the_error_summary_leads_to_the_control(show, page):
    show("errors")
    assert page.title().startswith("Error: ")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="When must be a real date").click()
    expect(page.locator("#id_held_at-day")).to_be_focused()
    page.get_by_role("link", name="Answer the question: How did you talk?").click()
    expect(page.locator("#id_how")).to_be_focused()


def test_a_choice_reveals_its_questions(show, page):
    show()
    reason = page.get_by_label("Why not in writing")
    expect(reason).to_be_hidden()
    page.get_by_label("Said aloud").check()
    expect(reason).to_be_visible()


def test_the_sharing_sentence_follows_its_choices(show, page):
    show()
    whom = page.locator("[data-sentence-chosen]").first
    expect(whom).to_have_text("Northfield Primary (safeguarding lead), 0-19 Health")
    whom.click()
    page.get_by_label("0-19 Health").uncheck()
    expect(whom).to_have_text("Northfield Primary (safeguarding lead)")


def test_without_javascript_everything_can_be_answered(browser, served):
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"http://127.0.0.1:{served.server_port}/gallery")
    expect(page.get_by_label("Why not in writing")).to_be_visible()
    page.get_by_label("What was said").fill("Kept")
    page.get_by_role("button", name="Save and continue").click()
    wait_for_post(served, "/gallery", 3)
    assert "said=Kept" in posts(served, "/gallery")[0]
    plain.close()


def test_signed_out_elsewhere_loses_no_word_and_goes_on_after_signing_in_again(show, served, page):
    """The last words are not sent to the sign-in page; the page's forms get the token of the new session."""
    show()
    answers = {"signed_in": False}

    def draft(route):
        if not answers["signed_in"]:
            return route.fulfill(status=401, body="{}")
        fresh = "fresh-token" in route.request.post_data
        return route.fulfill(status=200 if fresh else 403, body='{"saved_at": "14:05"}' if fresh else "{}")

    page.route("**/draft", draft)
    page.route("**/alive?of=*", lambda route: route.fulfill(status=200, body='{"token": "fresh-token"}'))
    page.get_by_label("What was said").fill("Her last sentence")
    status = page.locator("[data-draft-status]")
    expect(status).to_contain_text("Not saved: you have been signed out", timeout=6000)
    expect(status).to_be_in_viewport()
    page.get_by_role("button", name="Save and continue").click(no_wait_after=True)
    again = status.get_by_role("link", name="Sign in again in a new tab")
    expect(again).to_be_focused()
    assert posts(served, "/gallery") == []
    answers["signed_in"] = True
    expect(status).to_have_text("Saved as a draft 14:05", timeout=8000)
    assert page.locator("main form [name=csrfmiddlewaretoken]").first.input_value() == "fresh-token"
