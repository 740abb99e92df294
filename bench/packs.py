"""A member's papers of twelve families as a tagged PDF: what it takes in a warm worker, and what Chromium takes for the
same document (performance.md 4).

Made-up families in the plain context that `allocations.documents.papers_of` gives; the template, style sheets and
fonts are the product's. Ours is made as the worker makes it, in a process with limits; Chromium is started for each
document, as it would be, and writes a tagged PDF too. Memory is the peak of all processes of each: what belongs to
several is divided among them (PSS).
"""

import os
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.template.loader import render_to_string

from allocations.documents import TEMPLATE
from allocations.headings import DECLARATION, STANDING_AGENDA
from bench.imports import names
from locality.drawing import apart
from locality.paper import places

FAMILIES = 12
SAID = (
    "Seen twice this month, at home and at school. The mornings are hard, the evenings are better since the "
    "grandmother comes. They ask for help with sleep and with the way to school, and agree that we meet again."
)
EVERY = 0.02  # seconds between two looks at the memory


def made(dice):
    """The context of a member's papers with twelve families of four people and what three partners gave for each."""
    families = names(dice, FAMILIES)
    return {
        "meeting": "Harbour allocation meeting, 7 December 2026",
        "when": datetime(2026, 12, 7, 10, tzinfo=UTC),
        "place": "Civic Hall, room 2",
        "title": "Papers for the meeting",
        "marking": "Confidential. For Ben Carrow, Harbour Health. Copy AB-12-CD. Not to be copied or passed on.",
        "partner": "Harbour Health",
        "made_at": datetime(2026, 12, 1, 9, tzinfo=UTC) + timedelta(minutes=3),
        "standing": STANDING_AGENDA,
        "declaration": DECLARATION,
        "items": [_family(name, dice) for name in families],
    }


def _family(name, dice):
    return {
        "name": f"The {name} family",
        "category": "Needs support",
        "purpose": "Decide who looks in once a fortnight, and who stops.",
        "by": "Amira Osei, Harbour School",
        "conditions": [("Why nobody is thought to be at risk", SAID)],
        "people": [f"{given} {name} ({dice.randrange(2, 60)})" for given in names(dice, 4)],
        "given": [(partner, SAID) for partner in ("Harbour School", "Harbour Health", "The council")],
    }


def beside_chromium(dice, rounds):
    """The measures; without a Chromium on the machine, ours alone."""
    html = render_to_string(TEMPLATE, made(dice))
    apart(html, places())  # the worker is warm
    ways = {"ours": lambda: apart(html, places())}
    if found := shutil.which("chromium"):
        ways["chromium"] = lambda: _by_chromium(found, html)
    spent = {way: [] for way in ways}
    for _ in range(rounds):
        for way, make in ways.items():
            spent[way].append(_watched(make))
    times = {way: statistics.median(seconds for seconds, _ in rows) for way, rows in spent.items()}
    peaks = {way: statistics.median(memory for _, memory in rows) for way, rows in spent.items()}
    told = {"pack_seconds": times["ours"], "pack_megabytes": peaks["ours"]}
    if "chromium" in ways:
        told["pack_over_chromium_time"] = times["ours"] / times["chromium"]
        told["pack_over_chromium_memory"] = peaks["ours"] / peaks["chromium"]
    return told


def _by_chromium(chromium, html):
    with tempfile.TemporaryDirectory() as home:
        for name, (_, path) in places().items():
            target = Path(home, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = Path(path).read_bytes()
            target.write_bytes(text.replace(b"shipped:", f"file://{home}/".encode()))
        Path(home, "pack.html").write_text(html.replace("shipped:", f"file://{home}/"))
        quiet = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            f"--user-data-dir={home}/user",
        ]
        quiet += ["--export-tagged-pdf", "--no-pdf-header-footer", f"--print-to-pdf={home}/pack.pdf"]
        subprocess.run([chromium, *quiet, f"file://{home}/pack.html"], check=True, capture_output=True)
        return Path(home, "pack.pdf").read_bytes()


def _watched(make):
    """(seconds, peak megabytes of the processes begun) of making a document."""
    peak, stop = [0], threading.Event()

    def watch():
        while not stop.wait(EVERY):
            peak[0] = max(peak[0], sum(_pss(pid) for pid in _below(os.getpid())))

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.perf_counter()
    assert make().startswith(b"%PDF")
    seconds = time.perf_counter() - began
    stop.set()
    watcher.join()
    return seconds, peak[0] / 1024


def _below(pid):
    """The processes that this one began, and those that they did."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(task).split():
            found += [int(child), *_below(int(child))]
    return found


def _pss(pid):
    """The kilobytes of a process, shared ones divided among those that share them; 0 once it is gone."""
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _read(path):
    try:
        return path.read_text()
    except OSError:
        return ""
