"""A browser that dies in the middle of a sentence: what was typed until five seconds before is there again."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error

from conversations.models import Assessment, Draft
from locality.demo import PASSWORD
from locality.history import acting_as
from tests.conversations.helping import opened, started

pytestmark = pytest.mark.journey
SEED = 20261123
LOST_AT_MOST = 5.0  # seconds
SLACK = 0.5  # the last answer was on its way, on a machine that does other things too
QUIET = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
]
QUIET += ["--disable-component-update", "--disable-sync", "--no-first-run", "--remote-debugging-port=0"]


@pytest.fixture(scope="module")
def furnish(told_once):
    return lambda: started(told_once, opened(told_once))


class Doomed:
    """A Chromium of its own process group, which is killed as the system kills what needs too much memory."""

    def __init__(self, playwright, home):
        command = [shutil.which("chromium"), *QUIET, f"--user-data-dir={home}"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        self.browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{_port(home)}")
        self.page = self.browser.contexts[0].new_page()

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)
        with contextlib.suppress(Error):
            self.browser.close()


def _port(home, seconds=20):
    told, deadline = Path(home, "DevToolsActivePort"), time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, IndexError):
            return int(told.read_text().splitlines()[0])
        time.sleep(0.05)
    raise AssertionError("Chromium did not start")


def kept(story, form, field):
    """What the server has of the writer's newest draft of a form."""
    with acting_as(story.amira):
        draft = Draft.objects.filter(author=story.amira, form=form).order_by("-saved_at").first()
    return draft.answers[field][0] if draft else ""


def type_until_killed(doomed, field, dice):
    """Type into a box, word after word, until the browser dies at a moment that the dice choose. Returns (what the box
    held at the start, [(moment, what had been typed)], the moment of death)."""
    box = doomed.page.locator(f"[name='{field}']")
    before = box.input_value()
    box.focus()
    doomed.page.keyboard.press("Control+End")
    begun, typed, moments = time.monotonic(), "", []
    dies = begun + dice.uniform(5.5, 8.5)
    while time.monotonic() < dies:
        word = f"{dice.choice(['sleep', 'toast', 'bus', 'door'])}{len(typed):04} "
        for letter in word:
            if time.monotonic() >= dies:
                break
            doomed.page.keyboard.type(letter)
            typed += letter
            moments.append((time.monotonic(), typed))
        if dice.random() < 0.2:
            time.sleep(dice.uniform(0, 1.5))  # thinking
    doomed.kill()
    return before, moments, time.monotonic()


def test_at_most_the_last_five_seconds_are_lost(site, told_once, playwright, tmp_path):
    dice, story = random.Random(SEED), told_once
    with acting_as(story.amira):
        record = Assessment.objects.get()
    writing = (f"/assessments/{record.pk}/write", "assessment", "analysis")
    referring = (f"/families/{story.family.pk}/refer", "referral", "concerns")
    for number, (path, form, field) in enumerate([writing, writing, referring]):
        doomed = Doomed(playwright, tmp_path / str(number))
        try:
            page = doomed.page
            page.goto(f"{site.url}/sign-in")
            page.fill("[name=username]", "amira@school.example")
            page.fill("[name=password]", PASSWORD)
            page.click("main button[type=submit]")
            page.goto(site.url + path)
            there = kept(story, form, field) if number == 1 else None
            before, moments, died = type_until_killed(doomed, field, dice)
        finally:
            doomed.kill()
        if there is not None:
            assert before == there  # what the last browser left is in the box again
        time.sleep(0.3)  # what the server had received, it has written
        now, must = kept(story, form, field), [text for at, text in moments if at <= died - LOST_AT_MOST - SLACK]
        assert (before + moments[-1][1]).startswith(now), "nothing is kept that was not typed"
        assert len(now) >= len(before) + len(must[-1] if must else ""), f"lost more than {LOST_AT_MOST} s: {now[-40:]}"
