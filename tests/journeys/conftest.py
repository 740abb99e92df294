"""Stories in a real browser: each module's service has a database of its own, with the cast and their story."""

import json
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from locality.demo import PASSWORD
from locality.history import acting_as
from locality.models import Agreement, Practitioner

AXE = Path(__file__).parents[2].joinpath("node_modules/axe-core/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = {"desktop": 1280, "phone": 320}


def renew_the_agreements():
    """A new version of both agreements, which none of the cast has accepted yet (S47)."""
    now = timezone.now()
    with acting_as(Practitioner.objects.system(), reason="New version"):
        for old in list(Agreement.objects.current()):
            Agreement.objects.filter(pk=old.pk).update(replaced_at=now)
            Agreement.objects.create(kind=old.kind, version="2", text=old.text, published_at=now)


@pytest.fixture(scope="session")
def furnish():
    return renew_the_agreements


class Person:
    """One of the cast at a browser of their own: what they do, each page checked on the way."""

    def __init__(self, site, browser, width, *, scripts=True):
        self.site = site
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="en-GB",
            timezone_id="Europe/London",
            java_script_enabled=scripts,
        )
        self.page, self.scripts, self.complaints = self.context.new_page(), scripts, []
        self.page.set_default_timeout(15_000)
        self.page.on("console", self._hear)

    def _hear(self, message):
        # Chromium reports every answer of 4xx as an error; what we listen for is scripts and the security policy.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def sign_in(self, email):
        self.visit("/sign-in")
        self.page.fill("[name=username]", email)
        self.page.fill("[name=password]", PASSWORD)
        self.save()
        return self

    def visit(self, path):
        """Open an address of the service; returns the status."""
        return self.page.goto(self.site.url + path).status

    def save(self, text=None):
        """Press the main button of the page's form."""
        with self.page.expect_navigation():
            self._buttons(text).first.click()

    def _buttons(self, text):
        found = self.page.locator("main form button[type=submit]:visible")
        return found.filter(has_text=text) if text else found

    def tick(self, name, value):
        """Choose a radio or tick a box."""
        self.page.check(f"main [name='{name}'][value='{value}']")

    def day(self, name, on):
        for part, value in (("day", on.day), ("month", on.month), ("year", on.year)):
            self.page.fill(f"[name='{name}-{part}']", str(value))

    def sees(self, *texts):
        """Every text is on the page, which is well made: axe finds nothing, it does not scroll sideways."""
        body = self.page.locator("body")
        for text in texts:  # waits for it: what was clicked may still be on its way
            expect(body).to_contain_text(text, ignore_case=True, use_inner_text=True)
        self.page.wait_for_load_state()
        self.check_page()
        return self

    def check_page(self):
        assert self.complaints == []
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{self.page.url} is {width} px too wide"
        self.page.evaluate(AXE)
        options = {"runOnly": {"type": "tag", "values": RULES}}
        found = self.page.evaluate(f"axe.run(document, {json.dumps(options)})")["violations"]
        told = [(v["id"], [node["html"][:200] for node in v["nodes"]][:3]) for v in found]
        assert told == [], f"{self.page.url}: {told}"


@pytest.fixture
def person(site, browser):
    """A function that opens a browser for somebody: `person(width=…, scripts=…)`. Closed at the end of the test."""
    opened = []

    def open_one(width=1280, *, scripts=True):
        opened.append(Person(site, browser, width, scripts=scripts))
        return opened[-1]

    yield open_one
    for one in opened:
        one.context.close()
