"""HTML becomes a PDF (PDF/UA-1: tagged, with its language), without database and Django: so it also runs in a process
of its own, with limits on memory and time (`apart`). What is made to eat a machine eats that one (faults.md R15).

python -m locality.drawing     {"html": …, "places": {name: path}} comes in as JSON, a PDF goes out, each with its
                               length (8 bytes) before it; nothing but a length of 0 when it was too much
"""

import atexit
import contextlib
import json
import os
import resource
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

HOME = Path(__file__).resolve().parent.parent
MEMORY = 1024**3  # bytes
SECONDS = 60  # of processor time: some 600 pages (performance.md 4)
IDLE = 300  # seconds after which the process that waits for documents ends itself
WALL_SECONDS = 180  # of waiting, on a machine that is busy


class TooHeavy(Exception):
    """The document could not be made within the limits."""


class ShippedOnly(URLFetcher):
    """Fetches our own files and nothing else: an address that is not ours means that a template is wrong. `places`:
    {name: (media type, path)} of files that we ship; `pictures`: {name: (media type, bytes)} that we made clean."""

    def __init__(self, places, pictures=None):
        super().__init__(allowed_protocols=set(), allow_redirects=False)
        self.places, self.pictures = places, pictures or {}

    def fetch(self, url, headers=None):
        if url.startswith("given:") and (found := self.pictures.get(url.removeprefix("given:"))):
            return URLFetcherResponse(url, found[1], {"Content-Type": found[0]})
        name = url.removeprefix("shipped:")
        if name == url or name not in self.places:
            raise FatalURLFetchingError("This document asks for something that is not ours")  # never say what
        media_type, path = self.places[name]
        return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": media_type})


def draw(html, places, pictures=None):
    """The bytes of the PDF that this HTML is."""
    return HTML(string=html, url_fetcher=ShippedOnly(places, pictures)).write_pdf(pdf_variant="pdf/ua-1")


def apart(html, places):
    """The same, made in a process of its own, without our secrets. Raises TooHeavy."""
    return WARM.draw(html, places)


class Warm:
    """A process that has loaded all that drawing needs, and forks one with limits for each document: half of the time
    of a document of some pages is loading. It is begun by whoever needs it first, ends when they do, or when nobody
    needed it for a while."""

    def __init__(self, *, seconds=SECONDS, wall_seconds=WALL_SECONDS):
        self.seconds, self.wall_seconds = seconds, wall_seconds
        self.process, self.owner, self.turn = None, None, threading.Lock()

    def draw(self, html, places):
        """The PDF of one document. Raises TooHeavy."""
        given = json.dumps({"html": html, "places": places, "seconds": self.seconds}).encode()
        with self.turn:
            made = self._asked(given)
            if made is None:  # it had ended meanwhile: once more, with another
                made = self._asked(given)
        if not made:
            raise TooHeavy("A document was too much work")  # what was said there may hold its words
        return made

    def _asked(self, given):
        """The PDF; nothing when it was too much; None when there was nobody to ask."""
        if self.process is None or self.owner != os.getpid():  # a fork of ours has one of its own
            self._begin()
        late = threading.Event()
        watch = threading.Timer(self.wall_seconds, self._stop, [late])
        watch.start()
        try:
            _give(self.process.stdin.fileno(), given)
            return _take(self.process.stdout.fileno())
        except OSError:
            self.end()
            return b"" if late.is_set() else None
        finally:
            watch.cancel()
            watch.join()

    def _begin(self):
        alone = {"cwd": HOME, "env": {"LANG": "C.UTF-8"}, "start_new_session": True}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([sys.executable, "-m", "locality.drawing"], bufsize=0, **pipes, **alone)
        self.owner = os.getpid()

    def _stop(self, late):
        late.set()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def end(self):
        """End the process, and what it is at. A fork of ours ends only its own."""
        if self.process is not None and self.owner == os.getpid():
            self._stop(threading.Event())
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None


WARM = Warm()
atexit.register(WARM.end)


def _give(pipe, content):
    left = memoryview(len(content).to_bytes(8, "big") + content)
    while left:
        left = left[os.write(pipe, left) :]


def _take(pipe):
    return _exactly(pipe, int.from_bytes(_exactly(pipe, 8), "big"))


def _exactly(pipe, count):
    found = bytearray()
    while len(found) < count:
        if not (part := os.read(pipe, count - len(found))):
            raise BrokenPipeError("The other side ended")
        found += part
    return bytes(found)


def _in_a_fork(given):
    """The PDF that a process with limits makes, or nothing."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            asked = json.loads(given)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
            with os.fdopen(writing, "wb") as out:
                out.write(draw(asked["html"], asked["places"]))
            os._exit(0)
        except BaseException:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        made = pipe.read()
    return made if os.waitpid(child, 0)[1] == 0 else b""


def _main():
    draw("<title>Warm</title><p>Letters, and what lays them out, are looked for once.</p>", {})
    while select.select([0], [], [], IDLE)[0]:
        try:
            given = _take(0)
        except BrokenPipeError:  # whoever asked has ended
            return
        _give(1, _in_a_fork(given))


if __name__ == "__main__":
    _main()
